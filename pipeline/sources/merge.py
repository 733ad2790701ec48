"""Readings of several sources -> one list of evidence, the same whatever order they were given in."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.domain.evidence import Evidence
from pipeline.domain.material import Channel, Person
from pipeline.sources.reading import Reading

LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Source:
    """One reading with what it was read from; `key` is what sources are sorted by."""

    format: str
    product: str
    name: str
    reading: Reading

    @property
    def key(self) -> tuple[str, str, str, int]:
        evidence = self.reading.evidence
        return self.format, self.name, evidence[0].id if evidence else "", len(evidence)


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
    return Merged(tuple(evidence for _, evidence in kept), tuple(notes))


def _placed(evidence: Sequence[Evidence]) -> Iterator[tuple[datetime, Evidence]]:
    """Each piece with the time it is sorted by: what has none stays behind the piece before it in its source."""
    last = next((piece.at for piece in evidence if piece.at), LAST)
    for piece in evidence:
        last = piece.at or last
        yield last, piece


def _unique(evidence: Sequence[Evidence]) -> tuple[list[tuple[Evidence, Evidence]], list[str]]:
    """Pairs of a piece and the same piece under an id that nothing else has, without repeats."""
    seen: dict[str, list[str]] = {}
    known_as: dict[str, str] = {}
    unique: list[tuple[Evidence, Evidence]] = []
    notes: list[str] = []
    for piece in evidence:
        id = known_as.setdefault(message_key(piece), piece.id)
        if id != piece.id and piece.text in seen[id]:
            known_as[piece.id] = id
            continue
        texts = seen.setdefault(piece.id, [])
        if piece.text in texts:
            continue
        texts.append(piece.text)
        renamed = piece.id if len(texts) == 1 else f"{piece.id}~{len(texts)}"
        if renamed != piece.id:
            notes.append(f"{piece.source.file}: the id {piece.id} stands for different texts; this one is called {renamed} here.")
        unique.append((piece, piece if renamed == piece.id else piece.model_copy(update={"id": renamed})))
    return [(before, _in_thread(after, known_as)) for before, after in unique], notes


def message_key(piece: Evidence) -> str:
    """What is the same for one chat message read from files that name its channel differently."""
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
    """The zone of the sources themselves, else the one that more than half of the roster are in."""
    for source in sources:
        if source.reading.timezone:
            return source.reading.timezone
    zones = Counter(person.timezone for person in people if not person.bot and not person.outsider)
    zone, count = zones.most_common(1)[0] if zones else (None, 0)
    return zone if count * 2 > zones.total() else None
