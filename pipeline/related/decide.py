"""How certain is it that a candidate is of the same mechanism? In: what the ranking knows of it. Out: a score from 0 to 1.

A logistic model with a handful of constants, learned by evals/related/calibrate.py. Its features are absolute, and
those that any document has less of the longer the question is are corrected for its length, by slopes that were measured on
stretches of foreign reports. The length itself is no feature: a short question is as good as a long one. Below the threshold
the honest answer is that nothing is similar.
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pipeline.related.query import Question
from pipeline.related.rank import Candidate


@dataclass(frozen=True)
class Model:
    """`slopes` is how each feature changes with the logarithm of the question's words where nothing answers."""

    weights: Mapping[str, float]
    intercept: float
    threshold: float


SLOPES = {"nearness": 0.05, "share": -0.145, "words": -0.185}
USUAL = math.log(18)
IN_OTHER_WORDS = 0.7
RAREST = 6.0
"""About the rareness of a word that none of a few hundred documents holds."""
WITH_VECTORS = Model({"nearness": 7.91, "share": 4.38, "words": 4.34, "concepts": 0.94, "names": -3.51}, -6.17, 0.3)
WORDS_ALONE = Model({"share": 8.57, "words": 4.43, "concepts": 0.14, "names": -3.48}, -3.00, 0.37)


def features(asked: Question, candidate: Candidate, held: Collection[str], rareness: Mapping[str, float]) -> dict[str, float]:
    """What speaks for the candidate; `held` are the terms of its passages. All as they would be at the usual length."""
    longer = math.log(max(2, len(asked.words))) - USUAL
    raw = {
        "nearness": candidate.nearness,
        "share": candidate.share,
        "words": told(asked, held, rareness),
        "concepts": covered(asked.concepts, held, rareness),
        "names": missing(asked.names, held, rareness),
    }
    return {name: value - SLOPES.get(name, 0.0) * longer for name, value in raw.items()}


def missing(names: Collection[str], held: Collection[str], rareness: Mapping[str, float]) -> float:
    """How rare the rarest name is that the document does not hold, from 0 to 1: who names a product means that one."""
    return min(1.0, max((rareness[name] for name in names if name not in held), default=0.0) / RAREST)


def covered(terms: Collection[str], held: Collection[str], rareness: Mapping[str, float]) -> float:
    """The share of the terms, by their rareness, that the document holds; 0 where there are none."""
    whole = sum(rareness[term] for term in terms)
    return sum(rareness[term] for term in terms if term in held) / whole if whole else 0.0


def told(asked: Question, held: Collection[str], rareness: Mapping[str, float]) -> float:
    """The share of the question's words, by their rareness, that the document says; in other words counts IN_OTHER_WORDS."""
    whole = sum(rareness[word] for word in asked.words)
    said = sum(rareness[word] * as_said(word, asked, held) for word in asked.words)
    return said / whole if whole else 0.0


def as_said(word: str, asked: Question, held: Collection[str]) -> float:
    if word in held:
        return 1.0
    return 0.0 if asked.meant.get(word, frozenset()).isdisjoint(held) else IN_OTHER_WORDS


def certainty(values: Mapping[str, float], model: Model) -> float:
    return 1 / (1 + math.exp(-model.intercept - sum(weight * values[name] for name, weight in model.weights.items())))
