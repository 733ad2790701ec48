"""How much each feature of a line says that the story cannot be told without it.

Learned by `make train-keys` (evals/tasks/train_keys.py) on the incidents of evals/datasets/incidents; do not edit by hand.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files


@cache
def weights() -> dict[str, float]:
    rows = files("pipeline.timeline").joinpath("weights.tsv").read_text(encoding="utf-8").splitlines()
    return {name: float(value) for name, value in (row.split("\t") for row in rows if row)}


def weight(names: Iterable[str]) -> float:
    """The sum for one line's features; about 0 is as likely key as not."""
    table = weights()
    return sum([table.get(name, 0.0) for name in names])
