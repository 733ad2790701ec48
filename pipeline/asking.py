"""What is asked of the past incidents, and what they answer: a query or a document -> related incidents; all of them -> patterns.

    open_library(settings, reader) -> Library; asked(text) | like(file or id) -> Asked; related(asked, filters, k) -> Answer

Composes the store, the search and the filters. Whoever asks is a reader: what is restricted to others is not there for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pipeline.doctor import corpus
from pipeline.domain.asked import Allowed, Asked, Filters, Reader
from pipeline.errors import BadOption
from pipeline.related.filters import Sifted, is_named, is_of, may_read, plain, sift

if TYPE_CHECKING:
    from pipeline.domain.past_incident import PastIncident
    from pipeline.domain.pattern import Pattern
    from pipeline.domain.related import RelatedIncident
    from pipeline.settings import Settings

NOTHING_THERE = "There is no past incident to look through yet; add some with `postmortem corpus add PATH`."

TRIES = 3
"""How often a question is asked again where what it found was changed meanwhile."""


class Shelf(Protocol):
    """What is needed of the store and the indexes built from it."""

    @property
    def notes(self) -> Sequence[str]:
        """What went otherwise than wished, as sentences."""
        ...

    def listed(self, ids: Sequence[str] | None = None) -> Sequence[PastIncident]:
        """Those with these ids that are there now, or all; without their parts."""
        ...

    def whole(self, ids: Sequence[str]) -> Sequence[PastIncident]:
        """Those with these ids that are there now."""
        ...

    def read(self, path: Path) -> PastIncident:
        """A document that need not be kept. Raises InputError."""
        ...

    def read_text(self, text: str) -> PastIncident | None:
        """A pasted document; None where it reads as none."""
        ...

    def find(self, asked: Asked, allowed: Allowed, k: int) -> Sequence[RelatedIncident]:
        """At most `k` of those allowed, the best first; none where nothing is similar."""
        ...


@dataclass(frozen=True)
class Answer:
    """`among` counts the incidents that were allowed to answer, `known` those that the reader may know of; `undated` were left
    out because a range of days was asked for. `incidents` are those related, by id, without their parts."""

    related: tuple[RelatedIncident, ...]
    among: int
    known: int
    undated: int = 0
    hints: tuple[str, ...] = ()
    incidents: dict[str, PastIncident] = field(default_factory=dict[str, "PastIncident"])

    @property
    def notes(self) -> tuple[str, ...]:
        """What the reader should know of the search, as sentences."""
        silent = ("Nothing similar " + among(self.among, self.known),) if self.among and not self.related else ()
        return (*silent, *looked_through(self.among, self.known, self.undated), *self.hints)


@dataclass(frozen=True)
class Patterns:
    patterns: tuple[Pattern, ...]
    among: int
    known: int
    undated: int = 0
    newest: str | None = None
    hints: tuple[str, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        silent = ("No mechanism comes twice " + among(self.among, self.known),) if self.among and not self.patterns else ()
        later = not self.among and self.newest
        hint = (f"The newest is of {self.newest}; --since and --all look further back.",) if later else ()
        return (*silent, *looked_through(self.among, self.known, self.undated), *hint, *self.hints)


def open_library(settings: Settings, reader: Reader, notice: Callable[[str], None] = lambda _: None) -> Library:
    """`notice` is told what the user should know of at once. Raises StoreUnavailable. Where nothing was ever kept, nothing is
    made."""
    if not is_kept(settings):
        return Library(None, reader)
    from pipeline.searching import open_search

    return Library(open_search(settings, notice=notice), reader)


def is_kept(settings: Settings) -> bool:
    """Whether there is a store, without importing what reads it."""
    return is_file(corpus(settings))


class Library:
    """The past incidents as one reader sees them."""

    def __init__(self, shelf: Shelf | None, reader: Reader) -> None:
        self._shelf, self._reader = shelf, reader

    @cached_property
    def incidents(self) -> tuple[PastIncident, ...]:
        """All that the reader may know of, without their parts."""
        return tuple(one for one in self._listed if may_read(one, self._reader))

    @cached_property
    def _listed(self) -> Sequence[PastIncident]:
        return self._shelf.listed() if self._shelf else ()

    def asked(self, text: str) -> Asked:
        """What a query asks for: words, or a pasted document by what it says of its mechanism."""
        from pipeline.related.likeness import asked_for, is_document

        document = self._shelf.read_text(text) if self._shelf and is_document(text) else None
        return self.like_document(document) if document else asked_for(text)

    def like(self, name: str) -> Asked:
        """What the incident of this id asks for, or the document of this file. Raises InputError where it is neither."""
        known = {one.id: one for one in self.incidents}
        path = Path(name)
        if self._shelf is None:
            return Asked(name)
        if name not in known and is_file(path):
            return self.like_document(self._shelf.read(path))
        if name not in known:
            raise BadOption("--like", name, f"it is no file, and no incident of the corpus{nearest(name, known)}")
        whole = self.whole([name])
        return self.like_document(whole[0]) if whole else Asked(name)

    def like_document(self, incident: PastIncident) -> Asked:
        """What a document asks for. Itself, under another name too, is not found."""
        from pipeline.related.likeness import like

        return like(incident, frozenset(one.id for one in self.incidents if same(one, incident)))

    def whole(self, ids: Iterable[str]) -> list[PastIncident]:
        """Those of the reader's incidents that have these ids, with their parts, as they are now."""
        wanted = set(ids)
        known = [one.id for one in self.incidents if one.id in wanted]
        return [one for one in self._shelf.whole(known) if may_read(one, self._reader)] if self._shelf and known else []

    def related(self, asked: Asked, filters: Filters, k: int) -> Answer:
        """Who may know of an incident is decided before it is read. Where somebody changes one of those found meanwhile, all is
        looked for again, and what changes all the time is left out."""
        sifted, found = self._found(asked, filters, k)
        tries = TRIES
        while (changed := self._changed(found)) and tries:
            tries -= 1
            self._forget()
            sifted, found = self._found(asked, filters, k)
        fits = {one.id: one for one in sifted.incidents if one.id not in asked.apart}
        related = tuple(one for one in found if one.id in fits and one.id not in changed and one.score)[:k]
        shown = {one.id: fits[one.id] for one in related}
        return Answer(related, len(fits), len(self.incidents), sifted.undated, self._remarks(filters), shown)

    def _found(self, asked: Asked, filters: Filters, k: int) -> tuple[Sifted, Sequence[RelatedIncident]]:
        sifted = self._sifted(filters)
        if self._shelf is None or not asked.text.strip() or all(one.id in asked.apart for one in sifted.incidents):
            return sifted, ()
        allowed = None if len(sifted.incidents) == len(self._listed) else frozenset(one.id for one in sifted.incidents)
        return sifted, self._shelf.find(asked, allowed, k)

    def _changed(self, found: Sequence[RelatedIncident]) -> set[str]:
        """Ids of those that are not, or not any more, as they are in the list."""
        ids = {one.id for one in found}
        now = {one.id: one for one in self._shelf.listed(sorted(ids))} if self._shelf and ids else {}
        listed = {one.id: one for one in self._listed if one.id in ids}
        return {id for id in ids if id not in now or now[id] != listed.get(id)}

    def _forget(self) -> None:
        """What is listed next is what is there then."""
        for name in ("incidents", "_listed"):
            self.__dict__.pop(name, None)

    def patterns(self, filters: Filters) -> Patterns:
        from pipeline.related.patterns import patterns

        sifted = self._sifted(filters)
        ids = [one.id for one in sifted.incidents]
        found = patterns(self.whole(ids))
        days = [one.started_at for one in self.incidents if one.started_at]
        newest = max(days).date().isoformat() if days else None
        return Patterns(found, len(ids), len(self.incidents), sifted.undated, newest, tuple(self._hints(filters)))

    def _sifted(self, filters: Filters) -> Sifted:
        return sift(self.incidents, filters, self._reader)

    def _remarks(self, filters: Filters) -> tuple[str, ...]:
        return (*self._hints(filters), *(self._shelf.notes if self._shelf else ()))

    def _hints(self, filters: Filters) -> Iterator[str]:
        """A sentence for each service, team and severity that no incident is of."""
        services = [service for one in self.incidents for service in one.services]
        teams = [one.team for one in self.incidents if one.team]
        severities = [one.severity for one in self.incidents if one.severity]
        for what, asked, known, fits in (
            ("service", filters.services, services, is_of),
            ("team", filters.teams, teams, is_of),
            ("severity", sorted(filters.severities), severities, is_named),
        ):
            for name in asked:
                if not any(fits(name, one) for one in known):
                    meant = nearest(name, known)
                    yield f"No past incident is of the {what} {name!r}{meant}{'?' if meant else '.'}"
        if filters.levels and not any(one.severity_level in filters.levels for one in self.incidents):
            yield f"No past incident is of the severity {', '.join(map(str, sorted(filters.levels)))}."


def among(fitting: int, known: int) -> str:
    of = "" if fitting == known else f"{fitting:,} of "
    return f"among {of}{known:,} past incident{'' if known == 1 else 's'}."


def looked_through(fitting: int, known: int, undated: int) -> Iterator[str]:
    if not known:
        yield NOTHING_THERE
    elif not fitting:
        yield f"Nothing fits what was asked for {among(known, known)}"
    if undated:
        yield f"{undated:,} without a date {'was' if undated == 1 else 'were'} left out."


def nearest(name: str, known: Iterable[str]) -> str:
    """The one that was probably meant, as the end of a sentence."""
    import difflib

    by_plain = {plain(one): one for one in known}
    near = difflib.get_close_matches(plain(name), by_plain, 1)
    return f"; did you mean {by_plain[near[0]]!r}" if near else ""


def same(one: PastIncident, other: PastIncident) -> bool:
    """The same document, whatever it is called."""
    if one.id == other.id or (one.digest and one.digest == other.digest):
        return True
    return plain(one.title) == plain(other.title) and one.started_at == other.started_at and one.started_at is not None


def is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
