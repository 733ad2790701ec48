"""The timeline of a document -> a chart of its events by phase and source, to be zoomed with the wheel and moved by dragging."""

import datetime
import zoneinfo
from collections.abc import Iterator
from typing import Any

from app.pieces.moments import MOMENTS
from app.pieces.names import plain
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.timeline import Phase
from pipeline.reviewing.panel import stream

PICKED = "picked"
"""The name of the selection that holds the `event` that was clicked."""
STEP, AROUND, LONGEST = 20, 120, 160
MARGIN = datetime.timedelta(minutes=10)
BY_HAND = "nothing cited"
CLOCK = (
    "utcFormat(datum.value, utcseconds(datum.value) ? '%H:%M:%S' : "
    "utchours(datum.value) || utcminutes(datum.value) ? '%H:%M' : '%b %d')"
)


def chart(document: Postmortem, zone: zoneinfo.ZoneInfo) -> Any:
    """An altair.Chart of points, the moments as lines; it opens on the incident itself, and what was before and after is there
    to be zoomed out to. Times are shown as the clocks of this zone show them, whatever the browser's zone is."""
    import altair as alt

    rows, moments = list(points(document, zone)), list(rules(document, zone))
    phases = [plain(phase) for phase in Phase if any(row["phase"] == plain(phase) for row in rows)]
    scale = alt.Scale(type="utc", **opening(document, zone))
    when = alt.X("at:T", title=zone.key, scale=scale, axis=alt.Axis(labelExpr=CLOCK, labelOverlap="greedy"))
    told = [alt.Tooltip("clock:N", title="Time"), alt.Tooltip("text:N", title="Event"), alt.Tooltip("source:N", title="Source")]
    dots = (
        alt.Chart(alt.Data(values=rows))
        .mark_point(filled=True, opacity=0.85, clip=True)
        .encode(
            x=when,
            y=alt.Y("phase:N", title=None, sort=phases, axis=alt.Axis(grid=True, labelLimit=130, labelOverlap=False)),
            color=alt.Color("source:N", title=None, legend=alt.Legend(orient="top", columns=3, labelLimit=140)),
            shape=alt.Shape("source:N", title=None),
            size=alt.Size("key:O", scale=alt.Scale(domain=["no", "yes"], range=[50, 150]), legend=None),
            tooltip=told,
        )
        .add_params(alt.selection_interval(bind="scales", encodings=["x"]), alt.selection_point(name=PICKED, fields=["event"]))
    )
    lines = (
        alt.Chart(alt.Data(values=moments))
        .mark_rule(color="#8a8f90", strokeDash=[3, 3], clip=True)
        .encode(x=when, tooltip=[alt.Tooltip("clock:N", title="Time"), alt.Tooltip("moment:N", title="Moment")])
    )
    return alt.layer(lines, dots).properties(height=STEP * len(phases) + AROUND)


def points(document: Postmortem, zone: zoneinfo.ZoneInfo) -> Iterator[dict[str, str]]:
    known = {piece.id: stream(piece) for piece in document.evidence}
    for event in document.timeline:
        yield {
            "event": event.id,
            **times(event.at, zone),
            "phase": plain(event.phase),
            "source": next((known[id] for id in event.evidence if id in known), BY_HAND),
            "text": event.text[:LONGEST],
            "key": "yes" if event.key else "no",
        }


def rules(document: Postmortem, zone: zoneinfo.ZoneInfo) -> Iterator[dict[str, str]]:
    for name, label in MOMENTS.items():
        if moment := document.incident.moment(name):
            yield {"moment": label, **times(moment.at, zone)}


def times(at: datetime.datetime, zone: zoneinfo.ZoneInfo) -> dict[str, str]:
    local = at.astimezone(zone)
    return {"at": f"{local:%Y-%m-%dT%H:%M:%S}Z", "clock": f"{local:%Y-%m-%d %H:%M:%S %Z}"}


def opening(document: Postmortem, zone: zoneinfo.ZoneInfo) -> dict[str, list[str]]:
    """From a little before the first moment to a little after the last."""
    known = [moment.at for name in MOMENTS if (moment := document.incident.moment(name))]
    if len(known) < 2:
        return {}
    return {"domain": [times(end, zone)["at"] for end in (min(known) - MARGIN, max(known) + MARGIN)]}
