"""Rows of the timeline."""

import datetime
import re
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from pipeline.domain.moment import Basis, Precision
from pipeline.domain.statement import CheckStatus
from pipeline.domain.timeline import Event, Phase
from pipeline.render.pen import Pen
from pipeline.render.view.instants import utc_instant

PHASE_LABELS = {
    Phase.LEAD_UP: "lead-up",
    Phase.IMPACT_START: "impact starts",
    Phase.MITIGATION_ATTEMPT: "attempt",
}
TOLD_LATER = re.compile(r"\s\(told (?:(?P<day>\d{4}-\d\d-\d\d) )?(?P<clock>\d\d:\d\d) UTC\)\Z")
"""What an event ends with that somebody told of afterwards."""


class Row:
    """One event. Printed as it is, it gives its text, the marks of its evidence, and what its check found.

    `time` has the day where that is not the day of the row before.
    """

    def __init__(self, event: Event, pen: Pen, *, new_day: bool, short: bool) -> None:
        self._event, self._pen = event, pen
        self._new_day, self._short = new_day, short
        self.key = event.key
        self.phase = PHASE_LABELS.get(event.phase, event.phase.value)
        self.phase_class = event.phase.value
        self.inferred = event.basis is Basis.INFERRED
        self.unsupported = event.check.status is CheckStatus.UNSUPPORTED

    @property
    def time(self) -> Markup:
        precision = self._event.precision
        if self._short and precision is Precision.SECOND:
            precision = Precision.MINUTE
        return self._pen.time(self._event.at, precision, self._event.basis, until=self._event.until, day=self._new_day)

    @property
    def text(self) -> Markup:
        text, pen = self._event.text, self._pen
        later = TOLD_LATER.search(text) if text.endswith(" UTC)") else None
        own_day = f"{self._event.at.astimezone(datetime.UTC):%Y-%m-%d}"
        at = utc_instant(later["day"] or own_day, later["clock"]) if later else None
        if later is None or at is None:
            return pen.text(text)
        return pen.text(text[: later.start()]) + Markup(" (told {})").format(
            pen.time(at, Precision.MINUTE, day=later["day"] is not None)
        )

    @property
    def marks(self) -> Markup:
        return self._pen.cite(self._event.evidence)

    @property
    def problem(self) -> Markup:
        return self._pen.problem(self._event.check)

    @property
    def note(self) -> Markup:
        return self._pen.note(self._event.id)

    def __html__(self) -> Markup:
        return self.text + self.marks + self.problem + self.note


def rows(events: Iterable[Event], pen: Pen, *, short: bool = False) -> Iterator[Row]:
    """Rows in order. `short` leaves out the seconds. Key rows have their day also where only key rows are shown."""
    shown = shown_key = None
    for event in events:
        day = pen.clock.day(event.at)
        yield Row(event, pen, new_day=day != shown or (event.key and day != shown_key), short=short)
        shown, shown_key = day, day if event.key else shown_key


def first_instant(events: Iterable[Event]) -> datetime.datetime | None:
    return min((event.at for event in events), default=None)
