"""What times are made of: days, clock times with their zone label, stretches of time ("20 minutes ago")."""

import datetime
from dataclasses import dataclass

from pipeline.domain.moment import Precision

OWN_ZONE = "own"
"""The label of a time that its writer calls theirs: "our time", "local"."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day as written: what it leaves open is None. `shift` counts days from the day of writing ("yesterday" is -1).

    `turn` is the word before a weekday: "last", "this" or "next". `night` marks "last night", which is today's before noon.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    shift: int | None = None
    turn: str | None = None
    night: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time as written. `twelve`: morning or afternoon is not said and not meant by 24 hours ("half past two").

    `bare` is a number that is a clock time only through its neighbour ("8" in "8-10 am"). `place` says that the label is the
    name of a place that followed, which may as well be where something happened; the time itself ends at `time_end`.
    """

    start: int
    end: int
    hour: int
    minute: int = 0
    second: int = 0
    micro: int = 0
    precision: Precision = Precision.MINUTE
    meridiem: str | None = None
    twelve: bool = False
    bare: bool = False
    label: str | None = None
    place: bool = False
    time_end: int = 0


@dataclass(frozen=True, slots=True)
class Ago:
    """A stretch before (negative) or after another moment: that of writing, or with "earlier" and "later" the one told before."""

    start: int
    end: int
    delta: datetime.timedelta
    precision: Precision
    from_writing: bool


Token = Day | Clock | Ago
