"""Fits a linear model to features and writes it as whole numbers: logistic regression with an L2 penalty (scikit-learn).

In: for each text its set of features, and whether it is one of those to be found. Out: pipeline/lint/weights/<name>.tsv.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer  # pyright: ignore[reportMissingImports]
from sklearn.linear_model import LogisticRegression  # pyright: ignore[reportMissingImports]

from pipeline.lint.model import line_of

WEIGHTS = Path(__file__).resolve().parents[3] / "pipeline" / "lint" / "weights"
SCALE = 100
ON_A_LINE = 4
"""So many features stand on one line of the file, more or less."""


def without_rare(features: Sequence[set[str]], times: int) -> list[set[str]]:
    """The features of each text that at least so many of the texts have: from others nothing is learned about new texts."""
    seen = Counter(feature for found in features for feature in found)
    return [{feature for feature in found if seen[feature] >= times} for found in features]


def fit(
    features: Sequence[set[str]], labels: Sequence[bool], c: float = 0.3, weights: Sequence[float] | None = None
) -> tuple[dict[str, int], int]:
    """Weights in hundredths of a logit (small ones left out) and the bias. `c` is the inverse strength of the penalty."""
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([dict.fromkeys(sorted(found), 1.0) for found in features])
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)  # all that liblinear takes
    regression = LogisticRegression(C=c, max_iter=1000, solver="liblinear")
    regression.fit(matrix, np.asarray(labels), sample_weight=weights)
    learned = {
        name: rounded
        for name, value in zip(vectors.get_feature_names_out(), np.ravel(regression.coef_), strict=True)
        if (rounded := round(float(value) * SCALE))
    }
    return learned, round(float(np.ravel(regression.intercept_)[0]) * SCALE)


def text_of(weights: dict[str, int], bias: int, smallest: int = 2) -> str:
    """The model as pipeline/lint/model.py reads it. Weights below `smallest` are left out."""
    kept = {feature: weight for feature, weight in weights.items() if abs(weight) >= smallest}
    lines: list[list[str]] = [[] for _ in range(1 << max(0, (len(kept) // ON_A_LINE).bit_length()))]
    for feature, weight in sorted(kept.items()):
        lines[line_of(feature.encode(), len(lines))] += (feature, str(weight))
    return "\n".join([f"bias\t{bias}", *(" ".join(line) for line in lines)]) + "\n"


def write(name: str, weights: dict[str, int], bias: int, smallest: int = 2) -> Path:
    path = WEIGHTS / f"{name}.tsv"
    path.write_text(text_of(weights, bias, smallest), encoding="utf-8")
    return path
