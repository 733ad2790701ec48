"""What a model answers about the course of an incident: to one part of the evidence (Reading), and to all parts (Outline).

Descriptions of the fields are part of what is asked. References are those of the page (m12) or of the outline (e4, t2, s1).
"""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from pipeline.domain.incident import IncidentKind, MomentName
from pipeline.domain.timeline import Phase
from pipeline.llm.task import Answer


class How(StrEnum):
    """How a moment is known."""

    SAID = "said_outright"
    RECORD = "follows_from_a_record"
    INFERRED = "inferred"


class About(StrEnum):
    """What a fact helps to tell in the write-up."""

    IMPACT = "impact"
    CAUSE = "cause"
    FACTOR = "factor"
    DETECTION = "detection"
    DELAY = "delay"
    RESPONSE = "response"
    WORKED = "worked"
    IMPROVE = "improve"
    LEARNING = "learning"


STATED = (
    "Words copied exactly from a cited piece that say when it happened, if that is not the time of the first reference; a clock "
    "time with its date and zone if they stand there, or words such as “ten minutes ago”. Else null."
)


class ReadEvent(Answer):
    evidence: list[str] = Field(
        description="1 to 6 references of the pieces that tell of this event. First the one whose time is the event's time."
    )
    text: str = Field(
        description="One sentence in the past tense: who or what did what, to what, with what result. Names of systems and "
        "figures exactly as in the cited pieces. No clock times, no dates."
    )
    stated: str | None = Field(description=STATED)
    phase: Phase
    key: bool = Field(description="True if the story of the incident cannot be told without it.")


class ReadMoment(Answer):
    evidence: list[str] = Field(
        description="1 to 4 references; first the one whose time it is, or in which the stated words stand."
    )
    stated: str | None = Field(description=STATED)
    how: How


class ReadMoments(Answer):
    """Null for each moment that this evidence does not show."""

    started_at: ReadMoment | None
    detected_at: ReadMoment | None
    acknowledged_at: ReadMoment | None
    mitigated_at: ReadMoment | None
    resolved_at: ReadMoment | None

    def named(self) -> dict[MomentName, ReadMoment]:
        given = ((name, getattr(self, name.value)) for name in MomentName)
        return {name: moment for name, moment in given if moment is not None}


class ReadSeverity(Answer):
    words: str = Field(description="The severity alone, as written: SEV2, P1, critical.")
    evidence: str = Field(description="Reference of the piece in which these words stand.")


class ReadKind(Answer):
    kind: IncidentKind
    evidence: list[str]


class ReadNearMiss(Answer):
    near_miss: bool
    evidence: list[str]


class ReadRole(Answer):
    person: str = Field(description="Pseudonym, with the brackets.")
    role: Literal["incident commander", "communications", "scribe", "operations lead", "on-call engineer", "postmortem owner"]
    evidence: str = Field(description="Reference of the piece in which the person takes the role, or is named in it.")


class RuledOut(Answer):
    hypothesis: str = Field(description="Reference of the piece that proposes it.")
    refuted_by: str = Field(description="Reference of the piece that shows that it is not so.")


class Corrected(Answer):
    wrong: str = Field(description="Reference of the piece with the number or statement that no longer holds.")
    right: str = Field(description="Reference of the piece that corrects it.")


class ReadFact(Answer):
    about: About
    evidence: list[str] = Field(description="1 to 4 references.")


class Reading(Answer):
    """What one part of the evidence tells. Lists are empty and fields null where it tells nothing."""

    events: list[ReadEvent]
    moments: ReadMoments
    severity: ReadSeverity | None
    kind: ReadKind | None
    near_miss: ReadNearMiss | None
    services: list[str] = Field(description="Names of the services that failed or were slow, exactly as written in the evidence.")
    roles: list[ReadRole]
    ruled_out: list[RuledOut]
    corrected: list[Corrected]
    facts: list[ReadFact]


class Outline(Answer):
    """The whole course, put together from what the parts told."""

    keys: list[str] = Field(description="References of the key events, in order: 16 to 21, never more.")
    started_at: str | None = Field(description="Reference of a proposed time or an event; null if there is none.")
    detected_at: str | None
    acknowledged_at: str | None
    mitigated_at: str | None
    resolved_at: str | None
    severity: str | None = Field(description="Reference of the proposed severity that held in the end.")
    kind: IncidentKind | None
    near_miss: bool | None

    def moments(self) -> dict[MomentName, str]:
        given = ((name, getattr(self, name.value)) for name in MomentName)
        return {name: reference for name, reference in given if reference is not None}
