"""What somebody asks -> the terms that are searched for, each with its weight, and the days it names.

    question("too many clients since 2026-03-01") -> stems (1), concepts of operations (CONCEPT), their other words (KIN); 1 March

A word that is said twice counts twice: in a pasted report it is what the report is about.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from pipeline.text.concepts import kin, places
from pipeline.text.stems import stems

CONCEPT = 0.7
"""What it counts that a past incident speaks of the same thing in other words, beside 1 for the same word."""
KIN = 0.1
"""What each of these other words counts by itself."""
LONG = 60
"""A question of more different words than this says it in its own: other words only add noise, and time."""
MOST = 150
"""Terms that are searched for at most; of more, those that are said most often."""
NAME = re.compile(r"(?<![\w.-])(?:(?<![.!?:]\s)(?<!^)[A-Z]\w+|[A-Z][A-Z\d]+\b|\w*[a-z]\w*[A-Z_]\w*)")
"""Capital letters inside a sentence, or throughout, or within a word."""
DAY = re.compile(r"\b(20\d\d)-([01]\d)-([0-3]\d)\b")


@dataclass(frozen=True)
class Question:
    """`terms` are what is searched for; `said` those of them that stand in the question, as words or as concepts;
    `names` the words that are written as names of products, protocols and errors are; `meant` gives
    the concepts that a word stands for, by itself or with its neighbors."""

    text: str
    terms: Mapping[str, float]
    said: frozenset[str]
    days: tuple[date, ...] = ()
    names: frozenset[str] = frozenset()
    meant: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(term for term in self.said if not term.startswith("~"))

    @cached_property
    def concepts(self) -> frozenset[str]:
        return self.said - self.words


def question(text: str) -> Question:
    found = stems(text)
    counted = Counter(found)
    terms: dict[str, float] = {stem: float(count) for stem, count in counted.most_common(MOST)}
    meant = concepts_of_words(found) if len(counted) <= LONG else {}
    named = sorted({concept for of_word in meant.values() for concept in of_word})
    terms |= dict.fromkeys(named, CONCEPT)
    said = frozenset(terms)
    for concept in named:
        for member in kin(concept):
            for stem in member:
                terms.setdefault(stem, KIN / len(member) ** 0.5)
    names = said.intersection(named_in(text)) if len(counted) <= LONG else ()
    return Question(text, terms, said, tuple(days(text)), frozenset(names), meant)


def concepts_of_words(found: list[str]) -> dict[str, frozenset[str]]:
    meant: dict[str, set[str]] = {}
    for place, length, concept in places(found):
        for stem in found[place : place + length]:
            meant.setdefault(stem, set()).add(concept)
    return {stem: frozenset(concepts) for stem, concepts in meant.items()}


def days(text: str) -> list[date]:
    """The days that a text names in the form 2026-03-01."""
    found: dict[date, None] = {}
    for year, month, day in DAY.findall(text):
        try:
            found[date(int(year), int(month), int(day))] = None
        except ValueError:
            continue
    return list(found)


def named_in(text: str) -> list[str]:
    """The stems of words that are written as names; a text in capital letters names nothing."""
    return [] if text.isupper() else [stem for name in NAME.findall(text) for stem in stems(name)]
