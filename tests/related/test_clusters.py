import numpy as np
import pytest

from pipeline.related.clusters import Matrix, clusters


def unit(rows: Matrix) -> Matrix:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def by_brute_force(vectors: Matrix, least: float) -> list[list[int]]:
    """All pairs of clusters compared anew at each step."""
    groups = [[row] for row in range(len(vectors))]
    alike = vectors @ vectors.T
    while True:
        pairs = [(alike[np.ix_(a, b)].mean(), -i, -j) for i, a in enumerate(groups) for j, b in enumerate(groups) if i < j]
        mean, i, j = max(pairs, default=(-1.0, 0, 0))
        if mean < least:
            return sorted(sorted(group) for group in groups if len(group) > 1)
        groups[-i] += groups.pop(-j)


@pytest.mark.parametrize("seed", range(6))
def test_the_most_alike_are_joined_as_long_as_they_are_alike_on_average(seed: int) -> None:
    vectors = unit(np.random.default_rng(seed).normal(size=(40, 5)))
    assert clusters(vectors, 0.6) == by_brute_force(vectors, 0.6)


def test_a_chain_of_neighbors_is_no_cluster() -> None:
    angles = np.linspace(0, np.pi, 12)
    chain = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    assert max(len(group) for group in clusters(chain, 0.9)) <= 4


def test_what_is_like_nothing_stands_in_no_cluster() -> None:
    vectors = np.array([[1, 0], [0, 0], [1, 0], [0, 0], [0, 1]], dtype=np.float32)
    assert clusters(vectors, 0.5) == [[0, 2]]


@pytest.mark.parametrize("rows", [0, 1])
def test_nothing_and_one_make_no_cluster(rows: int) -> None:
    assert clusters(np.ones((rows, 3), dtype=np.float32), 0.5) == []
