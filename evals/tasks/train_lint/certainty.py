"""Fits the constants of pipeline/lint/blame/certainty.py on the labelled development sets, and prints them.

    python -m evals.tasks.train_lint.certainty [SHARED]

Only sentences about others than "we", in which no pattern is met, are asked of the model; so only they are fitted, the real ones
three times as heavy as the written ones. STRICT is how much above even odds the bar lies. Needs the real documents (SHARED).
"""

import sys
from math import sqrt
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression  # pyright: ignore[reportMissingImports]

from evals.lint import dataset
from pipeline.lint.blame.certainty import CODE
from pipeline.lint.blame.features import features, tokens
from pipeline.lint.blame.judgement import gate
from pipeline.lint.blame.patterns import matches
from pipeline.lint.model import model
from pipeline.lint.people import Roster
from pipeline.lint.sentences import MARKS, mask

STRICT = 0.75
REAL = 3.0
NAMES = ("PER_ROOT", "PER_SCORE", "PER_WORD", "PER_LETTER", "FIGURES", "MARKS", "PRODUCTS")


def measured(text: str, roster: Roster) -> list[float] | None:
    """The numbers of one sentence, None where the model is not asked."""
    masked = mask(text)
    lower = masked.translate(MARKS).lower().split()
    door = gate(roster)
    if door.others.isdisjoint(lower) or any(matches(masked, set(lower), roster)):
        return None
    words, letters = tokens(masked, roster)
    plain = [word for word in words if word.isalpha()]
    score = model("sentence").score(features(words, letters))
    return [
        score / sqrt(len(words) or 1), score, len(words), sum(map(len, plain)) / (len(plain) or 1),
        float("<n>" in words), float(not CODE.isdisjoint(masked)), float("C" in letters),
    ]  # fmt: skip


def main() -> None:
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared")
    sets = ((dataset.real(shared / "data" / "postmortems" / "docs"), REAL), (dataset.written(), 1.0))
    rows = [
        (found, row.positive, weight)
        for labelled, weight in sets
        for row in labelled.rows
        if row.part == "sentence" and (found := measured(row.text, Roster(row.roster))) is not None
    ]
    numbers = np.array([found for found, _, _ in rows])
    mean, spread = numbers.mean(0), numbers.std(0)
    regression = LogisticRegression(C=0.3)
    regression.fit((numbers - mean) / spread, [blames for _, blames, _ in rows], sample_weight=[weight for _, _, weight in rows])
    slopes = np.ravel(regression.coef_) / spread
    base = float(np.ravel(regression.intercept_)[0] - (slopes * mean).sum() - STRICT)
    print(len(rows), "sentences")
    for name, slope in zip(NAMES, slopes, strict=True):
        print(f"{name} = {float(slope):.5f}")
    print(f"BASE = {base:.3f}")


if __name__ == "__main__":
    main()
