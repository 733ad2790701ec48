"""What stands above the first stamped line, or holds for all lines: the date, the zone, and which way round dates are written."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from pipeline.sources.lines.days import date_in_heading, zone_in_heading
from pipeline.sources.lines.stamps import read_stamp

LONGEST_HEADING = 15
SLASHED = re.compile(r"[\[(]?([0-9]{1,2})([/.])([0-9]{1,2})[/.][0-9]{2,4}\b[^\n]{0,14}")
HALF = re.compile(r"[0-9][ \u202f]?[AaPp]\.?[Mm]\b")
LEADING_LINES = 2000


@dataclass(frozen=True)
class Heading:
    zone: str | None = None
    date: datetime.date | None = None
    day_first: bool = False
    notes: tuple[str, ...] = ()


def heading_of(lines: Sequence[str], name: str) -> Heading:
    """The heading of a log or chat. `name` is what notes call the file."""
    top = list(takewhile(lambda line: read_stamp(line) is None, lines[: LONGEST_HEADING + 1]))
    top = top if len(top) <= LONGEST_HEADING else [line for line in top if line.startswith(("#", "//", ";"))]
    zone = next((zone for line in top if (zone := zone_in_heading(line))), None)
    date = next((date for line in top if (date := date_in_heading(line))), None)
    day_first, doubtful = _day_first(lines[:LEADING_LINES])
    order = "day before month" if day_first else "month before day"
    notes = (f"{name}: dates such as {doubtful} were read with the {order}.",) if doubtful else ()
    return Heading(zone, date, day_first, notes)


def _day_first(lines: Sequence[str]) -> tuple[bool, str]:
    """Whether 3/4/2026 is the third of April, and one such date if nothing in the lines decides it."""
    matches = [match for line in lines if line[:1] in "[(0123456789" and (match := SLASHED.match(line))]
    for match in matches:
        if int(match[1]) > 12 or int(match[3]) > 12:
            return int(match[1]) > 12, ""
    if not matches:
        return False, ""
    dotted, halves = matches[0][2] == ".", HALF.search(matches[0][0]) is not None
    return dotted or not halves, f"{matches[0][1]}{matches[0][2]}{matches[0][3]}"
