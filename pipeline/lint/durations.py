"""Durations as they are stated in a text, with how exactly they are meant.

    durations("down for about 20 minutes")  -> [Duration(minutes=20, slack=5, ...)]

`slack` is how far off, in minutes, a measured time may be and still agree: less for "42 minutes", more for round numbers, whole
hours and "about". "More than" and "less than" bound one side alone.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.lint.late import late

UNITS = {"s": 1 / 60, "m": 1.0, "h": 60.0, "d": 1440.0}
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "sixty": 60,
}  # fmt: skip
ABOUT = late(
    r"(?:about|around|approx\w{0,10}\.?|roughly|circa|ca\.?|some|nearly|almost|~|≈|±|estimated|up to|at most|at least|over|under"
    r"|(?:more|less|longer|shorter|fewer) than|>|<)\s{0,2}(?:an?\s|the\s)?\Z",
    re.IGNORECASE,
)
OVER = late(r"(?:at least|over|(?:more|longer) than|>)\s{0,2}\Z", re.IGNORECASE)
UNDER = late(r"(?:up to|at most|under|(?:less|shorter|fewer) than|<|nearly|almost)\s{0,2}\Z", re.IGNORECASE)


class Duration(NamedTuple):
    """Stands at text[start:end]; `least` and `most` are the minutes it may mean."""

    start: int
    end: int
    minutes: float
    least: float
    most: float

    def agrees(self, minutes: float) -> bool:
        return self.least <= minutes <= self.most

    def overlaps(self, other: "Duration") -> bool:
        return self.least <= other.most and other.least <= self.most


@cache
def grammar() -> re.Pattern[str]:
    count = r"\d{1,4}(?:\.\d{1,2})?|" + "|".join(sorted(NUMBERS, key=len, reverse=True))
    unit = r"(?P<unit{0}>secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)\b(?!/)"
    return re.compile(
        rf"(?<![\w.,:/$-])(?P<half>half\s)?(?P<count1>{count})(?:\s|-)?{unit.format(1)}"
        rf"(?:,?\s?(?:and\s)?(?P<count2>\d{{1,2}})(?:\s|-)?{unit.format(2)})?"
        rf"(?:,?\s?(?:and\s)?(?P<count3>\d{{1,2}})(?:\s|-)?{unit.format(3)})?",
        re.IGNORECASE,
    )


def durations(text: str, start: int = 0, stop: int | None = None) -> Iterator[Duration]:
    for match in grammar().finditer(text, start, len(text) if stop is None else stop):
        if match["count1"].isalpha() and len(match["unit1"]) == 1:
            continue
        minutes = _count(match["count1"]) * UNITS[match["unit1"][0].lower()] / (2 if match["half"] else 1)
        finest = match["unit1"]
        for count, unit in ((match["count2"], match["unit2"]), (match["count3"], match["unit3"])):
            if count:
                minutes += int(count) * UNITS[unit[0].lower()]
                finest = unit
        yield _meant(text, match, minutes, UNITS[finest[0].lower()])


def _count(words: str) -> float:
    return float(NUMBERS.get(words.lower(), 0) or words)


def _meant(text: str, match: re.Match[str], minutes: float, unit: float) -> Duration:
    before = text[max(0, match.start() - 24) : match.start()]
    parts = minutes / unit
    slack = max(0.6 * unit if unit >= 60 else 1.0, 0.03 * minutes)
    if unit == 1 and parts % 5 == 0:
        slack = max(slack, 2.5 if minutes < 30 else 5.0)
    least, most = minutes - slack, minutes + slack
    if ABOUT.search(before) or text[match.end() : match.end() + 1] in ("+", "±"):
        least, most = minutes - max(2 * slack, 0.25 * minutes), minutes + max(2 * slack, 0.25 * minutes)
        if OVER.search(before):
            most = minutes * 2
        elif UNDER.search(before):
            least = minutes / 2
    return Duration(match.start(), match.end(), minutes, least, most)
