"""Due days in what people say: a sentence and the day it was said -> the day it names, or None when it is vague."""

import datetime
import re
from collections.abc import Callable

from pipeline.text.times.mention import DueMention
from pipeline.text.times.places import MONTHS, NUMBER_WORDS, WEEKDAYS

DAY = datetime.timedelta(days=1)
FRIDAY = 4


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


MONTH, WEEKDAY = _any(MONTHS), _any(WEEKDAYS)
FEW = _any({word: count for word, count in NUMBER_WORDS.items() if 0 < count <= 12})
SUFFIX = r"(?:st|nd|rd|th)"
DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])"
YEAR = r"20\d\d"
UP_TO = r"by|until|till|before|due|no\ later\ than|latest|at\ the\ latest"

DUE = re.compile(
    rf"""(?<![\w/.-])(?:
    (?P<iso>{YEAR}-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)\b(?!T\d))
  | (?P<day_month>(?P<d1>{DAY_NUMBER}){SUFFIX}?\ (?:of\ )?(?P<m1>{MONTH})\b(?:\.?,?\ (?P<y1>{YEAR})\b)?)
  | (?P<month_day>(?P<m2>{MONTH})\.?\ (?:the\ )?(?P<d2>{DAY_NUMBER}){SUFFIX}?\b(?![:%.]\d)(?:,?\ (?P<y2>{YEAR})\b)?)
  | (?P<weekday>(?:(?P<turn>this|next|coming|last)\ (?:coming\ )?)?(?P<w>{WEEKDAY})\b
        (?!['’]s\b|,?\ (?:the\ )?\d\d?{SUFFIX}?\ (?:of\ )?(?:{MONTH})\b|,?\ (?:{MONTH})\b)
        (?:,?\ (?:\(|the\ )?(?:the\ )?(?P<wd>{DAY_NUMBER}){SUFFIX}\b\)?|\ \((?P<wp>{DAY_NUMBER})\))?)
  | (?P<ordinal>(?:(?:{UP_TO}|for|on)\ )(?:the\ )?(?P<o>{DAY_NUMBER}){SUFFIX}\b
        (?!\ (?:time|attempt|try|percentile|party|incident|retry)\b))
  | (?P<near>(?:today|tonight|tomorrow|tmrw|tmw|eod|cob|end\ of\ (?:the\ )?(?:day|business)
        |(?:this|later\ this)\ (?:morning|afternoon|evening)
        |right\ (?:now|away)|straight\ away|immediately)\b(?!['’]s|\ (?:showed|was|is|has|we)\b))
  | (?P<week>(?:(?P<which>(?:by\ the\ |until\ the\ )?end\ of|later|early|sometime|within|during)\ )?(?P<wk>this|the|next)\ week\b
        | eow\b)
  | (?P<month>(?:end\ of|before\ the\ end\ of)\ (?:(?:(?P<mo>the|this|next)\ )?month|(?P<mn>{MONTH}))\b)
  | (?P<within>(?:in|within)\ (?:the\ next\ )?(?P<n>\d{{1,2}}|{FEW})\ (?P<unit>days?|weeks?)\b)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
PLEDGE = re.compile(
    rf"\b(?:{UP_TO}|done|ready|merged|shipped|out|live|fixed|finished)(?:\ (?:it|this|that))?\s*[:,(]?\s*(?:by\ |on\ |the\ )*\Z",
    re.IGNORECASE,
)
NOT_DUE = re.compile(r"\b(?:since|last|was|were|on\ call|from|of|happened|went|did|renewed|not)\ (?:the\ )?\Z", re.IGNORECASE)
TOLD = re.compile(r"\b(?:did|was|were|had|went|saw|[a-z]{2,}ed)\b[^.,;:!?()\n]*\Z", re.IGNORECASE)
PLANNED = re.compile(
    r"\b(?:will|['’]ll|can|could|should|must|need\w*|to be|going to|have (?:it|this|that)|get\w*|let['’]?s|plan\w*|want\w*)\b",
    re.IGNORECASE,
)
CLAUSE = 80
HINT_WORDS = """day week month morrow tmrw tmw tonight eod cob eow business now away morning noon evening immediately within
20 1st 2nd 3rd 0th 1th 2th 3th 4th 5th 6th 7th 8th 9th"""
HINTS = (*HINT_WORDS.split(), *sorted({name[:3] for name in (*MONTHS, *WEEKDAYS)}))
"""One of these stands in every text that names a day."""


def find_due(text: str, said_on: datetime.date) -> DueMention | None:
    """The day by which `text` says something will be done, or None. `said_on` is the speaker's local day.

    A day after "by", "due", "before" beats one that is only mentioned, and then the first wins. "Before the 14th" is the 14th.
    "This week" is its Friday, "end of next week" the next one; "soon", "later", "next week" alone, "after the release" are no
    day, nor is one that was over when it was said.
    """
    lower = text.lower()
    if not any(hint in lower for hint in HINTS):
        return None
    best: DueMention | None = None
    for match in DUE.finditer(text):
        before = text[max(0, match.start() - CLAUSE) : match.start()]
        day = None if _is_past(before) else _read(match, said_on)
        if day is None or day < said_on:
            continue
        mention = DueMention(match.start(), match.end(), day, match[0])
        if match.lastgroup == "ordinal" or PLEDGE.search(before):
            return mention
        best = best or mention
    return best


def _is_past(before: str) -> bool:
    """Whether the words before a day tell of what was ("I renewed it on") or deny it ("not")."""
    if NOT_DUE.search(before):
        return True
    told = TOLD.search(before)
    return told is not None and not PLEDGE.search(before) and not PLANNED.search(before)


def _read(match: re.Match[str], said_on: datetime.date) -> datetime.date | None:
    """The day that a match names; None past the end of the calendar."""
    try:
        return READERS[match.lastgroup or ""](match, said_on)
    except (OverflowError, ValueError):
        return None


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _iso(match: re.Match[str], _: datetime.date) -> datetime.date | None:
    return _date(int(match["iso"][:4]), int(match["iso_month"]), int(match["iso_day"]))


def _named(day: str, month: str, year: str | None, said_on: datetime.date) -> datetime.date | None:
    """Without a year: this year's, or the next one's when this year's lies months back."""
    if month == "may":
        return None
    number = MONTHS[month.lower()]
    if year:
        return _date(int(year), number, int(day))
    this = _date(said_on.year, number, int(day))
    return this if this is None or (said_on - this).days < 180 else _date(said_on.year + 1, number, int(day))


def _day_month(match: re.Match[str], said_on: datetime.date) -> datetime.date | None:
    return _named(match["d1"], match["m1"], match["y1"], said_on)


def _month_day(match: re.Match[str], said_on: datetime.date) -> datetime.date | None:
    return _named(match["d2"], match["m2"], match["y2"], said_on)


def _weekday(match: re.Match[str], said_on: datetime.date) -> datetime.date | None:
    """The next such day, today for "this Friday" said on it; "next" skips the running week; a number beside it decides."""
    name, turn = match["w"], (match["turn"] or "").lower()
    if turn == "last" or (len(name) <= 3 and not name[0].isupper()):
        return None
    if number := match["wd"] or match["wp"]:
        return _next_numbered(int(number), said_on)
    ahead = (WEEKDAYS[name.lower()] - said_on.weekday()) % 7
    if turn == "next":
        monday = said_on - said_on.weekday() * DAY
        return monday + (7 + WEEKDAYS[name.lower()]) * DAY
    return said_on + (ahead or (0 if turn == "this" else 7)) * DAY


def _next_numbered(number: int, said_on: datetime.date) -> datetime.date | None:
    day = said_on
    for _ in range(62):
        if day.day == number:
            return day
        day += DAY
    return None


def _ordinal(match: re.Match[str], said_on: datetime.date) -> datetime.date | None:
    return _next_numbered(int(match["o"]), said_on)


def _near(match: re.Match[str], said_on: datetime.date) -> datetime.date | None:
    return said_on + DAY if match["near"].lower() in ("tomorrow", "tmrw", "tmw") else said_on


def _week(match: re.Match[str], said_on: datetime.date) -> datetime.date | None:
    """The Friday of the week; a weekend's "this week" ends with the Friday that comes. "Next week" alone is no day."""
    friday = said_on + ((FRIDAY - said_on.weekday()) % 7) * DAY
    which, week = (match["which"] or "").lower(), (match["wk"] or "this").lower()
    if week == "next":
        return _friday_after(said_on) if which.endswith("end of") else None
    if week == "the":
        return friday if which.endswith("end of") or which == "within" else None
    return friday


def _friday_after(said_on: datetime.date) -> datetime.date:
    return said_on - said_on.weekday() * DAY + (7 + FRIDAY) * DAY


def _month(match: re.Match[str], said_on: datetime.date) -> datetime.date | None:
    if match["mn"]:
        number = MONTHS[match["mn"].lower()]
        year = said_on.year + (number < said_on.month)
    else:
        number, year = said_on.month, said_on.year
        if (match["mo"] or "").lower() == "next":
            number, year = (number + 1, year) if number < 12 else (1, year + 1)
    following = datetime.date(year + number // 12, number % 12 + 1, 1)
    return following - DAY


def _within(match: re.Match[str], said_on: datetime.date) -> datetime.date | None:
    count = int(match["n"]) if match["n"].isdigit() else NUMBER_WORDS[match["n"].lower()]
    return said_on + count * (7 if match["unit"].lower().startswith("w") else 1) * DAY


READERS: dict[str, Callable[[re.Match[str], datetime.date], datetime.date | None]] = {
    "iso": _iso,
    "day_month": _day_month,
    "month_day": _month_day,
    "weekday": _weekday,
    "ordinal": _ordinal,
    "near": _near,
    "week": _week,
    "month": _month,
    "within": _within,
}
