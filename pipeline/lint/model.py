"""Small linear models, learned by `make train-lint` and shipped as weights/<name>.tsv: whole numbers, the same everywhere.

    model("sentence").score({"did_not", "check", ...}) -> 134        positive means yes, in hundredths of a logit

The file: a line `bias <TAB> n`, then a power of two of lines, each with the features whose checksum ends in its number and their
weights, all separated by spaces. A few features are found without reading the others, as most of a large file would be read for
a small document; whoever asks for as many as it takes to read them all gets all of them read.
"""

from collections.abc import Collection
from functools import cache
from itertools import repeat
from pathlib import Path
from zlib import crc32

FEW = 0.01
"""So many features for each byte of the file are looked for in it; then it is worth reading."""


class Model:
    """`score` is the bias plus the weights of the features that are known, each counted once if given as a set."""

    __slots__ = ("_asked", "_few", "_lines", "_weights", "bias")

    def __init__(self, data: bytes) -> None:
        first, *lines = data.removesuffix(b"\n").split(b"\n")
        self.bias = int(first.split(b"\t")[1])
        if len(lines) & (len(lines) - 1):
            raise ValueError("this is no model as make train-lint writes it")
        self._lines = lines
        self._weights: dict[str, int] = {}
        self._asked = 0
        self._few = int(FEW * len(data))

    @property
    def weights(self) -> dict[str, int]:
        """All features that have a weight."""
        if not self._weights:
            for line in self._lines:
                words = line.decode().split(" ")
                self._weights.update(zip(words[::2], map(int, words[1::2]), strict=False))
            self._lines = []
        return self._weights

    def score(self, features: Collection[str]) -> int:
        self._asked += len(features)
        if self._asked > self._few or self._weights:
            weight = self.weights.get
            return self.bias + sum(map(weight, features, repeat(0)))
        return self.bias + sum([self._look_up(feature) for feature in features])

    def _look_up(self, feature: str) -> int:
        name = feature.encode("utf-8", "replace")
        words = self._lines[line_of(name, len(self._lines))].split(b" ")
        names = words[::2]
        return int(words[2 * names.index(name) + 1]) if name in names else 0


def line_of(feature: bytes, lines: int) -> int:
    """The number of the line that a feature stands on, in a file of so many (a power of two), the first line not counted."""
    return crc32(feature) & (lines - 1)


@cache
def model(name: str) -> Model:
    return Model((Path(__file__).parent / "weights" / f"{name}.tsv").read_bytes())


def read_all() -> None:
    """Reads all models that score texts, so that processes which are forked now share them."""
    for name in ("screen", "sentence", "action", "cause"):
        _ = model(name).weights
