"""How certain is it that a candidate is of the same mechanism? In: what the ranking knows of it. Out: a score from 0 to 1.

A logistic model with a handful of constants, learned by evals/related/calibrate.py on questions that are asked twice: of
incidents that hold the answer, and of the same without it. So the substance of a question says nothing by itself of whether there
is an answer; it says what the rest is worth, since a third of a long story is more than a third of three words. Rareness is
counted in that of a word no incident has, so that five incidents and a hundred thousand are measured alike. Below the threshold
the honest answer is that nothing is similar.
"""

import math
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass

from pipeline.related.query import Question
from pipeline.related.rank import Candidate, Found


@dataclass(frozen=True)
class Model:
    weights: Mapping[str, float]
    intercept: float
    threshold: float


MOST = 8.0
"""Of substance: what a long text says more than a long question tells no more of how much its features are worth."""
DAY = 4.0
"""Set by hand: who names the day means that incident, as who names a product does."""
WITH_VECTORS = Model(
    {"nearness": 10.96, "share": 7.12, "concepts": 0.70, "together": 2.26, "names": -2.53, "day": DAY, "substance": 0.64},
    intercept=-11.14,
    threshold=0.31,
)
WORDS_ALONE = Model(
    {"share": 12.12, "concepts": 0.30, "together": 1.55, "names": -3.65, "day": DAY, "substance": 0.79},
    intercept=-8.11,
    threshold=0.35,
)


def features(asked: Question, candidate: Candidate, held: Sequence[frozenset[str]], found: Found) -> dict[str, float]:
    """What speaks for the candidate, and what against it; `held` are the terms of each of its passages."""
    every = frozenset[str]().union(*held)
    return {
        "nearness": candidate.nearness,
        "share": candidate.share,
        "concepts": covered(asked.concepts, every, found.rareness),
        "together": max((covered(asked.words, said(asked, one), found.rareness) for one in held), default=0.0),
        "names": missing(asked, every, found),
        "day": candidate.day,
        "substance": min(MOST, sum(found.rareness[word] for word in asked.words) / found.rarest),
    }


def said(asked: Question, held: Set[str]) -> frozenset[str]:
    """The words of the question that stand there, or whose concept does."""
    return asked.words & held | {word for word, meant in asked.meant.items() if not meant.isdisjoint(held)}


def missing(asked: Question, held: Set[str], found: Found) -> float:
    """How rare the rarest name is that the document says in no words, from 0 to 1: who names a product means that one."""
    return max((found.rareness[name] for name in asked.names - said(asked, held)), default=0.0) / found.rarest


def covered(terms: Collection[str], held: Collection[str], rareness: Mapping[str, float]) -> float:
    """The share of the terms, by their rareness, that the document holds; 0 where there are none."""
    whole = sum(rareness[term] for term in terms)
    return sum(rareness[term] for term in terms if term in held) / whole if whole else 0.0


def certainty(values: Mapping[str, float], model: Model) -> float:
    return 1 / (1 + math.exp(-model.intercept - sum(weight * values[name] for name, weight in model.weights.items())))
