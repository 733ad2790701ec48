"""Phrases -> mentions: dates carried through a text, midnight, contradictions."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

from pipeline.domain.moment import WIDTH, Precision
from pipeline.text.times.calendar import DAY, ZONE_STEP, as_now, date_of, near, nearest, on_day
from pipeline.text.times.clues import Clues
from pipeline.text.times.mention import TimeContext, TimeKind, TimeMention
from pipeline.text.times.phrases import Phrase, Point, Span
from pipeline.text.times.tokens import OWN_ZONE, Ago, Clock, Day, Token
from pipeline.text.times.zones import zone_name

BACK = datetime.timedelta(hours=12)
"""A clock time this far before the one before it, on a carried date, is of the next day."""
LARGEST_SLIP = datetime.timedelta(hours=14)
"""Two readings of one instant may differ by whole zone steps, where one zone is mistaken, and by no more than this."""
HERE_AND_NOW = datetime.timedelta(minutes=20)
ANY_DAY = datetime.datetime(2000, 1, 4, 12, tzinfo=datetime.UTC)

Read = tuple[datetime.datetime, str | None]
"""An instant, and what is to be noted about it."""


class Resolver:
    """Reads the phrases of one text in order, carrying the date and the zone that it stated."""

    def __init__(self, text: str, context: TimeContext, tokens: list[Token]):
        self.text, self.context = text, context
        self.clues = Clues(text, context, tokens)
        self.carried: datetime.date | None = None
        self.carried_until = 0
        self.before: datetime.datetime | None = None

    def mentions(self, phrases: list[Phrase]) -> list[TimeMention]:
        found: list[TimeMention] = []
        for phrase in phrases:
            try:
                found.extend(self._read(phrase, found[-1] if found else None))
            except (OverflowError, ValueError):
                continue  # at the ends of the calendar
        return found

    def _read(self, phrase: Phrase, before: TimeMention | None) -> Iterator[TimeMention]:
        match phrase:
            case Span():
                yield from self._range(phrase)
            case Point():
                yield from self._point(phrase)
            case Day():
                yield from self._day(phrase)
            case Ago():
                yield from self._ago(phrase, before)

    def _mention(
        self, start: int, end: int, read: Read, precision: Precision, kind: TimeKind, label: str | None = None
    ) -> TimeMention:
        label = None if label == OWN_ZONE else label
        return TimeMention(start, end, self.text[start:end], read[0], None, precision, label, read[1], kind)

    def _day(self, day: Day) -> Iterator[TimeMention]:
        zone = self.clues.default_zone()[0]
        date = date_of(day, self.clues.today(zone), self.clues.planned(day.start))
        if date is None:
            return
        self._carry(day, date)
        at, _ = on_day(Clock(0, 0, 0), date, zone)
        yield self._mention(day.start, day.end, (at, _joined(day.note, _weekday_note(day, date))), Precision.DAY, TimeKind.DATE)

    def _carry(self, day: Day, date: datetime.date) -> None:
        """A date with its year holds for the rest of the text, another one to the end of its line."""
        self.carried, self.before = date, None
        line_end = self.text.find("\n", day.end)
        self.carried_until = len(self.text) if day.year or line_end < 0 else line_end

    # -- clock times ----------------------------------------------------------------------------------------------

    def _instant(self, clock: Clock, day: Day | None, start: int) -> Read | None:
        """The instant of a clock time, None when nothing says on which day."""
        zone, assumed = self.clues.zone(clock)
        reference = self.context.reference
        if day is not None:
            return self._on_stated(clock, day, zone, assumed)
        if reference and self.clues.may_be_now(clock) and (now := as_now(clock, reference)):
            return now, None
        if self.carried and start <= self.carried_until:
            return self._on_carried(clock, self.carried, zone, assumed)
        if date := self.clues.date_ahead(start):
            return on_day(clock, date, zone)
        if reference:
            at, note = near(clock, zone, reference, self.clues.tense(start))
            return at, _joined(note, assumed)
        if (date := self.context.date or self.clues.first_date) is None:
            return None
        self.carried_until = len(self.text)
        return self._on_carried(clock, date, zone, assumed)

    def _on_stated(self, clock: Clock, day: Day, zone: str, assumed: str | None) -> Read | None:
        date = date_of(day, self.clues.today(zone), self.clues.planned(day.start), clock.hour)
        if date is None:
            return None
        self._carry(day, date)
        at, note = on_day(clock, date, zone)
        self.before = at
        return at, _joined(note, assumed, day.note, _weekday_note(day, date))

    def _on_carried(self, clock: Clock, date: datetime.date, zone: str, assumed: str | None) -> Read:
        at, note = on_day(clock, date, zone)
        if self.before and at < self.before - BACK:
            date += DAY
            at, note = on_day(clock, date, zone)
        self.carried, self.before = date, at
        return at, _joined(note, assumed)

    def _point(self, point: Point) -> Iterator[TimeMention]:
        point = self._settled(point)
        if not self._wanted(point):
            return
        kind = TimeKind.ABSOLUTE if point.day else TimeKind.CLOCK
        for reading in self._split_readings(point):
            if found := self._read_point(reading):
                at, note, clock = found
                yield self._mention(reading.start, reading.end, (at, note), clock.precision, kind, clock.label)

    def _settled(self, point: Point) -> Point:
        """A place that follows is the zone only where that makes the time the moment of writing, or beside other readings."""
        clock, reference = point.clock, self.context.reference
        if point.others or not clock.place:
            return point
        zone = zone_name(clock.label or "")
        if reference and zone and abs(nearest(clock, zone, reference)[0] - reference) <= HERE_AND_NOW:
            return point
        end = clock.time_end if point.end == clock.end else point.end
        return replace(point, clock=replace(clock, label=None, end=clock.time_end), end=end)

    def _wanted(self, point: Point) -> bool:
        clock = point.clock
        if self.context.lenient or clock.label or clock.meridiem or clock.twelve or point.day or point.others:
            return not clock.bare
        return self.clues.goes_with_times(point.start)

    def _split_readings(self, point: Point) -> list[Point]:
        """The point with its readings, or each apart where they cannot be the same instant."""
        if not point.others:
            return [point]
        clocks = [replace(clock, second=0, micro=0) for clock in (point.clock, *point.others)]
        first, *others = ((clock, self.clues.zone(clock)[0]) for clock in clocks)
        anchor, _ = nearest(*first, self.context.reference or ANY_DAY)
        slips = [nearest(*other, anchor)[0] - anchor for other in others]
        if all(slip % ZONE_STEP == datetime.timedelta() and abs(slip) <= LARGEST_SLIP for slip in slips):
            return [point]
        apart = [replace(point, clock=clock, day=None, others=(), start=clock.start, end=clock.end) for clock in point.others]
        return [replace(point, others=(), end=point.clock.end), *apart]

    def _read_point(self, point: Point) -> tuple[datetime.datetime, str | None, Clock] | None:
        """The instant of a point, what is to be noted, and the reading that won: UTC's, else the first."""
        clock = point.clock
        self.clues.keep_label(clock if clock.label else next((other for other in point.others), clock))
        best = clock if _is_utc(clock) else next((other for other in point.others if _is_utc(other)), clock)
        claimed = clock.label is not None and clock.label != OWN_ZONE
        if best is not clock and not claimed and point.day is None:
            read = self._instant(best, None, point.start)
            return (*read, best) if read else None
        if (read := self._instant(clock, point.day, point.start)) is None:
            return None
        at, note = read
        if best is not clock:
            at, _ = nearest(best, self.clues.zone(best)[0], at)
            note = note if claimed else None
        return at, _joined(note, *self._disagreements(point, best, at)), best

    def _disagreements(self, point: Point, best: Clock, at: datetime.datetime) -> Iterator[str]:
        for other in (point.clock, *point.others):
            if other is best or other.label in (None, OWN_ZONE):
                continue
            if abs(nearest(other, self.clues.zone(other)[0], at)[0] - at) >= WIDTH[Precision.MINUTE]:
                yield f"{self._words(other)} and {self._words(best)} differ; {self._words(best)} is taken"

    def _words(self, clock: Clock) -> str:
        return self.text[clock.start : clock.end].rstrip(") ")

    # -- ranges and stretches -------------------------------------------------------------------------------------

    def _range(self, span: Span) -> Iterator[TimeMention]:
        first, last = _lend(self._settled(span.first), self._settled(span.last))
        if first.day is None and last.day is None and not self.carried and self.context.reference:
            ends = self._range_near(first, last, self.context.reference)
        else:
            ends = self._range_dated(first, last)
        if ends is None:
            return
        self.clues.keep_label(last.clock)
        at, until, note = ends
        precision = max(first.clock.precision, last.clock.precision, key=lambda p: WIDTH[p])
        kind = TimeKind.ABSOLUTE if first.day or last.day else TimeKind.CLOCK
        mention = self._mention(first.start, last.end, (at, note), precision, kind, last.clock.label)
        yield replace(mention, until=until)

    def _range_near(self, first: Point, last: Point, reference: datetime.datetime):
        zone, assumed = self.clues.zone(last.clock)
        until, note = near(last.clock, zone, reference, self.clues.tense(first.start))
        at, other = nearest(first.clock, self.clues.zone(first.clock)[0], until)
        while at > until:
            at -= DAY
        return at, until, _joined(note, other, assumed)

    def _range_dated(self, first: Point, last: Point):
        shared = last.day if first.day is None and last.day is not None and last.day.shift is None else None
        if shared:
            first, last = replace(first, day=shared), replace(last, day=None)
        if (start := self._read_point(first)) is None:
            return None
        end = self._read_point(last) if last.day else self._end_after(start[0], last)
        if end is None:
            return None
        notes = [start[1], end[1]]
        if shared and end[0] - start[0] > _same_day(first, last):
            notes.append(f"{self.text[shared.start : shared.end]} is taken as the day of the start")
        if end[0] < start[0]:
            notes.append(f"the end of {self.text[first.start : last.end]!r} lies before its start")
        return start[0], end[0], _joined(*notes)

    def _end_after(self, start: datetime.datetime, last: Point) -> tuple[datetime.datetime, str | None, Clock]:
        """The first instant after `start` at which the clock shows the end of a range."""
        until, note = nearest(last.clock, self.clues.zone(last.clock)[0], start)
        while until < start:
            until += DAY
        while until - DAY > start:
            until -= DAY
        self.before = until
        return until, note, last.clock

    def _ago(self, ago: Ago, before: TimeMention | None) -> Iterator[TimeMention]:
        base = (before.until or before.at) if before else None
        if ago.from_writing or (base is None and ago.delta < datetime.timedelta()):
            base = self.context.reference
        if base is not None:
            at = base.astimezone(datetime.UTC) + ago.delta
            yield self._mention(ago.start, ago.end, (at, None), ago.precision, TimeKind.RELATIVE)


def _is_utc(clock: Clock) -> bool:
    return clock.label is not None and clock.label != OWN_ZONE and zone_name(clock.label) == "UTC"


def _joined(*notes: str | None) -> str | None:
    return "; ".join(dict.fromkeys(note for note in notes if note)) or None


def _weekday_note(day: Day, date: datetime.date) -> str | None:
    if day.day is None or day.weekday is None or date.weekday() == day.weekday:
        return None
    return f"{date.isoformat()} is a {date:%A}, not the day that is named"


def _minutes(clock: Clock, half: str | None) -> int:
    hour = clock.hour if half not in ("a", "p") else clock.hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + clock.minute


def _same_day(first: Point, last: Point) -> datetime.timedelta:
    """How long a range may be that ends on the day of its start."""
    if first.clock.label != last.clock.label:
        return DAY
    return DAY - datetime.timedelta(minutes=_minutes(first.clock, first.clock.meridiem))


def _lend(first: Point, last: Point) -> tuple[Point, Point]:
    """The two ends of a range, each with the label and the half of the day that only the other names."""
    one, two = first.clock, last.clock
    if one.label is None:
        one = replace(one, label=two.label)
    elif two.label is None:
        two = replace(two, label=one.label)
    if one.meridiem is None and two.meridiem in ("a", "p") and 1 <= one.hour <= 12:
        one = replace(one, meridiem=min("ap", key=lambda half: (_minutes(two, two.meridiem) - _minutes(one, half)) % 1440))
    elif two.meridiem is None and one.meridiem in ("a", "p") and 1 <= two.hour <= 12:
        two = replace(two, meridiem=min("ap", key=lambda half: (_minutes(two, half) - _minutes(one, one.meridiem)) % 1440))
    return replace(first, clock=one), replace(last, clock=two)
