"""How certain is it that a candidate is of the same mechanism? In: what the ranking knows of it. Out: a score from 0 to 1.

A logistic model with a handful of constants, learned by evals/related/calibrate.py. Its features are absolute, and corrected
for the length of the question: the more words a question has, the smaller the share of them that any one document holds. So a
score means the same in a small corpus and in a large one. Below the threshold the honest answer is that nothing is similar.
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


SLOPES = {"nearness": 0.02, "share": -0.1, "words": -0.18, "concepts": -0.2}
USUAL = math.log(18)
WITH_VECTORS = Model({"nearness": 9.0, "share": 6.0, "words": 0.0, "concepts": 1.5}, -6.5, 0.3)
WORDS_ALONE = Model({"share": 8.0, "words": 1.0, "concepts": 1.5}, -4.0, 0.3)


def features(asked: Question, candidate: Candidate, held: Collection[str], rareness: Mapping[str, float]) -> dict[str, float]:
    """What speaks for the candidate; `held` are the terms of its passages. All as they would be at the usual length."""
    longer = math.log(max(2, len(asked.words))) - USUAL
    raw = {
        "nearness": candidate.nearness,
        "share": candidate.share,
        "words": covered(asked.words, held, rareness),
        "concepts": covered(asked.concepts, held, rareness),
    }
    return {name: value - SLOPES[name] * longer for name, value in raw.items()}


def covered(terms: Collection[str], held: Collection[str], rareness: Mapping[str, float]) -> float:
    """The share of the terms, by their rareness, that the document holds; 0 where there are none."""
    whole = sum(rareness[term] for term in terms)
    return sum(rareness[term] for term in terms if term in held) / whole if whole else 0.0


def certainty(values: Mapping[str, float], model: Model) -> float:
    return 1 / (1 + math.exp(-model.intercept - sum(weight * values[name] for name, weight in model.weights.items())))
