"""The word index: which past incidents share words with a question. In: the store; then stems with weights. Out: incidents, BM25.

Tantivy keeps it; a cache in snapshots. Each incident is one document, the terms of all its passages: two words of a question may
stand in different passages. Restricted incidents lie in a part of their own: how rare a word is, and how many incidents there
are, is counted among the others alone, so that no score tells what stands in an incident that the reader may not know of.
"""

import math
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import TypeVar

import tantivy

from pipeline.domain.asked import Allowed
from pipeline.domain.past_incident import Passage
from pipeline.index.changes import Changes, changes, read_revisions, write_revisions
from pipeline.index.snapshots import Origin, Snapshot, Snapshots
from pipeline.store import Store
from pipeline.text.concepts import terms

FORMAT = "3"
ID, WORDS = "incident", "words"
OPEN, RESTRICTED = "open", "restricted"
MEMORY = 64_000_000
AT_ONCE = 200
"""Incidents that are read from the store at once."""
TOO_MANY = 0.1
"""Of the incidents: where more have changed or gone, all is built anew, so that no trace of the old weighs: what has left still
counts in how rare a word is. For the same reason all is where one has become restricted, and the restricted ones always are."""

T = TypeVar("T")


class WordIndex:
    """`home` is where the tool keeps what lasts; `version` says how passages are cut. Call `sync` before `search`."""

    def __init__(self, home: Path, version: str = ""):
        self.origin = {"format": FORMAT, "passages": version}
        self.snapshots = Snapshots(home / "index" / "words")
        self._open: tuple[Snapshot, dict[str, tantivy.Index]] | None = None

    def sync(self, store: Store) -> None:
        """Brings the index up to date. Raises IndexUnavailable, StoreUnavailable."""
        origin = {**self.origin, "stamp": store.stamp()}
        if self._open and self._open[0].origin == origin:
            return
        try:
            self._open = self._opened(origin, store)
        except OSError:  # what was changed with its size and time kept was refused, and is built again
            self._open = self._opened(origin, store)

    def search(self, terms: Mapping[str, float], k: int, where: Allowed) -> list[tuple[str, float]]:
        """The k incidents that score best: id and score, best first; equal ones in the order of their ids."""
        if k < 1 or (where is not None and not where):
            return []
        parts = self._parts()
        found = hits(parts[OPEN], terms, k, where)
        if parts[RESTRICTED].searcher().num_docs:
            rare, own = self.rareness(terms), rareness(parts[RESTRICTED], terms)
            weights = {term: weight * rare[term] / own[term] for term, weight in terms.items()}
            found += hits(parts[RESTRICTED], weights, k, where)
        return sorted(found, key=lambda one: (-one[1], one[0]))[:k]

    def rareness(self, terms: Collection[str]) -> dict[str, float]:
        """The inverse document frequency of each term over the incidents that are not restricted, as BM25 has it."""
        return rareness(self._parts()[OPEN], terms)

    def close(self) -> None:
        self._open = None
        self.snapshots.close()

    def _opened(self, origin: Origin, store: Store) -> tuple[Snapshot, dict[str, tantivy.Index]]:
        snapshot = self.snapshots.of(origin, lambda folder, old: self._build(folder, old, store))
        try:
            return snapshot, self._read(snapshot)
        except OSError:
            self.snapshots.refuse(snapshot)
            raise

    def _read(self, snapshot: Snapshot) -> dict[str, tantivy.Index]:
        """Tantivy puts a lock beside what it opens: where nothing can be written, it opens a copy."""
        try:
            return read(snapshot.folder)
        except OSError:
            return read(self.snapshots.copy(snapshot))

    def _parts(self) -> dict[str, tantivy.Index]:
        assert self._open, "sync comes before the first search"
        return self._open[1]

    def _build(self, folder: Path, old: Snapshot | None, store: Store) -> None:
        now = {row.incident: f"{row.revision} {RESTRICTED if row.restricted else OPEN}" for row in store.hashed()}
        known, change = {}, changes({}, now)
        if old and {**old.origin, "stamp": ""} == {**self.origin, "stamp": ""}:
            known = read_revisions(old.folder)
            change = changes(known, now)
        hidden = any(is_restricted(now, id) and not is_restricted(known, id) for id in change.gone)
        if old and known and not hidden and len(change.gone) <= TOO_MANY * len(known):
            shutil.copytree(old.folder, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("seal.json", "*.lock"))
        else:
            change = changes({}, now)
        write(folder / OPEN, Changes(change.gone, tuple(id for id in change.new if not is_restricted(now, id))), store)
        touched = any(is_restricted(now, id) or is_restricted(known, id) for id in (*change.gone, *change.new))
        if touched or not (folder / RESTRICTED).is_dir():
            shutil.rmtree(folder / RESTRICTED, ignore_errors=True)
            write(folder / RESTRICTED, Changes((), tuple(id for id in now if is_restricted(now, id))), store)
        write_revisions(folder, now)


def is_restricted(known: Mapping[str, str], id: str) -> bool:
    return known.get(id, "").endswith(RESTRICTED)


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(ID, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(WORDS, stored=False, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def write(folder: Path, change: Changes, store: Store) -> None:
    folder.mkdir(exist_ok=True)

    def work() -> None:
        index = tantivy.Index(schema(), path=str(folder))
        writer = index.writer(MEMORY, num_threads=1)
        for id in change.gone:
            writer.delete_documents_by_term(ID, id)
        for start in range(0, len(change.new), AT_ONCE):
            for id, words in documents(store.passages(change.new[start : start + AT_ONCE])):
                writer.add_document(tantivy.Document(**{ID: id, WORDS: words}))
        writer.commit()
        writer.wait_merging_threads()

    guarded(work)


def documents(passages: Iterable[Passage]) -> Iterable[tuple[str, str]]:
    """The words of each incident, by spaces; its passages come one after the other."""
    for id, own in groupby(passages, key=lambda passage: passage.incident):
        yield id, " ".join(term for passage in own for term in terms(passage.text))


def read(folder: Path) -> dict[str, tantivy.Index]:
    return {part: guarded(lambda path=folder / part: tantivy.Index.open(str(path))) for part in (OPEN, RESTRICTED)}


def hits(index: tantivy.Index, terms: Mapping[str, float], k: int, where: Allowed) -> list[tuple[str, float]]:
    query = asked(index.schema, terms)
    if query is None:
        return []
    if where is not None:
        query = within(index.schema, query, where)
    searcher = index.searcher()
    found = searcher.search(query, k, count=False).hits
    return [(str(searcher.doc(address).get_first(ID)), float(score)) for score, address in found]


def rareness(index: tantivy.Index, terms: Collection[str]) -> dict[str, float]:
    searcher = index.searcher()
    frequencies = {term: searcher.doc_freq(WORDS, term) for term in terms}
    return {term: math.log(1 + max(0.0, searcher.num_docs - df + 0.5) / (df + 0.5)) for term, df in frequencies.items()}


def asked(schema: tantivy.Schema, terms: Mapping[str, float]) -> tantivy.Query | None:
    parts = [
        (tantivy.Occur.Should, tantivy.Query.boost_query(tantivy.Query.term_query(schema, WORDS, term, "freq"), weight))
        for term, weight in terms.items()
        if weight > 0
    ]
    return tantivy.Query.boolean_query(parts) if parts else None


def within(schema: tantivy.Schema, query: tantivy.Query, ids: Collection[str]) -> tantivy.Query:
    allowed = tantivy.Query.const_score_query(tantivy.Query.term_set_query(schema, ID, list(ids)), 0.0)
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, allowed)])


def guarded(work: Callable[[], T]) -> T:
    """What the library cannot do becomes an OSError, for which Snapshots looks for another place."""
    try:
        return work()
    except ValueError as error:  # its one class for all that goes wrong on a disk
        raise OSError(str(error)) from error
