"""What incident.io keeps beside an incident: updates, a timeline, actions during it, follow-ups for after it -> accounts."""

from datetime import datetime

from pipeline.domain.evidence import Evidence, EvidenceKind
from pipeline.sources.accounts import Account, Place, When, when
from pipeline.sources.action_table import ActionRow
from pipeline.sources.incidentio.incident import TOOL, people, tool_of
from pipeline.sources.payload import Json, instant, mapping, names, text

STATES = {"not_doing": "declined", "deleted": "dropped", "outstanding": "open"}


def update_account(place: Place, node: Json) -> Account:
    """An update that somebody posted to the responders, with the status and severity that it set."""
    place, at = place.under("", text(node, "incident_id")), instant(node, "created_at")
    status, severity = (text(mapping(node.get(key)), "name") for key in ("new_incident_status", "new_severity"))
    message, updater = text(node, "message"), mapping(node.get("updater"))
    user = mapping(updater.get("user"))
    said = "\n".join(names([message, f"Status: {status}" if status else "", f"Severity: {severity}" if severity else ""]))
    if not said:
        return Account(place.incident, as_of=at, dropped=("empty updates",))
    kind = EvidenceKind.NOTE if message else EvidenceKind.LOG_ENTRY
    by = text(user, "name") or tool_of(updater)
    piece = place.piece(text(node, "id"), said, when(node, "created_at"), kind, by, automated=not user)
    return Account(place.incident, evidence=(piece,), people=people([user]), as_of=at)


def timeline_account(place: Place, node: Json) -> Account:
    """What somebody put on the timeline, or had put there, dated by when it happened."""
    place, creator = place.under("", text(node, "incident_id")), mapping(node.get("creator"))
    user = mapping(creator.get("user"))
    said = "\n".join(names([text(node, "title"), text(node, "description")]))
    if not said:
        return Account(place.incident, as_of=_as_of(node), dropped=("empty timeline items",))
    kind, by = EvidenceKind.NOTE if user else EvidenceKind.LOG_ENTRY, text(user, "name") or tool_of(creator)
    piece = place.piece(text(node, "id"), said, when(node, "timestamp", "created_at"), kind, by, automated=not user)
    return Account(place.incident, evidence=(piece,), people=people([user]), as_of=_as_of(node))


def action_account(place: Place, node: Json) -> Account:
    place, assignee = place.under("", text(node, "incident_id")), mapping(node.get("assignee"))
    said = f"Action: {text(node, 'description')} ({text(node, 'status').replace('_', ' ')})"
    said += f", assigned to {text(assignee, 'name')}" if text(assignee, "name") else ""
    piece = _piece(place, node, said)
    return Account(place.incident, evidence=(piece,), people=people([assignee]), as_of=_as_of(node))


def follow_up_account(place: Place, node: Json) -> Account:
    place, assignee = place.under("", text(node, "incident_id")), mapping(node.get("assignee"))
    piece, state = _piece(place, node, ""), text(node, "status")
    row = ActionRow(
        piece.id,
        f"{TOOL}:{place.incident}#follow-ups",
        piece.source,
        text(node, "title", "description"),
        text(assignee, "name"),
        priority=text(mapping(node.get("priority")), "name"),
        status=STATES.get(state, state),
        ticket=text(mapping(node.get("external_issue_reference")), "issue_name"),
    )
    return Account(place.incident, actions=(row,), people=people([assignee]), as_of=_as_of(node))


def _piece(place: Place, node: Json, said: str) -> Evidence:
    """An action keeps the time at which it was set."""
    at: When = when(node, "created_at")
    return place.piece(text(node, "id"), said, at, EvidenceKind.LOG_ENTRY, subtype="task", automated=True)


def _as_of(node: Json) -> datetime | None:
    return instant(node, "updated_at", "created_at")
