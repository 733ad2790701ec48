"""A draft and the past incidents: what a draft says of its mechanism, and what they ask of it. In: Postmortem. Out: PastIncident,
questions.
"""

from collections.abc import Iterator, Sequence

from pipeline.domain.past_incident import Part, PartKind, PastIncident
from pipeline.domain.postmortem import Postmortem, Question
from pipeline.domain.related import OpenAction, RelatedIncident
from pipeline.domain.statement import Statement, StatementBasis
from pipeline.text.identity import content_id
from pipeline.text.terms import content_words

FACTORS = "contributing_factors"
MOST_ASKED = 2
"""Questions for one past incident."""
SAME, FEWEST_SHARED = 0.75, 3


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
    """Whether what was still to be done after similar incidents played a part in this one; what several left open, once."""
    asked: list[list[tuple[str, OpenAction]]] = []
    for id, item in ((one.id, item) for one in related for item in one.open_action_items[:MOST_ASKED]):
        same = next((held for held in asked if alike(held[0][1].action, item.action)), None)
        asked.append([(id, item)]) if same is None else same.append((id, item))
    for held in asked:
        named = " and ".join(f"{id} had the open action {called(item)}" for id, item in held)
        text = f"{named}: did its absence play a part?"
        yield Question(id=content_id("question", FACTORS, text), about=FACTORS, text=text)


def alike(one: str, other: str) -> bool:
    """Whether two actions are the same thing to do: of the shorter one's words most are the other's too."""
    mine, theirs = content_words(one), content_words(other)
    return len(mine & theirs) >= max(FEWEST_SHARED, SAME * min(len(mine), len(theirs)))


def called(item: OpenAction) -> str:
    quoted = f"“{' '.join(item.action.split()).rstrip('.')}”"
    return f"{item.ticket} {quoted}" if item.ticket else quoted
