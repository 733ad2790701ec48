"""Text -> tokens. Everything that is no part of a time is skipped: ports, ratios, versions, durations, money."""

import datetime
import re
from collections.abc import Callable

from pipeline.domain.moment import Precision
from pipeline.text.times.labels import with_label
from pipeline.text.times.places import MONTHS, NUMBER_WORDS, WEEKDAYS
from pipeline.text.times.tokens import Ago, Clock, Day, Token


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


MONTH, WEEKDAY = _any(MONTHS), _any(WEEKDAYS)
COUNT = _any({word: count for word, count in NUMBER_WORDS.items() if count and word != "quarter"})
HOUR_WORD = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
YEAR = r"(?:19|20)\d\d"

RELATIVE = rf"""
    (?P<ago>(?P<count>\d{{1,3}}|half\ an|a\ couple\ of|{COUNT})\ ?
        (?P<unit>s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|days?)\s
        (?P<way>ago|later|earlier|afterwards|before\ that|after\ that)\b)
"""
WORD_CLOCK = rf"""
    (?P<past>(?P<past_by>\d\d?|half|(?:a\ )?quarter|five|ten|twenty(?:[ -]five)?)\ (?:minutes?\ )?past\s
        (?P<past_hour>{HOUR_WORD}|\d\d?)\b(?!:\d|\ \w+s\b))
  | (?P<before>(?P<to_by>(?:a\ )?quarter|(?<=at\ )(?:five|ten|twenty)|(?<=since\ )(?:five|ten|twenty))\ to\s
        (?P<to_hour>{HOUR_WORD}|\d\d?)\b(?![:%]|\ \w+s\b))
  | (?P<oclock>(?P<o_hour>{HOUR_WORD}|\d\d?)\ o['’]clock\b)
"""
NUMERIC = rf"""
    (?P<basic>{YEAR}[01]\d[0-3]\dT[0-2]\d[0-5]\d(?:[0-5]\d)?(?!\d))
  | (?P<server>\d\d/(?-i:[A-Z][a-z][a-z])/{YEAR}:\d\d:\d\d:\d\d\b)
  | (?P<ymd>{YEAR}(?P<sep>[-/])\d\d?(?P=sep)\d\d?(?=T\d|\b)(?![-/]\d))
  | (?P<slashed>\d\d?/\d\d?/{YEAR}\b(?!/))
  | (?P<dotted>\d\d?\.\d\d?\.{YEAR}\b(?!\.\d))
  | (?P<clock>\d\d?:\d\d(?::\d\d(?:[.,]\d{{1,9}})?)?(?![\d:%]|\.\d)
        (?:\ ?[ap]\.?m\b\.?|h\b)?(?!(?-i:[a-z_]))(?!\ ?(?:hours|hrs|min|sec|elapsed)))
  | (?P<day_month>\d\d?(?:st|nd|rd|th)?(?:\ of)?[\ -]?(?:{MONTH})\b(?!/)(?:\.?,?[\ -]{YEAR}\b(?!:\d))?)
  | (?P<hour>\d\d?(?:\.[0-5]\d)?\ ?[ap]\.?m\b)
  | (?P<bare_hour>\d\d?(?:\.[0-5]\d)?(?=\ ?(?:-|–|to|and|until)\ ?\d\d?(?::\d\d)?\ ?[ap]\.?m\b))
  | (?P<military>(?:[01]\d|2[0-3])[0-5]\d(?:\ ?hrs\b|(?=\ ?(?-i:Z|UTC|GMT)\b)))
"""
WORDED = rf"""
    (?P<ctime>(?P<c_month>{MONTH})\ \ ?(?P<c_day>\d\d?)\ (?P<c_clock>\d\d:\d\d:\d\d)
        (?P<c_zone>\ (?-i:[A-Z]{{3,5}}))?\ (?P<c_year>{YEAR})\b)
  | (?P<month_day>(?:{MONTH})\.?\ (?:the\ )?\d\d?(?:st|nd|rd|th)?(?![\d:%]|\.\d)\b(?:,?\ {YEAR}\b(?!:\d))?)
  | (?P<weekday>(?:(?:last|this|next)\ )?(?:{WEEKDAY})\b)
  | (?P<near_day>(?:yesterday|today|tonight|tomorrow|tmrw|last\ night|this\ (?:morning|afternoon|evening))\b)
  | (?P<noon>(?:noon|midday|midnight)\b)
"""
TOKEN = re.compile(
    rf"(?:(?<=\dT)|(?<![\w:.,/+#$@]))(?=[0-9adefhjlmnoqstwy])(?:{RELATIVE}|{WORD_CLOCK}|{NUMERIC}|{WORDED})",
    re.IGNORECASE | re.VERBOSE,
)
DIGIT_HINT = re.compile(
    rf"""\d(?: :\d\d | \s?[ap]\.?m\b | [-/.]\d\d?[-/.]\d | (?:st|nd|rd|th)?(?:\ of)?[\s-]?(?:{MONTH})\b
    | \d\d\d\s?(?:Z|UTC|GMT|hrs)\b | \d{{7}}T
    | \s?[a-z]*\s(?:ago|later|earlier|after|before)\b | \ ?(?:past|o['’]clock)\b | \ minutes?\ past\b | /[A-Z][a-z][a-z]/\d )""",
    re.IGNORECASE | re.VERBOSE,
)
NAMED_HINT = re.compile(rf"\b(?:{MONTH})\.?\s(?:the )?\d", re.IGNORECASE)
WORD_HINTS = (
    "past",
    "noon",
    "midday",
    "midnight",
    "ago",
    "clock",
    "quarter",
    "later",
    "earlier",
    "after that",
    "before that",
    "five to",
    "ten to",
    "twenty to",
)
ELAPSED = re.compile(r"\b(?:took|lasted|duration|elapsed|uptime|length|runtime)\b[:*=]* ?(?:about |of |was )?\Z", re.IGNORECASE)
CLOCK_PARTS = re.compile(r"(\d\d?)[:.]?(\d\d)?(?::(\d\d))?(?:[.,](\d+))?\s?(?:([ap])\.?m|h|hrs)?", re.IGNORECASE)
SPACES = {ord(mark): " " for mark in "\t\u00a0\u2009\u202f"}
NEAR_DAYS = {"yesterday": -1, "last night": -1, "tomorrow": 1, "tmrw": 1}


def may_hold_times(text: str) -> bool:
    """Whether `text` may hold a time: a cheap scan, right when it says no."""
    if any(map(str.isdigit, text)) and (DIGIT_HINT.search(text) or NAMED_HINT.search(text)):
        return True
    lower = text.lower()
    return any(hint in lower for hint in WORD_HINTS)


def read_tokens(text: str) -> list[Token]:
    """The tokens of `text` in order; each clock time has taken the zone label that follows it."""
    text = text.translate(SPACES)
    tokens: list[Token] = []
    position = 0
    while match := TOKEN.search(text, position):
        position = match.end()
        for token in READERS[match.lastgroup or ""](match):
            if isinstance(token, Clock):
                if ELAPSED.search(text, max(0, token.start - 24), token.start) or _glued(text, token.start):
                    continue
                token = with_label(token, text, dated=bool(tokens) and tokens[-1].end >= token.start - 1)
            tokens.append(token)
            position = max(position, token.end)
    return tokens


def _glued(text: str, start: int) -> bool:
    """Whether the dash before makes it part of a name or an offset: "pod-12:34", "from -07:00"; not so in "6am-7:30am"."""
    if text[start - 1 : start] != "-":
        return False
    before = text[max(0, start - 4) : start - 1]
    if before[-1:].isalpha():
        return before[-2:].lower() not in ("am", "pm")
    return not before.rstrip()[-1:].isdigit()


def _clock(start: int, end: int, written: str, *, bare: bool = False) -> list[Token]:
    parts = CLOCK_PARTS.match(written)
    if parts is None:
        return []
    hour, minute, second, fraction, meridiem = parts.groups()
    if meridiem and int(hour) > 12 and meridiem in "pP":
        meridiem = None  # "17:15pm"
    at = int(hour), int(minute or 0), int(second or 0)
    if (
        at[1] > 59
        or at[2] > 59
        or at[0] > 24
        or (at[0] == 24 and (at[1] or at[2]))
        or ((meridiem or bare) and not 1 <= at[0] <= 12)
    ):
        return []
    precision = Precision.SECOND if second else Precision.MINUTE if minute else Precision.HOUR
    half = meridiem.lower() if meridiem else None
    return [Clock(start, end, *at, micro=int((fraction or "0")[:6].ljust(6, "0")), precision=precision, meridiem=half, bare=bare)]


def _day(start: int, end: int, year: int | None, month: int, day: int) -> list[Token]:
    try:
        datetime.date(year or 2000, month, day)
    except ValueError:
        return []
    return [Day(start, end, year, month, day)]


def _plain_clock(match: re.Match[str]) -> list[Token]:
    return _clock(match.start(), match.end(), match[0])


def _bare_hour(match: re.Match[str]) -> list[Token]:
    return _clock(match.start(), match.end(), match[0], bare=True)


def _military(match: re.Match[str]) -> list[Token]:
    digits = match[0][:4]
    return _clock(match.start(), match.end(), f"{digits[:2]}:{digits[2:]}")


def _basic(match: re.Match[str]) -> list[Token]:
    text, start = match[0], match.start()
    clock = ":".join(filter(None, (text[9:11], text[11:13], text[13:15])))
    return [
        *_day(start, start + 8, int(text[:4]), int(text[4:6]), int(text[6:8])),
        *_clock(start + 9, match.end(), clock),
    ]


def _server(match: re.Match[str]) -> list[Token]:
    """22/Sep/2026:06:50:00"""
    text, start = match[0], match.start()
    month = MONTHS.get(text[3:6].lower())
    return (
        [*_day(start, start + 11, int(text[7:11]), month, int(text[:2])), *_clock(start + 12, match.end(), text[12:])]
        if month
        else []
    )


def _ymd(match: re.Match[str]) -> list[Token]:
    year, month, day = re.split("[-/]", match[0])
    return _day(match.start(), match.end(), int(year), int(month), int(day))


def _slashed(match: re.Match[str]) -> list[Token]:
    """Month first, as the tools that write slashes do; day first where only that is a date."""
    first, second, year = map(int, match[0].split("/"))
    start, end = match.span()
    if first > 12:
        return _day(start, end, year, second, first)
    if not (day := _day(start, end, year, first, second)) or second > 12 or first == second:
        return day
    return [Day(start, end, year, first, second, note=f"{match[0]} is read as month/day/year")]


def _dotted(match: re.Match[str]) -> list[Token]:
    day, month, year = map(int, match[0].split("."))
    return _day(match.start(), match.end(), year, month, day) if month <= 12 else []


NAMED_DAY = re.compile(rf"(?P<day>\b\d\d?)(?:st|nd|rd|th)?\b|(?P<month>{MONTH})|(?P<year>{YEAR})", re.IGNORECASE)


def _named_day(match: re.Match[str]) -> list[Token]:
    """17 March, March 17th, 2026: "may" is a month only with a capital."""
    found = re.search(MONTH, match[0], re.IGNORECASE)
    day = re.search(r"(?<!\d)\d\d?(?!\d)", match[0])
    if found is None or day is None or found[0] == "may":
        return []
    year = re.search(rf"{YEAR}\Z", match[0])
    return _day(match.start(), match.end(), int(year[0]) if year else None, MONTHS[found[0].lower()], int(day[0]))


def _ctime(match: re.Match[str]) -> list[Token]:
    """As certificates and `date` write it: May 19 06:14:22 2026 GMT, May 19 06:14:22 UTC 2026."""
    day = _day(match.start(), match.end("c_day"), int(match["c_year"]), MONTHS[match["c_month"].lower()], int(match["c_day"]))
    end = match.end("c_clock") if match["c_zone"] else match.end()
    return day and day + _clock(match.start("c_clock"), end, match["c_clock"])


def _weekday(match: re.Match[str]) -> list[Token]:
    turn, _, name = match[0].rpartition(" ")
    if len(name) <= 5 and not name[0].isupper() and not turn:
        return []
    return [Day(match.start(), match.end(), weekday=WEEKDAYS[name.lower()], turn=turn.lower() or None)]


def _near_day(match: re.Match[str]) -> list[Token]:
    words = match[0].lower()
    return [Day(match.start(), match.end(), shift=NEAR_DAYS.get(words, 0), night=words == "last night")]


def _noon(match: re.Match[str]) -> list[Token]:
    hour = 0 if match[0].lower() == "midnight" else 12
    return [Clock(match.start(), match.end(), hour, precision=Precision.HOUR, meridiem="24")]


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBER_WORDS[word.lower().removeprefix("a ")]


def _past(match: re.Match[str]) -> list[Token]:
    return _word_clock(match, _number(match["past_hour"]), _number(match["past_by"]))


def _before(match: re.Match[str]) -> list[Token]:
    return _word_clock(match, _number(match["to_hour"]) - 1, 60 - _number(match["to_by"]))


def _oclock(match: re.Match[str]) -> list[Token]:
    return _word_clock(match, _number(match["o_hour"]), 0)


def _word_clock(match: re.Match[str], hour: int, minute: int) -> list[Token]:
    if not 0 <= hour <= 23 or minute > 59:
        return []
    return [Clock(match.start(), match.end(), hour or 12, minute, twelve=hour <= 12)]


UNITS = {"s": (1, Precision.SECOND), "m": (60, Precision.MINUTE), "h": (3600, Precision.HOUR), "d": (86400, Precision.DAY)}


def _ago(match: re.Match[str]) -> list[Token]:
    if len(match["unit"]) == 1 and match.string[match.start() - 1 : match.start()] == "(":
        return []  # a tool's column of ages: "4 (21s ago)"
    seconds, precision = UNITS[match["unit"][0].lower()]
    word = match["count"].lower()
    count = {"half an": 0.5, "a couple of": 2.0}.get(word) or float(_number(word))
    way = match["way"].lower()
    sign = -1 if way in ("ago", "earlier", "before that") else 1
    return [Ago(match.start(), match.end(), sign * datetime.timedelta(seconds=seconds * count), precision, way == "ago")]


READERS: dict[str, Callable[[re.Match[str]], list[Token]]] = {
    "ago": _ago,
    "past": _past,
    "before": _before,
    "oclock": _oclock,
    "basic": _basic,
    "server": _server,
    "ymd": _ymd,
    "slashed": _slashed,
    "dotted": _dotted,
    "clock": _plain_clock,
    "day_month": _named_day,
    "hour": _plain_clock,
    "bare_hour": _bare_hour,
    "military": _military,
    "ctime": _ctime,
    "month_day": _named_day,
    "weekday": _weekday,
    "near_day": _near_day,
    "noon": _noon,
}
