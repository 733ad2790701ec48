"""The store: past incidents go in and come out, with their passages, vectors and the versions of what is built from them.

    store = open_store(home)
    store.put(incident, passages)           replaces what had its id
    store.incidents(["PM-1"])               what is kept, in the order of the ids
    store.stamp()                           changes with every put and removal: what is built from the store keeps it

Each call is a transaction of its own. Raises StoreUnavailable, which names the file and what to do.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from pipeline.domain.past_incident import Passage, PastIncident
from pipeline.store import rows
from pipeline.store.database import Database
from pipeline.store.documents import IDENTITY, REVISION, next_revision, put_documents, remove_documents, write_version
from pipeline.store.opening import FILE, open_engine
from pipeline.store.schema import documents, passages, vectors, versions


class Hashed(NamedTuple):
    """A passage without its words: `revision` grows with every change, so that what is new can be told from what is known;
    `restricted` is its incident."""

    passage: str
    incident: str
    text_hash: str
    revision: int
    restricted: bool


def open_store(home: Path) -> "Store":
    """The store of this folder, made where there is none."""
    return Store(open_engine(home), home / FILE)


class Store(Database):
    def put(self, incident: PastIncident, passages: Sequence[Passage]) -> None:
        self.put_all([(incident, passages)])

    def put_all(self, batch: Sequence[tuple[PastIncident, Sequence[Passage]]]) -> None:
        """All of them or, if it fails, none."""
        if not batch:
            return
        with self._writes() as connection:
            put_documents(connection, batch)

    def cut(self, ids: Sequence[str], into: Callable[[PastIncident], Sequence[Passage]]) -> None:
        """New passages for those of these incidents that are there, as they are now: the chunker has changed."""
        with self._writes() as connection:
            of_each = {one.id: into(one) for one in rows.read_incidents(connection, ids, whole=True)}
            revision = next_revision(connection)
            connection.execute(delete(passages).where(passages.c.document.in_(list(of_each))))
            connection.execute(update(documents).where(documents.c.id.in_(list(of_each))).values(revision=revision))
            if values := [row for of in of_each.values() for row in rows.passage_rows(of)]:
                connection.execute(insert(passages), values)

    def remove(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The ids that were there. Vectors that no passage has any more go too."""
        with self._writes() as connection:
            return remove_documents(connection, documents.c.id.in_(list(ids)))

    def incidents(self, ids: Sequence[str] | None = None) -> Iterator[PastIncident]:
        """Whole, in the order of their ids."""
        with self._reads() as connection:
            yield from rows.read_incidents(connection, ids, whole=True)

    def listed(self, ids: Sequence[str] | None = None) -> list[PastIncident]:
        """Without their parts: what can be filtered and shown in a list."""
        with self._reads() as connection:
            return list(rows.read_incidents(connection, ids, whole=False))

    def digests(self) -> dict[str, str]:
        """The digest of each document by its id: whether it is kept as it is."""
        with self._reads() as connection:
            found = connection.execute(select(documents.c.id, documents.c.digest).order_by(documents.c.id))
            return {row.id: row.digest for row in found}

    def passages(self, incidents: Sequence[str] | None = None) -> Iterator[Passage]:
        """Those of the incidents with these ids, or all; in the order of incidents and of the text."""
        return self._passages(passages.c.document, incidents)

    def passages_by_id(self, ids: Sequence[str], unrestricted: bool = False) -> dict[str, Passage]:
        """With `unrestricted` those alone whose incident is not restricted, at the moment they are read."""
        return {passage.id: passage for passage in self._passages(passages.c.id, ids, unrestricted)}

    def hashed(self) -> Iterator[Hashed]:
        """All passages without their words, in order."""
        columns = (passages.c.id, passages.c.document, passages.c.text_hash, documents.c.revision, ~rows.UNRESTRICTED)
        query = select(*columns).join_from(passages, documents)
        with self._reads() as connection:
            for row in connection.execute(query.order_by(passages.c.document, passages.c.position)):
                yield Hashed(*row)

    def count(self) -> tuple[int, int]:
        """Incidents, and passages."""
        with self._reads() as connection:
            incidents, stretches = (select(func.count()).select_from(table) for table in (documents, passages))
            return connection.scalar(incidents) or 0, connection.scalar(stretches) or 0

    def vectors(self, embedder: str, hashes: Iterable[str]) -> dict[str, bytes]:
        """The vectors that are kept of these texts: float32, little-endian, by text hash."""
        wanted = list(dict.fromkeys(hashes))
        found: dict[str, bytes] = {}
        with self._reads() as connection:
            for start in range(0, len(wanted), rows.CHUNK):
                some = vectors.c.text_hash.in_(wanted[start : start + rows.CHUNK])
                query = select(vectors.c.text_hash, vectors.c.vector).where(vectors.c.embedder == embedder, some)
                found |= {row.text_hash: row.vector for row in connection.execute(query)}
        return found

    def keep_vectors(self, embedder: str, by_hash: Mapping[str, bytes]) -> None:
        if not by_hash:
            return
        with self._writes() as connection:
            of_them = vectors.c.text_hash.in_(list(by_hash))
            connection.execute(delete(vectors).where(vectors.c.embedder == embedder, of_them))
            values = [{"embedder": embedder, "text_hash": hash, "vector": vector} for hash, vector in by_hash.items()]
            connection.execute(insert(vectors), values)

    def forget_vectors(self, but: Collection[str] | None = None) -> None:
        """Drops vectors of texts that are gone, and those of other embedders than the ones that are named."""
        gone: ColumnElement[bool] = vectors.c.text_hash.not_in(select(passages.c.text_hash))
        with self._writes() as connection:
            connection.execute(delete(vectors).where(gone if but is None else gone | vectors.c.embedder.not_in(but)))

    def versions(self) -> dict[str, str]:
        with self._reads() as connection:
            return {row.name: row.value for row in connection.execute(select(versions).order_by(versions.c.name))}

    def set_version(self, name: str, value: str) -> None:
        with self._writes() as connection:
            write_version(connection, name, value)

    def stamp(self) -> str:
        """Which store this is, and how often it has changed."""
        known = self.versions()
        return f"{known.get(IDENTITY, '')}:{known.get(REVISION, '0')}"

    def _passages(self, column: Any, ids: Sequence[str] | None, unrestricted: bool = False) -> Iterator[Passage]:
        with self._reads() as connection:
            if ids is None:
                yield from map(rows.passage_of, connection.execute(rows.passages_in_order()))
                return
            wanted = sorted(set(ids))
            for start in range(0, len(wanted), rows.CHUNK):
                query = rows.passages_in_order(column, wanted[start : start + rows.CHUNK])
                query = query.join_from(passages, documents).where(rows.UNRESTRICTED) if unrestricted else query
                yield from map(rows.passage_of, connection.execute(query))
