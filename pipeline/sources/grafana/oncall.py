"""Grafana OnCall: an alert group as REST answers it, or as a webhook tells of an action on it -> Account."""

from pipeline.domain.evidence import Evidence, EvidenceKind, Subtype
from pipeline.domain.incident import MomentName
from pipeline.domain.material import Record
from pipeline.domain.moment import Basis, Moment
from pipeline.sources.accounts import Account, Place, links_of, people_named, when
from pipeline.sources.grafana.incident import TOOL
from pipeline.sources.payload import Json, instant, mapping, text
from pipeline.sources.status_text import recorded

TRUST = 75
ACTIONS = {
    "acknowledge": ("Acknowledged", Subtype.ACKNOWLEDGE),
    "unacknowledge": ("Unacknowledged", Subtype.UNACKNOWLEDGE),
    "resolve": ("Resolved", Subtype.RESOLVE),
    "unresolve": ("Reopened", Subtype.REOPEN),
    "escalation": ("Escalated", Subtype.ESCALATE),
    "silence": ("Silenced", None),
    "unsilence": ("Unsilenced", None),
}
USER = ("name", "username", "email")


def is_alert_group(node: Json) -> bool:
    return {"state", "created_at", "alerts_count"} <= node.keys() and ("integration_id" in node or "permalinks" in node)


def is_webhook(node: Json) -> bool:
    return "alert_group" in node and "integration" in node and "type" in mapping(node.get("event"))


def webhook_account(place: Place, node: Json) -> Account:
    """The alert group, and the action that it was sent for, by the user who took it."""
    group, user, event = (mapping(node.get(key)) for key in ("alert_group", "user", "event"))
    place = place.under("", text(node, "alert_group_id") or text(group, "id"))
    verb, subtype = ACTIONS.get(text(event, "type"), ("", None))
    at, source = when(event, "time"), text(mapping(node.get("integration")), "name")
    told = _account(place.under("alert_group"), group, source)
    if not verb:
        return told
    own, kind = f"{place.incident}#{verb.lower()}", EvidenceKind.LOG_ENTRY
    action = place.piece(own, verb, at, kind, text(user, *USER), automated=not user, subtype=str(subtype) if subtype else None)
    people = people_named([user], USER[:2], ("username", "id"))
    return Account(told.incident, told.record, told.opening, (action,), people=people, as_of=at.at or told.as_of)


def group_account(place: Place, node: Json) -> Account:
    """The alert group with the acknowledgement and the resolution that it holds."""
    place = place.under("", text(node, "id"))
    told = _account(place, node, "")
    steps = [_step(place, node, key) for key in ("acknowledge", "resolve")]
    return Account(told.incident, told.record, told.opening, tuple(one for one in steps if one), as_of=told.as_of)


def _step(place: Place, node: Json, action: str) -> Evidence | None:
    verb, subtype = ACTIONS[action]
    at, by = when(node, f"{verb.lower()}_at"), node.get(f"{verb.lower()}_by")
    author = by if isinstance(by, str) else text(mapping(by), *USER)
    own = f"{place.incident}#{verb.lower()}"
    return (
        place.piece(own, verb, at, EvidenceKind.LOG_ENTRY, author, automated=not author, subtype=str(subtype)) if at.at else None
    )


def _account(place: Place, node: Json, source: str) -> Account:
    title, created = text(node, "title"), instant(node, "created_at")
    opened = Moment(at=created, basis=Basis.RECORD, evidence=(f"{TOOL}:{place.incident}",)) if created else None
    record = Record(
        source=TOOL,
        file=place.file,
        trust=TRUST,
        id=place.incident or None,
        title=title or None,
        status=text(node, "state") or None,
        links=links_of(("Grafana OnCall", text(mapping(node.get("permalinks")), "web"))),
        moments={MomentName.DETECTED: opened} if opened else {},
        created_at=opened,
        closed_at=recorded(node, "resolved_at"),
    )
    head = f"Grafana OnCall alert group triggered: {title}" if title else "Grafana OnCall alert group triggered"
    opening = place.opening(head, when(node, "created_at"), source, True)
    return Account(place.incident, record, opening, as_of=instant(node, "resolved_at", "acknowledged_at", "created_at"))
