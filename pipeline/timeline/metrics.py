"""The durations, each with the two moments it is between (design: Metrics)."""

from pipeline.domain.incident import Incident, MomentName
from pipeline.domain.timeline import Metric, Metrics

M = MomentName


def measure(incident: Incident) -> Metrics:
    over = M.MITIGATED if incident.mitigated_at else M.RESOLVED
    return Metrics(
        time_to_detect=between(incident, M.STARTED, M.DETECTED),
        time_to_acknowledge=between(incident, M.DETECTED, M.ACKNOWLEDGED),
        time_to_mitigate=between(incident, M.STARTED, M.MITIGATED),
        impact_duration=between(incident, M.STARTED, over),
        time_to_resolve=between(incident, M.STARTED, M.RESOLVED),
        duration=between(incident, M.STARTED, M.RESOLVED),
    )


def between(incident: Incident, start: MomentName, end: MomentName) -> Metric:
    first, last = incident.moment(start), incident.moment(end)
    seconds = round((last.at - first.at).total_seconds()) if first and last else None
    return Metric(seconds=seconds, start=start, end=end, start_at=first, end_at=last)
