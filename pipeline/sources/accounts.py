"""What payloads of tools that keep incidents tell of them, an Account each -> a Reading.

One incident may come in several states (webhooks) and in answers of several calls (the incident, its updates, its actions). The
later state wins field by field; a piece that comes twice counts once; one whose text changed is kept as `<id>#2`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

from pipeline.domain.evidence import Evidence, EvidenceKind, Source, Subtype
from pipeline.domain.incident import Link, Visibility
from pipeline.domain.material import Person, Record
from pipeline.domain.moment import Precision
from pipeline.errors import EmptySource
from pipeline.sources.action_table import ActionRow, action_table
from pipeline.sources.payload import Json, handles, instant, items, mapping, names, oldest_first, text, unthreaded
from pipeline.sources.reading import Claim, Reading, Skipped
from pipeline.sources.status_text import many_incidents

LAST_SAID = ("created_at", "closed_at", "moments")
"""Fields that the latest whole state of an incident settles: what it no longer says (it was reopened) is no longer so."""


class When(NamedTuple):
    """A time of a payload; `text` is how it was written where it could not be read."""

    at: datetime | None = None
    text: str = ""
    precision: Precision = Precision.SECOND


def when(node: Json, *keys: str) -> When:
    """The first of these keys that holds an ISO time with a zone, to the second."""
    at = instant(node, *keys)
    return When(at, "" if at else text(node, *keys))


@dataclass(frozen=True)
class Place:
    """Where in which file something stands, and of which tool's incident it is; evidence is written from here."""

    tool: str
    file: str
    locator: str = ""
    incident: str = ""

    def under(self, key: str, incident: str = "") -> "Place":
        locator = f"{self.locator}.{key}" if self.locator and key else self.locator or key
        return replace(self, locator=locator, incident=incident or self.incident)

    def each(self, node: Json, key: str) -> Iterator[tuple["Place", Json]]:
        """The objects of the list or the one object under this key; what is no object comes as an empty one."""
        value = node.get(key)
        if found := mapping(value):
            yield self.under(key), found
        for index, item in enumerate(items(value)):
            yield self.under(f"{key}[{index}]"), mapping(item)

    def opening(self, said: str, at: When, author: str, by_tool: bool) -> Evidence:
        """That the incident was declared, under its own id. `by_tool` only where the payload names a tool as who declared it."""
        kind, trigger = EvidenceKind.LOG_ENTRY, str(Subtype.TRIGGER)
        return self.piece(self.incident, said, at, kind, author, subtype=trigger, automated=by_tool)

    def summary(self, said: str, at: When) -> tuple[Evidence, ...]:
        """What is told of the whole incident, as it stood at this time; nothing where nothing is said."""
        own = f"{self.incident}#summary"
        return (self.under("summary").piece(own, said, at, EvidenceKind.DOCUMENT),) if said else ()

    def piece(self, id: str, said: str, at: When, kind: EvidenceKind, author: str = "", **more: Any) -> Evidence:
        """Evidence under `<tool>:<id>`; without an id of its own it is known by its place in the incident."""
        own = id or f"{self.incident or 'incident'}#{self.locator or 'top'}"
        return Evidence(
            id=f"{self.tool}:{own}",
            at=at.at,
            at_text=at.text or None,
            precision=at.precision,
            author=author or None,
            kind=kind,
            text=said,
            thread=f"{self.tool}:{self.incident}" if self.incident else None,
            source=Source(file=self.file, locator=self.locator),
            **more,
        )


@dataclass(frozen=True)
class Account:
    """What one payload tells of one incident. `opening` says that it was declared; `as_of` is when all of this was so;
    `dropped` are words for what was left out, one a piece."""

    incident: str
    record: Record | None = None
    opening: Evidence | None = None
    evidence: tuple[Evidence, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    people: tuple[Person, ...] = ()
    as_of: datetime | None = None
    dropped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def links_of(*given: tuple[str, str]) -> tuple[Link, ...]:
    """Of pairs of a label and an address those that lead somewhere."""
    return tuple(Link(label=label, url=url) for label, url in given if url.startswith(("https://", "http://")))


def people_named(users: Iterable[Json], name: tuple[str, ...], ids: tuple[str, ...] = ("id",)) -> tuple[Person, ...]:
    """Users as people: by the first of the keys `name`, known also by their ids."""
    return tuple(Person(own, aliases=handles(text(user, id) for id in ids)) for user in users if (own := text(user, *name)))


def payloads(value: object, file: str, tool: str, relay: str) -> Iterator[tuple[Place, Json]]:
    """The objects of a file, each with its place; a relay's envelope `{type: "<relay>...", data, timestamp}` is taken off.

    What is no object comes as an empty one.
    """
    top = Place(tool, file)
    given = [(top.under(f"[{index}]"), mapping(item)) for index, item in enumerate(items(value))] or [(top, mapping(value))]
    for place, node in given:
        if text(node, "type").startswith(relay) and "timestamp" in node and "data" in node:
            yield place.under("data"), mapping(node["data"])
        else:
            yield place, node


def reading_of(claim: Claim, product: str, accounts: Iterable[Account], skipped: Sequence[Skipped] = ()) -> Reading:
    """All that the accounts tell, each incident's log in order. Raises EmptySource where nothing is told."""
    told = sorted(_of_the_only_one(list(accounts)), key=lambda one: one.as_of or datetime.min.replace(tzinfo=UTC))
    incidents: dict[str, list[Account]] = {}
    for one in told:
        incidents.setdefault(one.incident, []).append(one)
    logs = [_log(own) for own in incidents.values()]
    evidence = [piece for log in logs for piece in log]
    if not evidence:
        raise EmptySource(claim.name, product)
    records = [record for own in incidents.values() if (record := merged([one.record for one in own if one.record]))]
    return Reading(
        evidence=unthreaded(evidence) if len(records) < 2 else tuple(evidence),
        records=tuple(records),
        people=roster(evidence, records, [person for one in told for person in one.people]),
        dropped=dict(Counter(word for one in told for word in one.dropped)),
        skipped=tuple(skipped),
        notes=tuple(
            dict.fromkeys(
                [
                    *many_incidents(claim.name, [record.label or record.id or "unnamed" for record in records]),
                    *(note for one in told for note in one.notes),
                ]
            )
        ),
    )


def roster(evidence: Iterable[Evidence], records: Iterable[Record], known: Iterable[Person]) -> tuple[Person, ...]:
    """Everybody once: people known with their ids, those who wrote, those whom the records name. An address is no name."""
    found: dict[str, Person] = {}
    for person in known:
        found.setdefault(person.name, person)
    wrote = (piece.author for piece in evidence if piece.author and not piece.automated)
    for name in (*wrote, *(name for record in records for _, name in record.people)):
        found.setdefault(name, Person(name))
    return tuple(person for person in found.values() if "@" not in person.name)


def _of_the_only_one(accounts: list[Account]) -> list[Account]:
    """What names no incident belongs to the only one there is."""
    ids = names(one.incident for one in accounts)
    return [one if one.incident or len(ids) != 1 else replace(one, incident=ids[0]) for one in accounts]


def _log(accounts: Sequence[Account]) -> list[Evidence]:
    """The evidence of one incident, oldest first: its opening as last told, its log, the table of its action items.

    An opening without a time comes from a mere mention of the incident, and stands only where nothing else is told.
    """
    openings = [one.opening for one in accounts if one.opening]
    if any(one.evidence for one in accounts) or any(opening.at for opening in openings):
        openings = [opening for opening in openings if opening.at]
    table = action_table([row for one in accounts for row in one.actions], accounts[-1].as_of if accounts else None)
    found = once([*openings[-1:], *(piece for one in accounts for piece in one.evidence)])
    return [*oldest_first(found), *([table] if table else [])]


def once(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Each piece once; what has a known id and another text is another piece."""
    texts: dict[str, set[str]] = {}
    kept: list[Evidence] = []
    for piece in evidence:
        known = texts.setdefault(piece.id, set())
        if piece.text in known:
            continue
        known.add(piece.text)
        number = f"{'-' if '#' in piece.id else '#'}{len(known)}" if len(known) > 1 else ""
        kept.append(piece.model_copy(update={"id": piece.id + number}) if number else piece)
    return kept


def merged(records: Sequence[Record]) -> Record | None:
    """Several states of one incident, the latest last -> one record; once restricted, it stays so."""
    if not records:
        return None
    whole = next((record for record in reversed(records) if record.created_at), None)
    told: dict[str, Any] = {}
    for record in records:
        told |= {field.name: value for field in fields(record) if (value := getattr(record, field.name)) not in (None, (), {})}
    told["moments"] = {name: moment for record in records for name, moment in record.moments.items()}
    if whole:
        told |= {name: getattr(whole, name) for name in LAST_SAID}
    if any(record.visibility is Visibility.RESTRICTED for record in records):
        told["visibility"] = Visibility.RESTRICTED
    return Record(**told)
