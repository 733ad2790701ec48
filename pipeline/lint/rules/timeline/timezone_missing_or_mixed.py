"""The times of a timeline have no time zone, or several.

A zone may be said anywhere: in a row, a heading, a sentence ("All times UTC") or the front matter (`timezone: Europe/Berlin`).

Why: a time without a zone cannot be set beside logs, graphs or another team's notes, and two zones in one list hide hours.
Question: in which zone were these times taken, and how would a reader of the logs know?

Bad:
    | ## Timeline
    |
    | - 10:02 alert fires
    | - 10:20 rollback; errors resolved

    | ## Timeline
    |
    | - 10:02 UTC alert fires
    | - 12:05 CEST rollback starts
    | - 10:20 errors resolved

    | ## Timeline
    |
    | - 9 am page
    | - 17:10 fix deployed, service recovered
Good:
    | ## Timeline
    |
    | All times UTC.
    |
    | - 09:44 first failed requests
    | - 10:02 alert fires
    | - 10:20 rollback; errors resolved

    | ## Timeline
    |
    | - 11:44+02:00 deploy 88
    | - 10:02Z alert fires
    | - 12:20+02:00 rollback; errors resolved

    | ## Timeline (Europe/Berlin, UTC+2)
    |
    | - 09:00-09:40 deploy 88
    | - 10:02 alert fires
    | - 10:20 rollback; errors resolved
Source: PagerDuty, Postmortem documentation, "Effective postmortems": an accurate timeline.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.document import Document
from pipeline.lint.late import late
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.stamps import ZONES
from pipeline.lint.timeline import Row, timeline, tracks

FIELDS = ("timezone", "time_zone", "tz", "zone")
SAME = {"GMT": "UTC", "Z": "UTC", "WET": "UTC", "PDT": "PT", "PST": "PT", "EDT": "ET", "EST": "ET", "CDT": "CT", "CST": "CT"}
SUMMER = {"CEST": "CET", "EEST": "EET", "AEDT": "AEST", "NZDT": "NZST", "MDT": "MST", "WEST": "UTC"}


LABELS = frozenset(label for label in ZONES.split("|") if label.endswith("T"))
SIZES = sorted({len(label) for label in LABELS})
LAST = late(r"T(?![A-Za-z0-9'’])")
"""The last letter of the abbreviation of a zone."""
MOSCOW = late(r"(?<![A-Za-z0-9])MSK(?![A-Za-z0-9'’])")

SAID = (
    "Europe/", "America/", "Asia/", "Australia/", "ocal time", "ime zone", "imezone", "Pacific T", "Pacific t", "Eastern T",
    "Eastern t", "UK time", "Berlin time",
)  # fmt: skip
"""Zones in words, and as names of places."""


def check(document: Document) -> Iterator[Hit]:
    clocks = [row for row in timeline(document) if row.seconds is not None]
    if len(clocks) < 2:
        return
    if not any(row.zone for row in clocks) and not says_zone(document):
        yield hit(clocks[0], "These times have no time zone, and none is said in the document.")
        return
    for track in tracks(document):
        if (row := second_zone(track)) is not None:
            yield hit(row, f"This row is in {row.zone}, others are in {first_zone(track)}: one list, two zones.")


def says_zone(document: Document) -> bool:
    if any(document.front.get(field) for field in FIELDS):
        return True
    return any(map(names_zone, document.source.pieces))


def names_zone(source: str) -> bool:
    if "UTC" in source or "utc" in source or any(words in source for words in SAID):
        return True
    if "MSK" in source and MOSCOW.search(source):
        return True
    return any(is_label(source, match.end()) for match in LAST.finditer(source))


def is_label(source: str, end: int) -> bool:
    """Whether the abbreviation of a zone ends here."""
    for size in SIZES:
        if source[max(0, end - size) : end] in LABELS:
            before = source[end - size - 1 : end - size] if end > size else ""
            if not (before.isascii() and before.isalnum()):
                return True
    return False


def second_zone(track: list[Row]) -> Row | None:
    """The first row in another zone by name than the rows before; offsets in numbers need no name."""
    seen = ""
    for row in track:
        zone = "" if row.zone.startswith(("+", "-")) else named(row.zone)
        if zone and seen and zone != seen:
            return row
        seen = seen or zone
    return None


def first_zone(track: list[Row]) -> str:
    return next(row.zone for row in track if row.zone and not row.zone.startswith(("+", "-")))


def named(zone: str) -> str:
    zone = SUMMER.get(zone, zone)
    return SAME.get(zone, zone)


def hit(row: Row, message: str) -> Hit:
    return Hit(row.block, row.start, row.end, message)


RULE = Rule(level=Level.WARNING, scope=Scope.DOCUMENT, check=check)
