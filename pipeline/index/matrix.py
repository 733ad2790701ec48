"""All vectors in one file, compared one by one: exact, and the quickest where a process asks once or a filter leaves out much.

In: the store, with a vector for each text hash. Out: the nearest passages. The file is mapped: it costs what is used of it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from pipeline.domain.asked import Allowed
from pipeline.index.embedders.arrays import Vector, Vectors
from pipeline.store import Store

ROWS, VECTORS = "rows.json", "vectors.f32"
SPARSE = 0.2
"""Where less than this part of the passages is allowed, those alone are compared."""
AT_ONCE = 5000


@dataclass(frozen=True)
class Rows:
    """What the rows of the matrix are: ids of passages, hashes of their texts, and the place of their incident in `incidents`."""

    passages: list[str]
    hashes: list[str]
    owners: list[int]
    incidents: list[str]
    revisions: dict[str, str]


class Matrix:
    """Of a finished folder."""

    def __init__(self, folder: Path, dimension: int):
        self.rows = Rows(**json.loads((folder / ROWS).read_text("utf-8")))
        count = len(self.rows.passages)
        file = folder / VECTORS
        self.vectors: Vectors = (
            np.memmap(file, dtype="<f4", mode="r", shape=(count, dimension)) if count else np.zeros((0, dimension), np.float32)
        )

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


def write(folder: Path, store: Store, embedder: str, dimension: int, old: Matrix | None) -> None:
    """A row for each passage whose vector is kept, in the order of the store; `old` has those that need not be read again."""
    rows = Rows([], [], [], [], {})
    kept = {hash: row for row, hash in enumerate(old.rows.hashes)} if old else {}
    found = list(store.hashed())
    with (folder / VECTORS).open("wb") as file:
        for start in range(0, len(found), AT_ONCE):
            batch = found[start : start + AT_ONCE]
            read = store.vectors(embedder, [one.text_hash for one in batch if one.text_hash not in kept])
            for one in batch:
                vector = old.vectors[kept[one.text_hash]].tobytes() if old and one.text_hash in kept else read.get(one.text_hash)
                if vector is None or len(vector) != 4 * dimension:
                    continue
                file.write(vector)
                if not rows.incidents or rows.incidents[-1] != one.incident:
                    rows.incidents.append(one.incident)
                    rows.revisions[one.incident] = str(one.revision)
                rows.passages.append(one.passage)
                rows.hashes.append(one.text_hash)
                rows.owners.append(len(rows.incidents) - 1)
    (folder / ROWS).write_text(json.dumps(rows.__dict__), "utf-8")


def as_bytes(hashes: Iterable[str], vectors: Vectors) -> Mapping[str, bytes]:
    """Vectors as the store keeps them, by the hash of their text."""
    return {hash: np.ascontiguousarray(vector, dtype="<f4").tobytes() for hash, vector in zip(hashes, vectors, strict=True)}
