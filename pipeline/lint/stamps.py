"""The time a line begins with, as timelines have it: day, clock time, zone, the other end of a range.

    read_stamp("**2026-03-02 10:05 UTC**: alert fires")  -> Stamp(day=date(2026, 3, 2), seconds=36300, zone="UTC", end=24)

Only what stands at the very beginning counts. The grammar of times in running text is pipeline.text.times; it needs pydantic,
which a lint of a small file does not pay for.
"""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.lint.late import late

MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
ZONES = (
    "UTC|utc|GMT|Z|CET|CEST|BST|EST|EDT|ET|CST|CDT|MST|MDT|PST|PDT|PT|EET|EEST|WET|WEST|MSK|IST|JST|KST|SGT|AEST|AEDT|NZST|NZDT"
    "|SAST"
)
EAST = {
    "CET": 60, "CEST": 120, "BST": 60, "WEST": 60, "EET": 120, "EEST": 180, "MSK": 180, "IST": 330, "JST": 540, "KST": 540,
    "SGT": 480, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780, "SAST": 120, "EST": -300, "EDT": -240, "ET": -300,
    "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "PT": -480,
}  # fmt: skip
"""Minutes east of UTC; of an abbreviation with several meanings the one most reports mean."""
NAMED = frozenset((*MONTHS.split("|"), "mon", "tue", "wed", "thu", "fri", "sat", "sun"))
LED = frozenset(("at", "ar", "ab", "ap", "ci", "ca", "be", "fr", "si", "by", "on", "af"))
"""The first letters of the words that lead to a time."""
LEAD = late(
    r"[\s*_~`\[({<|>≈–—-]{0,12}(?:(?:at|around|about|approx\.?|approximately|circa|ca\.?|between|from|since|by|on|before|after)\s+"
    r"[*_~`\[({<]{0,4}){0,3}",
    re.IGNORECASE,
)
SEPARATOR = late(r"[\s,*_`\])}(|:@–—-]{0,8}(?:T(?=\d)|at\s+|around\s+|about\s+|between\s+|~)?[*_`\[({]{0,4}", re.IGNORECASE)
CLOCK = late(
    r"(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(?:\s?([ap])(?:\.?m\b\.?|(?<=\d[ap])\b))?(?![\d%]|:\d)"
    r"|(\d\d?)\s?([ap])\.?m\b|([01]\d|2[0-3])([0-5]\d)(?=:?\s)(?!\s+\w+s\b)",
    re.IGNORECASE,
)
OFFSET = r"\+\d\d:?\d\d|(?<=T\d\d:\d\d)-\d\d:\d\d|(?<=T\d\d:\d\d:\d\d)-\d\d:\d\d"
ZONE = late(rf"[\s*_`(\[]{{0,4}}(?:({ZONES})\b(?:[+-]\d\d?(?::?\d\d)?)?|({OFFSET})\b)\)?")
TO = late(r"[\s*_~`)\]]{0,4}(?:-|–|—|→|to\b|until\b|till\b|and\b)[\s*_~`(\[]{0,4}")
GAP = late(r"[\s*_`)]{0,3}(?:on\s|,\s?|\(|-\s)?")
AFTER = late(r"[\s*_~`\])}>:;,.|–—-]{0,12}")


@dataclass(slots=True, eq=False, repr=False)
class Stamp:
    """`day` is (year, month, day), year 0 where it is not said; `seconds` since midnight, None where only a day is said.

    `until` is the other end of a range, in seconds since midnight. `half` says that am or pm is written. It stands at
    text[start:end]; what happened begins at `after`.
    """

    start: int
    end: int
    after: int
    day: tuple[int, int, int] | None = None
    seconds: int | None = None
    until: int | None = None
    zone: str = ""
    half: bool = False


@cache
def day_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}}\.?,?\s{{1,3}})?(?:(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d\d?)[-/.](?P<d>\d\d?)(?!\d)|(?P<basic>20\d{{6}})(?=T)"
        rf"|(?P<a>\d\d?)(?P<sep>[-/.])(?P<b>\d\d?)(?P=sep)(?P<ab>(?:19|20)\d\d)\b"
        rf"|(?P<mon>{MONTHS})[a-z]{{0,6}}\.?\s{{1,3}}(?:the\s)?(?P<md>\d\d?)(?:st|nd|rd|th)?(?!\d|:\d|%)(?:,?\s(?P<my>(?:19|20)\d\d)\b(?!:))?"
        rf"|(?P<dd>\d\d?)(?:st|nd|rd|th)?(?:\s|-)(?:of\s)?(?P<dm>{MONTHS})[a-z]{{0,6}}\b(?:[,.]{{0,2}}(?:\s|-)(?P<dy>(?:19|20)\d\d)\b(?!:))?)",
        re.IGNORECASE,
    )


def read_day(text: str, position: int = 0) -> tuple[tuple[int, int, int], int] | None:
    """The day written at this place and where it ends. Slashes are month first, unless only day first is a date."""
    match = day_pattern().match(text, position)
    if match is None:
        return None
    if match["y"]:
        day = int(match["y"]), int(match["m"]), int(match["d"])
    elif match["basic"]:
        day = int(match["basic"][:4]), int(match["basic"][4:6]), int(match["basic"][6:])
    elif match["ab"]:
        first, second = int(match["a"]), int(match["b"])
        day_first = first > 12 or match["sep"] == "."
        day = (int(match["ab"]), second, first) if day_first else (int(match["ab"]), first, second)
    elif match["mon"]:
        day = int(match["my"] or 0), month_number(match["mon"]), int(match["md"])
    else:
        day = int(match["dy"] or 0), month_number(match["dm"]), int(match["dd"])
    return (day, match.end()) if 1 <= day[1] <= 12 and 1 <= day[2] <= 31 else None


def number_of(year: int, month: int, day: int) -> int | None:
    """The day counted from an arbitrary one, None where there is no such day. Without datetime, which is long to import."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if not 1 <= month <= 12 or not 1 <= day <= DAYS[month - 1] + (month == 2 and leap):
        return None
    past = year - 1
    return 365 * past + past // 4 - past // 100 + past // 400 + sum(DAYS[: month - 1]) + (month > 2 and leap) + day


def month_number(name: str) -> int:
    return MONTHS.index(name[:3].lower()) // 4 + 1


def read_clock(text: str, position: int) -> tuple[int, int, bool] | None:
    """The clock time at this place: seconds since midnight, where it ends, whether am or pm is said."""
    match = CLOCK.match(text, position)
    if match is None:
        return None
    hour, minute, second = int(match[1] or match[5] or match[7]), int(match[2] or match[8] or 0), int(match[3] or 0)
    half = (match[4] or match[6] or "").lower()
    if hour > 24 or minute > 59 or second > 59:
        return None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 3600 + minute * 60 + second, match.end(), bool(half)


def may_begin(text: str, position: int) -> bool:
    """Whether the first word is one that a time may begin with: cheaper than to read on."""
    first = text[position : position + 16].lstrip(" \n\t*_~`[({<|>≈–—-")[:3].lower()
    return not first[:1].isalpha() or first in NAMED or first[:2] in LED


def read_stamp(text: str, position: int = 0) -> Stamp | None:
    """The time that the text begins with at this place, None where it begins with something else."""
    start = at = position
    if not text[at : at + 1].isdigit():
        if not may_begin(text, at):
            return None
        lead = LEAD.match(text, at)
        start = at = lead.end() if lead else at
    if text[at : at + 3].lower() not in NAMED and not text[at : at + 1].isdigit():
        return None
    found = None if text[at + 2 : at + 3] == ":" else read_day(text, at)
    stamp = Stamp(start, start, start)
    if found:
        stamp.day, at = found
        stamp.end = at
        if separator := SEPARATOR.match(text, at):
            at = separator.end()
    if clock := read_clock(text, at):
        stamp.seconds, stamp.end, stamp.half = clock
        _zone_and_range(stamp, text)
    elif not found:
        return None
    after = AFTER.match(text, stamp.end)
    stamp.after = after.end() if after else stamp.end
    return stamp


def _zone_and_range(stamp: Stamp, text: str) -> None:
    _zone(stamp, text)
    if stamp.day is None and (gap := GAP.match(text, stamp.end)) and (later := read_day(text, gap.end())):
        stamp.day, stamp.end = later  # "6:39 2018-10-01"
    if not (to := TO.match(text, stamp.end)):
        return
    position = to.end()
    if day := read_day(text, position):
        separator = SEPARATOR.match(text, day[1])
        position = separator.end() if separator else day[1]
    if clock := read_clock(text, position):
        stamp.until, stamp.end, half = clock
        stamp.until += 86400 if day and stamp.day and day[0][1:] != stamp.day[1:] else 0
        if half and not stamp.half and stamp.seconds is not None and stamp.seconds <= stamp.until - 43200:
            stamp.seconds += 43200  # "5:00 - 5:30 PM"
        stamp.half = stamp.half or half
        _zone(stamp, text)


def _zone(stamp: Stamp, text: str) -> None:
    if zone := ZONE.match(text, stamp.end):
        stamp.zone = stamp.zone or (zone[1] or zone[2]).upper()
        stamp.end = zone.end()


def offset_of(zone: str) -> int:
    """Minutes east of UTC, of a zone as a stamp has it; 0 where the name is not known."""
    if zone[:1] in "+-":
        digits = zone[1:].replace(":", "")
        return (1 if zone[0] == "+" else -1) * (int(digits[:2]) * 60 + int(digits[2:]))
    return EAST.get(zone, 0)
