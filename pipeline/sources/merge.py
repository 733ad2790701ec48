"""Readings of several sources -> one list of evidence, the same whatever order they were given in."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.domain.evidence import Evidence
from pipeline.domain.material import Channel, Person
from pipeline.sources.reading import Reading

TOLD_APART_BY = 100
"""Sources of one name are put in order by as many pieces."""

LISTED_AT_MOST = 12

LOG = "log"
"""The format whose zone is that of machines and not of people."""

LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Source:
    """One reading with what it was read from; `key` is what sources are sorted by."""

    format: str
    product: str
    name: str
    reading: Reading

    @property
    def key(self) -> tuple[str, str, int, list[tuple[str, str]]]:
        evidence = self.reading.evidence
        return self.format, self.name, len(evidence), [(piece.id, piece.text) for piece in evidence[:TOLD_APART_BY]]


@dataclass(frozen=True)
class Merged:
    evidence: tuple[Evidence, ...]
    notes: tuple[str, ...]


def in_order(sources: Sequence[Source]) -> list[Source]:
    return sorted(sources, key=lambda source: source.key)


def merge(sources: Sequence[Source]) -> Merged:
    """Evidence by time, then by source and place in it. Same id and text: one piece. Same id, other text: `~2`."""
    placed = [piece for source in sources for piece in _placed(source.reading.evidence)]
    unique, notes = _unique([evidence for _, evidence in placed])
    times = {id(evidence): at for at, evidence in placed}
    kept = [(times[id(before)], after) for before, after in unique]
    kept.sort(key=lambda pair: pair[0])
    return Merged(tuple(evidence for _, evidence in kept), shortened(notes, "more ids stand for different texts"))


def shortened(notes: Sequence[str], rest: str) -> tuple[str, ...]:
    """The first of many notes of one kind, and how many more there are."""
    more = len(notes) - LISTED_AT_MOST
    return (*notes[:LISTED_AT_MOST], f"{more} {rest}.") if more > 0 else tuple(notes)


def _placed(evidence: Sequence[Evidence]) -> Iterator[tuple[datetime, Evidence]]:
    """Each piece with the time it is sorted by: what has none stays behind the piece before it in its source."""
    last = next((piece.at for piece in evidence if piece.at), LAST)
    for piece in evidence:
        last = piece.at or last
        yield last, piece


def _unique(evidence: Sequence[Evidence]) -> tuple[list[tuple[Evidence, Evidence]], list[str]]:
    """Pairs of a piece and the same piece under an id that nothing else has, without repeats; and what was renamed."""
    ids = _Ids({piece.id for piece in evidence})
    unique: list[tuple[Evidence, Evidence]] = []
    notes: list[str] = []
    for piece in evidence:
        id = ids.given_to(piece)
        if id is None:
            continue
        if id != piece.id:
            notes.append(f"{piece.source.file}: the id {piece.id} stands for different texts; this one is called {id} here.")
        unique.append((piece, piece if id == piece.id else piece.model_copy(update={"id": id})))
    return [(before, _in_thread(after, ids.known_as)) for before, after in unique], notes


class _Ids:
    """Ids as they are given out. `taken` are all ids of the sources; `known_as` leads from a repeat's id to the one kept."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = taken
        self.texts: dict[str, set[str]] = {}
        self.known_as: dict[str, str] = {}

    def given_to(self, piece: Evidence) -> str | None:
        """The id of this piece, None for one that was there before."""
        first = self.known_as.setdefault(message_key(piece), piece.id)
        if first != piece.id and piece.text in self.texts[first]:
            self.known_as[piece.id] = first
            return None
        texts = self.texts.setdefault(piece.id, set())
        if piece.text in texts:
            return None
        texts.add(piece.text)
        return piece.id if len(texts) == 1 else self._free(piece.id, len(texts))

    def _free(self, id: str, number: int) -> str:
        while f"{id}~{number}" in self.taken:
            number += 1
        self.taken.add(f"{id}~{number}")
        return f"{id}~{number}"


def message_key(piece: Evidence) -> str:
    """What is the same for one chat message read from files that name its channel differently: its timestamp."""
    return piece.id[piece.id.rindex(":") :] if piece.id.startswith("slack:") else piece.id


def _in_thread(piece: Evidence, known_as: dict[str, str]) -> Evidence:
    thread = known_as.get(piece.thread) if piece.thread else None
    return piece.model_copy(update={"thread": thread}) if thread and thread != piece.thread else piece


def merge_people(sources: Sequence[Source]) -> tuple[Person, ...]:
    """Everybody once. Who is of the roster in one source is of the roster; aliases are put together."""
    found: dict[str, Person] = {}
    for person in (person for source in sources for person in source.reading.people):
        before = found.get(person.name)
        found[person.name] = _joined(before, person) if before else person
    return tuple(found.values())


def _joined(one: Person, other: Person) -> Person:
    return Person(
        name=one.name,
        aliases=tuple(dict.fromkeys((*one.aliases, *other.aliases))),
        title=one.title or other.title,
        team=one.team or other.team,
        timezone=one.timezone or other.timezone,
        outsider=one.outsider and other.outsider,
        bot=one.bot and other.bot,
    )


def merge_channels(sources: Sequence[Source]) -> tuple[Channel, ...]:
    found: dict[str, Channel] = {}
    for channel in (channel for source in sources for channel in source.reading.channels):
        found.setdefault(channel.id, channel)
    return tuple(found.values())


def common_timezone(sources: Sequence[Source], people: Sequence[Person]) -> str | None:
    """The zone that people wrote in, else the one that more than half of the roster are in, else that of the logs."""
    zones = Counter(person.timezone for person in people if not person.bot and not person.outsider)
    zone, count = zones.most_common(1)[0] if zones else (None, 0)
    of_roster = zone if count * 2 > zones.total() else None
    return _zone_of(sources, logs=False) or of_roster or _zone_of(sources, logs=True)


def _zone_of(sources: Sequence[Source], logs: bool) -> str | None:
    """The first zone that a log names, or another source."""
    return next((zone for source in sources if (source.format == LOG) is logs and (zone := source.reading.timezone)), None)
