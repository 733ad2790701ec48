"""The postmortem: all keys always there, empty where there is nothing. Its JSON Schema is committed under docs/."""

from enum import StrEnum
from typing import Literal

from pipeline.domain.action_item import ActionItem
from pipeline.domain.evidence import Evidence
from pipeline.domain.incident import Incident
from pipeline.domain.model import Model
from pipeline.domain.related import RelatedIncident
from pipeline.domain.statement import ContributingFactor, ResponseAction, Statement
from pipeline.domain.timeline import Event, Metrics


class DetectionMethod(StrEnum):
    MONITORING = "monitoring"
    USER_REPORT = "user_report"
    MANUAL = "manual"
    THIRD_PARTY = "third_party"
    OTHER = "other"


class Detection(Model):
    method: DetectionMethod = DetectionMethod.OTHER
    statements: tuple[Statement, ...] = ()


class Lessons(Model):
    technical: tuple[Statement, ...] = ()
    process: tuple[Statement, ...] = ()
    communication: tuple[Statement, ...] = ()


class Why(Model):
    why: str
    because: Statement


class Question(Model):
    """Something the evidence does not say, or says twice differently; `about` is the section or field it concerns."""

    id: str
    about: str
    text: str
    evidence: tuple[str, ...] = ()


class Redaction(Model):
    """One placeholder that stands in the text for something taken out: what kind of thing, and how often."""

    placeholder: str
    kind: str
    count: int


class SourceSummary(Model):
    """One file that was read: its format, how many pieces of evidence came of it, what was dropped and why."""

    file: str
    format: str
    evidence: int
    dropped: tuple[str, ...] = ()


class StageUsage(Model):
    """What one stage asked of models: calls that were sent, answers that were at hand, tokens, cost if the price is known, and
    seconds from the first call to the last answer."""

    stage: str
    model: str
    calls: int = 0
    cached: int = 0
    failed: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float | None = None
    seconds: float = 0.0


class Provenance(Model):
    """What made this draft. Where no model was asked no clock and no machine is in it: the same input gives the same bytes
    (design: rule 9)."""

    engine: str
    version: str
    model: str | None = None
    prompts: tuple[str, ...] = ()
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float | None = None
    usage: tuple[StageUsage, ...] = ()
    template: str = "default"
    sources: tuple[SourceSummary, ...] = ()
    notes: tuple[str, ...] = ()


class Postmortem(Model):
    schema_version: Literal["1"] = "1"
    incident: Incident
    metrics: Metrics
    authors: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    status: str = "draft"
    summary: tuple[Statement, ...] = ()
    impact: tuple[Statement, ...] = ()
    timeline: tuple[Event, ...] = ()
    what_happened: tuple[Statement, ...] = ()
    immediate_cause: tuple[Statement, ...] = ()
    contributing_factors: tuple[ContributingFactor, ...] = ()
    why_not_detected_sooner: tuple[Statement, ...] = ()
    why_it_took_so_long: tuple[Statement, ...] = ()
    detection: Detection = Detection()
    response_actions: tuple[ResponseAction, ...] = ()
    worked_well: tuple[Statement, ...] = ()
    could_be_improved: tuple[Statement, ...] = ()
    action_items: tuple[ActionItem, ...] = ()
    lessons: Lessons = Lessons()
    five_whys: tuple[Why, ...] = ()
    related: tuple[RelatedIncident, ...] = ()
    supporting: tuple[Statement, ...] = ()
    questions: tuple[Question, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    provenance: Provenance
