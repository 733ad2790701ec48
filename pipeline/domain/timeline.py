"""The timeline: events in order, each citing its evidence, and the metrics computed from five moments."""

from enum import StrEnum

from pipeline.domain.incident import MomentName
from pipeline.domain.model import Instant, Model
from pipeline.domain.moment import Basis, Moment, Precision
from pipeline.domain.statement import Check


class Phase(StrEnum):
    LEAD_UP = "lead_up"
    IMPACT_START = "impact_start"
    DETECTION = "detection"
    ACKNOWLEDGEMENT = "acknowledgement"
    ESCALATION = "escalation"
    DIAGNOSIS = "diagnosis"
    MITIGATION_ATTEMPT = "mitigation_attempt"
    MITIGATION = "mitigation"
    RESOLUTION = "resolution"
    VERIFICATION = "verification"
    COMMUNICATION = "communication"
    OTHER = "other"


class Event(Model):
    id: str
    at: Instant
    until: Instant | None = None
    precision: Precision = Precision.SECOND
    phase: Phase
    text: str
    evidence: tuple[str, ...]
    key: bool = False
    basis: Basis
    check: Check = Check()


class Metric(Model):
    """Seconds between two moments, null when one is unknown, negative where the record says so."""

    seconds: int | None
    start: MomentName
    end: MomentName
    start_at: Moment | None = None
    end_at: Moment | None = None


class Metrics(Model):
    time_to_detect: Metric
    time_to_acknowledge: Metric
    time_to_mitigate: Metric
    impact_duration: Metric
    time_to_resolve: Metric
    duration: Metric
