"""Placeholders of times and durations in a model's sentence -> words that code writes.

{{t:m12}} {{t:started_at}} {{day:m12}} {{d:time_to_detect}} {{d:m3..m9}}   ->   "09:14 UTC", "2026-03-17", "about 12 min"

With each goes the evidence that it rests on.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.domain.evidence import Evidence
from pipeline.domain.incident import MomentName
from pipeline.domain.moment import Basis, Moment, Precision
from pipeline.domain.story import Story
from pipeline.domain.timeline import Metric, Metrics
from pipeline.draft.clock import clock_time, duration, full_time, span, utc
from pipeline.transcript.page import Page

PLACEHOLDER = re.compile(r"\{\{\s*(?:(t|d|day)\s*:)?\s*([^{}]*?)\s*\}\}")
SPAN = re.compile(r"(\w+)\s*\.\.\s*(\w+)")
WRITTEN_ZONE = re.compile(r"(?<=UTC)\s*(?:UTC|GMT)\b")
NOT_KNOWN = "[not known]"
MOMENTS = frozenset(name.value for name in MomentName)
METRICS = frozenset(Metrics.model_fields)
ROUGH = frozenset({Precision.HOUR, Precision.DAY})


@dataclass(frozen=True)
class Filled:
    """`text` with words for placeholders, `typed` with blanks for them: what the model itself wrote. `rests_on` are ids."""

    text: str
    typed: str
    rests_on: tuple[str, ...] = ()
    computed: bool = False
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Telling:
    """Words for one placeholder."""

    words: str
    rests_on: tuple[str, ...] = ()


class Times:
    """The times and durations that code knows: of the pieces of a page, of moments, of metrics."""

    def __init__(self, story: Story, page: Page, pieces: Mapping[str, Evidence]):
        self.story, self.page, self.pieces = story, page, pieces
        began = story.incident.started_at or story.incident.detected_at
        self.day = utc(began.at).date() if began else None

    def fill(self, text: str) -> Filled:
        told = {match[0]: self.tell(match[1], match[2]) for match in PLACEHOLDER.finditer(text)}
        missing = [written for written, telling in told.items() if telling is None]
        known = {written: telling for written, telling in told.items() if telling}
        return Filled(
            WRITTEN_ZONE.sub("", PLACEHOLDER.sub(lambda m: known[m[0]].words if m[0] in known else NOT_KNOWN, text)),
            PLACEHOLDER.sub(" ", text),
            tuple(dict.fromkeys(id for telling in known.values() for id in telling.rests_on)),
            bool(known),
            tuple(f"The placeholder {written.strip('{}')} names nothing that is known." for written in missing),
        )

    def tell(self, kind: str | None, name: str) -> Telling | None:
        """None where the placeholder names nothing, or a moment or metric that is not known."""
        if kind == "d" or name in METRICS or SPAN.fullmatch(name):
            return self.metric(name) if name in METRICS else self.between(name)
        moment = self.instant(name)
        if moment is None:
            return None
        return Telling(f"{utc(moment.at):%Y-%m-%d}" if kind == "day" else self.written(moment), moment.evidence[:1])

    def metric(self, name: str) -> Telling | None:
        measured: Metric = getattr(self.story.metrics, name)
        if measured.seconds is None or measured.seconds < 0:
            return None
        ends = [moment for moment in (measured.start_at, measured.end_at) if moment]
        return Telling(span(measured), tuple(id for moment in ends for id in moment.evidence[:1]))

    def between(self, name: str) -> Telling | None:
        """From one piece, or moment, to a later one."""
        match = SPAN.fullmatch(name)
        ends = [self.instant(end) for end in match.groups()] if match else []
        first, last = (ends[0], ends[1]) if len(ends) == 2 else (None, None)
        if first is None or last is None or last.at < first.at:
            return None
        about = "about " if {first.precision, last.precision} & ROUGH else ""
        seconds = int((last.at - first.at).total_seconds())
        return Telling(about + duration(_rounded(seconds)), (*first.evidence[:1], *last.evidence[:1]))

    def instant(self, name: str) -> Moment | None:
        if name in MOMENTS:
            return self.story.incident.moment(MomentName(name))
        piece = self.known(name)
        if piece is None or piece.at is None:
            return None
        return Moment(at=piece.at, precision=piece.precision, basis=Basis.RECORD, evidence=(piece.id,))

    def known(self, reference: str) -> Evidence | None:
        cited = self.page.cited([reference])
        return self.pieces.get(cited[0]) if cited else None

    def written(self, moment: Moment) -> str:
        """To the minute; with the day where that is not the day on which it began."""
        if moment.precision is Precision.SECOND:
            at = moment.at.replace(second=0, microsecond=0)
            moment = moment.model_copy(update={"at": at, "precision": Precision.MINUTE})
        return clock_time(moment) if utc(moment.at).date() == self.day else full_time(moment)


def _rounded(seconds: int) -> int:
    """Whole minutes from ten minutes on: what lies between two messages is not known to the second."""
    return seconds - seconds % 60 if seconds >= datetime.timedelta(minutes=10).total_seconds() else seconds
