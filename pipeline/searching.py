"""The past incidents: what is kept of them, and the search through them.

    open_search(settings) -> Search     add, remove, rebuild; listed, whole, read; find

Composes the store, the readers and the indexes, which are brought up to date after each change.
"""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import nullcontext, suppress
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from pipeline.doctor import home
from pipeline.domain.asked import Allowed, Asked
from pipeline.domain.past_incident import PastIncident
from pipeline.domain.related import RelatedIncident
from pipeline.errors import EmbedderUnavailable, StoreUnavailable, UnknownIncident, UnreadableSource
from pipeline.finding import WORDS_ALONE, Finder
from pipeline.settings import Settings
from pipeline.store import Store, open_store

if TYPE_CHECKING:
    from pipeline.index.vectors import VectorIndex
    from pipeline.index.words import WordIndex

AGAIN = 60.0
"""Seconds after which an embedder that did not answer is asked again."""
LONG = "Vectors are computed of what is new, which may take minutes; whoever stops it keeps what is done."
Notice = Callable[[str], None]
Progress = Callable[[int, int], None]


def open_search(settings: Settings, lasting: bool = False, notice: Notice = lambda _: None) -> "Search":
    """`lasting` is for a process that asks many times; `notice` is told what the user should know of at once. Raises
    StoreUnavailable."""
    return Search(open_store(home(settings)), settings, lasting, notice)


class Search:
    def __init__(self, store: Store, settings: Settings, lasting: bool = False, notice: Notice = lambda _: None) -> None:
        self.store, self.settings = store, settings
        self._lasting, self._notice = lasting, notice
        self._finder: Finder | None = None

    @cached_property
    def words(self) -> "WordIndex":
        from pipeline.index.words import WordIndex
        from pipeline.related.passages import VERSION

        return WordIndex(home(self.settings), VERSION)

    @cached_property
    def meanings(self) -> "VectorIndex | None":
        """None where no embedder is there, or none is wanted. Raises BadOption for one that is not known."""
        from pipeline.index.embedders import chosen

        embedder = chosen(self.settings, home(self.settings), self._notice)
        if embedder is None:
            return None
        from pipeline.index.vectors import VectorIndex
        from pipeline.related.passages import VERSION

        return VectorIndex(home(self.settings), embedder, VERSION, self.settings.chroma_url, self._lasting)

    def sync(self, asking: bool = False, progress: Progress | None = None) -> None:
        """Brings passages and indexes up to date with what is kept. One who is `asking` waits for nobody who adds. Raises
        IndexUnavailable, EmbedderUnavailable, StoreUnavailable."""
        from pipeline.keeping import cut_anew

        with suppress(StoreUnavailable) if asking else nullcontext():  # who cannot write asks of the passages as they are
            cut_anew(self.store)
        self.words.sync(self.store)
        if self.meanings:
            self.meanings.sync(self.store, asking, announced(self._notice, progress))

    @property
    def finder(self) -> Finder:
        """On indexes that are up to date. An embedder that cannot answer does not stop a question: words alone do."""
        if self._finder is None:
            finder = Finder(self.store, self.words, self.meanings)
            try:
                self.sync(asking=True)
            except EmbedderUnavailable as error:
                finder.give_up(f"{error} {WORDS_ALONE}")
            self._finder = finder
        return self._finder

    @property
    def is_outdated(self) -> bool:
        """Whether one that is opened now may know more of the same store: others were computing vectors when this one was, or the
        embedder did not answer a while ago."""
        failed = self._finder.failed if self._finder else None
        behind = self._finder is not None and self.meanings is not None and self.meanings.behind
        return behind or (failed is not None and monotonic() - failed > AGAIN)

    @property
    def notes(self) -> tuple[str, ...]:
        """What went otherwise than wished, as sentences."""
        return (*self.finder.notes, *(self.meanings.notes if self.meanings else ()))

    def find(self, asked: Asked, allowed: Allowed, k: int) -> Sequence[RelatedIncident]:
        """At most `k` of those allowed, the best first; none where nothing is similar."""
        return self.finder.find(asked, allowed, k)

    def remove(self, ids: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
        """Raises UnknownIncident, and removes nothing, where one is not among the `known`: those that who asks may read."""
        for id in ids:
            if id not in known:
                raise UnknownIncident(id, nearest(id, known))
        return self.store.remove(ids)

    def listed(self, ids: Sequence[str] | None = None) -> list[PastIncident]:
        """Those with these ids, or all; without their parts."""
        return self.store.listed(ids)

    def whole(self, ids: Sequence[str]) -> list[PastIncident]:
        return list(self.store.incidents(ids))

    def read(self, path: Path) -> PastIncident:
        """A document that need not be kept. Raises UnreadableSource."""
        from pipeline.corpus import find, read_files

        found = find([path])
        if found.missing:
            raise found.missing[0]
        read = list(read_files(found.files))
        if len(read) != 1:
            raise UnreadableSource(str(path), f"it holds {len(read)} documents", "give a file with one")
        if read[0].problem:
            raise read[0].problem
        assert read[0].incident
        return read[0].incident

    def read_text(self, text: str) -> PastIncident | None:
        """A pasted document, Markdown or JSON; None where it reads as none."""
        from pipeline.corpus.inline import clean
        from pipeline.corpus.markdown import read_markdown
        from pipeline.corpus.record import read_record

        try:
            if text.lstrip().startswith("{"):
                return read_record(json.loads(text), "the text", "")
            return read_markdown(clean(text.replace("\r\n", "\n")), "", "the text")
        except (UnreadableSource, ValueError, RecursionError):
            return None


def announced(notice: Notice, progress: Progress | None) -> Progress:
    """Progress that says once, where there is much to do, what takes its time."""
    told = False

    def tell(done: int, all: int) -> None:
        nonlocal told
        if done < all and not told:
            notice(LONG)
            told = True
        if progress:
            progress(done, all)

    return tell


def nearest(id: str, known: Iterable[str]) -> str:
    import difflib

    return next(iter(difflib.get_close_matches(id, list(known), 1)), "")
