"""Metrics -> bars on one scale, from the first moment to the last; the facts of the five moments -> lines to choose from."""

import datetime
import zoneinfo
from collections.abc import Sequence

from app.pieces import names
from app.pieces.chooser import Line
from app.pieces.lines import fact
from app.pieces.markup import block, clock, duration, mute, text
from pipeline.domain.incident import MomentName
from pipeline.domain.review import Decision, Item
from pipeline.domain.timeline import Metric, Metrics

MOMENTS = {
    MomentName.STARTED: "Started",
    MomentName.DETECTED: "Detected",
    MomentName.ACKNOWLEDGED: "Acknowledged",
    MomentName.MITIGATED: "Mitigated",
    MomentName.RESOLVED: "Resolved",
}
METRICS = {
    "time_to_detect": "Time to detect",
    "time_to_acknowledge": "Time to acknowledge",
    "time_to_mitigate": "Time to mitigate",
    "impact_duration": "Impact",
    "time_to_resolve": "Time to resolve",
}


def bars(metrics: Metrics, zone: zoneinfo.ZoneInfo) -> str:
    """Each metric where it lies between the first moment and the last."""
    measured = [(label, getattr(metrics, name)) for name, label in METRICS.items()]
    ends = [at for _, one in measured for at in times(one)]
    scale = (min(ends), max(ends)) if ends else None
    return block("pm-spans", *(bar(label, one, scale, zone) for label, one in measured))


def times(metric: Metric) -> list[datetime.datetime]:
    return [moment.at for moment in (metric.start_at, metric.end_at) if moment]


def bar(label: str, metric: Metric, scale: tuple[datetime.datetime, datetime.datetime] | None, zone: zoneinfo.ZoneInfo) -> str:
    name = f'<span class="pm-span-name">{text(label)}</span>'
    if metric.seconds is None or scale is None or len(times(metric)) < 2:
        ends_of = ((metric.start, metric.start_at), (metric.end, metric.end_at))
        unknown = " and ".join(MOMENTS[one].lower() for one, at in ends_of if at is None)
        return block("pm-span", name, block("pm-track", mute(f"{unknown}: not known")), "—")
    first, last = sorted(times(metric))
    whole = (scale[1] - scale[0]).total_seconds() or 1.0
    left, width = (100 * part.total_seconds() / whole for part in (first - scale[0], last - first))
    told = f"{MOMENTS[metric.start]} {clock(first, zone)}, {MOMENTS[metric.end].lower()} {clock(last, zone)}"
    tone = "bad" if metric.seconds < 0 else ""
    drawn = f'<i class="{tone}" style="left:{left:.2f}%;width:{width:.2f}%"></i>'
    track = f'<span class="pm-track" title="{text(told)}">{drawn}</span>'
    return block("pm-span", name, track, f'<span class="pm-span-long">{text(duration(metric.seconds))}</span>')


def moment_lines(facts: Sequence[Item], zone: zoneinfo.ZoneInfo) -> list[Line]:
    """The five in their order; one that nobody knows is asked for."""
    found = {item.id: item for item in facts}
    return [moment_line(label, found[name], zone) for name, label in MOMENTS.items() if name in found]


def moment_line(label: str, item: Item, zone: zoneinfo.ZoneInfo) -> Line:
    mark, tone, hint = names.DECISIONS[item.decision]
    known = item.value["value"]
    said = fact(known, zone) if known else "not known"
    return Line(item.id, said, mark, tone, hint, lead=label, struck=item.decision is Decision.REJECTED)
