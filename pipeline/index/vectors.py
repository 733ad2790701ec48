"""The vector index: which passages are near a question in meaning. In: the store and an embedder. Out: passages, cosines.

    store: texts without a vector -> embedder -> store: vectors, by the hash of the text (never computed twice)
                                                  -> matrix.py: all of them in one file, exact
                                                  -> chroma.py: a collection, embedded or on a server

A process that asks once is answered by the matrix: to import Chroma alone takes it longer. A lasting one asks Chroma, and the
matrix where a filter leaves out most, where the collection is not up to date, and where its answer cannot be right. An incident
whose vectors are not all there is never near: `holds` says which those are, so that their words can decide.
"""

import json
import weakref
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.domain.asked import Allowed
from pipeline.errors import EmbedderUnavailable, StoreUnavailable
from pipeline.index import matrix as matrices
from pipeline.index.changes import revisions
from pipeline.index.embedders.arrays import Vector
from pipeline.index.embedders.embedder import Embedder
from pipeline.index.matrix import BrokenMatrix, Matrix, as_bytes
from pipeline.index.snapshots import Snapshot, Snapshots
from pipeline.locks import FOR_EVER, held
from pipeline.store import Store

if TYPE_CHECKING:
    from pipeline.index.chroma import Collection

FORMAT = "2"
AT_ONCE = 256
"""Texts that are embedded at once; what is done is kept."""
VERSION = "embedder"
MISSING = "Some past incidents have no vectors yet; these are found by their words alone."

Progress = Callable[[int, int], None]
"""Is told how many of how many texts have their vector."""


class Opened(NamedTuple):
    """`lacking` are the incidents that the store has and the matrix has not, or not as they are now."""

    origin: Mapping[str, str]
    matrix: Matrix
    lacking: frozenset[str] = frozenset()


class VectorIndex:
    """`home` is where the tool keeps what lasts; `version` says how passages are cut; `url` is a Chroma server. `lasting` is
    for a process that asks many times. Call `sync` before `search`. What went otherwise than wished stands in `notes`; `behind`:
    somebody else was computing vectors, and has some more by now."""

    def __init__(self, home: Path, embedder: Embedder, version: str = "", url: str | None = None, lasting: bool = False):
        self.embedder, self.url, self.lasting = embedder, url, lasting
        self.root = home / "index"
        self.origin = {"format": FORMAT, "embedder": embedder.name, "passages": version}
        self.notes: list[str] = []
        self.behind = False
        self.answered_by = ""
        self._matrices, self._collections = Snapshots(self.root / "vectors"), Snapshots(self.root / "chroma")
        self._open: Opened | None = None
        self._collection: Collection | None = None
        self._ending: Callable[[], object] = lambda: None
        self._failed = False

    def sync(self, store: Store, asking: bool = False, progress: Progress | None = None) -> None:
        """Brings all up to date. One who is `asking` waits for nobody: what another process is embedding is left to it, and
        Chroma's embedded collection is built only by who adds or lasts. Raises EmbedderUnavailable, IndexUnavailable."""
        stamp = store.stamp()
        complete = self._is_complete(stamp)
        self.behind = False
        if not complete:
            with held(self.root / "embedding.lock", 0 if asking else FOR_EVER) as got:
                self.behind = asking and not got
                if not self.behind:
                    stamp = store.stamp()  # before the texts are read: of what others add from here on, nothing is promised
                    complete = self._embedded_all(store, asking, progress)
        self._open_matrix(store, stamp, complete)
        if self.url or not asking or self.lasting:
            self._open_collection(complete and (self.lasting or not asking))

    def _embedded_all(self, store: Store, asking: bool, progress: Progress | None) -> bool:
        """Where the store cannot be written, one who asks is answered all the same."""
        try:
            self.embed(store, progress, asking)
        except StoreUnavailable as error:
            if not asking:
                raise
            self.notes.append(f"{error} What has no vector yet is found by its words alone.")
            return False
        return True

    def embed(self, store: Store, progress: Progress | None = None, asking: bool = False) -> None:
        """Computes the vectors that are missing. Texts of restricted incidents do not leave this machine. The vectors of the
        embedder before this one stay: two processes with settings of their own would else compute all of them in turn."""
        wanted = {row.text_hash: row.passage for row in store.hashed() if self.embedder.local or not row.restricted}
        missing = self._missing(store, wanted, asking)
        for start in range(0, len(missing), AT_ONCE):
            self._embed_some(store, [wanted[hash] for hash in missing[start : start + AT_ONCE]])
            if progress:
                progress(min(start + AT_ONCE, len(missing)), len(missing))
        before = store.versions().get(VERSION)
        if before != self.embedder.name:
            store.set_version(VERSION, self.embedder.name)
            store.forget_vectors(but={self.embedder.name, before or ""})

    def _embed_some(self, store: Store, ids: Sequence[str]) -> None:
        """Somebody may replace or restrict an incident meanwhile: each text is read together with its hash and its visibility."""
        found = list(store.passages_by_id(ids, unrestricted=not self.embedder.local).values())
        if found:
            vectors = self.embedder.embed([embedded(passage.heading, passage.text) for passage in found])
            store.keep_vectors(self.embedder.name, as_bytes([passage.text_hash for passage in found], vectors))

    def _missing(self, store: Store, wanted: Mapping[str, str], asking: bool) -> list[str]:
        """The hashes of the texts without a vector; those too whose vector is longer or shorter than the model makes them now."""
        newest = self._newest()
        lengths = dict.fromkeys(newest[1].rows.hashes, newest[1].rows.dimension) if newest else {}
        unknown = [hash for hash in wanted if hash not in lengths]
        lengths |= {hash: len(vector) // 4 for hash, vector in store.vectors(self.embedder.name, unknown).items()}
        missing = [hash for hash in wanted if hash not in lengths]
        dimension = self._dimension(asking) if missing or (wanted and not asking) else None
        if dimension is None or set(lengths.values()) <= {dimension}:
            return sorted(missing)
        self._matrices.drop()
        return sorted(hash for hash in wanted if lengths.get(hash) != dimension)

    def _dimension(self, asking: bool) -> int | None:
        """How long the model's vectors are now; None where it cannot say: one who adds tries for longer, one who is
        `asking` learns at once that it is not there."""
        try:
            return self.embedder.dimension
        except EmbedderUnavailable:
            if asking:
                raise
            return None

    def holds(self, incident: str) -> bool:
        """Whether all that an incident says now has its vectors."""
        opened = self._opened
        return incident in opened.matrix.rows.revisions and incident not in opened.lacking

    @property
    def dimension(self) -> int:
        """How long the vectors are; 0 where there is none."""
        return self._opened.matrix.rows.dimension

    def search(self, vector: Vector, k: int, where: Allowed) -> list[tuple[str, float]]:
        """The k nearest passages: id and cosine, best first."""
        matrix, lacking = self._opened.matrix, self._opened.lacking
        if lacking:
            where = frozenset(matrix.rows.incidents if where is None else where) - lacking
        collection = self._collection  # another thread may give it up
        found = self._by_chroma(collection, vector, k, where, matrix) if collection else None
        self.answered_by = "matrix" if found is None else "chroma"
        return matrix.search(vector, k, where) if found is None else found

    def close(self) -> None:
        self._close_collection()
        self._open = None
        self._matrices.close()
        self._collections.close()

    @property
    def _opened(self) -> Opened:
        assert self._open, "sync comes before the first search"
        return self._open

    def _is_complete(self, stamp: str) -> bool:
        """Whether a matrix of the store with this stamp is there, with every vector."""
        newest = self._matrices.newest()
        return newest is not None and newest.origin == {**self.origin, "stamp": stamp}

    def _newest(self) -> tuple[Snapshot, Matrix] | None:
        """The last one of this embedder that can be read."""
        while (newest := self._matrices.newest()) and self._is_ours(newest):
            try:
                return newest, Matrix(newest.folder)
            except BrokenMatrix:
                self._matrices.refuse(newest)
        return None

    def _open_matrix(self, store: Store, stamp: str, complete: bool) -> None:
        origin = {**self.origin, "stamp": stamp, **({} if complete else {"state": "partial"})}
        if self._open and self._open.origin == origin:
            return
        found = self._newest()
        if not found or (complete and found[0].origin != origin):
            snapshot = self._matrices.of(origin, lambda folder, _: self._write_matrix(folder, store))
            found = snapshot, Matrix(snapshot.folder)
        snapshot, matrix = found
        self._open = Opened(snapshot.origin, matrix, frozenset() if complete else self._lacking(store, matrix))
        self._close_collection()

    def _write_matrix(self, folder: Path, store: Store) -> None:
        newest = self._newest()
        matrices.write(folder, store, self.embedder.name, newest[1] if newest else None)

    def _lacking(self, store: Store, matrix: Matrix) -> frozenset[str]:
        rows = list(store.hashed())
        known = matrix.rows.revisions
        lacking = frozenset(id for id, revision in revisions(rows).items() if known.get(id) != revision)
        if self.behind and any(row.incident in lacking and not row.restricted for row in rows):
            self.notes.append(MISSING)
        return lacking

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

        origin = self._collection_origin()
        identity = origin["stamp"].partition(":")[0][:16] or "empty"
        return on_server(url, f"postmortem-{identity}", json.dumps(origin, sort_keys=True), self._opened.matrix)

    def _collection_origin(self) -> Mapping[str, str]:
        return {**self._opened.origin, "dimension": str(self.dimension)}

    def _embedded(self, build: bool) -> "Collection | None":
        from pipeline.index.chroma import open_folder, write

        origin, matrix = self._collection_origin(), self._opened.matrix
        newest = self._collections.newest()
        if (newest is None or newest.origin != origin) and not build:
            return None

        def fill(folder: Path, old: Snapshot | None) -> None:
            alike = old and self._is_ours(old) and old.origin.get("dimension") == origin["dimension"]
            write(folder, matrix, old.folder if old and alike else None)

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


def embedded(heading: str, text: str) -> str:
    """The words whose vector is computed."""
    return f"{heading}: {text}" if heading else text
