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


MOST = 7.0
"""Of substance: what a pasted report says beyond that of a long question would make everything similar to it."""
DAY = 4.0
"""Set by hand: who names the day means that incident, as who names a product does."""
KNOWN = 5.0
"""The rareness of a word that none of some seventy incidents has: among fewer, it says little what a question shares."""
WITH_VECTORS = Model(
    {"nearness": 10.93, "share": 7.21, "concepts": 0.68, "together": 2.31, "names": -2.52, "day": DAY, "substance": 0.68},
    intercept=-11.29,
    threshold=0.31,
)
WORDS_ALONE = Model(
    {"share": 12.21, "concepts": 0.28, "together": 1.64, "names": -3.62, "day": DAY, "substance": 0.84},
    intercept=-8.34,
    threshold=0.36,
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


def enough(found: Found, model: Model) -> float:
    """The certainty from which on something is named: less among few incidents, where a needless answer costs less."""
    return model.threshold * min(1.0, found.rarest / KNOWN)


def certainty(values: Mapping[str, float], model: Model) -> float:
    return 1 / (1 + math.exp(-model.intercept - sum(weight * values[name] for name, weight in model.weights.items())))
