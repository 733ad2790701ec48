"""Days and clock times as written -> dates and instants, near the day they were written on."""

import datetime
from dataclasses import replace
from enum import StrEnum

from pipeline.text.times.tokens import Clock, Day
from pipeline.text.times.zones import to_utc, zone_info

DAY = datetime.timedelta(days=1)
WRITTEN_SLIP, SPOKEN_SLIP = datetime.timedelta(minutes=4), datetime.timedelta(minutes=10)
"""How far the moment of writing may be from the clock that a writer reads off, in figures and in words."""
ZONE_STEP = datetime.timedelta(minutes=15)
"""All zones in use differ by whole steps of this."""


class Tense(StrEnum):
    """Whether the sentence around a time speaks of what was, of what is planned, or does not tell."""

    PAST = "past"
    PLANNED = "planned"
    OPEN = "open"


AHEAD = {
    Tense.PAST: datetime.timedelta(minutes=30),
    Tense.OPEN: datetime.timedelta(hours=6),
    Tense.PLANNED: datetime.timedelta(hours=22),
}
"""How far after the moment of writing a time without a date may lie."""


def on_day(clock: Clock, day: datetime.date, zone: str) -> tuple[datetime.datetime, str | None]:
    """The instant of a clock time on a local day, and a note where the zone makes it doubtful."""
    hour = clock.hour % 24
    if clock.meridiem == "p" and hour < 12:
        hour += 12
    elif clock.meridiem == "a" and hour == 12:
        hour = 0
    if clock.hour == 24:
        day += DAY
    local = datetime.datetime.combine(day, datetime.time(hour, clock.minute, clock.second, clock.micro))
    return to_utc(local, zone, clock.label)


def near(clock: Clock, zone: str, reference: datetime.datetime, tense: Tense) -> tuple[datetime.datetime, str | None]:
    """The instant of a clock time without a date: the last that does not lie further after `reference` than its tense allows."""
    limit = reference + AHEAD[tense]
    return max((reading for reading in _around(clock, zone, reference) if reading[0] <= limit), key=lambda reading: reading[0])


def as_now(clock: Clock, reference: datetime.datetime) -> datetime.datetime | None:
    """The instant of what a writer's clock shows while writing, wherever they are; None when the minutes show another moment."""
    shown = reference.replace(hour=clock.hour % 24, minute=clock.minute, second=clock.second, microsecond=clock.micro)
    half_hours = round((shown - reference) / (2 * ZONE_STEP))
    now = shown - half_hours * 2 * ZONE_STEP
    return now if abs(now - reference) <= (SPOKEN_SLIP if clock.twelve else WRITTEN_SLIP) else None


def nearest(clock: Clock, zone: str, target: datetime.datetime) -> tuple[datetime.datetime, str | None]:
    """The instant of a clock time that lies nearest to `target`."""
    return min(_around(clock, zone, target), key=lambda reading: abs(reading[0] - target))


def _around(clock: Clock, zone: str, target: datetime.datetime) -> list[tuple[datetime.datetime, str | None]]:
    middle = target.astimezone(zone_info(zone)).date()
    halves = [clock] if not clock.twelve else [replace(clock, meridiem=half) for half in "ap"]
    return [on_day(half, middle + shift * DAY, zone) for shift in (-1, 0, 1) for half in halves]


def date_of(day: Day, today: datetime.date | None, planned: bool, hour: int | None = None) -> datetime.date | None:
    """The date a day means when written on `today`; None where that has to be known and is not."""
    if day.month and day.day:
        return _full_date(day, today)
    if today is None:
        return None
    if day.shift is not None:
        return today if day.night and hour is not None and hour < 12 else today + day.shift * DAY
    return _weekday_date(day, today, planned)


def _full_date(day: Day, today: datetime.date | None) -> datetime.date | None:
    if day.year:
        return _date(day.year, day)
    if today is None:
        return None
    years = (_date(today.year + shift, day) for shift in (-1, 0, 1))
    return min((found for found in years if found), key=lambda found: abs(found - today), default=None)


def _date(year: int, day: Day) -> datetime.date | None:
    try:
        return datetime.date(year, day.month or 1, day.day or 1)
    except ValueError:
        return None


def _weekday_date(day: Day, today: datetime.date, planned: bool) -> datetime.date:
    ahead = ((day.weekday or 0) - today.weekday()) % 7
    if day.turn == "next" or (planned and day.turn != "last"):
        return today + (ahead or 7) * DAY
    if day.turn == "last":
        return today - ((7 - ahead) % 7 or 7) * DAY
    return today - ((7 - ahead) % 7) * DAY
