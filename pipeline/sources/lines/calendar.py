"""Stamps in the order of their lines -> times in UTC.

A date comes from the stamp, else from the last line that announced a day, else from the file's name or `--date`; over midnight
without such a line the day goes on when the clock goes back by hours. A zone comes from the stamp, else from the file's
heading, else from `--assume-timezone`.
"""

import datetime

from pipeline.domain.moment import Precision
from pipeline.errors import BadOption, MissingTimeFacts
from pipeline.sources.files import File
from pipeline.sources.lines.cleaning import file_name
from pipeline.sources.lines.days import date_in_name, day_of_line, with_year
from pipeline.sources.lines.heading import Heading
from pipeline.sources.lines.stamps import Stamp, read_clock, read_date
from pipeline.sources.payload import FIRST_YEAR, LAST_YEAR
from pipeline.sources.reading import ReadOptions
from pipeline.text.times import zone_info, zone_name
from pipeline.text.times.zones import to_utc

BACK_MEANS_NEXT_DAY = 2 * 3600
"""Seconds. Less is a line out of order, or a clock that was set."""
MOST_NOTES = 5


class Calendar:
    """What is known of day and zone while a file is read from top to bottom."""

    def __init__(self, file: File, options: ReadOptions, heading: Heading) -> None:
        self.file, self.day_first = file.name, heading.day_first
        named = date_in_name(file_name(file))
        self.day = self._today = heading.date or named or options.date
        self.zone = heading.zone or _assumed(options)
        self.notes: list[str] = []
        self._last: int = -1
        self._named_day = named if named and not heading.date and options.date not in (None, named) else None
        self._asked_day = options.date

    def announced_by(self, line: str) -> bool:
        """Whether a line does nothing but say which day the next lines are of; if it does, that is the day from here on."""
        day = day_of_line(line, self.day, self._today, self.day_first)
        if day:
            self.day, self._last, self._named_day = day, -1, None
        return day is not None

    def time_of(self, stamp: Stamp, line: int) -> datetime.datetime | None:
        """UTC, None for a time that no clock or calendar shows. Raises MissingTimeFacts."""
        clock = read_clock(stamp.clock, stamp.half)
        if clock is None:
            return None
        day = self._dated(stamp, line) if stamp.date else self._carried(clock, stamp, line)
        if day is None:
            return None
        return self._in_utc(datetime.datetime.combine(day, clock), stamp.zone, line)

    def _dated(self, stamp: Stamp, line: int) -> datetime.date | None:
        if stamp.date.lower() in ("today", "yesterday"):
            return self._relative(stamp, line)
        date = read_date(stamp.date, self.day_first)
        if date is None:
            return None
        if date.year is None and self.day is None:
            raise MissingTimeFacts(self.file, "year", "--date", f"line {line}")
        day = with_year(date, self.day)
        if day:
            self.day, self._last, self._named_day = day, -1, None
        return day

    def _relative(self, stamp: Stamp, line: int) -> datetime.date | None:
        if not self.announced_by(stamp.date):
            raise self._undated(stamp, line)
        return self.day

    def _carried(self, clock: datetime.time, stamp: Stamp, line: int) -> datetime.date | None:
        if self.day is None:
            raise self._undated(stamp, line)
        if self._named_day:
            self._note(f"read on {self._named_day}, the date in the file's name, and not on --date {self._asked_day}")
            self._named_day = None
        seconds = clock.hour * 3600 + clock.minute * 60 + clock.second
        if seconds <= self._last - BACK_MEANS_NEXT_DAY and self.day.year <= LAST_YEAR:
            self.day += datetime.timedelta(days=1)
        self._last = seconds
        return self.day if FIRST_YEAR <= self.day.year <= LAST_YEAR else None

    def _undated(self, stamp: Stamp, line: int) -> MissingTimeFacts:
        """Names the zone too where that is also missing, so that nobody is asked twice."""
        place = f"line {line}"
        if self.zone or stamp.zone:
            return MissingTimeFacts(self.file, "date", "--date", place)
        return MissingTimeFacts(self.file, "date and no time zone", "--date and --assume-timezone", place)

    def _in_utc(self, local: datetime.datetime, label: str, line: int) -> datetime.datetime:
        zone = zone_name(label, self.zone) if label else self.zone
        if zone is None:
            raise MissingTimeFacts(self.file, "time zone", "--assume-timezone", f"line {line}")
        if zone == "UTC":
            return local.replace(tzinfo=datetime.UTC)
        at, note = to_utc(local, zone, label or None)
        if note:
            self._note(note)
        return at

    def _note(self, note: str) -> None:
        sentence = f"{self.file}: {note}."
        if len(self.notes) < MOST_NOTES and sentence not in self.notes:
            self.notes.append(sentence)


def precision_of(stamp: Stamp) -> Precision:
    return Precision.SECOND if stamp.clock.count(":") == 2 else Precision.MINUTE


def _assumed(options: ReadOptions) -> str | None:
    if options.assume_timezone is None:
        return None
    zone = zone_name(options.assume_timezone) or options.assume_timezone
    try:
        zone_info(zone)
    except ValueError:
        raise BadOption("--assume-timezone", options.assume_timezone, "give a name such as Europe/Amsterdam, or UTC") from None
    return zone
