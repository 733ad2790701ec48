"""Things alike put together. In: vectors, one a row, of length 1 (or 0: like nothing). Out: clusters of row numbers.

Agglomerative with average linkage: the two clusters whose members are most alike on average become one, as long as that average
reaches `least`. Two clusters can only join where at least one pair of them is that alike, so the pairs that are make a graph, and
each of its connected parts is clustered by itself: exact, and small matrices only. The same rows give the same clusters.
"""

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
AT_ONCE = 1024


def clusters(vectors: Matrix, least: float) -> list[list[int]]:
    """Clusters of two rows or more, each in the order of its rows, in the order of their first rows."""
    found = [cluster for part in connected(vectors, least) for cluster in joined(vectors[part], part, least)]
    return sorted(cluster for cluster in found if len(cluster) > 1)


def connected(vectors: Matrix, least: float) -> list[list[int]]:
    """The rows that a path of pairs at least so alike connects, without those that have none."""
    parent = list(range(len(vectors)))

    def root(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    for start in range(0, len(vectors), AT_ONCE):
        alike = vectors[start : start + AT_ONCE] @ vectors[: start + AT_ONCE].T >= least
        for one, other in np.argwhere(alike):
            if (first := root(int(other))) != (second := root(start + int(one))):
                parent[max(first, second)] = min(first, second)
    parts: dict[int, list[int]] = {}
    for row in range(len(vectors)):
        parts.setdefault(root(row), []).append(row)
    return [part for part in parts.values() if len(part) > 1]


def joined(vectors: Matrix, names: list[int], least: float) -> list[list[int]]:
    """One connected part: its two most alike clusters become one until none are alike enough; ties go to the first."""
    members = [[name] for name in names]
    alike = vectors @ vectors.T
    np.fill_diagonal(alike, -np.inf)
    best, place = alike.max(axis=1), alike.argmax(axis=1)
    while best[one := int(best.argmax())] >= least:
        other = int(place[one])
        average = (alike[one] * len(members[one]) + alike[other] * len(members[other])) / (
            len(members[one]) + len(members[other])
        )
        average[[one, other]] = -np.inf
        alike[one], alike[:, one] = average, average
        alike[other], alike[:, other] = -np.inf, -np.inf
        members[one], members[other] = members[one] + members[other], []
        stale = np.flatnonzero((place == one) | (place == other))  # an average is above no other row's best
        stale = np.union1d(stale, [one, other])
        best[stale], place[stale] = alike[stale].max(axis=1), alike[stale].argmax(axis=1)
    return [sorted(group) for group in members if group]
