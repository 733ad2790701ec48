"""Tokens -> phrases: days joined to their clock times, two readings of one instant, ranges. Syntax only, no calendar."""

import re
from dataclasses import dataclass, replace

from pipeline.text.times.tokens import Ago, Clock, Day, Token

ROUGHLY = r"(?:(?:about|around|approximately|approx\.?|roughly|circa|ca\.?|~|as\ early\ as|the)\s*)*"
DAY_TO_CLOCK = re.compile(
    rf"[ \t]*[,;:|]?[ \t]*\n?[ \t]*(?:at|from|between|by|since|starting|beginning|[-–(@T]|\*\*)?\s*{ROUGHLY}", re.VERBOSE
)
CLOCK_TO_DAY = re.compile(r"[ \t,]*\n?[ \t]*(on\b|of\b|\()?(?: ?the\b)?[ \t]*")
DAY_TO_DAY = re.compile(r"[ \t]*[,(]?[ \t]*(?:the )?")
RANGE = re.compile(
    rf"\s*(?:to|until|till|til|through|thru|up\ to|-|–|—|→|->)\s*(?:as\ late\ as\s*)?{ROUGHLY}", re.VERBOSE | re.IGNORECASE
)
AND = re.compile(rf"\s*,?\ ?and\s*(?:until\s*|as\ late\ as\s*)?{ROUGHLY}", re.VERBOSE | re.IGNORECASE)
BETWEEN = re.compile(r"\bbetween\b[^.!?\d]*\Z", re.IGNORECASE)
SAME_INSTANT = re.compile(
    r"[ ]*(?:\(|/|=|,?[ ]?(?:i\.e\.|that is|that's|which is|aka)|\|)[ ]*(?:that is |i\.e\. |= ?)?", re.IGNORECASE
)
LIST = re.compile(rf"\s*(?:,|/|and|or|&|,\ ?and|from|then)\s*(?:at\s|then\s|again\s)*{ROUGHLY}", re.VERBOSE | re.IGNORECASE)
LONGEST_GAP = 32


@dataclass(frozen=True, slots=True)
class Point:
    """A clock time with the day that stands beside it, if one does, and other readings of it ("(09:31 UTC)")."""

    clock: Clock
    day: Day | None = None
    others: tuple[Clock, ...] = ()
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    first: Point
    last: Point


Phrase = Point | Span | Day | Ago


def join_tokens(tokens: list[Token], text: str) -> list[Phrase]:
    """The phrases of `text` in order. A weekday or "yesterday" that stands alone is no time and is left out."""
    phrases: list[Phrase] = []
    index = 0
    while index < len(tokens):
        point, after = _read_point(tokens, index, text)
        if point is None:
            token = tokens[index]
            if isinstance(token, Ago):
                phrases.append(token)
            elif isinstance(token, Day):
                token, after = _read_day(tokens, index, text)
                phrases.extend([token] if token.day else [])
            index = max(after, index + 1)
            continue
        phrase, index = _read_range(point, tokens, after, text)
        phrases.append(phrase)
    return _lend_labels(phrases, text)


def _lend_labels(phrases: list[Phrase], text: str) -> list[Phrase]:
    """Gives times in a list the label that stands once, at its end ("10:15, 10:20 and 10:45 UTC")."""
    for index in range(len(phrases) - 2, -1, -1):
        one, two = phrases[index], phrases[index + 1]
        label = (two.first if isinstance(two, Span) else two).clock.label if isinstance(two, Point | Span) else None
        if isinstance(two, Span) and label is None:
            label = two.last.clock.label
        if label and isinstance(one, Point) and one.clock.label is None and _touches(LIST, text, one.end, start_of(two)):
            phrases[index] = replace(one, clock=replace(one.clock, label=label))
    return phrases


def _touches(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    return pattern.fullmatch(text, start, end) if end - start <= LONGEST_GAP else None


def _read_range(first: Point, tokens: list[Token], index: int, text: str) -> tuple[Phrase, int]:
    last, after = _read_point(tokens, index, text)
    if last is None:
        return first, index
    joined = _touches(RANGE, text, first.end, last.start)
    if not joined and _touches(AND, text, first.end, last.start):
        joined = any(BETWEEN.search(text, max(0, start - 48), start) for start in (first.start, first.clock.start))
    if not joined:
        return first, index
    return Span(first, last), after


def start_of(phrase: Phrase) -> int:
    return phrase.first.start if isinstance(phrase, Span) else phrase.start


def _read_day(tokens: list[Token], index: int, text: str) -> tuple[Day, int]:
    """The day at `index`, with a weekday before or after it folded in, and the index after it."""
    day = tokens[index]
    assert isinstance(day, Day)
    index += 1
    while index < len(tokens) and isinstance(other := tokens[index], Day) and _touches(DAY_TO_DAY, text, day.end, other.start):
        if day.day and other.day:
            break
        base = day if day.day else other
        weekday = day.weekday if day.weekday is not None else other.weekday
        day = replace(base, start=day.start, end=other.end, weekday=weekday)
        index += 1
    return day, index


def _read_point(tokens: list[Token], index: int, text: str) -> tuple[Point | None, int]:
    """The clock time at `index`, with its day before or after it and its other readings; None where there is none."""
    if index >= len(tokens):
        return None, index
    day: Day | None = None
    start = tokens[index].start
    if isinstance(tokens[index], Day):
        day, index = _read_day(tokens, index, text)
        if index >= len(tokens) or not _touches(DAY_TO_CLOCK, text, day.end, tokens[index].start):
            return None, index
    clock = tokens[index]
    if not isinstance(clock, Clock):
        return None, index
    index += 1
    others, index = _read_others(clock, tokens, index, text)
    end = (others or (clock,))[-1].end
    if end < len(text) and others and text[end] == ")":
        end += 1
    if day is None and index < len(tokens) and isinstance(tokens[index], Day):
        day, index, end = _day_after(tokens, index, end, text)
    return Point(clock, day, others, start, end), index


def _day_after(tokens: list[Token], index: int, end: int, text: str) -> tuple[Day | None, int, int]:
    """The day that follows a clock time, unless it belongs to the next one ("10:50, May 11 2:18")."""
    day, after = _read_day(tokens, index, text)
    gap = _touches(CLOCK_TO_DAY, text, end, day.start)
    if gap is None:
        return None, index, end
    owned = (
        after < len(tokens) and isinstance(tokens[after], Clock) and _touches(DAY_TO_CLOCK, text, day.end, tokens[after].start)
    )
    if owned and not gap[1]:
        return None, index, end
    return day, after, day.end


def _read_others(clock: Clock, tokens: list[Token], index: int, text: str) -> tuple[tuple[Clock, ...], int]:
    others: list[Clock] = []
    before: Clock = clock
    while index < len(tokens) and isinstance(other := tokens[index], Clock):
        if other.label is None or other.label == clock.label or not _touches(SAME_INSTANT, text, before.end, other.start):
            break
        others.append(other)
        before, index = other, index + 1
    return tuple(others), index
