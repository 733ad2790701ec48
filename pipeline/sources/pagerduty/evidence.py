"""A piece of a PagerDuty payload -> Evidence whose text says by itself what happened."""

from dataclasses import dataclass
from datetime import datetime

from pipeline.domain.evidence import Evidence, EvidenceKind, Source, Subtype
from pipeline.sources.pagerduty.pieces import Piece
from pipeline.sources.payload import Json, instant, mapping, mappings, names, text

SUBTYPES = {
    "trigger": Subtype.TRIGGER,
    "acknowledge": Subtype.ACKNOWLEDGE,
    "unacknowledge": Subtype.UNACKNOWLEDGE,
    "escalate": Subtype.ESCALATE,
    "exhaust_escalation_path": Subtype.ESCALATE,
    "assign": Subtype.ASSIGN,
    "delegate": Subtype.ASSIGN,
    "priority_change": Subtype.PRIORITY,
    "resolve": Subtype.RESOLVE,
    "reopen": Subtype.REOPEN,
    "merge": Subtype.MERGE,
}
VERBS = {
    "acknowledge": "Acknowledged",
    "unacknowledge": "Unacknowledged",
    "escalate": "Escalated",
    "assign": "Reassigned",
    "delegate": "Delegated",
    "priority_change": "Priority changed",
    "resolve": "Resolved",
    "reopen": "Reopened",
    "merge": "Merged",
}
DETAIL_LINES = 12
"""Alerts can carry whole configurations as details; the first lines are those that the alert's author chose to show."""


@dataclass(frozen=True)
class Named:
    """What an incident is called in texts: `label` "PagerDuty #8841", `title` may be empty."""

    label: str
    title: str


def entry_type(node: Json) -> str:
    """`acknowledge` of `acknowledge_log_entry`."""
    return text(node, "type").removesuffix("_reference").removesuffix("_log_entry")


def is_person(agent: Json) -> bool:
    return text(agent, "type").startswith("user") or "email" in agent


def person_name(user: Json) -> str:
    return text(user, "summary", "name", "display_name")


def entry_evidence(piece: Piece, named: Named) -> Evidence:
    """A log entry as evidence; its subtype is of `Subtype` where that has a word for it, else PagerDuty's own."""
    kind, agent = entry_type(piece.node), mapping(piece.node.get("agent"))
    status_update = kind == "status_update"
    return _evidence(piece).model_copy(
        update={
            "author": person_name(agent) or None,
            "automated": not is_person(agent),
            "kind": EvidenceKind.STATUS_UPDATE if status_update else EvidenceKind.LOG_ENTRY,
            "subtype": str(SUBTYPES.get(kind, kind)),
            "text": _trigger_text(piece.node, agent, named) if kind == "trigger" else _entry_text(piece.node, kind, agent),
        }
    )


def note_evidence(piece: Piece, entries: tuple[str, ...]) -> Evidence:
    """A note as evidence; `entries` are ids of the annotate entries that PagerDuty wrote for it."""
    user = mapping(piece.node.get("user"))
    base = _evidence(piece)
    changed = instant(piece.node, "updated_at")
    return base.model_copy(
        update={
            "author": person_name(user) or None,
            "automated": bool(user) and not is_person(user),
            "kind": EvidenceKind.NOTE,
            "text": text(piece.node, "content"),
            "edited": bool(base.at and changed and changed > base.at),
            "source": base.source.model_copy(update={"ids": (base.id, *entries) if entries else ()}),
        }
    )


def alert_evidence(piece: Piece) -> Evidence:
    node = piece.node
    severity = text(node, "severity")
    suppressed = " (suppressed)" if node.get("suppressed") is True else ""
    head = f"Alert: {text(node, 'summary', 'alert_key')}{f' ({severity})' if severity else ''}{suppressed}"
    return _evidence(piece).model_copy(
        update={
            "author": text(mapping(node.get("integration")), "summary") or None,
            "automated": True,
            "kind": EvidenceKind.ALERT,
            "subtype": str(Subtype.FIRING),
            "text": _lines(head, *_details(mapping(node.get("body")).get("details"))),
        }
    )


def incident_evidence(piece: Piece, named: Named) -> Evidence:
    """The incident itself as evidence of its trigger, for records that come without the log."""
    body = mapping(piece.node.get("body"))
    told = (text(piece.node, "description"), *_details(body.get("details")))
    return _evidence(piece).model_copy(
        update={
            "at": instant(piece.node, "created_at", "created_on"),
            "at_text": None,
            "automated": not _opened_by_hand(piece.node),
            "kind": EvidenceKind.ALERT,
            "subtype": str(Subtype.TRIGGER),
            "text": _lines(_triggered(named, ""), *(line for line in told if line != named.title)),
        }
    )


def acknowledgements(piece: Piece) -> list[Evidence]:
    """One piece of evidence for each person who holds the incident."""
    base, found = _evidence(piece), acknowledgers(piece.node)
    return [
        base.model_copy(
            update={
                "id": f"{base.id}#acknowledged-{index}",
                "at": at,
                "at_text": None,
                "author": person_name(user) or None,
                "kind": EvidenceKind.LOG_ENTRY,
                "subtype": str(Subtype.ACKNOWLEDGE),
                "text": f"Acknowledged by {person_name(user)}" if person_name(user) else "Acknowledged",
            }
        )
        for index, (user, at) in enumerate(found, start=1)
        if at
    ]


def acknowledgers(node: Json) -> list[tuple[Json, datetime | None]]:
    """Who holds the incident now, and since when."""
    given = [(mapping(item.get("acknowledger")), instant(item, "at")) for item in mappings(node.get("acknowledgements"))]
    return given + [(mapping(item.get("object")), instant(item, "at")) for item in mappings(node.get("acknowledgers"))]


def _opened_by_hand(node: Json) -> bool:
    trigger = text(mapping(node.get("first_trigger_log_entry")), "summary")
    return text(node, "trigger_type") == "web_trigger" or "through the website" in trigger


def _evidence(piece: Piece) -> Evidence:
    at = instant(piece.node, "created_at")
    own = text(piece.node, "id") or f"{piece.incident or 'incident'}#{piece.place}"
    return Evidence(
        id=f"pagerduty:{own}",
        at=at,
        at_text=(text(piece.node, "created_at") or None) if at is None else None,
        thread=f"pagerduty:{piece.incident}" if piece.incident else None,
        source=Source(file=piece.file, locator=piece.place),
    )


def _triggered(named: Named, by: str) -> str:
    return f"{named.label} triggered{by}: {named.title}" if named.title else f"{named.label} triggered{by}"


def _trigger_text(node: Json, agent: Json, named: Named) -> str:
    by = f" by {person_name(agent)}" if is_person(agent) and person_name(agent) else ""
    channel, details = mapping(node.get("channel")), mapping(node.get("event_details"))
    told = [text(details, "description"), text(channel, "subject"), text(channel, "summary"), text(channel, "body")]
    told = [line for line in told if line != named.title]
    return _lines(_triggered(named, by), *told, *_details(channel.get("details")))


def _entry_text(node: Json, kind: str, agent: Json) -> str:
    by = person_name(agent)
    said = text(node, "summary")
    if not said:
        said = VERBS.get(kind, kind.replace("_", " ").capitalize() or "Entry")
        to = ", ".join(names(person_name(user) for user in mappings(node.get("assignees"))))
        said += f" to {to or text(mapping(node.get('priority')), 'summary')}" if to or node.get("priority") else ""
    if kind == "status_update" or not is_person(agent) or by in said:
        return said
    return f"{said} by {by}"


def _details(value: object) -> list[str]:
    """An alert's details, a line each: free text as it is, fields as `name: value`, what is nested left out."""
    if isinstance(value, str):
        return [text({"text": value}, "text")]
    fields = mapping(value)
    return [f"{key}: {line}" for key in fields if (line := text(fields, key))][:DETAIL_LINES]


def _lines(*lines: str) -> str:
    return "\n".join(names(lines))
