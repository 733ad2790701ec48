"""`python -m evals.related.calibrate [--shared ../shared]`: learns the constants of pipeline/related/decide.py, and prints them.

Logistic regression on whether anything answers a query, from the features of the best candidate. Each set of queries weighs the
same, and in it those with and those without an answer. The thresholds printed are the highest at which as few
answerable development queries stay without an answer as WRONGLY_SILENT says, by the best candidate alone; the finder looks at
the best few, so the ones in decide.py are a little higher (`python -m evals.related` shows what they do).
"""

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.related.world import Query, Vectors, World, read_queries
from pipeline.related.decide import features
from pipeline.related.query import question
from pipeline.text.concepts import terms

OWN = Path(__file__).parents[1] / "datasets" / "related"
NAMES = ("nearness", "share", "words", "concepts", "names")
FOLDS, RIDGE, STEPS = 10, 1.0, 40
WRONGLY_SILENT = {True: 0.06, False: 0.09}
"""With vectors, and by words alone; the bars are 0.07 and 0.10."""

Floats = NDArray[np.float64]


def sets(shared: Path) -> dict[str, tuple[World, list[Query]]]:
    vectors = Vectors()
    public = World(shared / "data/postmortems/docs", vectors)
    fictional = World(shared / "data/incidents/written/past_postmortems", vectors)
    return {
        "dev": (public, read_queries(shared / "data/postmortems/queries_dev.jsonl")),
        "own": (public, read_queries(OWN / "postmortems.jsonl")),
        "past": (fictional, read_queries(OWN / "past_postmortems.jsonl")),
    }


def row(world: World, query: Query, with_vectors: bool) -> list[float]:
    finder, asked = world.finder(with_vectors), question(query.text)
    found, candidates = finder.ranked(asked, None)
    if not candidates:
        return [0.0] * len(NAMES)
    held = frozenset(term for one in world.cut[candidates[0].incident] for term in terms(one.text))
    values = features(asked, candidates[0], held, found.rareness)
    return [values[name] for name in NAMES]


def fitted(rows: Floats, right: NDArray[np.bool_], weights: Floats) -> Floats:
    """Newton's method on the penalized likelihood; the last one is the intercept, which is not penalized."""
    inputs = np.hstack([rows, np.ones((len(rows), 1))])
    penalty = RIDGE * np.diag([*np.ones(rows.shape[1]), 0.0]) / 10
    found = np.zeros(inputs.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-inputs @ found))
        slope = inputs.T @ (weights * (right - p)) - penalty @ found
        curve = (inputs * (weights * p * (1 - p))[:, None]).T @ inputs + penalty
        found += np.linalg.solve(curve, slope)
    return found


def balanced(right: NDArray[np.bool_], of: NDArray[np.str_]) -> Floats:
    weights = np.zeros(len(right))
    for name in set(of.tolist()):
        for value in (True, False):
            here = (of == name) & (right == value)
            weights[here] = 50 / max(1, here.sum())
    return weights


def threshold(p: Floats, right: NDArray[np.bool_], silent: float) -> float:
    return float(np.sort(p[right])[int(silent * right.sum())])


def probabilities(rows: Floats, found: Floats) -> Floats:
    return 1 / (1 + np.exp(-(rows @ found[:-1] + found[-1])))


def left_out(rows: Floats, right: NDArray[np.bool_], weights: Floats) -> Floats:
    p = np.zeros(len(rows))
    fold = np.random.default_rng(0).permutation(len(rows)) % FOLDS
    for number in range(FOLDS):
        out = fold == number
        p[out] = probabilities(rows[out], fitted(rows[~out], right[~out], weights[~out]))
    return p


def calibrate(data: dict[str, tuple[World, list[Query]]], with_vectors: bool) -> None:
    used = [place for place, name in enumerate(NAMES) if with_vectors or name != "nearness"]
    asked = [(name, world, query) for name, (world, queries) in data.items() for query in queries]
    rows = np.array([row(world, query, with_vectors) for _, world, query in asked])[:, used]
    right = np.array([bool(query.answers) for _, _, query in asked])
    of = np.array([name for name, _, _ in asked])
    weights = balanced(right, of)
    found, p = fitted(rows, right, weights), left_out(rows, right, weights)
    dev = of == "dev"
    limit = threshold(probabilities(rows, found)[dev], right[dev], WRONGLY_SILENT[with_vectors])
    print("with vectors" if with_vectors else "words alone")
    print(" ", {NAMES[place]: round(float(value), 2) for place, value in zip(used, found, strict=False)}, end=" ")
    print(f"intercept {found[-1]:.2f} threshold {limit:.3f}")
    for name in data:
        here = of == name
        silent, declined = (p[here & right] < limit).mean(), (p[here & ~right] < limit).mean()
        print(f"  {name:5} left out: wrongly silent {silent:.3f}, declined {declined:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evals.related.calibrate")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    data = sets(parser.parse_args().shared)
    for with_vectors in (True, False):
        calibrate(data, with_vectors)


if __name__ == "__main__":
    main()
