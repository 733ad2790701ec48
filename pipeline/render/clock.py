"""Instants -> words in the zone the reader chose, always with the zone's label; seconds -> durations in words."""

import datetime
import re
from dataclasses import dataclass

from pipeline.domain.moment import Basis, Precision
from pipeline.errors import BadOption
from pipeline.text.times.zones import zone_info, zone_name

NUMERIC_LABEL = re.compile(r"(?:UTC)?([+-])(\d\d):?(\d\d)?\Z")


@dataclass(frozen=True)
class Clock:
    """Tells times in one zone. `zone` is an IANA name or a fixed offset, such as `+05:30`."""

    zone: str = "UTC"

    @classmethod
    def of(cls, zone: str | None) -> "Clock":
        """The clock of a zone as the user wrote it, UTC for None. Raises BadOption for what is no zone."""
        name = zone_name(zone) if zone else "UTC"
        try:
            zone_info(name or "")
        except ValueError:
            raise BadOption("--timezone", zone or "", "write a zone such as Europe/Berlin, UTC or +05:30") from None
        return cls(name or "UTC")

    def local(self, at: datetime.datetime) -> datetime.datetime:
        """The instant in this zone; in UTC where the calendar ends too soon for that."""
        try:
            return at.astimezone(zone_info(self.zone))
        except OverflowError:
            return at.astimezone(datetime.UTC)

    def label(self, at: datetime.datetime) -> str:
        """`UTC`, `CET`, or `UTC+5` for a zone that has no letters of its own."""
        name = self.local(at).tzname() or "UTC"
        offset = NUMERIC_LABEL.match(name)
        if not offset:
            return name
        sign, hours, minutes = offset.groups()
        return f"UTC{sign}{int(hours)}" + (f":{minutes}" if minutes and minutes != "00" else "")

    def heading(self, at: datetime.datetime | None) -> str:
        """The zone in full, for headings: `Europe/Amsterdam, CET`."""
        if at is None or self.zone == "UTC":
            return self.zone
        label = self.label(at)
        return self.zone if label == self.zone else f"{self.zone}, {label}"

    def day(self, at: datetime.datetime) -> str:
        return self.local(at).date().isoformat()

    def time(
        self, at: datetime.datetime, precision: Precision = Precision.SECOND, basis: Basis | None = None, *, day: bool = False
    ) -> str:
        """`09:31:44 UTC`, `2026-03-17 09:31 UTC`, `about 09:00 UTC`, `2026-03-17`: no finer than the precision."""
        if precision is Precision.DAY:
            return self.day(at)
        local = self.local(at)
        clock = local.time().isoformat("seconds" if precision is Precision.SECOND else "minutes")
        about = "about " if basis is Basis.INFERRED or precision is Precision.HOUR else ""
        return f"{about}{local.date().isoformat() + ' ' if day else ''}{clock} {self.label(at)}"

    def span(
        self,
        start: datetime.datetime,
        end: datetime.datetime,
        precision: Precision,
        basis: Basis | None = None,
        *,
        day: bool = False,
    ) -> str:
        """`09:31–09:40 UTC`; both in full where they lie on two days or under two labels."""
        first, last = self.time(start, precision, basis, day=day), self.time(end, precision)
        if precision is Precision.DAY:
            return first if first == last else f"{first} – {last}"
        if self.day(start) != self.day(end):
            return f"{first} – {self.time(end, precision, day=True)}"
        label = self.label(start)
        return f"{first.removesuffix(label).rstrip()}–{last}" if label == self.label(end) else f"{first} – {last}"


def duration(seconds: int, *, coarse: bool = False) -> str:
    """`48 s`, `6 min 12 s`, `1 h 48 min`, `2 d 3 h`; without the sign. `coarse` drops the seconds where there are minutes."""
    seconds = abs(seconds)
    minutes, rest = divmod(seconds, 60)
    if minutes == 0:
        return f"{rest} s"
    if minutes < 60:
        return f"{minutes} min" + (f" {rest} s" if rest and not coarse else "")
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h" + (f" {minutes} min" if minutes else "")
    days, hours = divmod(hours, 24)
    return f"{days} d" + (f" {hours} h" if hours else "")
