"""A draft -> items, and items -> the working document. Nothing is lost on the way: an undecided draft comes back as it was."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType
from typing import Any, TypeAlias, cast

from pydantic import ValidationError

from pipeline.domain import parts
from pipeline.domain.action_item import ActionItem, Commitment
from pipeline.domain.citing import pointed_at
from pipeline.domain.evidence import Evidence
from pipeline.domain.incident import Incident
from pipeline.domain.model import Model
from pipeline.domain.postmortem import Postmortem, Question, Why
from pipeline.domain.related import RelatedIncident
from pipeline.domain.review import ANSWER, FACTS, LEFT_OUT, QUESTIONS, RELATED, Item, Review
from pipeline.domain.statement import CheckStatus, ContributingFactor, ResponseAction, Statement
from pipeline.domain.timeline import Event, Metrics
from pipeline.errors import BadOption

Value: TypeAlias = Mapping[str, Any]
ORDER = (FACTS, *parts.PARTS, QUESTIONS, RELATED)
"""All parts, in the order of the document."""
FACT_NAMES = tuple(name for name in Incident.model_fields if name not in ("id", "visibility"))
"""The fields of the incident that people decide on here; who may know of it is the review's."""
MODELS: Mapping[str, type[Model]] = MappingProxyType(
    {
        "timeline": Event,
        "contributing_factors": ContributingFactor,
        "response_actions": ResponseAction,
        "action_items": ActionItem,
        "five_whys": Why,
        QUESTIONS: Question,
        RELATED: RelatedIncident,
    }
)
APART_FROM_STATE = {"status"}


def opened(document: Postmortem) -> list[Item]:
    """Every fact, statement, event, action item, question and related incident of a draft as an undecided item, in its order."""
    return [item for part in ORDER for item in _opened_part(document, part)]


def assembled(
    envelope: Postmortem,
    items: Iterable[Item],
    measure: Callable[[Incident], Metrics],
    review: Review | None = None,
    evidence: Iterable[Evidence] = (),
) -> Postmortem:
    """The working document: the newest taken draft with the items as they are now.

    What was rejected is left out, and the evidence that only it cites; questions are those without an answer; events stand in
    the order of their times. `measure` computes the metrics of an incident. `review` gives the status and the visibility (the
    envelope's own for None); `evidence` is where to look up what the envelope does not hold.
    """
    items = tuple(items)
    standing = in_document(items)
    document = envelope.model_copy(update={"incident": _incident(envelope.incident, standing.get(FACTS, ()), review)})
    for part in parts.PARTS:
        document = parts.with_part(document, part, cast("list[parts.Item]", _pieces(part, standing.get(part, ()))))
    whole = {
        "questions": tuple(_pieces(QUESTIONS, standing.get(QUESTIONS, ()))),
        "related": tuple(_pieces(RELATED, standing.get(RELATED, ()))),
        "metrics": measure(document.incident),
        "status": review.state.value if review else envelope.status,
    }
    document = document.model_copy(update=whole)
    return document.model_copy(update={"evidence": _evidence(envelope, document, items, evidence)})


def in_document(items: Iterable[Item]) -> dict[str, list[Item]]:
    """By part, in their order, those that stand in the document: neither rejected nor answered."""
    found: dict[str, list[Item]] = {}
    for item in sorted(filter(stands, items), key=lambda item: (item.position, item.id)):
        found.setdefault(item.part, []).append(item)
    return found


def stands(item: Item) -> bool:
    return item.decision not in LEFT_OUT and not (item.part == QUESTIONS and item.value.get(ANSWER))


def is_unsupported(item: Item) -> bool:
    """Whether the evidence does not say what this one says."""
    return item.value.get("because", item.value).get("check", {}).get("status") == CheckStatus.UNSUPPORTED


def is_turned_down(action: Item) -> bool:
    """Whether somebody decided that this action item is not to be done."""
    return not stands(action) or action.value["commitment"] == Commitment.DECLINED or action.value.get("accepted") is False


def digest(what: Postmortem | Iterable[Item]) -> str:
    """SHA-256 of what a reader sees: of a document without its status, or of the items of a part that stand in it."""
    if isinstance(what, Postmortem):
        return sha256(what.model_dump_json(exclude=APART_FROM_STATE).encode()).hexdigest()
    return _hash([[item.part, item.id, item.value] for of in in_document(what).values() for item in of])


def checked(part: str, value: Value, id: str = "") -> dict[str, Any]:
    """The value as JSON of the part's model, defaults filled in; of the fact `id` where the part is FACTS.

    Raises BadOption for what is no such value, and for a part that is none."""
    if part not in ORDER or (part == FACTS and id not in FACT_NAMES):
        raise BadOption("The part", f"{part} {id}".strip(), f"choose one of {', '.join(ORDER)}")
    try:
        if part == FACTS:
            incident = Incident.model_validate({id: value["value"]})
            return {"value": incident.model_dump(mode="json", include={id})[id]}
        return piece(part, value).model_dump(mode="json")
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        where = ".".join(map(str, first["loc"])) or part
        raise BadOption(
            f"The field {where} of {part}", str(first["input"])[:80], f"{first['msg'][:1].lower()}{first['msg'][1:]}"
        ) from None


def piece(part: str, value: Value) -> Model:
    """The value of an item as its model; facts have none."""
    known = {name: held for name, held in value.items() if name != ANSWER} if part == QUESTIONS else value
    return MODELS.get(part, Statement).model_validate(known)


def text_of(item: Item) -> str:
    """What an item says, in a line."""
    if item.part == FACTS:
        return str(item.value["value"])
    words = item.value.get("because", item.value)
    return str(words.get("text") or words.get("action") or words.get("title") or "")


def _opened_part(document: Postmortem, part: str) -> list[Item]:
    if part == FACTS:
        facts = document.incident.model_dump(mode="json", include=set(FACT_NAMES))
        named: list[tuple[str, dict[str, Any]]] = [(name, {"value": facts[name]}) for name in FACT_NAMES]
    else:
        held: Sequence[Model] = getattr(document, part) if part in (QUESTIONS, RELATED) else parts.held(document, part)
        named = [(_id(value), value) for value in (one.model_dump(mode="json") for one in held)]
    return [
        Item(part=part, id=id, position=float(place), value=value, drafted=value)
        for place, (id, value) in enumerate(_unique(named), 1)
    ]


def _id(value: Value) -> str:
    return str(value["because"]["id"] if "because" in value else value["id"])


def _unique(named: Iterable[tuple[str, dict[str, Any]]]) -> Iterable[tuple[str, dict[str, Any]]]:
    """A draft that says a thing twice has two items."""
    seen: dict[str, int] = {}
    for id, value in named:
        seen[id] = seen.get(id, 0) + 1
        yield (id if seen[id] == 1 else f"{id}~{seen[id]}"), value


def _incident(incident: Incident, facts: Iterable[Item], review: Review | None) -> Incident:
    """A fact that was rejected is not known: it is as in an incident of which nothing was said."""
    kept = {"id": incident.id, "visibility": review.visibility if review else incident.visibility}
    return Incident.model_validate(kept | {item.id: item.value["value"] for item in facts})


def _pieces(part: str, items: Iterable[Item]) -> list[Model]:
    if part == "timeline":
        events = [Event.model_validate(item.value) for item in items]
        by_time = sorted(events, key=lambda event: event.at)
        return [*by_time]
    if part == "action_items":
        return [_action(item) for item in items]
    return [piece(part, item.value) for item in items]


def _action(item: Item) -> ActionItem:
    """The owner's yes to an action item is that it is taken on."""
    action = ActionItem.model_validate(item.value)
    taken_on = item.decision is not None and action.accepted is None and action.commitment is not Commitment.DECLINED
    return action.model_copy(update={"accepted": True}) if taken_on else action


def _evidence(envelope: Postmortem, now: Postmortem, items: Sequence[Item], more: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """What is cited now, and what the draft held without any item citing it."""
    cited = set(pointed_at(now.model_copy(update={"evidence": ()})))
    let_go = {id for item in items for value in (item.value, item.drafted) if value for id in ids_cited(value)} - cited
    kept = tuple(one for one in envelope.evidence if one.id not in let_go)
    missing = cited - {one.id for one in kept}
    return (*kept, *(one for one in more if one.id in missing)) if missing else kept


def ids_cited(value: object) -> set[str]:
    """The ids of evidence in the value of an item."""
    if isinstance(value, Mapping):
        held = cast("Value", value)
        own = set(cast("Iterable[str]", held.get("evidence") or ()))
        return own.union(*(ids_cited(inner) for name, inner in held.items() if name != "evidence"))
    if isinstance(value, list | tuple):
        return set[str]().union(*map(ids_cited, cast("Iterable[object]", value)))
    return set()


def _hash(value: object) -> str:
    return sha256(json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
