"""All vectors in one file, compared one by one: exact, and the quickest where a process asks once or a filter leaves out much.

In: the store, with a vector for each text hash. Out: the nearest passages. The file is mapped: it costs what is used of it.
An incident is in it with all its passages or not at all, so that who is not in it can be told from who is not near.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from pathlib import Path

import numpy as np

from pipeline.domain.asked import Allowed
from pipeline.index.embedders.arrays import Vector, Vectors
from pipeline.store import Store
from pipeline.store.repository import Hashed

ROWS, VECTORS = "rows.json", "vectors.f32"
SPARSE = 0.2
"""Where less than this part of the passages is allowed, those alone are compared."""
AT_ONCE = 5000


@dataclass(frozen=True)
class Rows:
    """What the rows of the matrix are: ids of passages, hashes of their texts, and the place of their incident in `incidents`;
    `dimension` is how long a row is."""

    passages: list[str]
    hashes: list[str]
    owners: list[int]
    incidents: list[str]
    revisions: dict[str, str]
    dimension: int

    def add(self, own: Sequence[Hashed]) -> None:
        """All passages of one incident."""
        self.passages.extend(one.passage for one in own)
        self.hashes.extend(one.text_hash for one in own)
        self.owners.extend(len(self.incidents) for _ in own)
        self.incidents.append(own[0].incident)
        self.revisions[own[0].incident] = str(own[0].revision)


class BrokenMatrix(Exception):
    """Its files do not hold what was written into them."""


class Matrix:
    """Of a finished folder. Raises BrokenMatrix."""

    def __init__(self, folder: Path):
        try:
            self.rows = Rows(**json.loads((folder / ROWS).read_text("utf-8")))
            self.vectors: Vectors = mapped(folder / VECTORS, len(self.rows.passages), self.rows.dimension)
        except (OSError, ValueError, TypeError) as error:
            raise BrokenMatrix(str(folder)) from error

    def search(self, vector: Vector, k: int, where: Allowed) -> list[tuple[str, float]]:
        """Id and cosine of the k nearest, best first; equal ones in their order."""
        places = self._allowed(where)
        count = len(self.rows.passages) if places is None else len(places)
        if not count or k < 1:
            return []
        scores = self._scores(vector, places)
        best = np.argpartition(scores, -k)[-k:] if k < count else np.arange(count)
        best = best[np.lexsort((best, -scores[best]))]
        rows = best if places is None else places[best]
        return [(self.rows.passages[row], float(score)) for row, score in zip(rows.tolist(), scores[best].tolist(), strict=True)]

    def scores(self, vector: Vector, passages: Sequence[str]) -> list[float] | None:
        """The cosine of each of these passages; None where one of them is not known."""
        rows = [self.places.get(passage, -1) for passage in passages]
        return None if -1 in rows else (self.vectors[rows] @ vector).tolist()

    @cached_property
    def places(self) -> dict[str, int]:
        return {passage: row for row, passage in enumerate(self.rows.passages)}

    @cached_property
    def by_hash(self) -> dict[str, int]:
        """A row of each text."""
        return {hash: row for row, hash in enumerate(self.rows.hashes)}

    @cached_property
    def owners(self) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        return np.array(self.rows.owners, dtype=np.int64)

    def _allowed(self, where: Allowed) -> "np.ndarray[tuple[int], np.dtype[np.int64]] | None":
        if where is None:
            return None
        allowed = np.fromiter((incident in where for incident in self.rows.incidents), bool, len(self.rows.incidents))
        return np.flatnonzero(allowed[self.owners]) if len(allowed) else np.zeros(0, np.int64)

    def _scores(self, vector: Vector, places: "np.ndarray[tuple[int], np.dtype[np.int64]] | None") -> Vector:
        if places is None:
            return self.vectors @ vector
        if len(places) < SPARSE * len(self.rows.passages):
            return self.vectors[places] @ vector
        return (self.vectors @ vector)[places]


def mapped(file: Path, count: int, dimension: int) -> Vectors:
    return np.memmap(file, dtype="<f4", mode="r", shape=(count, dimension)) if count else np.zeros((0, dimension), np.float32)


def write(folder: Path, store: Store, embedder: str, old: Matrix | None) -> None:
    """The incidents all of whose vectors are kept, in the order of the store; `old` has those that need not be read again."""
    rows, dimension = Rows([], [], [], [], {}, 0), old.rows.dimension if old else 0
    with (folder / VECTORS).open("wb") as file:
        for some in batches(store):
            vectors = read(some, store, embedder, old)
            for own in some:
                held = [vectors.get(one.text_hash, b"") for one in own]
                dimension = dimension or len(held[0]) // 4
                if all(vector and len(vector) == 4 * dimension for vector in held):
                    file.write(b"".join(held))
                    rows.add(own)
    (folder / ROWS).write_text(json.dumps(replace(rows, dimension=dimension).__dict__), "utf-8")


def batches(store: Store) -> Iterator[list[list[Hashed]]]:
    """The passages incident by incident, some AT_ONCE of them together."""
    some: list[list[Hashed]] = []
    for _, own in groupby(list(store.hashed()), key=lambda one: one.incident):
        some.append(list(own))
        if sum(map(len, some)) >= AT_ONCE:
            yield some
            some = []
    yield some


def read(some: Sequence[Sequence[Hashed]], store: Store, embedder: str, old: Matrix | None) -> Mapping[str, bytes]:
    """The vectors of these passages by the hash of their texts, as far as they are kept."""
    hashes = {one.text_hash for own in some for one in own}
    known = {hash: old.vectors[old.by_hash[hash]].tobytes() for hash in hashes if hash in old.by_hash} if old else {}
    return {**known, **store.vectors(embedder, hashes - set(known))}


def as_bytes(hashes: Iterable[str], vectors: Vectors) -> Mapping[str, bytes]:
    """Vectors as the store keeps them, by the hash of their text."""
    return {hash: np.ascontiguousarray(vector, dtype="<f4").tobytes() for hash, vector in zip(hashes, vectors, strict=True)}
