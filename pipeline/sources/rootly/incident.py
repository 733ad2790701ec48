"""A Rootly incident, as it stood at its last update, with what it carries inside -> Account.

`started_at` is when it was declared unless somebody set it back; `private` incidents are for few readers.
"""

from datetime import datetime

from pipeline.domain.evidence import Evidence, EvidenceKind
from pipeline.domain.incident import Visibility
from pipeline.domain.material import Person, Record
from pipeline.sources.accounts import Account, Place, When, links_of, people_named, when
from pipeline.sources.action_table import ActionRow
from pipeline.sources.milestones import Milestones, milestones
from pipeline.sources.payload import Json, instant, items, mapping, names, text
from pipeline.sources.status_text import plain, recorded

TOOL = "rootly"
TRUST = 90

STEPS = ("started", "detected", "acknowledged", "mitigated", "resolved", "closed", "cancelled")
MESSAGES = {"mitigation_message": "mitigated", "resolution_message": "resolved", "cancellation_message": "cancelled"}
NAME = ("full_name", "name", "email")


def flat(value: object) -> Json:
    """An object of JSON:API as if its attributes were its own, others as they are."""
    node = mapping(value)
    node = mapping(node.get("data")) or node
    attributes = mapping(node.get("attributes"))
    return {**attributes, "id": node.get("id"), "type": node.get("type")} if attributes else node


def flats(value: object) -> list[Json]:
    """The objects of a list, or of the list under `data`."""
    return [flat(item) for item in items(value) or items(mapping(value).get("data"))]


def name_of(value: object) -> str:
    """A name given as text or as an object that has one."""
    return value.strip() if isinstance(value, str) else text(flat(value), *NAME)


def incident_account(place: Place, node: Json) -> Account:
    """`node` is the flat incident."""
    place = place.under("", text(node, "id"))
    declared = instant(node, "created_at", "started_at")
    reached = _milestones(place, node, declared)
    opener = name_of(node.get("started_by")) or name_of(node.get("user"))
    opening = place.opening(
        f"{_label(node)} opened: {text(node, 'title')}", when(node, "created_at", "started_at"), opener, False
    )
    return Account(
        place.incident,
        _record(place, node, reached),
        opening,
        (*reached.evidence, *_messages(place, node), *place.summary(plain(text(node, "summary")), _last(node))),
        tuple(action_row(place.under(f"action_items[{n}]"), row) for n, row in enumerate(flats(node.get("action_items")))),
        _people(node),
        instant(node, "updated_at", "resolved_at", "mitigated_at", "started_at"),
    )


def action_row(place: Place, node: Json) -> ActionRow:
    piece = place.piece(text(node, "id"), "", when(node), EvidenceKind.DOCUMENT)
    return ActionRow(
        piece.id,
        f"{TOOL}:{place.incident}#action-items",
        piece.source,
        plain(text(node, "summary", "description")),
        name_of(node.get("assigned_to") or node.get("assigned_to_user")),
        text(node, "due_date"),
        text(node, "priority"),
        text(node, "status"),
        text(node, "jira_issue_key", "jira_issue_id", "linear_issue_id"),
    )


def _label(node: Json) -> str:
    number = text(node, "sequential_id")
    return f"Rootly #{number}" if number else "Rootly incident"


def _last(node: Json) -> When:
    return when(node, "updated_at", "created_at", "started_at")


def _milestones(place: Place, node: Json, declared: datetime | None) -> Milestones:
    given = [(step, when(node, f"{step}_at"), name_of(node.get(f"{step}_by"))) for step in STEPS]
    return milestones(place, given, declared)


def _messages(place: Place, node: Json) -> list[Evidence]:
    """What was written where the incident was called mitigated or resolved."""
    return [
        place.under(key).piece(
            f"{place.incident}#{key.replace('_', '-')}",
            f"{step.capitalize()}: {said}",
            when(node, f"{step}_at"),
            EvidenceKind.NOTE,
            name_of(node.get(f"{step}_by")),
        )
        for key, step in MESSAGES.items()
        if (said := plain(text(node, key)))
    ]


def _record(place: Place, node: Json, reached: Milestones) -> Record:
    return Record(
        source=TOOL,
        file=place.file,
        trust=TRUST,
        id=place.incident or None,
        label=_label(node) if text(node, "sequential_id") else None,
        title=text(node, "title") or None,
        severity=name_of(node.get("severity")) or None,
        status=text(node, "status") or None,
        services=names(name_of(service) for service in items(node.get("services")) or flats(node.get("services"))),
        visibility=Visibility.RESTRICTED if node.get("private") is True else None,
        links=links_of(
            ("Rootly", text(node, "url")),
            ("Slack channel", text(node, "slack_channel_url")),
            ("Call", text(node, "zoom_meeting_join_url", "google_meeting_url")),
        ),
        people=tuple((role, name) for one in flats(node.get("roles")) for role, name in [_assigned(one)] if role and name),
        moments=reached.moments,
        created_at=recorded(node, "created_at") or recorded(node, "started_at"),
        closed_at=reached.closed_at,
    )


def _assigned(role: Json) -> tuple[str, str]:
    return name_of(role.get("incident_role")), name_of(role.get("user"))


def _people(node: Json) -> tuple[Person, ...]:
    users = [flat(node.get(key)) for key in ("user", *(f"{step}_by" for step in STEPS))]
    users += [flat(one.get("user")) for one in flats(node.get("roles"))]
    users += [flat(row.get("assigned_to") or row.get("assigned_to_user")) for row in flats(node.get("action_items"))]
    return people_named(users, NAME[:2], ("slack_user_id", "id"))
