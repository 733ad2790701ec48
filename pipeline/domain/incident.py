"""The incident: what it is called, how bad it was, and the five moments its metrics are measured from."""

from enum import StrEnum

from pipeline.domain.model import Model
from pipeline.domain.moment import Moment


class IncidentKind(StrEnum):
    DEPLOYMENT = "deployment"
    INFRASTRUCTURE = "infrastructure"
    SECURITY = "security"
    DATA_LOSS = "data_loss"
    CAPACITY = "capacity"
    DEPENDENCY = "dependency"
    OTHER = "other"


class Visibility(StrEnum):
    PUBLIC = "public"
    INTERNAL = "internal"
    RESTRICTED = "restricted"


class MomentName(StrEnum):
    STARTED = "started_at"
    DETECTED = "detected_at"
    ACKNOWLEDGED = "acknowledged_at"
    MITIGATED = "mitigated_at"
    RESOLVED = "resolved_at"


class Role(Model):
    """Who did what in the response: `role` as the field says it (incident commander, scribe, on-call)."""

    role: str
    name: str
    evidence: tuple[str, ...] = ()


class Link(Model):
    label: str
    url: str


class Incident(Model):
    id: str = ""
    title: str = ""
    severity: str | None = None
    severity_level: int | None = None
    kind: IncidentKind = IncidentKind.OTHER
    near_miss: bool = False
    status: str | None = None
    services: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    visibility: Visibility = Visibility.INTERNAL
    started_at: Moment | None = None
    detected_at: Moment | None = None
    acknowledged_at: Moment | None = None
    mitigated_at: Moment | None = None
    resolved_at: Moment | None = None
    roles: tuple[Role, ...] = ()
    participants: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()

    def moment(self, name: MomentName) -> Moment | None:
        return getattr(self, name.value)
