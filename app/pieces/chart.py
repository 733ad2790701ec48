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
STEP, AROUND, LONGEST = 20, 130, 160
MARGIN = datetime.timedelta(minutes=10)
BY_HAND = "nothing cited"
CLOCK = (
    "utcFormat(datum.value, utcseconds(datum.value) ? '%H:%M:%S' : "
    "utchours(datum.value) || utcminutes(datum.value) ? '%H:%M' : '%b %d')"
)


Spec = dict[str, Any]


def chart(document: Postmortem, zone: zoneinfo.ZoneInfo) -> Spec:
    """A Vega-Lite chart of points, the moments as lines; it opens on the incident itself, and what was before and after is there
    to be zoomed out to. Times are shown as the clocks of this zone show them, whatever the browser's zone is."""
    rows = list(points(document, zone))
    return {
        "height": STEP * len({row["phase"] for row in rows}) + AROUND,
        "layer": [lines(list(rules(document, zone))), dots(rows)],
        "encoding": {
            "x": {
                "field": "at",
                "type": "temporal",
                "title": zone.key,
                "scale": {"type": "utc", **opening(document, zone)},
                "axis": {"labelExpr": CLOCK, "labelOverlap": "greedy"},
            }
        },
    }


def lines(rows: list[Spec]) -> Spec:
    return {
        "data": {"values": rows},
        "mark": {"type": "rule", "color": "#8a8f90", "strokeDash": [3, 3], "clip": True},
        "encoding": {"tooltip": [told("clock", "Time"), told("moment", "Moment")]},
    }


def dots(rows: list[Spec]) -> Spec:
    phases = [plain(phase) for phase in Phase]
    source = {"field": "source", "type": "nominal", "title": None}
    return {
        "data": {"values": rows},
        "mark": {"type": "point", "filled": True, "opacity": 0.85, "clip": True},
        "params": [
            {"name": "zoom", "select": {"type": "interval", "encodings": ["x"]}, "bind": "scales"},
            {"name": PICKED, "select": {"type": "point", "fields": ["event"]}},
        ],
        "encoding": {
            "y": {
                "field": "phase",
                "type": "nominal",
                "title": None,
                "sort": phases,
                "axis": {"grid": True, "labelLimit": 130, "labelOverlap": False},
            },
            "color": {**source, "legend": {"orient": "top", "columns": 2, "labelLimit": 120}},
            "shape": source,
            "size": {"field": "key", "type": "ordinal", "scale": {"domain": ["no", "yes"], "range": [50, 150]}, "legend": None},
            "tooltip": [told("clock", "Time"), told("text", "Event"), told("source", "Source")],
        },
    }


def told(field: str, label: str) -> Spec:
    return {"field": field, "type": "nominal", "title": label}


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
