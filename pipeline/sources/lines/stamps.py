"""The stamp that a line begins with: date, clock and zone as written, not yet a time.

[10:32] ...        2026-03-17T09:14:32.123Z ...        Mar 17 09:14:32 ...        3/17/26, 9:14 AM - ...
"""

import datetime
import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.text.times import zone_name

MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
WEEKDAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?"
DATE = (
    r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}"
    r"|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}"
    rf"|(?:{WEEKDAY},? )?[0-9]{{1,2}}(?:st|nd|rd|th)?[ /-]{MONTH}(?:,?[ /-][0-9]{{4}})?"
    rf"|(?:{WEEKDAY},? )?{MONTH} {{1,2}}[0-9]{{1,2}}(?:st|nd|rd|th)?(?:,? [0-9]{{4}})?"
)
CLOCK = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?(?![0-9:])"
STAMP = re.compile(
    rf"[ \t]{{0,4}}(?P<open>[\[(]?)(?:(?P<date>{DATE})(?:T|_|:|,?[ \t]{{1,3}}|,? at ))?(?P<clock>{CLOCK})"
    r"(?P<half>[ \u202f]?[AaPp]\.?[Mm]\.?(?![A-Za-z]))?"
    r"(?: ?(?P<zone>Z(?![A-Za-z])|[+-][0-9]{2}:?[0-9]{2}(?![0-9])|(?:UTC|GMT)[+-][0-9]{1,2}"
    r"|[A-Z]{2,5}(?![A-Za-z0-9_:|-])))?"
    r"(?P<close>[\])]?)"
)
ISO = re.compile(
    r"(?<![\w,;\"'=/.-])(?P<date>[0-9]{4}[-/][0-9]{2}[-/][0-9]{2})[T ]"
    r"(?P<clock>[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?)(?P<half>)"
    r"(?: ?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2}|UTC|GMT))?"
)
CTIME = re.compile(
    rf"\[?(?P<date>{WEEKDAY} {MONTH} {{1,2}}[0-9]{{1,2}}) (?P<clock>[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:\.[0-9]{{1,9}})?)"
    r"(?: (?P<zone>[A-Z]{3,4}))? (?P<year>[0-9]{4})\]?"
)
FURTHEST_COLON = 40
DATE_PARTS = re.compile(r"[0-9]+|[A-Za-z]{3,}")


class Stamp(NamedTuple):
    """As written: `date` empty where the line has none; `zone` a label or offset; `end` is where the rest of the line begins."""

    date: str
    clock: str
    half: str
    zone: str
    end: int


class PartialDate(NamedTuple):
    """A date whose year may not be written."""

    year: int | None
    month: int
    day: int


def read_stamp(line: str) -> Stamp | None:
    """The stamp at the beginning of a line."""
    if ":" not in line[:FURTHEST_COLON] or not (match := STAMP.match(line)):
        return None
    if match["date"] and (ctime := CTIME.match(line)):
        return Stamp(f"{ctime['date']} {ctime['year']}", ctime["clock"], "", ctime["zone"] or "", ctime.end())
    date, clock, half, zone = match["date"] or "", match["clock"], match["half"] or "", match["zone"] or ""
    end = match.end()
    if zone and zone[0] not in "+-" and zone != "Z" and zone_name(zone) is None:
        end, zone = match.end("half" if half else "clock"), ""
    if end < len(line) and (line[end].isalnum() or line[end] in ".%/,;"):
        return None
    return Stamp(date, clock, half, zone, end)


def find_iso_stamp(line: str, within: int = 90) -> tuple[Stamp, int] | None:
    """A full ISO stamp further on in a line, and where it begins (after a level, a pod's or a container's name)."""
    match = ISO.search(line, 0, within)
    if not match:
        return None
    return Stamp(match["date"], match["clock"], "", match["zone"] or "", match.end()), match.start()


@lru_cache(maxsize=4096)
def read_date(text: str, day_first: bool = False) -> PartialDate | None:
    """A date as a stamp has it; `day_first` decides 3/4/2026. None for a day that no calendar has."""
    parts = DATE_PARTS.findall(text.lower())
    parts = [part for part in parts if part[0].isdigit() or part[:3] in MONTH_NAMES]
    numbers = [int(part) for part in parts if part.isdigit()]
    named = [MONTH_NAMES.index(part[:3]) + 1 for part in parts if not part.isdigit()]
    if named and numbers:
        return _date(numbers[1] if len(numbers) > 1 else None, named[0], numbers[0])
    if len(numbers) != 3:
        return None
    if len(parts[0]) == 4:
        return _date(numbers[0], numbers[1], numbers[2])
    first, second, year = numbers
    day, month = (first, second) if (day_first and second <= 12) or first > 12 else (second, first)
    return _date(year + 2000 if year < 100 else year, month, day)


def _date(year: int | None, month: int, day: int) -> PartialDate | None:
    try:
        datetime.date(year or 2024, month, day)
    except ValueError:
        return None
    return PartialDate(year, month, day)


@lru_cache(maxsize=65536)
def read_clock(clock: str, half: str = "") -> datetime.time | None:
    """`9:14`, `09:14:32,123`, with a half of the day or without; a leap second is the second before it."""
    hours, minutes, *rest = clock.replace(",", ".").split(":")
    seconds, _, fraction = rest[0].partition(".") if rest else ("0", "", "")
    hour = int(hours)
    letter = half.strip()[:1].lower()
    if letter and 1 <= hour <= 12:
        hour = hour % 12 + (12 if letter == "p" else 0)
    try:
        return datetime.time(hour % 24 if hour == 24 else hour, int(minutes), min(int(seconds), 59), int(f"{fraction:0<6}"[:6]))
    except ValueError:
        return None
