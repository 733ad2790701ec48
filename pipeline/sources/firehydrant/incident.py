"""A FireHydrant incident, as it stood at its last update -> Account.

Milestones hold who set them and when they were reached; follow-ups come after the incident, tasks are done during it.
"""

from collections.abc import Iterator
from datetime import datetime

from pipeline.domain.evidence import Evidence, EvidenceKind
from pipeline.domain.incident import Visibility
from pipeline.domain.material import Person, Record
from pipeline.sources.accounts import Account, Place, When, links_of, people_named, when
from pipeline.sources.action_table import ActionRow
from pipeline.sources.milestones import Milestones, milestones
from pipeline.sources.payload import Json, instant, mapping, mappings, names, text
from pipeline.sources.status_text import recorded

TOOL = "firehydrant"
TRUST = 90


def incident_account(place: Place, node: Json) -> Account:
    place = place.under("", text(node, "id"))
    declared, updated = _declared(node), when(node, "updated_at", "created_at")
    reached = milestones(place, _reached(node), declared.at)
    creator = mapping(node.get("created_by"))
    return Account(
        place.incident,
        _record(place, node, reached),
        place.opening(f"{_label(node)} opened: {text(node, 'name')}", declared, text(creator, "name"), False),
        (*reached.evidence, *_tasks(place, node), *_last_note(place, node), *place.summary(_told(node), updated)),
        tuple(_row(inner, row) for inner, row in place.each(node, "follow_ups")),
        _people(node),
        updated.at,
    )


def _label(node: Json) -> str:
    number = text(node, "number")
    return f"FireHydrant #{number}" if number else "FireHydrant incident"


def _declared(node: Json) -> When:
    """When it was opened; the milestone of the start is set then, and may be all that is told of it."""
    started = (at for name, at, _ in _reached(node) if name == "started")
    given = when(node, "created_at", "started_at")
    return given if given.at else next(started, given)


def _reached(node: Json) -> list[tuple[str, When, str]]:
    """The milestones, in the list of old and in the phases of new."""
    phases = (milestone for phase in mappings(node.get("lifecycle_phases")) for milestone in mappings(phase.get("milestones")))
    given = [*mappings(node.get("milestones")), *phases]
    found = {
        text(one, "type", "slug", "name"): (text(one, "type", "slug", "name"), when(one, "occurred_at", "created_at"), "")
        for one in given
    }
    return list(found.values())


def _told(node: Json) -> str:
    impact = text(node, "customer_impact_summary")
    fields = [f"{name}: {value}" for name, value in _custom_fields(node)]
    parts = [text(node, "description"), text(node, "summary"), f"Customer impact: {impact}" if impact else "", *fields]
    return "\n".join(names(parts))


def _custom_fields(node: Json) -> Iterator[tuple[str, str]]:
    for field in mappings(node.get("custom_fields")):
        name, value = text(field, "display_name", "name"), text(field, "value", "value_string")
        if name and value:
            yield name, value


def _tasks(place: Place, node: Json) -> list[Evidence]:
    return [
        inner.piece(
            text(task, "id"),
            f"Task: {said} ({text(task, 'status', 'state').replace('_', ' ') or 'open'})",
            when(task, "created_at"),
            EvidenceKind.LOG_ENTRY,
            subtype="task",
            automated=True,
        )
        for inner, task in place.each(node, "tasks")
        if (said := text(task, "title", "description"))
    ]


def _last_note(place: Place, node: Json) -> list[Evidence]:
    """The last note: an object with its time, or its words alone."""
    note = mapping(node.get("last_note")) or {"body": node.get("last_note")}
    said, author = text(note, "body"), mapping(note.get("author")) or mapping(note.get("created_by"))
    own = text(note, "id") or f"{place.incident}#last-note"
    piece = place.under("last_note").piece(own, said, when(note, "created_at"), EvidenceKind.NOTE, text(author, "name"))
    return [piece] if said else []


def _row(place: Place, node: Json) -> ActionRow:
    piece = place.piece(text(node, "id"), "", When(), EvidenceKind.DOCUMENT)
    assignees = [mapping(node.get("assigned_to")), *mappings(node.get("assignees"))]
    return ActionRow(
        piece.id,
        f"{TOOL}:{place.incident}#follow-ups",
        piece.source,
        text(node, "title", "summary", "description"),
        ", ".join(names(text(user, "name") for user in assignees)),
        text(node, "due_at", "due_date"),
        text(mapping(node.get("priority")), "name") or text(node, "priority"),
        text(node, "status", "state"),
    )


def _record(place: Place, node: Json, reached: Milestones) -> Record:
    return Record(
        source=TOOL,
        file=place.file,
        trust=TRUST,
        id=place.incident or None,
        label=_label(node) if text(node, "number") else None,
        title=text(node, "name") or None,
        severity=text(node, "severity", "priority") or text(mapping(node.get("severity")), "slug") or None,
        status=text(node, "current_milestone") or None,
        services=names(
            [
                *(text(service, "name") for service in mappings(node.get("services"))),
                *(text(mapping(one.get("impact")), "name") for one in mappings(node.get("impacts"))),
            ]
        ),
        visibility=Visibility.RESTRICTED if _is_restricted(node) else None,
        links=links_of(
            ("FireHydrant", text(node, "incident_url")),
            ("Slack channel", text(node, "slack_channel_url")),
            *(("Conference bridge", text(bridge, "url")) for bridge in mappings(node.get("conference_bridges"))),
        ),
        people=tuple((role, name) for one in mappings(node.get("role_assignments")) for role, name in [_assigned(one)] if name),
        moments=reached.moments,
        created_at=recorded(node, "created_at") or recorded(node, "started_at"),
        closed_at=reached.closed_at,
    )


def _is_restricted(node: Json) -> bool:
    """By its own mark, or because it is talked about in a private channel."""
    channels = mappings(node.get("incident_channels"))
    return node.get("restricted") is True or any(text(channel, "visibility") == "private" for channel in channels)


def _assigned(assignment: Json) -> tuple[str, str]:
    role = text(mapping(assignment.get("incident_role")), "name") or text(assignment, "role")
    return role, text(mapping(assignment.get("user")), "name") or text(assignment, "user_name")


def _people(node: Json) -> tuple[Person, ...]:
    assignments = mappings(node.get("role_assignments"))
    users = [mapping(one.get("user")) or {"name": one.get("user_name"), "id": one.get("user_id")} for one in assignments]
    creator = mapping(node.get("created_by"))
    users += [creator] if "email" in creator else []
    users += [user for row in mappings(node.get("follow_ups")) for user in mappings(row.get("assignees"))]
    return people_named(users, ("name",), ("slack_user_id", "id"))


def last_change(node: Json) -> datetime | None:
    return instant(node, "updated_at", "occurred_at", "created_at")
