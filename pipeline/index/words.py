"""The word index: which past incidents share words with a question. In: the store; then stems with weights. Out: incidents, BM25.

Tantivy keeps it; a cache in snapshots. Each incident is one document, the terms of all its passages: two words of a question may
stand in different passages.
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
from pipeline.index.changes import Changes, changes, read_revisions, revisions, write_revisions
from pipeline.index.snapshots import Snapshot, Snapshots
from pipeline.store import Store
from pipeline.text.concepts import terms

FORMAT = "2"
ID, WORDS = "incident", "words"
MEMORY = 64_000_000
AT_ONCE = 200
"""Incidents that are read from the store at once."""
TOO_MANY = 0.1
"""Of the incidents: where more have changed or gone, all is built anew, so that no trace of the old weighs."""

T = TypeVar("T")


class WordIndex:
    """`home` is where the tool keeps what lasts; `version` says how passages are cut. Call `sync` before `search`."""

    def __init__(self, home: Path, version: str = ""):
        self.origin = {"format": FORMAT, "passages": version}
        self.snapshots = Snapshots(home / "index" / "words")
        self._open: tuple[Snapshot, tantivy.Index] | None = None

    def sync(self, store: Store) -> None:
        """Brings the index up to date. Raises IndexUnavailable, StoreUnavailable."""
        origin = {**self.origin, "stamp": store.stamp()}
        if self._open and self._open[0].origin == origin:
            return
        snapshot = self.snapshots.of(origin, lambda folder, old: self._build(folder, old, store))
        self._open = snapshot, self._read(snapshot)

    def search(self, terms: Mapping[str, float], k: int, where: Allowed) -> list[tuple[str, float]]:
        """The k incidents that score best: id and score, best first; equal ones in the order of their ids."""
        index = self._index()
        schema, searcher = index.schema, index.searcher()
        query = asked(schema, terms)
        if query is None or k < 1 or (where is not None and not where):
            return []
        if where is not None:
            query = within(schema, query, where)
        hits = searcher.search(query, k, count=False).hits
        found = [(str(searcher.doc(address).get_first(ID)), float(score)) for score, address in hits]
        return sorted(found, key=lambda one: (-one[1], one[0]))

    def rareness(self, terms: Collection[str]) -> dict[str, float]:
        """The inverse document frequency of each term over incidents, as BM25 has it."""
        searcher = self._index().searcher()
        count = searcher.num_docs
        frequencies = {term: searcher.doc_freq(WORDS, term) for term in terms}
        return {term: math.log(1 + max(0.0, count - df + 0.5) / (df + 0.5)) for term, df in frequencies.items()}

    def close(self) -> None:
        self._open = None
        self.snapshots.close()

    def _read(self, snapshot: Snapshot) -> tantivy.Index:
        """Tantivy puts a lock beside what it opens: where nothing can be written, it opens a copy."""
        try:
            return read(snapshot.folder)
        except OSError:
            return read(self.snapshots.copy(snapshot))

    def _index(self) -> tantivy.Index:
        assert self._open, "sync comes before the first search"
        return self._open[1]

    def _build(self, folder: Path, old: Snapshot | None, store: Store) -> None:
        now = revisions(store.hashed())
        known, change = {}, changes({}, now)
        if old and {**old.origin, "stamp": ""} == {**self.origin, "stamp": ""}:
            known = read_revisions(old.folder)
            change = changes(known, now)
        if old and known and len(change.gone) <= TOO_MANY * len(known):
            shutil.copytree(old.folder, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("seal.json", "*.lock"))
        else:
            change = changes({}, now)
        guarded(lambda: write(folder, change, store))
        write_revisions(folder, now)


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(ID, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(WORDS, stored=False, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def write(folder: Path, change: Changes, store: Store) -> None:
    index = tantivy.Index(schema(), path=str(folder))
    writer = index.writer(MEMORY, num_threads=1)
    for id in change.gone:
        writer.delete_documents_by_term(ID, id)
    for start in range(0, len(change.new), AT_ONCE):
        for id, words in documents(store.passages(change.new[start : start + AT_ONCE])):
            writer.add_document(tantivy.Document(**{ID: id, WORDS: words}))
    writer.commit()
    writer.wait_merging_threads()


def documents(passages: Iterable[Passage]) -> Iterable[tuple[str, str]]:
    """The words of each incident, by spaces; its passages come one after the other."""
    for id, own in groupby(passages, key=lambda passage: passage.incident):
        yield id, " ".join(term for passage in own for term in terms(passage.text))


def read(folder: Path) -> tantivy.Index:
    return guarded(lambda: tantivy.Index.open(str(folder)))


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
