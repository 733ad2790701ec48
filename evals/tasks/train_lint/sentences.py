"""Learns what tells a sentence that puts an incident on people from one that does not: three models of pipeline/lint/weights.

    python -m evals.tasks.train_lint.sentences

    sentence.tsv   does it?        all features
    screen.tsv     may it?         words alone: at little cost says which sentences the first is worth asking about
    signal.tsv     in which way?   words and neighbours, one set of weights a signal

In: evals/datasets/lint/train/sentences-*.tsv, lines of signal, subject and sentence, written for this by many authors, and the
good examples of the rules. A quarter of the sentences are read without their roster, since many real documents have none.
"""

import random
from dataclasses import dataclass
from pathlib import Path

from evals.tasks.train_lint.fit import fit, without_rare, write
from pipeline.lint.blame.features import features, tokens
from pipeline.lint.blame.signals import Signal
from pipeline.lint.document import read_markdown
from pipeline.lint.manual import page
from pipeline.lint.people import Roster
from pipeline.lint.registry import names, rule
from pipeline.lint.sentences import MARKS, mask, sentences

FOLDER = Path(__file__).resolve().parents[2] / "datasets" / "lint" / "train"
WITHOUT_ROSTER = 0.25
RARE = 2
SMALLEST, SMALLEST_OF_SIGNAL = 10, 15
NONE = "none"
OF_EXAMPLES = 10.0


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


def good_examples() -> list[Row]:
    """What the rules' own pages show as good: blames nobody, whatever its words."""
    shown = (example.text for name in names() for example in page(rule(name).manual).good)
    return [
        Row(NONE, sentence.block.text[sentence.start : sentence.end], (), "rules")
        for text in shown
        for sentence in sentences(read_markdown(text, "example.md"))
    ]


def read_tokens(examples: list[Row]) -> list[tuple[list[str], list[str]]]:
    chance = random.Random(11)
    return [tokens(mask(row.text), Roster(row.people if chance.random() >= WITHOUT_ROSTER else ())) for row in examples]


def learn_screen(examples: list[Row]) -> tuple[dict[str, int], int]:
    """Weights of words alone; where its bar lies is for certainty.py to say."""
    words = [set(mask(row.text).translate(MARKS).lower().split()) for row in examples]
    return fit(words, [row.signal != NONE for row in examples], c=0.3)


def learn_signals(examples: list[Row], known: list[set[str]]) -> dict[str, int]:
    """For each signal what tells it from the others, by words and neighbours alone."""
    blaming = [(row.signal, found) for row, found in zip(examples, known, strict=True) if row.signal != NONE]
    near = [{feature for feature in found if feature.count("_") < 2} for _, found in blaming]
    learned: dict[str, int] = {}
    for signal in Signal:
        weights, _ = fit(near, [own == signal for own, _ in blaming], c=0.2)
        learned.update({f"{signal}={feature}": weight for feature, weight in weights.items()})
    return learned


def main() -> None:
    examples = rows() + good_examples()
    weights_of_rows = [OF_EXAMPLES if row.author == "rules" else 1.0 for row in examples]
    known = [features(words, letters) for words, letters in read_tokens(examples)]
    weights, bias = fit(without_rare(known, RARE), [row.signal != NONE for row in examples], c=0.5, weights=weights_of_rows)
    print(len(examples), "sentences;", write("sentence", weights, bias, SMALLEST))
    screen, screen_bias = learn_screen(examples)
    print(write("screen", screen, screen_bias, SMALLEST))
    print(write("signal", learn_signals(examples, known), 0, SMALLEST_OF_SIGNAL))


if __name__ == "__main__":
    main()
