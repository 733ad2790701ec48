"""A parsed PagerDuty payload, REST or webhook -> pieces: incidents, log entries, notes and alerts in the shape REST gives them.

REST        {incident, log_entries, notes, alerts}, any of them alone, in a list, or inside each other
webhook v3  {event: {event_type, occurred_at, agent, data}}
webhook v2  {messages: [{event, incident, log_entries}]}
webhook v1  {messages: [{type, created_on, data: {incident}}]}
relayed     {type: "pagerduty...", data: any of the above, timestamp}
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from pipeline.sources.payload import Json, instant, items, mapping, mappings, text


class PieceKind(StrEnum):
    INCIDENT = "incident"
    LOG_ENTRY = "log_entry"
    NOTE = "note"
    ALERT = "alert"
    BROKEN = "broken"


@dataclass(frozen=True)
class Piece:
    """One object of a payload. `incident` is the id of the incident it belongs to, `at` when its content was so.

    `place` is where in the file it stands: "log_entries[3]".
    """

    kind: PieceKind
    node: Json
    place: str
    incident: str = ""
    at: datetime | None = None
    file: str = ""


ENTRY_TYPES = {
    "trigger": "trigger",
    "triggered": "trigger",
    "acknowledge": "acknowledge",
    "acknowledged": "acknowledge",
    "unacknowledge": "unacknowledge",
    "unacknowledged": "unacknowledge",
    "escalate": "escalate",
    "escalated": "escalate",
    "delegate": "delegate",
    "delegated": "delegate",
    "assign": "assign",
    "reassigned": "assign",
    "resolve": "resolve",
    "resolved": "resolve",
    "reopened": "reopen",
    "priority_updated": "priority_change",
    "status_update_published": "status_update",
}
"""What a webhook calls an event -> what REST calls the log entry of it."""

COLLECTIONS = {
    "incident": PieceKind.INCIDENT,
    "incidents": PieceKind.INCIDENT,
    "log_entry": PieceKind.LOG_ENTRY,
    "log_entries": PieceKind.LOG_ENTRY,
    "note": PieceKind.NOTE,
    "notes": PieceKind.NOTE,
    "alert": PieceKind.ALERT,
    "alerts": PieceKind.ALERT,
}


def is_pagerduty(value: object) -> bool:
    """True for payloads that only PagerDuty makes."""
    node = mapping(value) or mapping(next(iter(items(value)), None))
    if text(node, "type").startswith("pagerduty."):
        return bool(mapping(node.get("data")))
    if any(text(message, "event", "type").startswith("incident.") for message in mappings(node.get("messages"))[:1]):
        return True
    event = mapping(node.get("event"))
    if text(event, "event_type") and text(event, "occurred_at"):
        return True
    first = [mapping(item) for key in COLLECTIONS for item in _elements(node.get(key))[:1]]
    return any(_alone(item) for item in (node, *first))


def pieces_of(value: object, place: str = "") -> Iterator[Piece]:
    """Every piece in a payload, each under the incident that it names or stands beside; a thing of no use is BROKEN."""
    if elements := items(value):
        for index, item in enumerate(elements):
            yield from pieces_of(mapping(item), f"[{index}]")
        return
    node = mapping(value)
    if text(node, "type").startswith("pagerduty.") and mapping(node.get("data")):
        yield from _relayed(node, place)
    elif messages := items(node.get("messages")):
        for index, message in enumerate(messages):
            yield from _message(mapping(message), _under(place, f"messages[{index}]"))
    elif event := mapping(node.get("event")):
        yield from _event(event, _under(place, "event"))
    elif kind := _alone(node):
        yield from _piece(kind, node, place, "")
    else:
        yield from _bundle(node, place, "")


def incident_id(node: Json) -> str:
    return text(mapping(node.get("incident")), "id")


def _bundle(node: Json, place: str, incident: str) -> Iterator[Piece]:
    incident = incident_id(node) or incident
    present = [key for key in COLLECTIONS if key in node]
    if not present:
        yield Piece(PieceKind.BROKEN, node, place)
    for key in present:
        for index, item in enumerate(_elements(node[key])):
            where = _under(place, f"{key}[{index}]" if isinstance(node[key], list) else key)
            if found := mapping(item):
                yield from _piece(COLLECTIONS[key], found, where, incident)
            elif item is not None:
                yield Piece(PieceKind.BROKEN, {}, where)


def _piece(kind: PieceKind, node: Json, place: str, incident: str) -> Iterator[Piece]:
    """The piece itself, the incident it refers to, and what an incident carries inside."""
    if kind is PieceKind.INCIDENT:
        own = text(node, "id") or incident
        yield Piece(kind, node, place, own, instant(node, "updated_at", "last_status_change_at", "created_at"))
        trigger = mapping(node.get("first_trigger_log_entry"))
        if text(trigger, "type") == "trigger_log_entry":
            yield Piece(PieceKind.LOG_ENTRY, trigger, _under(place, "first_trigger_log_entry"), own)
        inner = {key: node[key] for key in ("log_entries", "notes", "alerts") if key in node}
        if inner:
            yield from _bundle(inner, place, own)
        return
    if not text(node, "id", "created_at"):
        yield Piece(PieceKind.BROKEN, node, place)
        return
    reference = mapping(node.get("incident"))
    if reference:
        yield Piece(PieceKind.INCIDENT, reference, _under(place, "incident"), text(reference, "id"))
    yield Piece(kind, node, place, text(reference, "id") or incident, instant(node, "created_at"))


def _relayed(node: Json, place: str) -> Iterator[Piece]:
    data, relayed_at = mapping(node["data"]), node.get("timestamp")
    incident, where = incident_id(data), _under(place, "data")
    if annotation := mapping(data.get("annotation")):
        key = f"{incident}#{text(node, 'timestamp')}"
        note = {"id": key, "created_at": relayed_at, "user": data.get("agent")} | annotation
        yield Piece(PieceKind.NOTE, note, _under(where, "annotation"), incident)
    if update := mapping(data.get("status_update")):
        yield Piece(PieceKind.LOG_ENTRY, _status_update(update), _under(where, "status_update"), incident)
    yield from pieces_of(data | {"type": ""}, where)


def _event(event: Json, place: str) -> Iterator[Piece]:
    """A webhook of the third generation."""
    verb, data = text(event, "event_type").rpartition(".")[2], mapping(event.get("data"))
    where, at = _under(place, "data"), instant(event, "occurred_at")
    own_incident = text(data, "type") == "incident"
    incident = data if own_incident else mapping(data.get("incident"))
    if incident:
        yield Piece(PieceKind.INCIDENT, incident, where, text(incident, "id"), at)
    shared: Json = {"created_at": event.get("occurred_at"), "agent": event.get("agent"), "user": event.get("agent")}
    if text(data, "type") == "incident_note":
        yield Piece(PieceKind.NOTE, shared | data, where, text(incident, "id"), at)
        return
    entry = shared | _entry(verb, text(event, "id"), incident)
    if message := text(data, "message"):
        entry["summary"] = message
    yield Piece(PieceKind.LOG_ENTRY, entry, place, text(incident, "id"), at)


def _message(message: Json, place: str) -> Iterator[Piece]:
    """A webhook of the first or second generation."""
    incident = mapping(message.get("incident")) or mapping(mapping(message.get("data")).get("incident"))
    at = instant(message, "created_on") or instant(incident, "last_status_change_at")
    if not incident:
        yield Piece(PieceKind.BROKEN, message, place)
        return
    yield Piece(PieceKind.INCIDENT, incident, _under(place, "incident"), text(incident, "id"), at)
    if entries := items(message.get("log_entries")):
        yield from _bundle({"log_entries": entries}, place, text(incident, "id"))
        return
    verb = text(message, "event", "type").rpartition(".")[2]
    entry = _entry(verb, text(message, "id"), incident)
    entry["created_at"] = text(message, "created_on") or text(incident, "last_status_change_at")
    entry["agent"] = incident.get("last_status_change_by") if verb in ("acknowledge", "resolve") else None
    yield Piece(PieceKind.LOG_ENTRY, entry, place, text(incident, "id"), at)


def _entry(verb: str, id: str, incident: Json) -> Json:
    assignees = incident.get("assignees") if verb in ("reassigned", "escalated", "delegated") else None
    entry: dict[str, Any] = {"id": id, "type": f"{ENTRY_TYPES.get(verb, verb)}_log_entry", "assignees": assignees}
    if verb == "priority_updated":
        entry["priority"] = incident.get("priority")
    return entry


def _status_update(update: Json) -> Json:
    return update | {"type": "status_update_log_entry", "summary": update.get("message"), "agent": update.get("sender")}


def _alone(node: Json) -> PieceKind | None:
    """What an object is by its own keys."""
    kind = text(node, "type")
    if kind.endswith(("_log_entry", "_log_entry_reference")):
        return PieceKind.LOG_ENTRY
    if "alert_key" in node and "created_at" in node:
        return PieceKind.ALERT
    if "incident_number" in node or (kind in ("incident", "incident_reference") and "escalation_policy" in node):
        return PieceKind.INCIDENT
    if "content" in node and "user" in node and "created_at" in node and "summary" in mapping(node["user"]):
        return PieceKind.NOTE
    return None


def _elements(value: object) -> list[object]:
    return [value] if mapping(value) else items(value)


def _under(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key
