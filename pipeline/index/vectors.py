"""The vector index: which passages are near a question in meaning. In: the store and an embedder. Out: passages, cosines.

    store: texts without a vector -> embedder -> store: vectors, by the hash of the text (never computed twice)
                                                  -> matrix.py: all of them in one file, exact
                                                  -> chroma.py: a collection, embedded or on a server

A process that asks once is answered by the matrix: to import Chroma alone takes it longer. A lasting one asks Chroma, and the
matrix where a filter leaves out most, where the collection is not up to date, and where its answer cannot be right.
"""

import json
import weakref
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.domain.asked import Allowed
from pipeline.domain.incident import Visibility
from pipeline.errors import StoreUnavailable
from pipeline.index import matrix as matrices
from pipeline.index.embedders.arrays import Vector
from pipeline.index.embedders.embedder import Embedder
from pipeline.index.matrix import Matrix, as_bytes
from pipeline.index.snapshots import Snapshot, Snapshots
from pipeline.locks import FOR_EVER, held
from pipeline.store import Store

if TYPE_CHECKING:
    from pipeline.index.chroma import Collection

FORMAT = "1"
AT_ONCE = 256
"""Texts that are embedded at once; what is done is kept."""
VERSION = "embedder"

Progress = Callable[[int, int], None]
"""Is told how many of how many texts have their vector."""


class VectorIndex:
    """`home` is where the tool keeps what lasts; `version` says how passages are cut; `url` is a Chroma server. `lasting` is
    for a process that asks many times. Call `sync` before `search`. What went otherwise than wished stands in `notes`."""

    def __init__(self, home: Path, embedder: Embedder, version: str = "", url: str | None = None, lasting: bool = False):
        self.embedder, self.url, self.lasting = embedder, url, lasting
        self.root = home / "index"
        self.origin = {"format": FORMAT, "embedder": embedder.name, "dimension": str(embedder.dimension), "passages": version}
        self.notes: list[str] = []
        self.answered_by = ""
        self._matrices, self._collections = Snapshots(self.root / "vectors"), Snapshots(self.root / "chroma")
        self._open: tuple[Mapping[str, str], Matrix] | None = None
        self._collection: Collection | None = None
        self._ending: Callable[[], object] = lambda: None
        self._failed = False

    def sync(self, store: Store, asking: bool = False, progress: Progress | None = None) -> None:
        """Brings all up to date. One who is `asking` waits for nobody: what another process is embedding is left to it, and
        Chroma's embedded collection is built only by who adds or lasts. Raises EmbedderUnavailable, IndexUnavailable."""
        stamp = store.stamp()
        complete = self._is_complete(stamp)
        if not complete:
            with held(self.root / "embedding.lock", 0 if asking else FOR_EVER) as got:
                if got or not asking:
                    stamp = store.stamp()  # before the texts are read: of what others add from here on, nothing is promised
                    complete = self._embedded_all(store, asking, progress)
        self._open_matrix(store, stamp, complete)
        if self.url or not asking or self.lasting:
            self._open_collection(complete and (self.lasting or not asking))

    def _embedded_all(self, store: Store, asking: bool, progress: Progress | None) -> bool:
        """Where the store cannot be written, one who asks is answered all the same."""
        try:
            self.embed(store, progress)
        except StoreUnavailable as error:
            if not asking:
                raise
            self.notes.append(f"{error} What has no vector yet is found by its words alone.")
            return False
        return True

    def embed(self, store: Store, progress: Progress | None = None) -> None:
        """Computes the vectors that are missing. Texts of restricted incidents do not leave this machine."""
        wanted = hashes(store, self.embedder)
        newest = self._matrices.newest()
        known = set(self._read(newest).rows.hashes) if newest and self._is_ours(newest) else set[str]()
        unknown = set(wanted) - known
        missing = sorted(unknown - set(store.vectors(self.embedder.name, unknown)))
        for start in range(0, len(missing), AT_ONCE):
            batch = missing[start : start + AT_ONCE]
            texts = [wanted[hash] for hash in batch]
            passages = store.passages_by_id(texts)
            vectors = self.embedder.embed([embedded(passages[id].heading, passages[id].text) for id in texts if id in passages])
            there = [hash for hash, id in zip(batch, texts, strict=True) if id in passages]
            store.keep_vectors(self.embedder.name, as_bytes(there, vectors))
            if progress:
                progress(min(start + AT_ONCE, len(missing)), len(missing))
        if store.versions().get(VERSION) != self.embedder.name:
            store.set_version(VERSION, self.embedder.name)
            store.forget_vectors(but=self.embedder.name)

    def search(self, vector: Vector, k: int, where: Allowed) -> list[tuple[str, float]]:
        """The k nearest passages: id and cosine, best first."""
        matrix = self._matrix()
        collection = self._collection  # another thread may give it up
        found = self._by_chroma(collection, vector, k, where, matrix) if collection else None
        self.answered_by = "matrix" if found is None else "chroma"
        return matrix.search(vector, k, where) if found is None else found

    def close(self) -> None:
        self._close_collection()
        self._open = None
        self._matrices.close()
        self._collections.close()

    def _matrix(self) -> Matrix:
        assert self._open, "sync comes before the first search"
        return self._open[1]

    def _is_complete(self, stamp: str) -> bool:
        """Whether a matrix of the store with this stamp is there, with every vector."""
        newest = self._matrices.newest()
        return newest is not None and newest.origin == {**self.origin, "stamp": stamp}

    def _read(self, snapshot: Snapshot) -> Matrix:
        return Matrix(snapshot.folder, self.embedder.dimension)

    def _open_matrix(self, store: Store, stamp: str, complete: bool) -> None:
        origin = {**self.origin, "stamp": stamp, **({} if complete else {"state": "partial"})}
        if self._open and self._open[0] == origin:
            return
        newest = None if complete else self._matrices.newest()
        if newest and self._is_ours(newest):
            snapshot = newest
        else:
            snapshot = self._matrices.of(origin, lambda folder, old: self._write_matrix(folder, old, store))
        self._open = snapshot.origin, self._read(snapshot)
        self._close_collection()

    def _write_matrix(self, folder: Path, old: Snapshot | None, store: Store) -> None:
        before = self._read(old) if old and self._is_ours(old) else None
        matrices.write(folder, store, self.embedder.name, self.embedder.dimension, before)

    def _is_ours(self, snapshot: Snapshot) -> bool:
        return all(snapshot.origin.get(key) == value for key, value in self.origin.items())

    def _open_collection(self, build: bool) -> None:
        if self._collection or self._failed:
            return
        from pipeline.index.chroma import ChromaFailed

        try:
            self._collection = self._on_server(self.url) if self.url else self._embedded(build)
            self._ending = weakref.finalize(self, let_go, self._collection)  # another thread may still be asking it
        except (ChromaFailed, OSError) as error:
            self._failed = True
            self.notes.append(f"Chroma cannot be used ({error}); the vectors are compared one by one, with the same results.")

    def _on_server(self, url: str) -> "Collection":
        from pipeline.index.chroma import on_server

        assert self._open
        identity = self._open[0]["stamp"].partition(":")[0][:16] or "empty"
        return on_server(url, f"postmortem-{identity}", json.dumps(self._open[0], sort_keys=True), self._matrix())

    def _embedded(self, build: bool) -> "Collection | None":
        from pipeline.index.chroma import open_folder, write

        assert self._open
        origin, matrix = self._open
        newest = self._collections.newest()
        if (newest is None or newest.origin != origin) and not build:
            return None

        def fill(folder: Path, old: Snapshot | None) -> None:
            write(folder, matrix, old.folder if old and self._is_ours(old) else None)

        kept = self._collections.kept(origin, fill)
        return open_folder(self._collections.copy(kept)) if kept and self.lasting else None

    def _by_chroma(
        self, collection: "Collection", vector: Vector, k: int, where: Allowed, matrix: Matrix
    ) -> list[tuple[str, float]] | None:
        from pipeline.index.chroma import ChromaFailed, most

        incidents = matrix.rows.incidents
        allowed = len(incidents) if where is None else sum(incident in where for incident in incidents)
        count = most(k, len(matrix.rows.passages), allowed, len(incidents))
        if not count:
            return None
        try:
            found = collection.near(vector, count, matrix)
        except ChromaFailed as error:
            self._give_up(str(error))
            return None
        if found is None or where is None:
            return found
        kept = [one for one in found if matrix.rows.incidents[matrix.rows.owners[matrix.places[one[0]]]] in where][:k]
        return kept if len(kept) == k else None

    def _give_up(self, reason: str) -> None:
        """The embedded collection is thrown away, so that the next sync builds it anew."""
        self._close_collection()
        self._failed = self.url is not None
        if not self.url:
            self._collections.drop()
        self.notes.append(f"Chroma cannot be used ({reason}); the vectors are compared one by one, with the same results.")

    def _close_collection(self) -> None:
        self._ending()
        self._collection, self._failed = None, False


def let_go(collection: "Collection | None") -> None:
    if collection:
        from pipeline.index.chroma import ChromaFailed

        with suppress(ChromaFailed):
            collection.close()


def hashes(store: Store, embedder: Embedder) -> dict[str, str]:
    """A passage for each text that this embedder may read."""
    closed: set[str] = set()
    if not embedder.local:
        closed = {incident.id for incident in store.listed() if incident.visibility is Visibility.RESTRICTED}
    return {row.text_hash: row.passage for row in store.hashed() if row.incident not in closed}


def embedded(heading: str, text: str) -> str:
    """The words whose vector is computed."""
    return f"{heading}: {text}" if heading else text
