"""Moments and durations in words: "09:14:32 UTC", "1 h 48 min".

Times are written in UTC always: who shows a draft shows them in the reader's zone.
"""

import datetime

from pipeline.domain.moment import Basis, Moment, Precision
from pipeline.domain.timeline import Metric

WRITTEN = {Precision.SECOND: "%H:%M:%S", Precision.MINUTE: "%H:%M", Precision.HOUR: "%H:%M"}


def duration(seconds: int) -> str:
    """Rounded down to minutes from one hour on: 6608 -> "1 h 50 min", 759 -> "12 min 39 s"."""
    hours, rest = divmod(abs(seconds), 3600)
    minutes, left = divmod(rest, 60)
    days, hours = divmod(hours, 24)
    parts = [(days, "d"), (hours, "h"), (minutes, "min"), (left if not (days or hours) else 0, "s")]
    return " ".join(f"{value} {unit}" for value, unit in parts if value) or "0 s"


def span(measured: Metric) -> str:
    """How long a metric is, as surely as its two moments are known: "40 min", "at least 40 min", "about 40 min"."""
    guessed = [moment is not None and moment.basis is Basis.INFERRED for moment in (measured.start_at, measured.end_at)]
    rough = any(moment and moment.precision in (Precision.HOUR, Precision.DAY) for moment in (measured.start_at, measured.end_at))
    surely = "about " if guessed[1] or rough else "at least " if guessed[0] else ""
    return surely + duration(measured.seconds or 0)


def utc(at: datetime.datetime) -> datetime.datetime:
    return at.astimezone(datetime.UTC)


def clock_time(moment: Moment) -> str:
    """The time of day with its zone: "09:14:32 UTC"; a day alone where no more is known."""
    at = utc(moment.at)
    if moment.precision is Precision.DAY:
        return f"{at:%Y-%m-%d}"
    text = f"{at.strftime(WRITTEN[moment.precision])} UTC"
    return f"about {text}" if moment.precision is Precision.HOUR else text


def full_time(moment: Moment) -> str:
    """Date and time with its zone: "2026-03-17 09:14:32 UTC"."""
    day = f"{utc(moment.at):%Y-%m-%d}"
    return day if moment.precision is Precision.DAY else f"{day} {clock_time(moment)}"
