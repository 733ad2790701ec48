"""The past incidents: what is kept of them, and the search through them.

    open_search(settings) -> Search     add, remove, rebuild; listed, whole, read; find

Composes the store, the readers and the indexes, which are brought up to date after each change.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.domain.past_incident import PastIncident
from pipeline.errors import UnknownIncident, UnreadableSource
from pipeline.settings import Settings
from pipeline.store import Store, open_store


def open_search(settings: Settings) -> "Search":
    """Raises StoreUnavailable."""
    from pipeline.doctor import home

    return Search(open_store(home(settings)), settings)


class Search:
    def __init__(self, store: Store, settings: Settings) -> None:
        self.store, self.settings = store, settings

    def remove(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Raises UnknownIncident, and removes nothing, where one of them is not there."""
        known = self.store.digests()
        for id in ids:
            if id not in known:
                raise UnknownIncident(id, nearest(id, known))
        return self.store.remove(ids)

    def listed(self) -> list[PastIncident]:
        """All, without their parts."""
        return self.store.listed()

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
        """A pasted document; None where it reads as none."""
        from pipeline.corpus.inline import clean
        from pipeline.corpus.markdown import read_markdown

        try:
            return read_markdown(clean(text.replace("\r\n", "\n")), "", "the text")
        except UnreadableSource:
            return None


def nearest(id: str, known: Iterator[str] | dict[str, str]) -> str:
    import difflib

    return next(iter(difflib.get_close_matches(id, list(known), 1)), "")
