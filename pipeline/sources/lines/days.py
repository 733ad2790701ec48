"""Dates and zones that stand outside the stamps: in day-change lines, in a log's heading, in the file's name."""

import datetime
import re

from pipeline.sources.lines.stamps import DATE, PartialDate, read_date
from pipeline.sources.payload import FIRST_YEAR, LAST_YEAR
from pipeline.text.times import zone_name

IN_NAME = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([-_.]?)([01][0-9])\2([0-3][0-9])(?![0-9])")
LEAD = (
    r"log opened|log closed|day changed(?: to)?|begin logging at|ending logging at|session (?:start|time|close|ident)"
    r"|date changed(?: to)?|date|day"
)
WEEKDAY_COMMA = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,? +)?"
DAY_LINE = re.compile(
    rf"[^\w\n\[(<]{{0,12}}(?:(?:{LEAD})\b:? *)?(?:(?P<date>{WEEKDAY_COMMA}(?:{DATE}))"
    r"(?:,? (?:at )?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?(?: (?P<year>[0-9]{4}))?|(?P<word>today|yesterday))[^\w\n]{0,12}\Z",
    re.IGNORECASE,
)
LONGEST_DAY_LINE = 80
IN_HEADING = re.compile(rf"(?<![0-9A-Za-z])(?:{DATE})(?![0-9A-Za-z])")
ZONE_WORD = re.compile(
    r"\b(?:(?:UTC|GMT)(?:[+-][0-9]{1,2}(?::?[0-9]{2})?)?|[A-Z][A-Za-z]{2,}/[A-Z][A-Za-z]+(?:[_/][A-Z][A-Za-z]+){0,3}|[A-Z]{2,4}T)\b"
    r"|\b[Tt]imes? ?[Zz]one:? (?P<offset>[+-][0-9]{2}:?[0-9]{2})"
)


def date_in_name(name: str) -> datetime.date | None:
    """The last date in a file's name: `2022-09-07.log`, `#ops.2022-09-07.txt`, `ops_20220907.log`."""
    for year, _, month, day in reversed(IN_NAME.findall(name)):
        try:
            return datetime.date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None


def day_of_line(
    line: str, known: datetime.date | None, today: datetime.date | None, day_first: bool = False
) -> datetime.date | None:
    """The day that a line of its own announces; `known` is the day so far, for lines without a year, `today` for "Yesterday"."""
    if len(line) > LONGEST_DAY_LINE or not (match := DAY_LINE.match(line)):
        return None
    if word := match["word"]:
        return today and today - datetime.timedelta(days=word.lower() == "yesterday")
    date = read_date(f"{match['date']} {match['year'] or ''}".strip(), day_first)
    return with_year(date, known) if date else None


def looks_like_day_line(line: str) -> bool:
    return len(line) <= LONGEST_DAY_LINE and DAY_LINE.match(line) is not None


def with_year(date: PartialDate, known: datetime.date | None) -> datetime.date | None:
    """A whole date. Without a year it takes the known day's, or the year after when it would lie half a year back."""
    if date.year is not None:
        return datetime.date(date.year, date.month, date.day) if FIRST_YEAR <= date.year <= LAST_YEAR else None
    if known is None:
        return None
    for year in (known.year, known.year + 1, known.year - 1):
        try:
            day = datetime.date(year, date.month, date.day)
        except ValueError:
            continue
        if abs((day - known).days) <= 183:
            return day
    return None


def date_in_heading(line: str) -> datetime.date | None:
    """A whole date anywhere in a heading or comment."""
    for match in IN_HEADING.finditer(line[:500]):
        date = read_date(match[0])
        if date and date.year and (day := with_year(date, None)):
            return day
    return None


def zone_in_heading(line: str) -> str | None:
    """The zone that a heading or comment states: "times UTC", "(UTC)", "all times Europe/Amsterdam", "TZ=PST8"."""
    speaks_of_time = "time" in line.lower() or "tz" in line.lower()
    for match in ZONE_WORD.finditer(line[:500]):
        label = match["offset"] or match[0]
        bracketed = line[match.start() - 1 : match.start()] == "("
        if (speaks_of_time or bracketed or label.startswith("UTC")) and (name := zone_name(label)):
            return name
    return None
