"""Small linear models, learned by `make train-lint` and shipped as weights/<name>.tsv: whole numbers, the same everywhere.

    model("sentence").score({"did_not", "check", ...}) -> 134        positive means yes, in hundredths of a logit

The file: a line `bias <TAB> n`, then per line a weight and the features that have it, separated by spaces.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path


class Model:
    """`score` is the bias plus the weights of the features that are known, each counted once if given as a set."""

    __slots__ = ("bias", "weights")

    def __init__(self, text: str) -> None:
        first, *lines = text.rstrip("\n").split("\n")
        self.bias = int(first.split("\t")[1])
        self.weights: dict[str, int] = {}
        for line in lines:
            weight, _, features = line.partition("\t")
            self.weights.update(dict.fromkeys(features.split(" "), int(weight)))

    def score(self, features: Iterable[str]) -> int:
        weight = self.weights.get
        return self.bias + sum([weight(feature, 0) for feature in features])


@cache
def model(name: str) -> Model:
    return Model((Path(__file__).parent / "weights" / f"{name}.tsv").read_text(encoding="utf-8"))
