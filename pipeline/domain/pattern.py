"""A pattern: past incidents that share a mechanism, how often and lately more or less, and what of it is still to be done."""

from enum import StrEnum

from pipeline.domain.incident import IncidentKind
from pipeline.domain.model import Instant, Model
from pipeline.domain.related import OpenAction


class Trend(StrEnum):
    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"


class Flag(StrEnum):
    """Why a pattern stands out: an action item was open when it came again; minor ones that nobody would look at one by one."""

    RECURRED_WITH_OPEN_ACTION = "recurred_with_open_action"
    RECURRING_MINOR = "recurring_minor"


class PatternIncident(Model):
    id: str
    title: str
    started_at: Instant | None = None
    severity: str | None = None
    severity_level: int | None = None
    kind: IncidentKind | None = None
    services: tuple[str, ...] = ()
    url: str | None = None


class PatternAction(OpenAction):
    """An open action item and the incident that it was written for; `recurred_in` are those that came after it."""

    incident: str
    recurred_in: tuple[str, ...] = ()


class Month(Model):
    """`month` as 2026-03; months without an incident are listed too."""

    month: str
    count: int


class Pattern(Model):
    """`words` name the mechanism, and others that most of these incidents tell of beside it."""

    name: str
    words: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    trend: Trend = Trend.STEADY
    months: tuple[Month, ...] = ()
    services: tuple[str, ...] = ()
    incidents: tuple[PatternIncident, ...] = ()
    open_action_items: tuple[PatternAction, ...] = ()
