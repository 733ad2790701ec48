"""Small drafts and reviews to decide on: an incident, statements by their words, and whole made-up drafts for properties."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from pipeline.domain.action_item import ActionItem, Commitment
from pipeline.domain.evidence import Evidence, Source
from pipeline.domain.incident import Incident
from pipeline.domain.moment import Basis, Moment
from pipeline.domain.parts import PARTS, with_part
from pipeline.domain.postmortem import Postmortem, Provenance, Question, Why
from pipeline.domain.related import RelatedIncident
from pipeline.domain.review import Item, Review
from pipeline.domain.statement import (
    Check,
    CheckStatus,
    ContributingFactor,
    FactorCategory,
    ResponseAction,
    Statement,
    StatementBasis,
)
from pipeline.domain.timeline import Event, Metrics, Phase
from pipeline.text.identity import content_id

MONDAY = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
MESSAGES = tuple(f"slack:C1:{n}" for n in range(8))
EVIDENCE = tuple(Evidence(id=id, text=f"message {id}", source=Source(file="slack")) for id in MESSAGES)


def measure(incident: Incident) -> Metrics:
    from pipeline.timeline.metrics import measure

    return measure(incident)


def statement(text: str, *evidence: str, unsupported: bool = False) -> Statement:
    check = Check(status=CheckStatus.UNSUPPORTED if unsupported else CheckStatus.SUPPORTED)
    cited = evidence or MESSAGES[:1]
    return Statement(
        id=content_id("statement", text, *cited), text=text, evidence=cited, basis=StatementBasis.QUOTED, check=check
    )


def event(text: str, minute: int, *evidence: str) -> Event:
    at = MONDAY + timedelta(minutes=minute)
    cited = evidence or MESSAGES[:1]
    return Event(id=content_id("event", text), at=at, phase=Phase.OTHER, text=text, evidence=cited, basis=Basis.STATED)


def action(text: str, owner: str | None = None, commitment: Commitment = Commitment.COMMITTED) -> ActionItem:
    return ActionItem(id=content_id("action", text), action=text, owner=owner, commitment=commitment, evidence=MESSAGES[1:2])


def draft(evidence: tuple[Evidence, ...] = EVIDENCE, incident: Incident | None = None, **parts: tuple[Any, ...]) -> Postmortem:
    incident = incident or Incident(id="INC-1", title="Checkout fails", started_at=Moment(at=MONDAY, basis=Basis.LOG))
    bare = Postmortem(
        incident=incident,
        metrics=measure(incident),
        evidence=evidence,
        provenance=Provenance(engine="extractive", version="1"),
    )
    return bare.model_copy(update=parts)


def review(**fields: Any) -> Review:
    known = {"id": "INC-1", "title": "Checkout fails", "created_at": MONDAY, "created_by": "Ana", "owner": "Ana", "draft": 1}
    return Review.model_validate(known | fields)


def changed(items: list[Item], part: str, **fields: Any) -> list[Item]:
    """The items with these fields in those of the part."""
    return [item.model_copy(update=fields) if item.part == part else item for item in items]


def _of_part(part: str) -> st.SearchStrategy[list[Any]]:
    words = st.text("abc é", min_size=1, max_size=4)
    cited = st.sets(st.sampled_from(MESSAGES), min_size=1, max_size=3).map(lambda ids: tuple(sorted(ids)))
    said = st.builds(lambda text, ids: statement(text, *ids), words, cited)
    match part:
        case "timeline":
            return st.lists(st.builds(lambda t, m, ids: event(t, m, *ids), words, st.integers(0, 5), cited), max_size=4).map(
                lambda events: sorted(_once(events), key=lambda one: one.at)
            )
        case "action_items":
            made: st.SearchStrategy[Any] = st.builds(action, words, st.none() | st.just("Ana"))
        case "contributing_factors":
            made = said.map(lambda one: ContributingFactor(**one.model_dump(), category=FactorCategory.TECHNICAL))
        case "response_actions":
            made = said.map(lambda one: ResponseAction(**one.model_dump(), result="it held"))
        case "five_whys":
            made = said.map(lambda one: Why(why="Why?", because=one))
        case "questions":
            made = st.builds(
                lambda t, ids: Question(id=content_id("question", t), about="impact", text=t, evidence=ids), words, cited
            )
        case "related":
            made = words.map(lambda text: RelatedIncident(id=text, title=text, score=0.5))
        case _:
            made = said
    return st.lists(made, max_size=4).map(_once)


def _once(held: list[Any]) -> list[Any]:
    return list({getattr(one, "id", "") or one.because.id: one for one in held}.values())


@st.composite
def drafts(draw: st.DrawFn) -> Postmortem:
    """Whole drafts of one incident, whose statements share words and evidence often."""
    moments = {"started_at": draw(st.none() | st.just(Moment(at=MONDAY, basis=Basis.LOG, evidence=MESSAGES[:1])))}
    incident = Incident(id="INC-1", title=draw(st.sampled_from(["", "Checkout fails"])), severity_level=1, **moments)
    document = draft(incident=incident)
    for part in draw(st.sets(st.sampled_from(PARTS))):
        document = with_part(document, part, draw(_of_part(part)))
    asked = {name: tuple(draw(_of_part(name))) for name in ("questions", "related")}
    return document.model_copy(update=asked)
