"""Small conversations and records to tell stories of. A script has a line a message: `09:14 Ana Lima: checkout is down`.

The day is `DAY`; `+1 09:14` is the day after. `[bot]` behind the name marks what a tool posts.
"""

import re
from datetime import UTC, datetime, timedelta

from pipeline.domain.evidence import Evidence, EvidenceKind, Source, Subtype
from pipeline.domain.material import Channel, Person, Record, RedactedMaterial
from pipeline.domain.moment import Moment
from pipeline.domain.story import Story
from pipeline.timeline import tell

DAY = datetime(2026, 3, 3, tzinfo=UTC)
SCRIPT = re.compile(r"(?:\+(\d+) )?(\d\d:\d\d(?::\d\d)?) ([^:\[]+?)( \[bot\])?: (.*)")
ANA, BEN, CARLA = Person("Ana Lima", ("ana",)), Person("Ben Otto", ("ben",)), Person("Carla Diaz", ("carla",))
GUEST = Person("Gus Hale", ("gus",), outsider=True)


def at(clock: str, days: int = 0) -> datetime:
    hours, minutes, seconds = [*map(int, clock.split(":")), 0][:3]
    return DAY + timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def chat(script: str, channel: str = "inc-7", start: int = 1) -> list[Evidence]:
    """Messages `<channel>:<number>`; `\\n` in a line is a line break."""
    rows = [row.strip() for row in script.strip().splitlines() if row.strip()]
    return [message(row, f"{channel}:{number}", channel) for number, row in enumerate(rows, start)]


def message(row: str, id: str, channel: str) -> Evidence:
    match = SCRIPT.fullmatch(row)
    assert match, row
    days, clock, author, bot, text = match.groups()
    return Evidence(
        id=id,
        at=at(clock, int(days or 0)),
        author=author,
        text=text.replace("\\n", "\n"),
        channel=channel,
        automated=bool(bot),
        source=Source(file="export.zip"),
    )


def piece(
    id: str,
    clock: str,
    text: str,
    kind: EvidenceKind,
    subtype: Subtype | None = None,
    author: str | None = None,
    automated: bool = True,
    days: int = 0,
    file: str = "",
) -> Evidence:
    return Evidence(
        id=id,
        at=at(clock, days),
        author=author,
        text=text,
        kind=kind,
        subtype=subtype,
        automated=automated,
        source=Source(file=file or id.split(":")[0]),
    )


def entry(clock: str, subtype: Subtype, text: str = "", by: str | None = None, days: int = 0) -> Evidence:
    """An entry of a pager's log, `pagerduty:<subtype>@<clock>`."""
    id = f"pagerduty:{subtype}@{clock}"
    return piece(id, clock, text or f"{subtype} {by or 'by the service'}", EvidenceKind.LOG_ENTRY, subtype, by, by is None, days)


def trigger(clock: str, text: str = "Triggered: checkout errors above 5%", by: str | None = None) -> Evidence:
    return entry(clock, Subtype.TRIGGER, text, by)


def acknowledge(clock: str, by: str = "Ana Lima") -> Evidence:
    return entry(clock, Subtype.ACKNOWLEDGE, f"Acknowledged by {by}", by)


def close_page(clock: str, days: int = 0, by: str | None = "Ana Lima") -> Evidence:
    return entry(clock, Subtype.RESOLVE, "Resolved by Ana Lima", by, days)


def topic(clock: str, text: str, channel: str = "inc-7") -> Evidence:
    return Evidence(
        id=f"{channel}:topic@{clock}",
        at=at(clock),
        author="Ana Lima",
        text=text,
        channel=channel,
        subtype=Subtype.TOPIC,
        source=Source(file="export.zip"),
    )


def material(
    *evidence: list[Evidence] | Evidence,
    records: tuple[Record, ...] = (),
    people: tuple[Person, ...] = (ANA, BEN, CARLA, GUEST),
    channels: tuple[Channel, ...] = (),
) -> RedactedMaterial:
    flat = [e for part in evidence for e in (part if isinstance(part, list) else [part])]
    ordered = sorted(flat, key=lambda e: (e.at is None, e.at or DAY))
    return RedactedMaterial(evidence=tuple(ordered), records=records, people=people, channels=channels)


def story(
    *evidence: list[Evidence] | Evidence,
    records: tuple[Record, ...] = (),
    people: tuple[Person, ...] = (ANA, BEN, CARLA, GUEST),
    channels: tuple[Channel, ...] = (),
) -> Story:
    return tell(material(*evidence, records=records, people=people, channels=channels))


def clock(moment: Moment | None) -> str | None:
    """`09:14:00`, with `+1 ` before it on the day after; None for None."""
    if moment is None:
        return None
    days = (moment.at - DAY).days
    return (f"{days:+} " if days else "") + f"{moment.at:%H:%M:%S}"


def asked(told: Story, about: str) -> list[str]:
    return [q.text for q in told.questions if q.about == about]
