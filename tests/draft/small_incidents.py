"""A small incident to draft from, and what it takes to build others."""

import datetime

from pipeline.domain.evidence import Evidence, EvidenceKind, Source
from pipeline.domain.incident import Incident
from pipeline.domain.material import Person, RedactedMaterial
from pipeline.domain.moment import Basis, Moment
from pipeline.domain.story import Story
from pipeline.timeline.metrics import measure

DAY = datetime.datetime(2026, 5, 4, tzinfo=datetime.UTC)
PEOPLE = (
    Person("Ingrid Moe", aliases=("ingrid",), title="SRE"),
    Person("Paulo Reis", aliases=("paulo",), title="Backend Engineer"),
    Person("Wen Li", aliases=("wen",), title="Support Agent"),
)


def at(clock: str, days: int = 0) -> datetime.datetime:
    hour, minute = map(int, clock.split(":"))
    return DAY + datetime.timedelta(days=days, hours=hour, minutes=minute)


def said(id: str, clock: str, author: str, text: str, **fields) -> Evidence:
    fields.setdefault("kind", EvidenceKind.MESSAGE)
    return Evidence(id=id, at=at(clock), author=author, text=text, source=Source(file="chat.json"), **fields)


def moment(clock: str, *evidence: str) -> Moment:
    return Moment(at=at(clock), basis=Basis.STATED, evidence=evidence)


def story(incident: Incident, **fields) -> Story:
    return Story(incident=incident, metrics=measure(incident), timeline=(), questions=(), **fields)


def material(*evidence: Evidence) -> RedactedMaterial:
    return RedactedMaterial(evidence=evidence, people=PEOPLE)


INCIDENT_WITH_MOMENTS = Incident(
    id="INC-8",
    title="jobs stand still",
    severity="SEV2",
    severity_level=2,
    services=("job-runner",),
    started_at=moment("09:12", "m1"),
    detected_at=moment("09:20", "m1"),
    acknowledged_at=moment("09:22", "m1"),
    mitigated_at=moment("09:52", "m1"),
    resolved_at=moment("10:10", "m1"),
)
