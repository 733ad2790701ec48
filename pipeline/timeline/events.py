"""Happenings -> Events: in order, in phases, the key ones marked, and the impact's start where the evidence puts it."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from pipeline.domain.evidence import Evidence
from pipeline.domain.moment import Basis, Moment
from pipeline.domain.statement import Check, CheckStatus
from pipeline.domain.timeline import Event, Phase
from pipeline.text.blame import Refuses
from pipeline.text.identity import content_id
from pipeline.timeline.fold import Happening
from pipeline.timeline.keys import choose_keys
from pipeline.timeline.lines import SPOKEN, Line
from pipeline.timeline.moments import Moments
from pipeline.timeline.periods import Periods
from pipeline.timeline.phases import phase_of
from pipeline.timeline.wording import in_quotes, telling, wording

MOST_CITED = 8
EARLIER = timedelta(minutes=3)
REPORTS_PAST = re.compile(
    r"\b(fired|triggered|started|began|went out|deployed|rotated|happened|merged|failed|stopped|paged|released|ran|was|were"
    r"|finished|expired|occurred)\b(?:[^.;\n]|\.\d){0,40}$",
    re.IGNORECASE,
)
SUPPORTED = Check(status=CheckStatus.SUPPORTED)


def events_of(
    happenings: Sequence[Happening],
    lines: Sequence[Line],
    weights: Mapping[str, float],
    moments: Moments,
    periods: Periods,
    refuses: Refuses,
) -> tuple[Event, ...]:
    keys = choose_keys(happenings, weights, moments)
    placed = [event_of(h, index in keys, moments, periods, refuses) for index, h in enumerate(happenings)]
    start = start_event(lines, moments, placed, refuses)
    return tuple(sorted(placed + ([start] if start else []), key=lambda e: (e.at, e.id)))


def event_of(happening: Happening, key: bool, moments: Moments, periods: Periods, refuses: Refuses) -> Event:
    at, basis = happening.at, basis_of(happening.lead.piece)
    precision = happening.precision
    text = wording(happening, refuses)
    if past := told_later(happening.lead, periods):
        at, precision, basis = past.at, past.precision, Basis.STATED
        text = f"{text} ({told_at(happening.lead, at)})"
    return Event(
        id=content_id("event", *happening.evidence, str(at)),
        at=at,
        precision=precision,
        phase=phase_of(Happening(happening.lines, at, precision), moments, periods),
        text=text,
        evidence=happening.evidence[:MOST_CITED],
        key=key,
        basis=basis,
        check=SUPPORTED,
    )


def basis_of(piece: Evidence) -> Basis:
    """How a piece's own time is known."""
    if piece.kind in SPOKEN and not piece.automated:
        return Basis.STATED
    return Basis.RECORD if piece.id.startswith(("pagerduty:", "statuspage:")) else Basis.LOG


def told_at(line: Line, about: datetime) -> str:
    """When it was told: the clock, with the day where that is another one."""
    assert line.at
    return f"told {line.at:%H:%M} UTC" if line.at.date() == about.date() else f"told {line.at:%Y-%m-%d %H:%M} UTC"


def told_later(line: Line, periods: Periods) -> Moment | None:
    """The time of a fact that the line tells afterwards ("it fired at 12:31:20"), when that is all it is about."""
    if not line.spoken or not line.at or line.reading.code or line.has("mitigated", "resolved", "plan"):
        return None
    points = [t for t in line.times if t.until is None]
    if len(points) != 1 or not REPORTS_PAST.search(line.text[max(0, points[0].start - 60) : points[0].start]):
        return None
    time = points[0]
    if time.at > line.at - EARLIER or time.at < periods.started - timedelta(days=2):
        return None
    return Moment(at=time.at, precision=time.precision, basis=Basis.STATED, evidence=(line.id,))


def start_event(lines: Sequence[Line], moments: Moments, placed: Sequence[Event], refuses: Refuses) -> Event | None:
    """The beginning of the impact as an event of its own, where no event stands at that time for it."""
    start = moments.started
    if start is None or not start.evidence or start.basis is Basis.INFERRED:
        return None
    if any(e.phase is Phase.IMPACT_START and set(e.evidence) & set(start.evidence) for e in placed):
        return None
    cited = {line.id: line for line in lines if line.id in start.evidence}
    lead = next((cited[id] for id in start.evidence if id in cited), None)
    if lead is None:
        return None
    said = telling(lead)
    return Event(
        id=content_id("event", "impact_start", *start.evidence),
        at=start.at,
        precision=start.precision,
        phase=Phase.IMPACT_START,
        text=f"Impact begins: {in_quotes(said) if refuses(said) else said}",
        evidence=start.evidence[:MOST_CITED],
        key=True,
        basis=start.basis,
        check=SUPPORTED,
    )
