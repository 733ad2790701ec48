"""Learns weights/sentence.tsv (does a sentence put an incident on people?) and weights/signal.tsv (in which way?).

    python -m evals.tasks.train_lint.sentences

In: evals/datasets/lint/train/sentences-*.tsv, lines of signal, subject and sentence, written for this by many authors. A
quarter of the sentences are read without their roster, since many real documents have none.
"""

import random
from dataclasses import dataclass
from pathlib import Path

from evals.tasks.train_lint.fit import fit, write
from pipeline.lint.blame.features import features
from pipeline.lint.blame.judgement import pattern_features
from pipeline.lint.blame.patterns import matches
from pipeline.lint.blame.signals import Signal
from pipeline.lint.people import Roster
from pipeline.lint.sentences import MARKS, mask

FOLDER = Path(__file__).resolve().parents[2] / "datasets" / "lint" / "train"
WITHOUT_ROSTER = 0.25
SMALLEST = 4
NONE = "none"


@dataclass(frozen=True)
class Row:
    """One labelled sentence: its signal ("none" where it blames nobody), the people its author uses, and the author's file."""

    signal: str
    text: str
    people: tuple[str, ...]
    author: str


def rows(folder: Path = FOLDER) -> list[Row]:
    return [row for path in sorted(folder.glob("sentences-*.tsv")) for row in read(path)]


def read(path: Path) -> list[Row]:
    people: tuple[str, ...] = ()
    found: list[Row] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# roster:"):
            people = tuple(name.strip() for name in line[9:].split(",") if name.strip())
        elif not line.startswith("#") and line.count("\t") == 2:
            signal, _, text = line.split("\t")
            found.append(Row(signal, text, people, path.stem))
    return found


def sentence_features(text: str, people: tuple[str, ...]) -> set[str]:
    roster = Roster(people)
    masked = mask(text)
    met = list(matches(masked, masked.translate(MARKS).lower().split(), roster))
    return features(masked, roster) | pattern_features(met)


def learn(examples: list[Row]) -> tuple[dict[str, int], int]:
    chance = random.Random(11)
    known = [sentence_features(row.text, row.people if chance.random() >= WITHOUT_ROSTER else ()) for row in examples]
    return fit(known, [row.signal != NONE for row in examples], c=0.5)


def learn_signals(examples: list[Row]) -> dict[str, int]:
    """For each signal what tells it from the others, by words and neighbours alone."""
    blaming = [row for row in examples if row.signal != NONE]
    known = [{f for f in sentence_features(row.text, row.people) if f.count("_") < 2} for row in blaming]
    found: dict[str, int] = {}
    for signal in Signal:
        weights, _ = fit(known, [row.signal == signal for row in blaming], c=0.2)
        found.update({f"{signal}={feature}": weight for feature, weight in weights.items() if abs(weight) >= 12})
    return found


def main() -> None:
    examples = rows()
    weights, bias = learn(examples)
    print(len(examples), "sentences;", write("sentence", weights, bias, SMALLEST))
    print(write("signal", learn_signals(examples), 0, 12))


if __name__ == "__main__":
    main()
