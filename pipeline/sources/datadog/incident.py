"""A Datadog incident of the second version of the API, the cells of its timeline, its impacts and to-dos -> accounts.

{type: "incidents", id, attributes: {public_id, title, created, detected, resolved, customer_impact_start, fields, ...},
 relationships: {commander_user: {data: {id}}}}, the users themselves under `included` of the answer
"""

from collections.abc import Mapping

from pipeline.domain.evidence import EvidenceKind
from pipeline.domain.incident import Visibility
from pipeline.domain.material import Record
from pipeline.sources.accounts import Account, Place, When, people_named, when
from pipeline.sources.action_table import ActionRow
from pipeline.sources.datadog.event import MARGIN, TOOL
from pipeline.sources.milestones import Milestones, milestones
from pipeline.sources.payload import Json, instant, items, mapping, mappings, names, text
from pipeline.sources.status_text import recorded

TRUST = 90
TOLD = (("summary", ""), ("customer_impact_scope", "Customer impact: "), ("root_cause", "Root cause: "))
ROLES = {"commander_user": "incident commander", "created_by_user": "declared by"}

Users = Mapping[str, Json]
"""Users by id."""


def users_of(node: Json) -> dict[str, Json]:
    """The users that an answer brings along."""
    found = [one for one in mappings(node.get("included")) if text(one, "type") == "users"]
    return {text(one, "id"): mapping(one.get("attributes")) | {"id": one.get("id")} for one in found}


def incident_account(place: Place, node: Json, users: Users) -> Account:
    place, own = place.under("", text(node, "id")), mapping(node.get("attributes"))
    reached = _milestones(place.under("attributes"), own)
    creator = _user(node, "created_by_user", users)
    declared = f"{_label(own)} declared: {text(own, 'title')}"
    told = "\n".join(f"{before}{said}" for key, before in TOLD if (said := _field(own, key)))
    involved = [_user(node, role, users) for role in ROLES]
    return Account(
        place.incident,
        _record(place, node, own, reached, users),
        place.opening(declared, when(own, "created"), text(creator, "name"), False),
        (*reached.evidence, *place.summary(told, when(own, "modified", "created"))),
        people=people_named(involved, ("name",), ("handle", "id")),
        as_of=instant(own, "modified", "created"),
        notes=(f"{place.file}: {_label(own)} is a test incident.",) if own.get("is_test") is True else (),
    )


def cell_account(place: Place, node: Json, users: Users) -> Account:
    """A cell of the timeline that somebody wrote."""
    place, own = _at_incident(place, node), mapping(node.get("attributes"))
    content = mapping(own.get("content"))
    said, at = text(content, "content", "message").replace(MARGIN, "").strip(), when(own, "display_time", "created")
    if not said:
        return Account(place.incident, as_of=at.at, dropped=("cells without words",))
    author = _user(node, "created_by_user", users) or _user(node, "author", users)
    piece = place.piece(text(node, "id"), said, at, EvidenceKind.NOTE, text(author, "name"))
    return Account(place.incident, evidence=(piece,), people=people_named([author], ("name",)), as_of=at.at)


def impact_account(place: Place, node: Json) -> Account:
    place, own = _at_incident(place, node), mapping(node.get("attributes"))
    begun = milestones(place, [("impact started", when(own, "start_at"), ""), ("impact ended", when(own, "end_at"), "")], None)
    said = text(own, "description")
    told = place.piece(text(node, "id"), f"Impact: {said}", when(own, "start_at"), EvidenceKind.NOTE)
    return Account(
        place.incident, evidence=(*begun.evidence, *([told] if said else [])), as_of=instant(own, "modified", "created")
    )


def todo_account(place: Place, node: Json) -> Account:
    place, own = _at_incident(place, node), mapping(node.get("attributes"))
    piece = place.piece(text(node, "id"), "", When(), EvidenceKind.DOCUMENT)
    given = items(own.get("assignees"))
    owners = names(one.lstrip("@") if isinstance(one, str) else text(mapping(one), "name", "handle") for one in given)
    status = "done" if text(own, "completed") else "open"
    table = f"{TOOL}:{place.incident}#to-dos"
    row = ActionRow(piece.id, table, piece.source, text(own, "content"), ", ".join(owners), text(own, "due_date"), status=status)
    return Account(place.incident, actions=(row,), as_of=instant(own, "modified", "created"))


def _at_incident(place: Place, node: Json) -> Place:
    own = mapping(node.get("attributes"))
    related = mapping(mapping(mapping(node.get("relationships")).get("incident")).get("data"))
    return place.under("", text(own, "incident_id") or text(related, "id"))


def _label(own: Json) -> str:
    number = text(own, "public_id")
    return f"Datadog #{number}" if number else "Datadog incident"


def _user(node: Json, role: str, users: Users) -> Json:
    related = mapping(mapping(node.get("relationships")).get(role))
    return users.get(text(mapping(related.get("data")), "id"), {})


def _field(own: Json, key: str) -> str:
    """A field of the incident, or of those that a team defined: `fields: {severity: {type, value}}`."""
    return text(own, key) or text(mapping(mapping(own.get("fields")).get(key)), "value")


def _fields(own: Json, key: str) -> tuple[str, ...]:
    values = items(mapping(mapping(own.get("fields")).get(key)).get("value"))
    return names(value for value in values if isinstance(value, str))


def _milestones(place: Place, own: Json) -> Milestones:
    given = (
        ("impact started", "customer_impact_start"),
        ("detected", "detected"),
        ("impact ended", "customer_impact_end"),
        ("resolved", "resolved"),
    )
    return milestones(place, [(name, when(own, key), "") for name, key in given], instant(own, "created"))


def _record(place: Place, node: Json, own: Json, reached: Milestones, users: Users) -> Record:
    severity = _field(own, "severity")
    people = [(role, text(_user(node, key, users), "name")) for key, role in ROLES.items()]
    return Record(
        source=TOOL,
        file=place.file,
        trust=TRUST,
        id=place.incident or None,
        label=_label(own) if text(own, "public_id") else None,
        title=text(own, "title") or None,
        severity=severity if severity not in ("", "UNKNOWN") else None,
        status=_field(own, "state") or None,
        services=_fields(own, "services"),
        visibility=Visibility.RESTRICTED if text(own, "visibility") == "private" else None,
        people=tuple((role, name) for role, name in people if name),
        moments=reached.moments,
        created_at=recorded(own, "created"),
        closed_at=reached.closed_at,
    )
