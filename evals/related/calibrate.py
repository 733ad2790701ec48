"""`python -m evals.related.calibrate [--shared ../shared]`: learns the constants of pipeline/related/decide.py, and prints them.

Each question that has an answer is asked twice: of incidents that hold it, and of the same without all that may answer. So
nothing that the question brings by itself (its length above all) can tell the two apart. Questions that nothing answers are
weighed so that they are as long as the others of their set. All are asked of corpora of SIZES incidents too, for a score that
means the same on any. The development queries are learned from in one way only: the threshold is where SILENT of those with an
answer get none; the one in decide.py is that, less what makes no difference to them.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.related.world import Query, Vectors, World, read_queries
from pipeline.related.decide import features
from pipeline.related.finding import LOOKED_AT
from pipeline.related.query import question

OWN = Path(__file__).parents[1] / "datasets" / "related"
NAMES = ("nearness", "share", "concepts", "together", "names", "substance")
SIZES = (5, 20, 80)
FOLDS, HALVINGS, RIDGE, STEPS = 10, 100, 3.0, 40
NEAR = 0.25
"""How far apart two lengths, as logarithms, still count as one."""
SILENT = {True: 0.0626, False: 0.0876}
"""With vectors, and by words alone; the bars are 0.07 and 0.10."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A question asked once; `right`: its answer is there. `rows` are the features of the best LOOKED_AT candidates."""

    of: str
    size: int
    query: Query
    right: bool
    length: float
    rows: Floats

    @property
    def kind(self) -> str:
        return "right" if self.right else "lost" if self.query.answers else "never"


@dataclass(frozen=True)
class Fitted:
    """`used` are the places of the features that it looks at."""

    weights: Floats
    intercept: float
    used: tuple[int, ...]

    def __call__(self, rows: Floats) -> Floats:
        return rows[:, self.used] @ self.weights + self.intercept


def asked(of: str, world: World, queries: Sequence[Query], with_vectors: bool, sizes: Sequence[int] = ()) -> Iterator[Case]:
    chance = random.Random(0)
    for query in queries:
        for size in (*sizes, len(world.cut)):
            part = world if size == len(world.cut) else world.only(some(world, query, size, chance))
            for right in (True, False) if query.answers else (False,):
                apart = frozenset[str]() if right else query.answers | query.touched
                yield case(of, part, query, right, apart, with_vectors)


def some(world: World, query: Query, size: int, chance: random.Random) -> set[str]:
    """`size` incidents, one of them an answer where there is one."""
    others = chance.sample([id for id in world.cut if id not in query.answers], size - bool(query.answers))
    return {*others, *sorted(query.answers)[:1]}


def case(of: str, world: World, query: Query, right: bool, apart: frozenset[str], with_vectors: bool) -> Case:
    what = question(query.text)
    found, candidates = world.finder(with_vectors).ranked(what, None, apart)
    rows = np.zeros((LOOKED_AT, len(NAMES)))
    for place, candidate in enumerate(candidates[:LOOKED_AT]):
        values = features(what, candidate, world.held[candidate.incident], found)
        rows[place] = [values[name] for name in NAMES]
    rows[len(candidates) :] = rows[0]
    return Case(of, len(world.cut), query, right, float(np.log(max(2, len(what.words)))), rows)


def weights(cases: Sequence[Case]) -> Floats:
    """Each set at each size weighs the same, and in it those with an answer, those that lost it, and those that never had one."""
    length = np.array([one.length for one in cases])
    groups: dict[tuple[str, int], dict[str, list[int]]] = {}
    for place, one in enumerate(cases):
        groups.setdefault((one.of, one.size), {}).setdefault(one.kind, []).append(place)
    found = np.zeros(len(cases))
    for kinds in groups.values():
        right = kinds.pop("right", [])
        if right and kinds:
            found[right] = 1 / len(right)
            for places in kinds.values():
                like = resembling(length[places], length[right])
                found[places] = like / like.sum() / len(kinds)
    return found / found[found > 0].mean()


def resembling(lengths: Floats, those: Floats) -> Floats:
    """How much oftener a length occurs among those than among the lengths themselves."""

    def often(of: Floats) -> Floats:
        return np.exp(-((lengths[:, None] - of[None]) ** 2) / (2 * NEAR**2)).mean(axis=1) + 1e-3

    return np.clip(often(those) / often(lengths), 0.1, 10)


def fitted(cases: Sequence[Case], used: Sequence[int]) -> Fitted:
    """Newton's method on the penalized likelihood of the best candidates, each feature in its own spread."""
    weight = weights(cases)
    right = np.array([one.right for one in cases])
    rows = np.array([one.rows[0] for one in cases])[:, used]
    middle = np.average(rows, axis=0, weights=weight)
    spread = np.sqrt(np.average((rows - middle) ** 2, axis=0, weights=weight)) + 1e-9
    inputs = np.hstack([(rows - middle) / spread, np.ones((len(rows), 1))])
    penalty = np.diag([*[RIDGE] * len(used), 0.0])
    found = np.zeros(inputs.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-inputs @ found))
        curve = (inputs * (weight * p * (1 - p))[:, None]).T @ inputs + penalty
        found += np.linalg.solve(curve, inputs.T @ (weight * (right - p)) - penalty @ found)
    raw = found[:-1] / spread
    return Fitted(raw, float(found[-1] - raw @ middle), tuple(used))


def certainties(cases: Sequence[Case], by: Fitted) -> Floats:
    """What silence is decided by: the best of the first LOOKED_AT."""
    return np.array([1 / (1 + np.exp(-by(one.rows).max())) for one in cases])


def threshold(p: Floats, silent: float) -> float:
    return float(np.sort(p)[int(silent * len(p))])


def left_out(cases: Sequence[Case], used: Sequence[int]) -> Floats:
    """The certainty of each case by a model that was learned without its question."""
    ids = sorted({(one.of, one.query.id) for one in cases})
    fold = dict(zip(ids, np.random.default_rng(0).permutation(len(ids)) % FOLDS, strict=True))
    p = np.zeros(len(cases))
    for number in range(FOLDS):
        out = [fold[one.of, one.query.id] == number for one in cases]
        by = fitted([one for one, is_out in zip(cases, out, strict=True) if not is_out], used)
        p[out] = certainties([one for one, is_out in zip(cases, out, strict=True) if is_out], by)
    return p


def halves(with_answer: Floats, without: Floats, silent: float) -> tuple[float, float]:
    """Wrongly silent and declined where the threshold was set on one half of the questions, and counted on the other."""
    chance, counted = np.random.default_rng(0), list[tuple[float, float]]()
    for _ in range(HALVINGS):
        order = chance.permutation(with_answer)
        limit = threshold(order[: len(order) // 2], silent)
        counted.append((float((order[len(order) // 2 :] < limit).mean()), float((without < limit).mean())))
    silences, declined = zip(*counted, strict=True)
    return float(np.mean(silences)), float(np.mean(declined))


def area(with_answer: Floats, without: Floats) -> float:
    return float((with_answer[:, None] > without[None]).mean() + 0.5 * (with_answer[:, None] == without[None]).mean())


def calibrate(shared: Path, with_vectors: bool) -> None:
    used = [place for place, name in enumerate(NAMES) if with_vectors or name != "nearness"]
    cases, dev = gathered(shared, with_vectors)
    by = fitted(cases, used)
    p = certainties(dev, by)
    right, never = (np.array([one.kind == kind for one in dev]) for kind in ("right", "never"))
    limit = threshold(p[right], SILENT[with_vectors])
    print("with vectors" if with_vectors else "words alone")
    print(" ", {NAMES[place]: round(float(value), 2) for place, value in zip(used, by.weights, strict=True)}, end=" ")
    print(f"intercept {by.intercept:.2f} threshold {limit:.3f}")
    print(f"  development queries, learned from nothing of them but the threshold: area {area(p[right], p[never]):.3f}, ", end="")
    print(f"wrongly silent {(p[right] < limit).mean():.3f}, declined {(p[never] < limit).mean():.3f}; ", end="")
    print("threshold from one half: {:.3f}, {:.3f}".format(*halves(p[right], p[never], SILENT[with_vectors])))
    show(cases, left_out(cases, used), limit)


def show(cases: Sequence[Case], p: Floats, limit: float) -> None:
    print(f"  {'learned without them':24}{'wrongly silent':>16}{'answer removed':>16}{'no answer':>12}  (the last two: declined)")
    below: dict[tuple[str, int], dict[str, list[bool]]] = {}
    for one, certain in zip(cases, p.tolist(), strict=True):
        below.setdefault((one.of, one.size), {}).setdefault(one.kind, []).append(certain < limit)
    for (of, size), kinds in sorted(below.items()):
        shares = (f"{np.mean(kinds[kind]):14.3f}" for kind in ("right", "lost", "never"))
        print(f"  {f'{of}, {size} incidents':24}{''.join(shares)}")


def gathered(shared: Path, with_vectors: bool) -> tuple[list[Case], list[Case]]:
    """The cases that are learned from, and those of the development queries."""
    vectors = Vectors()
    public = World(shared / "data/postmortems/docs", vectors)
    fictional = World(shared / "data/incidents/written/past_postmortems", vectors)
    cases = [
        *asked("own", public, read_queries(OWN / "postmortems.jsonl"), with_vectors, SIZES),
        *asked("short", public, read_queries(OWN / "short.jsonl"), with_vectors),
        *asked("fictional", fictional, read_queries(OWN / "past_postmortems.jsonl"), with_vectors, SIZES[:1]),
    ]
    return cases, [*asked("dev", public, read_queries(shared / "data/postmortems/queries_dev.jsonl"), with_vectors)]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evals.related.calibrate")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    shared = parser.parse_args().shared
    for with_vectors in (True, False):
        calibrate(shared, with_vectors)


if __name__ == "__main__":
    main()
