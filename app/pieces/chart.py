"""The timeline of a document -> a chart of its events by phase and source, to be zoomed with the wheel and moved by dragging."""

import zoneinfo
from collections.abc import Iterator
from typing import Any

from app.pieces.names import plain
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.timeline import Phase
from pipeline.reviewing.panel import stream

PICKED = "picked"
"""The name of the selection that holds the `event` that was clicked."""
STEP, LONGEST = 19, 160
BY_HAND = "nothing cited"


def chart(document: Postmortem, zone: zoneinfo.ZoneInfo) -> Any:
    """An altair.Chart of points; times are shown as the clocks of this zone show them, whatever the browser's zone is."""
    import altair as alt

    rows = list(points(document, zone))
    phases = [plain(phase) for phase in Phase if any(row["phase"] == plain(phase) for row in rows)]
    when = alt.X("at:T", title=zone.key, scale=alt.Scale(type="utc"), axis=alt.Axis(labelOverlap="greedy"))
    source = alt.Color("source:N", title=None, legend=alt.Legend(orient="top", columns=4, labelLimit=220))
    told = [alt.Tooltip("clock:N", title="Time"), alt.Tooltip("text:N", title="Event"), alt.Tooltip("source:N", title="Source")]
    return (
        alt.Chart(alt.Data(values=rows))
        .mark_point(filled=True, opacity=0.85)
        .encode(
            x=when,
            y=alt.Y("phase:N", title=None, sort=phases, axis=alt.Axis(grid=True, labelLimit=130)),
            color=source,
            shape=alt.Shape("source:N", title=None),
            size=alt.Size("key:N", scale=alt.Scale(domain=["yes", "no"], range=[130, 45]), legend=None),
            tooltip=told,
        )
        .properties(height=STEP * len(phases))
        .add_params(alt.selection_interval(bind="scales", encodings=["x"]), alt.selection_point(name=PICKED, fields=["event"]))
    )


def points(document: Postmortem, zone: zoneinfo.ZoneInfo) -> Iterator[dict[str, str]]:
    known = {piece.id: stream(piece) for piece in document.evidence}
    for event in document.timeline:
        local = event.at.astimezone(zone)
        yield {
            "event": event.id,
            "at": f"{local:%Y-%m-%dT%H:%M:%S}Z",
            "clock": f"{local:%Y-%m-%d %H:%M:%S %Z}",
            "phase": plain(event.phase),
            "source": next((known[id] for id in event.evidence if id in known), BY_HAND),
            "text": event.text[:LONGEST],
            "key": "yes" if event.key else "no",
        }
