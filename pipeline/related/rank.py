"""Two searches -> candidates in order. In: a question, its vector, the indexes. Out: past incidents, the most similar first.

    score = nearness + WORDS x share + DAY x how near its day is to one that the question names

Nearness is the cosine of the question and the incident's nearest passage; share is the incident's BM25 score over the most that a
document could have. Both are absolute, so that a score does not hang on what else was found. Without vectors the share decides.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.related.query import Question
from pipeline.related.searches import Allowed, VectorIndex, WordIndex

WORDS = 1.3
DAY = 0.4
NEXT_DAY = 0.6
"""Of DAY, for the day before and the day after: days are named in many time zones."""
NO_WORD = ""
PASSAGES, INCIDENTS = 200, 100
"""How many are looked at of each search."""
MOST_OF_A_TERM = 2.2
"""BM25's k1 + 1: what a term that fills a document approaches, times its rareness."""


@dataclass(frozen=True)
class Candidate:
    """`nearness` is that of the nearest passage, at least the `floor` of the search; `day` is how near its day is to one that the
    question names; `passages` are those the vectors found."""

    incident: str
    score: float
    nearness: float
    share: float
    day: float = 0.0
    passages: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Found:
    """What both searches gave, before they are put in one order. `rareness` is that of each term said, `rarest` that of a word
    that no incident has."""

    near: Mapping[str, tuple[tuple[str, float], ...]]
    floor: float
    shares: Mapping[str, float]
    rareness: Mapping[str, float]
    rarest: float

    @property
    def incidents(self) -> list[str]:
        return sorted({*self.near, *self.shares})


def search(asked: Question, words: WordIndex, where: Allowed, vectors: VectorIndex | None = None, vector: Any = None) -> Found:
    rareness = words.rareness({*asked.said, NO_WORD})
    most = MOST_OF_A_TERM * sum(asked.terms[term] * rareness[term] for term in asked.said)
    shares = {id: score / most for id, score in words.search(asked.terms, INCIDENTS, where)} if most else {}
    hits = vectors.search(vector, PASSAGES, where) if vectors is not None and vector is not None else ()
    near: dict[str, list[tuple[str, float]]] = {}
    for id, nearness in hits:
        near.setdefault(id.rpartition("#")[0], []).append((id, nearness))
    floor = min((nearness for _, nearness in hits), default=0.0)
    return Found({id: tuple(found) for id, found in near.items()}, floor, shares, rareness, rareness[NO_WORD] or 1.0)


def rank(asked: Question, found: Found, starts: Mapping[str, date | None], apart: Collection[str] = ()) -> list[Candidate]:
    """The candidates, best first; equal ones in the order of their ids. `apart` are never found."""
    candidates = [candidate(id, asked, found, starts.get(id)) for id in found.incidents if id not in apart]
    return sorted(candidates, key=lambda one: (-one.score, one.incident))


def candidate(id: str, asked: Question, found: Found, start: date | None) -> Candidate:
    passages = found.near.get(id, ())
    nearness = max((near for _, near in passages), default=found.floor)
    share = found.shares.get(id, 0.0)
    day = same_day(start, asked.days)
    return Candidate(id, nearness + WORDS * share + DAY * day, nearness, share, day, passages)


def same_day(start: date | None, days: Iterable[date]) -> float:
    """1 where the incident began on a day that is named, NEXT_DAY where beside it, else 0."""
    apart: Sequence[int] = [abs((start - day).days) for day in days] if start else []
    return {0: 1.0, 1: NEXT_DAY}.get(min(apart, default=9), 0.0)
