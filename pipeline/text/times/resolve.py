"""Phrases -> mentions: zones, dates carried through a text, midnight, contradictions."""

import bisect
import datetime
import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.domain.moment import WIDTH, Precision
from pipeline.text.times.calendar import DAY, Tense, date_of, near, nearest, on_day
from pipeline.text.times.labels import zone_of_all_times
from pipeline.text.times.mention import TimeContext, TimeKind, TimeMention
from pipeline.text.times.phrases import Phrase, Point, Span
from pipeline.text.times.tokens import OWN_ZONE, Ago, Clock, Day, Token
from pipeline.text.times.zones import zone_info, zone_name

PAST = re.compile(
    r"\b(?:\w{2,}ed|began|was|were|been|saw|seen|since|went|lost|rose|fell|got|did|had|broke|ago|last night)\b", re.IGNORECASE
)
SENTENCE_END = re.compile(r"[!?\n]|\.(?=\s|\Z)")
PLANNED = re.compile(
    r"\b(?:will|next|eta|expect\w*|plan\w*|schedul\w*|going to|maintenance|starts|reminder|tomorrow)\b[^.!?\n]*\Z", re.IGNORECASE
)
TIME_WORD = re.compile(
    r"(?:\b(?:at|since|from|until|till|by|around|about|before|after|between|time|started|ended|resolved)|~|[\[(:*@])[ :*]*\Z",
    re.I,
)
CHINA = re.compile(r"\b(?:China|Beijing|Shanghai|Hong Kong)\b")
SAME_SENTENCE = 160
BACK = datetime.timedelta(hours=12)
"""A clock time this far before the one before it, on a carried date, is of the next day."""
READING_STEP = datetime.timedelta(minutes=15)
"""Two readings of one instant may differ by whole steps of this (a mistaken zone), and by no more than LARGEST_SLIP."""
LARGEST_SLIP = datetime.timedelta(hours=14)


class Resolver:
    """Reads the phrases of one text in order, carrying the date and the zone that it stated."""

    def __init__(self, text: str, context: TimeContext, tokens: list[Token]):
        self.text, self.context = text, context
        self.in_china = CHINA.search(text) is not None
        self.all_times = zone_of_all_times(text)
        self.dates = [token for token in tokens if isinstance(token, Day) and token.year]
        self.date_starts = [day.start for day in self.dates]
        self.first_date = date_of(self.dates[0], None, False) if self.dates else None
        self.first_label = next(
            (t.label for t in tokens if isinstance(t, Clock) and t.label and t.label != OWN_ZONE and not t.place), None
        )
        self.carried: datetime.date | None = None
        self.carried_label: str | None = None
        self.carried_until = 0
        self.before: datetime.datetime | None = None

    def mentions(self, phrases: list[Phrase]) -> list[TimeMention]:
        found: list[TimeMention] = []
        for phrase in phrases:
            try:
                found.extend(self._read(phrase, found[-1] if found else None))
            except (OverflowError, ValueError):
                continue
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

    # -- days -----------------------------------------------------------------------------------------------------

    def _today(self, zone: str) -> datetime.date | None:
        if self.context.reference:
            return self.context.reference.astimezone(zone_info(zone)).date()
        return self.context.date or self.first_date

    def _planned(self, start: int) -> bool:
        return PLANNED.search(self.text, max(0, start - 64), start) is not None

    def _tense(self, start: int) -> Tense:
        if self._planned(start):
            return Tense.PLANNED
        begin, end = max(0, start - 64), start + 64
        for match in SENTENCE_END.finditer(self.text, begin, end):
            if match.start() >= start:
                end = match.start()
                break
            begin = match.end()
        return Tense.PAST if PAST.search(self.text, begin, end) else Tense.OPEN

    def _date_ahead(self, start: int) -> datetime.date | None:
        """The full date that stands later in the sentence of a time ("14:00 CST in two regions on 1 May 2021")."""
        index = bisect.bisect(self.date_starts, start)
        if index == len(self.dates) or self.dates[index].start - start > SAME_SENTENCE:
            return None
        if SENTENCE_END.search(self.text, start, self.dates[index].start):
            return None
        return date_of(self.dates[index], None, False)

    def _carry(self, day: Day, date: datetime.date, label: str | None = None) -> None:
        self.carried, self.before = date, None
        if day.year and label != OWN_ZONE:
            self.carried_label = label
        line_end = self.text.find("\n", day.end)
        self.carried_until = len(self.text) if day.year or line_end < 0 else line_end

    def _day(self, day: Day) -> Iterator[TimeMention]:
        zone = self._default_zone()[0]
        date = date_of(day, self._today(zone), self._planned(day.start))
        if date is None:
            return
        self._carry(day, date)
        at = on_day(Clock(0, 0, 0), date, zone)[0]
        note = _joined(day.note, _weekday_note(day, date))
        yield self._mention(day.start, day.end, at, Precision.DAY, TimeKind.DATE, None, note)

    # -- zones ----------------------------------------------------------------------------------------------------

    def _default_zone(self) -> tuple[str, str | None]:
        """The zone of times without a label, and a note where it is assumed."""
        if self.all_times:
            return zone_name(self.all_times, self.context.zone) or "UTC", None
        if self.carried_label:
            return zone_name(self.carried_label, self._near_zone(self.carried_label)) or "UTC", None
        if self.context.zone:
            return self.context.zone, None
        if self.first_label and (name := zone_name(self.first_label, self._near_zone(self.first_label))):
            return name, None
        return "UTC", "no zone is said; read as UTC"

    def _near_zone(self, label: str) -> str | None:
        if label.upper() == "CST" and self.in_china:
            return "Asia/Shanghai"
        return self.context.zone

    def _zone(self, clock: Clock) -> tuple[str, str | None]:
        if clock.label == OWN_ZONE and self.context.zone:
            return self.context.zone, None
        if clock.label and clock.label != OWN_ZONE and (name := zone_name(clock.label, self._near_zone(clock.label))):
            return name, None
        return self._default_zone()

    def _settled(self, clock: Clock) -> Clock:
        """The clock time with a doubtful place name taken as its zone only where that makes it the moment of writing."""
        if not clock.place:
            return clock
        reference, zone = self.context.reference, zone_name(clock.label or "")
        if reference and zone and abs(nearest(clock, zone, reference)[0] - reference) <= datetime.timedelta(minutes=20):
            return replace(clock, place=False)
        return replace(clock, label=None, place=False, end=clock.time_end)

    # -- clock times ----------------------------------------------------------------------------------------------

    def _instant(self, clock: Clock, day: Day | None, start: int) -> tuple[datetime.datetime, str | None] | None:
        zone, assumed = self._zone(clock)
        if day is not None:
            date = date_of(day, self._today(zone), self._planned(start), clock.hour)
            if date is None:
                return None
            self._carry(day, date, clock.label)
            at, note = on_day(clock, date, zone)
            self.before = at
            return at, _joined(note, assumed, day.note, _weekday_note(day, date))
        if self.carried and start <= self.carried_until:
            return self._on_carried(clock, zone, assumed)
        if date := self._date_ahead(start):
            return on_day(clock, date, zone)
        if self.context.reference:
            at, note = near(clock, zone, self.context.reference, self._tense(start))
            return at, _joined(note, assumed)
        if (date := self.context.date or self.first_date) is None:
            return None
        self.carried, self.carried_until = date, len(self.text)
        return self._on_carried(clock, zone, assumed)

    def _on_carried(self, clock: Clock, zone: str, assumed: str | None) -> tuple[datetime.datetime, str | None]:
        assert self.carried is not None
        at, note = on_day(clock, self.carried, zone)
        if self.before and at < self.before - BACK:
            self.carried += DAY
            at, note = on_day(clock, self.carried, zone)
        self.before = at
        return at, _joined(note, assumed)

    def _point(self, point: Point) -> Iterator[TimeMention]:
        point = self._settled_point(point)
        if not self._wanted(point):
            return
        for reading, others in self._split_readings(point):
            if (found := self._read_point(reading, others)) is not None:
                at, note, clock = found
                kind = TimeKind.ABSOLUTE if point.day else TimeKind.CLOCK
                end = point.end if len(others) == len(point.others) else reading.clock.end
                yield self._mention(reading.start, end, at, clock.precision, kind, _label(clock), note)

    def _settled_point(self, point: Point) -> Point:
        if point.others:
            return point
        clock = self._settled(point.clock)
        end = clock.end if point.end == point.clock.end else point.end
        return replace(point, clock=clock, end=end)

    def _wanted(self, point: Point) -> bool:
        clock = point.clock
        if self.context.lenient or clock.label or clock.meridiem or clock.twelve or point.day or point.others:
            return not clock.bare
        return TIME_WORD.search(self.text, max(0, point.start - 16), point.start) is not None

    def _split_readings(self, point: Point) -> list[tuple[Point, tuple[Clock, ...]]]:
        """The point with its readings, or each apart where they cannot be the same instant."""
        zone = self._zone(point.clock)[0]
        base = datetime.datetime(2000, 1, 4, 12, tzinfo=datetime.UTC)
        coarse = [replace(clock, second=0, micro=0) for clock in (point.clock, *point.others)]
        anchor = nearest(coarse[0], zone, self.context.reference or base)[0]
        slips = [nearest(other, self._zone(other)[0], anchor)[0] - anchor for other in coarse[1:]]
        if all(slip % READING_STEP == datetime.timedelta() and abs(slip) <= LARGEST_SLIP for slip in slips):
            return [(point, point.others)]
        apart = [replace(point, clock=clock, others=(), start=clock.start, end=clock.end) for clock in point.others]
        return [(replace(point, others=()), ()), *((other, ()) for other in apart)]

    def _read_point(self, point: Point, others: tuple[Clock, ...]) -> tuple[datetime.datetime, str | None, Clock] | None:
        """The instant of a point, what is to be noted, and the reading that won: UTC's, else the first."""
        first = self._instant(point.clock, point.day, point.start)
        if first is None:
            return None
        at, note = first
        best = next((other for other in others if _is_utc(other)), None)
        if best is None or _is_utc(point.clock):
            return at, _joined(note, *self._disagreements(point.clock, at, others)), point.clock
        zone = self._zone(best)[0]
        true, _ = nearest(best, zone, at)
        claim = point.clock.label
        note = note if claim and zone_name(claim) else None
        if abs(true - at) >= WIDTH[Precision.MINUTE]:
            note = _joined(note, f"{self._words(point.clock)} and {self._words(best)} differ; {self._words(best)} is taken")
        return true, note, best

    def _disagreements(self, clock: Clock, at: datetime.datetime, others: tuple[Clock, ...]) -> Iterator[str]:
        for other in others:
            if abs(nearest(other, self._zone(other)[0], at)[0] - at) >= WIDTH[Precision.MINUTE]:
                yield f"{self._words(clock)} and {self._words(other)} differ; {self._words(clock)} is taken"

    def _words(self, clock: Clock) -> str:
        return self.text[clock.start : clock.end].rstrip(") ")

    # -- ranges and stretches -------------------------------------------------------------------------------------

    def _range(self, span: Span) -> Iterator[TimeMention]:
        first, last = _lend(self._settled_point(span.first), self._settled_point(span.last))
        if first.day is None and last.day is None and not self.carried and self.context.reference:
            ends = self._range_near(first, last, self.context.reference)
        else:
            ends = self._range_dated(first, last)
        if ends is None:
            return
        at, until, notes = ends
        note = _joined(*notes)
        precision = max(first.clock.precision, last.clock.precision, key=lambda p: WIDTH[p])
        kind = TimeKind.ABSOLUTE if first.day or last.day else TimeKind.CLOCK
        label = _label(last.clock) or _label(first.clock)
        yield self._mention(first.start, last.end, at, precision, kind, label, note, until)

    def _range_near(self, first: Point, last: Point, reference: datetime.datetime):
        zone, assumed = self._zone(last.clock)
        until, note = near(last.clock, zone, reference, self._tense(first.start))
        at, other = nearest(first.clock, self._zone(first.clock)[0], until)
        while at > until:
            at -= DAY
        return at, until, (note, other, assumed)

    def _range_dated(self, first: Point, last: Point):
        date_after = last.day if first.day is None and last.day is not None and last.day.shift is None else None
        if date_after:
            first = replace(first, day=date_after)
            last = replace(last, day=None)
        start = self._read_point(first, first.others)
        end = self._read_point(last, last.others) if last.day else None
        if start is None:
            return None
        if end is None:
            until, note = nearest(last.clock, self._zone(last.clock)[0], start[0])
            while until <= start[0] and last.clock != first.clock:
                until += DAY
            while until - DAY > start[0]:
                until -= DAY
            if date_after and until.date() != start[0].date():
                note = _joined(note, f"{self.text[date_after.start : date_after.end]} is taken as the day of the start")
            end = until, note, last.clock
        notes = [start[1], end[1]]
        if end[0] < start[0]:
            notes.append(f"the end of {self.text[first.start : last.end]!r} lies before its start")
        return start[0], end[0], tuple(notes)

    def _ago(self, ago: Ago, before: TimeMention | None) -> Iterator[TimeMention]:
        base = (before.until or before.at) if before else None
        if ago.from_writing or (base is None and ago.delta < datetime.timedelta()):
            base = self.context.reference
        if base is not None:
            yield self._mention(ago.start, ago.end, base + ago.delta, ago.precision, TimeKind.RELATIVE, None, None)

    def _mention(
        self,
        start: int,
        end: int,
        at: datetime.datetime,
        precision: Precision,
        kind: TimeKind,
        zone: str | None,
        note: str | None,
        until: datetime.datetime | None = None,
    ) -> TimeMention:
        at = at.astimezone(datetime.UTC)
        return TimeMention(start, end, self.text[start:end], at, until, precision, zone, note, kind)


def _is_utc(clock: Clock) -> bool:
    return clock.label is not None and zone_name(clock.label) == "UTC"


def _label(clock: Clock) -> str | None:
    return None if clock.label == OWN_ZONE else clock.label


def _joined(*notes: str | None) -> str | None:
    return "; ".join(dict.fromkeys(note for note in notes if note)) or None


def _weekday_note(day: Day, date: datetime.date) -> str | None:
    if day.day is None or day.weekday is None or date.weekday() == day.weekday:
        return None
    return f"{date.isoformat()} is a {date:%A}, not the day that is named"


def _lend(first: Point, last: Point) -> tuple[Point, Point]:
    """The two ends of a range, each with the label and the half of the day that only the other names."""
    one, two = first.clock, last.clock
    if one.label is None:
        one = replace(one, label=two.label)
    elif two.label is None:
        two = replace(two, label=one.label)
    if one.meridiem in (None, "24") and two.meridiem in ("a", "p") and one.hour <= 12 and one.meridiem is None:
        one = replace(one, meridiem=_closer_half(one, two, forward=True), bare=False)
    elif two.meridiem is None and one.meridiem in ("a", "p") and two.hour <= 12:
        two = replace(two, meridiem=_closer_half(two, one, forward=False), bare=False)
    return replace(first, clock=one), replace(last, clock=two)


def _closer_half(open_end: Clock, known: Clock, forward: bool) -> str:
    """The half of the day that makes the range the shorter: `open_end` comes before `known` when `forward`, else after it."""

    def minutes(clock: Clock, half: str | None) -> int:
        return (clock.hour % 12 + (12 if half == "p" else 0)) * 60 + clock.minute

    def length(half: str) -> int:
        gap = minutes(known, known.meridiem) - minutes(open_end, half)
        return (gap if forward else -gap) % 1440

    return min("ap", key=length)
