"""The working document -> the version for readers outside: no individuals, no customers, nothing that is only ours.

Postmortem + people -> Postmortem without evidence, owners, tickets, questions, related incidents, and what is not supported
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import Any, TypeVar, cast

from pipeline.domain import parts
from pipeline.domain.action_item import ActionItem, Commitment
from pipeline.domain.incident import Visibility
from pipeline.domain.material import Person
from pipeline.domain.model import Model
from pipeline.domain.postmortem import Postmortem, Provenance, Why
from pipeline.domain.statement import Check, CheckStatus
from pipeline.domain.timeline import Event
from pipeline.publish.anonymous import Anonymous
from pipeline.publish.customers import companies

TEXTS = frozenset({"text", "result", "why", "action", "success_criteria", "title"})
"""Fields that hold words for readers."""
M = TypeVar("M", bound=Model)


def external(document: Postmortem, people: Sequence[Person], customers: Iterable[str] = ()) -> Postmortem:
    """The document for readers outside. `people` are all who may be named in it, `customers` names that are known to be theirs.

    Roles stand in the place of names and "[customer]" in that of companies that sentences on customers name. Of the timeline the
    key events are told, where any are marked; of the action items those that are taken on, without owner and ticket. What the
    evidence does not support is left out unless a person wrote it; so are links, questions, related incidents and the evidence.
    """
    anonymous = anonymous_of(document, people, customers)
    told = cast("Postmortem", _told(_without_ours(document), anonymous))
    for part in parts.PARTS:
        told = parts.with_part(told, part, [item for item in parts.held(told, part) if _for_outside(item, document)])
    return told


def anonymous_of(document: Postmortem, people: Sequence[Person], customers: Iterable[str] = ()) -> Anonymous:
    """What rewrites the texts of this document."""
    incident = document.incident
    known = [*incident.services, *incident.regions, incident.title, *(person.name for person in people)]
    named = companies([*texts_of(document), *(piece.text for piece in document.evidence)], known)
    return Anonymous(people, incident.roles, [*customers, *named])


def texts_of(value: object) -> Iterator[str]:
    """Every text for readers in a model, in order."""
    if isinstance(value, Model):
        for name in type(value).model_fields:
            held = getattr(value, name)
            if name in TEXTS and isinstance(held, str):
                yield held
            elif name != "evidence":
                yield from texts_of(held)
    elif isinstance(value, tuple):
        for each in cast("tuple[object, ...]", value):
            yield from texts_of(each)


def _without_ours(document: Postmortem) -> Postmortem:
    own = document.provenance
    nobody: dict[str, Any] = {"roles": (), "participants": (), "links": (), "visibility": Visibility.PUBLIC}
    left_out = ("authors", "reviewers", "related", "supporting", "questions", "evidence", "redactions")
    return document.model_copy(
        update={
            "incident": document.incident.model_copy(update=nobody),
            "provenance": Provenance(engine=own.engine, version=own.version, template=own.template),
            **dict.fromkeys(left_out, ()),
        }
    )


def _for_outside(item: parts.Item, document: Postmortem) -> bool:
    check = item.because.check if isinstance(item, Why) else item.check
    if check.status is CheckStatus.UNSUPPORTED and not parts.by_person(item):
        return False
    match item:
        case Event():
            return item.key or not any(event.key for event in document.timeline)
        case ActionItem():
            return item.accepted is not False and (item.accepted or item.commitment is Commitment.COMMITTED)
        case _:
            return True


def _told(value: object, anonymous: Anonymous) -> object:
    if isinstance(value, Check):
        return Check(status=value.status)
    if isinstance(value, Model):
        return _told_model(value, anonymous)
    if isinstance(value, tuple):
        return tuple(_told(each, anonymous) for each in cast("tuple[object, ...]", value))
    return value


def _told_model(value: M, anonymous: Anonymous) -> M:
    changed: dict[str, object] = {}
    for name in type(value).model_fields:
        held: object = getattr(value, name)
        if name == "evidence":
            changed[name] = ()
        elif isinstance(value, ActionItem) and name in ("owner", "ticket"):
            changed[name] = None
        elif name in TEXTS and isinstance(held, str) and not isinstance(held, Enum):
            changed[name] = anonymous.text(held)
        else:
            changed[name] = _told(held, anonymous)
    return value.model_copy(update=changed)
