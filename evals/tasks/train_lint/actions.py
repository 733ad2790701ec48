"""Learns weights/action.tsv: is an action item vague, so that nobody could tell by looking at something that it is done?

    python -m evals.tasks.train_lint.actions

In: evals/datasets/lint/train/actions.tsv and actions-terse.tsv, lines of label, kind and text, written for this. The terse ones
are in the manner of real lists, where most items name a thing and few a number; they weigh more. Out: the weights, and on the
terminal what it finds in blocks of neighbouring lines that it was not taught.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from evals.tasks.train_lint.fit import fit, without_rare, write
from pipeline.lint.actions.features import features
from pipeline.lint.actions.reading import read as read_item

FOLDER = Path(__file__).resolve().parents[2] / "datasets" / "lint" / "train"
TERSE_WEIGHT = 6.0
VAGUE_WEIGHT = 1.3
PENALTY = 0.15
QUIET = 62
"""Hundredths of a logit by which the model must be surer than even: lint that speaks is to be right."""
RARE = 2
BLOCK, FOLDS = 20, 6


class Row(NamedTuple):
    features: set[str]
    vague: bool
    terse: bool


def rows(folder: Path = FOLDER) -> list[Row]:
    return [row for name in ("actions", "actions-terse") for row in read(folder / f"{name}.tsv")]


def read(path: Path) -> list[Row]:
    found: list[Row] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        label, _, text = line.split("\t")
        found.append(Row(features(read_item(text)), label == "vague", path.stem.endswith("terse")))
    return found


def learn(examples: Sequence[Row]) -> tuple[dict[str, int], int]:
    kept = without_rare([row.features for row in examples], RARE)
    weights = [(TERSE_WEIGHT if row.terse else 1.0) * (VAGUE_WEIGHT if row.vague else 1.0) for row in examples]
    learned, bias = fit(kept, [row.vague for row in examples], PENALTY, weights)
    return learned, bias - QUIET


def across(examples: Sequence[Row]) -> Counter[tuple[bool, bool, bool]]:
    """Counts of (terse, vague, found vague), each row judged by a model that was not taught its block of neighbours."""
    counts: Counter[tuple[bool, bool, bool]] = Counter()
    for fold in range(FOLDS):
        taught = [row for index, row in enumerate(examples) if index // BLOCK % FOLDS != fold]
        learned, bias = learn(taught)
        for index, row in enumerate(examples):
            if index // BLOCK % FOLDS == fold:
                score = bias + sum(learned.get(feature, 0) for feature in row.features)
                counts[row.terse, row.vague, score > 0] += 1
    return counts


def main() -> None:
    examples = rows()
    counts = across(examples)
    for terse in (False, True):
        found, wrong, missed = counts[terse, True, True], counts[terse, False, True], counts[terse, True, False]
        name = "terse" if terse else "plain"
        print(f"{name}: precision {found / (found + wrong):.3f}, recall {found / (found + missed):.3f} of {found + missed} vague")
    learned, bias = learn(examples)
    print(write("action", learned, bias))


if __name__ == "__main__":
    main()
