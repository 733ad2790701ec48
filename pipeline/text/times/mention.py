"""What the time grammar takes and gives: the context a text was written in, and the times found in it."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.moment import Precision


class TimeKind(StrEnum):
    """How a time was written: with its date, as a clock time alone, relative to another time, as a day alone."""

    ABSOLUTE = "absolute"
    CLOCK = "clock"
    RELATIVE = "relative"
    DATE = "date"


@dataclass(frozen=True)
class TimeContext:
    """What a text does not say itself.

    `reference` (aware) is when the text was written: times without a date are read near it. `date` is the day to read them on
    when there is no reference. `zone` (IANA name or fixed offset) is for times without a label; without it they take the label
    that stands elsewhere in the text, else UTC, and a note says so. With `lenient` off, a bare `9:15` counts only after a word
    that goes with times ("at", "since"), in a range, or beside a label or a date.
    """

    reference: datetime.datetime | None = None
    date: datetime.date | None = None
    zone: str | None = None
    lenient: bool = True


@dataclass(frozen=True)
class TimeMention:
    """One time in a text. `text` is `source[start:end]`, with what belongs to it (date, label, a second reading in brackets).

    `at` is aware UTC; `until` is the other end of a range. `zone` is the label as written, None where the context's was taken.
    `note` says what was contradictory, ambiguous or assumed. A `date` is given as its midnight, precision day.
    """

    start: int
    end: int
    text: str
    at: datetime.datetime
    until: datetime.datetime | None = None
    precision: Precision = Precision.MINUTE
    zone: str | None = None
    note: str | None = None
    kind: TimeKind = TimeKind.CLOCK


@dataclass(frozen=True)
class DueMention:
    """A day by which something is due, as written in `source[start:end]`."""

    start: int
    end: int
    date: datetime.date
    text: str
