"""Fits the constants of pipeline/lint/blame/certainty.py on the labelled development sets, and prints them.

    python -m evals.tasks.train_lint.certainty [SHARED]

Only sentences about others than "we", in which no pattern is met, are asked of the model; so only they are fitted, the real ones
three times as heavy as the written ones; the screen is fitted on the training sentences. STRICT is how much above even odds the
bar lies. Needs the real documents (SHARED).
"""

import sys
from math import sqrt
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression  # pyright: ignore[reportMissingImports]

from evals.lint import dataset
from evals.tasks.train_lint.sentences import rows
from pipeline.lint.blame.certainty import CODE
from pipeline.lint.blame.features import features, tokens
from pipeline.lint.blame.judgement import gate
from pipeline.lint.blame.patterns import matches
from pipeline.lint.model import model
from pipeline.lint.people import Roster
from pipeline.lint.sentences import MARKS, mask

STRICT = 0.25
REAL = 3.0
LET_THROUGH = 0.97
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


def fitted(numbers: list[list[float]], labels: list[bool], weights: list[float] | None = None) -> tuple[list[float], float]:
    """Slopes and base of a logistic regression, in the units of the numbers."""
    matrix = np.array(numbers)
    mean, spread = matrix.mean(0), matrix.std(0)
    regression = LogisticRegression(C=0.3)
    regression.fit((matrix - mean) / spread, labels, sample_weight=weights)
    slopes = np.ravel(regression.coef_) / spread
    return slopes.tolist(), float(np.ravel(regression.intercept_)[0] - (slopes * mean).sum())


def bar(shared: Path) -> dict[str, float]:
    sets = ((dataset.real(shared / "data" / "postmortems" / "docs"), REAL), (dataset.written(), 1.0))
    labelled = [
        (found, row.positive, weight)
        for items, weight in sets
        for row in items.rows
        if row.part == "sentence" and (found := measured(row.text, Roster(row.roster))) is not None
    ]
    slopes, base = fitted([found for found, _, _ in labelled], [yes for _, yes, _ in labelled], [w for _, _, w in labelled])
    return {**dict(zip(NAMES, slopes, strict=True)), "BASE": base - STRICT}


def screen(constants: dict[str, float]) -> dict[str, float]:
    """What worth_asking() needs to let LET_THROUGH of those through that these constants would accept."""
    numbers: list[list[float]] = []
    accepted: list[bool] = []
    for row in rows():
        if (found := measured(row.text, Roster(row.people))) is None:
            continue
        text = mask(row.text)
        words = text.translate(MARKS).lower().split()
        count = len(words) or 1
        marks = float(not CODE.isdisjoint(text))
        numbers.append([model("screen").score(words) / sqrt(count), count, len("".join(words)) / count, marks])
        certain = constants["BASE"] + sum(constants[name] * number for name, number in zip(NAMES, found, strict=True))
        accepted.append(certain > 0)
    slopes, base = fitted(numbers, accepted)
    scores = sorted(base + float(np.dot(slopes, row)) for row, yes in zip(numbers, accepted, strict=True) if yes)
    names = ("SCREEN_PER_ROOT", "SCREEN_PER_WORD", "SCREEN_PER_LETTER", "SCREEN_MARKS")
    return {**dict(zip(names, slopes, strict=True)), "SCREEN_BASE": base - scores[int(len(scores) * (1 - LET_THROUGH))]}


def main() -> None:
    constants = bar(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared"))
    for name, value in {**constants, **screen(constants)}.items():
        print(f"{name} = {value:.5f}")


if __name__ == "__main__":
    main()
