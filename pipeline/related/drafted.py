"""A draft and the past incidents: what a draft says of its mechanism, and what they ask of it. In: Postmortem. Out: PastIncident,
questions.
"""

from collections.abc import Iterator, Sequence

from pipeline.domain.past_incident import Part, PartKind, PastIncident
from pipeline.domain.postmortem import Postmortem, Question
from pipeline.domain.related import OpenAction, RelatedIncident
from pipeline.domain.statement import Statement, StatementBasis
from pipeline.text.identity import content_id

FACTORS = "contributing_factors"
MOST_ASKED = 2
"""Questions for one past incident."""


def as_past(document: Postmortem) -> PastIncident:
    """The draft as a past incident, to be compared with others."""
    incident = document.incident
    parts = (
        (PartKind.SUMMARY, (*document.summary, *document.what_happened)),
        (PartKind.CAUSE, document.immediate_cause),
        (PartKind.FACTORS, document.contributing_factors),
        (PartKind.DETECTION, document.detection.statements),
        (PartKind.RESPONSE, document.response_actions),
    )
    return PastIncident(
        id=incident.id,
        title=incident.title,
        parts=(*(part(kind, held) for kind, held in parts if held), timeline(document)),
        services=incident.services,
        severity=incident.severity,
        severity_level=incident.severity_level,
        kind=incident.kind,
        started_at=incident.started_at.at if incident.started_at else None,
        visibility=incident.visibility,
    )


def part(kind: PartKind, statements: Sequence[Statement]) -> Part:
    """What the records say; what was computed of them tells no mechanism."""
    said = dict.fromkeys(one.text for one in statements if one.basis is not StatementBasis.COMPUTED)
    return Part(kind=kind, text="\n".join(said))


def timeline(document: Postmortem) -> Part:
    return Part(kind=PartKind.TIMELINE, text="\n".join(event.text for event in document.timeline if event.key))


def questions(related: Sequence[RelatedIncident]) -> Iterator[Question]:
    """Whether what was still to be done after a similar incident played a part in this one."""
    for one in related:
        for item in one.open_action_items[:MOST_ASKED]:
            text = f"{one.id} had the open action {called(item)}: did its absence play a part?"
            yield Question(id=content_id("question", FACTORS, text), about=FACTORS, text=text)


def called(item: OpenAction) -> str:
    quoted = f"“{' '.join(item.action.split()).rstrip('.')}”"
    return f"{item.ticket} {quoted}" if item.ticket else quoted
