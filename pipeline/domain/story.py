"""Story: what the timeline stage found, and the draft stage starts from."""

from dataclasses import dataclass

from pipeline.domain.incident import Incident
from pipeline.domain.postmortem import Question
from pipeline.domain.timeline import Event, Metrics


@dataclass(frozen=True)
class Story:
    """The incident with its moments, events in order, metrics and what has to be asked.

    `refuted` are ids of evidence whose hypothesis somebody ruled out later; `superseded` pairs the id of evidence that was
    corrected with the id of what corrects it; `aside` are ids of evidence that does not speak of this incident; `telling` are ids
    of the evidence that a model took facts from, in order (empty where none was asked).
    """

    incident: Incident
    metrics: Metrics
    timeline: tuple[Event, ...]
    questions: tuple[Question, ...]
    refuted: frozenset[str] = frozenset()
    superseded: tuple[tuple[str, str], ...] = ()
    aside: frozenset[str] = frozenset()
    telling: tuple[str, ...] = ()
    zone: str = "UTC"
    """The zone of clock times that people write without one."""
