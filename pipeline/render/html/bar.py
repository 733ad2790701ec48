"""The five moments as a bar from the first to the last, with the key events on it."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from pipeline.domain.incident import MomentName
from pipeline.domain.moment import Moment
from pipeline.domain.postmortem import Postmortem
from pipeline.render.clock import duration
from pipeline.render.html.pen import HtmlPen
from pipeline.render.message import spoken
from pipeline.render.view.facts import MOMENT_LABELS


@dataclass(frozen=True)
class Point:
    """A moment's place on the bar, in percent, and how long after the first it was."""

    name: str
    place: str
    width: str
    time: Markup
    later: str


@dataclass(frozen=True)
class Tick:
    """A key event's place on the bar; `row` is its place in the timeline, from 1."""

    place: str
    row: int
    title: Markup


class Bar:
    """Empty (false) where fewer than two moments are known, or all are at one time."""

    def __init__(self, document: Postmortem, pen: HtmlPen) -> None:
        self._document, self._pen = document, pen
        found = [(name, moment) for name in MomentName if (moment := document.incident.moment(name))]
        self._moments: list[tuple[MomentName, Moment]] = sorted(found, key=lambda pair: pair[1].at)
        self._start = self._moments[0][1].at if self._moments else None
        self._length = (self._moments[-1][1].at - self._start).total_seconds() if self._start else 0.0

    def __bool__(self) -> bool:
        return self._length > 0

    def _place(self, at: datetime.datetime) -> float:
        return 100 * (at - self._start).total_seconds() / self._length if self._start else 0.0

    def points(self) -> Iterator[Point]:
        """The moments by time; `width` is how far the bar runs to the next one."""
        places = [self._place(moment.at) for _, moment in self._moments] + [100.0]
        for (name, moment), place, following in zip(self._moments, places, places[1:], strict=False):
            time = self._pen.time(moment.at, moment.precision, moment.basis)
            seconds = round(place * self._length / 100)
            later = f"+{duration(seconds, coarse=True)}" if seconds else ""
            yield Point(MOMENT_LABELS[name], _percent(place), _percent(following - place), time, later)

    def ticks(self) -> Iterator[Tick]:
        """The key events that lie on the bar."""
        for row, event in enumerate(self._document.timeline, 1):
            place = self._place(event.at)
            if event.key and 0 <= place <= 100:
                yield Tick(_percent(place), row, self._pen.plain(spoken(event.text)))


def _percent(value: float) -> str:
    return f"{value:.2f}%"
