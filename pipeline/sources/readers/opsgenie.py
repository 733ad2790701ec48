"""Opsgenie alerts and incidents, their notes and logs (API answers and webhooks) -> evidence, and a record for each.

    webhook  {action, alert: {alertId, tinyId, message, username, createdAt, updatedAt, ...}, integrationName, ...}
    REST     {data: alert or incident}  {data: [alert]}  {data: [{note, owner, createdAt}]}  {data: [{log, type, owner, ...}]}
    relayed  {type: "opsgenie...", data, timestamp}

Webhooks count `createdAt` in milliseconds and `updatedAt` in nanoseconds, REST writes both in ISO 8601. A webhook's `updatedAt`
is when its action was taken; one of an escalation has no time at all.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from pipeline.domain.evidence import Evidence, EvidenceKind, Subtype
from pipeline.domain.incident import MomentName, Visibility
from pipeline.domain.material import Record
from pipeline.domain.moment import Basis, Moment
from pipeline.sources.accounts import Account, Place, When, links_of, payloads, reading_of
from pipeline.sources.files import Tree
from pipeline.sources.milestones import milestones
from pipeline.sources.payload import Json, claim_folders, epoch, instant, items, mapping, names, text
from pipeline.sources.reading import Claim, Reading, ReadOptions

FORMAT = "opsgenie"
PRODUCT = "Opsgenie alert"
PRIORITY = 40
TRUST = 80

KEYS = ("alertId", "tinyId", "integrationName", "note", "log", "escalationId")
SUBTYPES = {
    "create": Subtype.TRIGGER,
    "acknowledge": Subtype.ACKNOWLEDGE,
    "unacknowledge": Subtype.UNACKNOWLEDGE,
    "close": Subtype.RESOLVE,
    "escalate": Subtype.ESCALATE,
    "escalatenext": Subtype.ESCALATE,
    "assignownership": Subtype.ASSIGN,
    "takeownership": Subtype.ASSIGN,
    "updatepriority": Subtype.PRIORITY,
}
SAID = {
    "addnote": "{note}",
    "addrecipient": "Recipient added: {recipient}",
    "addteam": "Team added: {team}",
    "assignownership": "Assigned to {owner}",
    "takeownership": "Taken over by {username}",
    "unacknowledge": "Unacknowledged",
    "escalate": "Escalated by {escalationName}",
    "escalatenext": "Escalated to the next rule",
    "updatepriority": "Priority changed to {priority}",
    "delete": "Alert deleted",
}
VERBS = {"acknowledge": "Acknowledged", "close": "Closed"}
MOST_WAITED = 10**11
"""Milliseconds: about three years."""

OPENING = frozenset({"create", ""})
NOISE = frozenset({"addtags", "removetags", "updatemessage", "updatedescription", "adddetails", "removedetails", "seen"})
STATUS_AFTER = {"create": "open", "acknowledge": "acknowledged", "close": "closed"}


def sniff(tree: Tree) -> list[Claim]:
    return claim_folders(tree, KEYS, lambda value: any(True for _ in _accounts(value, "")))


def read(claim: Claim, options: ReadOptions) -> Reading:
    """All alerts and incidents of the claim. Raises EmptySource, UnreadableSource."""
    accounts = [account for file in claim.files for account in _accounts(file.json, file.name)]
    return reading_of(claim, PRODUCT, accounts)


def _accounts(value: object, file: str) -> Iterator[Account]:
    for place, node in payloads(value, file, FORMAT, "opsgenie."):
        if _is_webhook(node):
            yield _action_account(place, node)
            continue
        for inner, item in [(place, node), *place.each(node, "data")]:
            if _is_object(item):
                yield _object_account(inner, item)
            elif _is_entry(item):
                yield _entry_account(inner, item)


def _is_webhook(node: Json) -> bool:
    return "action" in node and "alertId" in mapping(node.get("alert"))


def _is_object(node: Json) -> bool:
    return {"tinyId", "message", "id"} <= node.keys()


def _is_entry(node: Json) -> bool:
    return {"owner", "createdAt", "offset"} <= node.keys() and ("note" in node or "log" in node)


def _at(node: Json, *keys: str) -> When:
    """ISO 8601, or a count since 1970 whose unit its size tells."""
    at = next((found for key in keys if (found := instant(node, key) or epoch(node, key))), None)
    return When(at, "" if at else text(node, *keys))


def _action_account(place: Place, node: Json) -> Account:
    """A webhook: the alert as it was after an action, and the action."""
    alert, action = mapping(node["alert"]), text(node, "action").lower()
    place = place.under("", text(alert, "alertId"))
    at = _at(alert, "updatedAt", "createdAt")
    record = _record(place, alert | {"status": STATUS_AFTER.get(action)}, at.at if action == "close" else None)
    opening = (
        place.opening(_opened(alert), _at(alert, "createdAt"), text(alert, "source"), _by_tool(alert))
        if text(alert, "message")
        else None
    )
    if action in NOISE | OPENING:
        dropped = () if action in OPENING else ("changes of tags and texts",)
        return Account(place.incident, record, opening, as_of=at.at, dropped=dropped)
    return Account(place.incident, record, opening, (_action(place, node, alert, action, at),), as_of=at.at)


def _action(place: Place, node: Json, alert: Json, action: str, at: When) -> Evidence:
    """What was done, by the user of the webhook; `source` says which tool it came from."""
    facts = {key: text(alert, key) or text(node, key) for key in ("note", "recipient", "team", "owner", "username", "priority")}
    facts["escalationName"] = text(node, "escalationName")
    by_person = text(mapping(node.get("source")), "type").lower() in ("web", "api", "mobile", "slack") and bool(facts["username"])
    verb = VERBS.get(action) or text(node, "action")
    said = SAID[action].format(**facts).strip() if action in SAID else verb
    kind = EvidenceKind.NOTE if action == "addnote" else EvidenceKind.LOG_ENTRY
    own = f"{place.incident}#{action}-{text(alert, 'updatedAt') or place.locator or 'action'}"
    author = facts["username"] if by_person else ""
    return place.piece(
        own, said, at, kind, author, automated=not by_person, subtype=SUBTYPES.get(action) and str(SUBTYPES[action])
    )


def _object_account(place: Place, node: Json) -> Account:
    """An alert or an incident as REST answers it, with the report of who took and closed it."""
    place = place.under("", text(node, "id"))
    created = _at(node, "createdAt")
    impact = [("impact started", _at(node, "impactStartDate"), ""), ("impact ended", _at(node, "impactEndDate"), "")]
    reached, reported = milestones(place, impact, created.at), _reported(place, node, created.at)
    closed = next((piece.at for piece in reported if piece.subtype == Subtype.RESOLVE), None)
    return Account(
        place.incident,
        _record(place, node, closed, reached.moments),
        place.opening(_opened(node), created, text(node, "source"), _by_tool(node)),
        (*reached.evidence, *reported, *place.summary(text(node, "description"), created)),
        as_of=_at(node, "updatedAt", "createdAt").at,
    )


def _reported(place: Place, node: Json, created: datetime | None) -> list[Evidence]:
    """Who acknowledged and closed an alert; the report counts milliseconds from its creation."""
    report = mapping(node.get("report"))
    found: list[Evidence] = []
    for key, by, verb in (("ackTime", "acknowledgedBy", "acknowledge"), ("closeTime", "closedBy", "close")):
        waited = report.get(key)
        if created and isinstance(waited, int) and not isinstance(waited, bool) and 0 < waited < MOST_WAITED:
            at, author = When(created + timedelta(milliseconds=waited)), text(report, by)
            own, subtype = f"{place.incident}#{verb}", str(SUBTYPES[verb])
            kind = EvidenceKind.LOG_ENTRY
            found.append(place.under("report").piece(own, VERBS[verb], at, kind, author, automated=not author, subtype=subtype))
    return found


def _entry_account(place: Place, node: Json) -> Account:
    """A note or an entry of the log; neither names its alert."""
    at, note = _at(node, "createdAt"), text(node, "note")
    kind = EvidenceKind.NOTE if note else EvidenceKind.LOG_ENTRY
    own = f"{'note' if note else 'log'}-{text(node, 'offset')}"
    automated = not note and text(node, "type") in ("system", "")
    piece = place.piece(own, note or text(node, "log"), at, kind, "" if automated else text(node, "owner"), automated=automated)
    return Account("", evidence=(piece,) if piece.text else (), as_of=at.at)


def _opened(node: Json) -> str:
    number = text(node, "tinyId")
    head = f"Opsgenie #{number} triggered: {text(node, 'message')}" if number else f"Opsgenie alert: {text(node, 'message')}"
    facts = [("entity", text(node, "entity")), ("priority", _priority(node))]
    return "\n".join([head, *(f"{name}: {value}" for name, value in facts if value)])


def _priority(node: Json) -> str:
    """Webhooks give the number alone."""
    given = text(node, "priority")
    return f"P{given}" if given.isdigit() else given


def _by_tool(node: Json) -> bool:
    """A person's own alert has their address as its source; an incident is declared by somebody."""
    return "impactedServices" not in node and "@" not in text(node, "source")


def _record(place: Place, node: Json, closed: datetime | None, moments: dict[MomentName, Moment] | None = None) -> Record:
    created, number = _at(node, "createdAt").at, text(node, "tinyId")
    opened = Moment(at=created, basis=Basis.RECORD, evidence=(f"{FORMAT}:{place.incident}",)) if created else None
    return Record(
        source=FORMAT,
        file=place.file,
        trust=TRUST,
        id=place.incident or None,
        label=f"Opsgenie #{number}" if number else None,
        title=text(node, "message") or None,
        severity=_priority(node) or None,
        status=text(node, "status") or None,
        services=names(service for service in items(node.get("impactedServices")) if isinstance(service, str)),
        visibility=Visibility.RESTRICTED if text(node, "visibility") == "private" else None,
        links=links_of(("Opsgenie", text(mapping(node.get("links")), "web"))),
        people=(("owner", text(node, "owner")),) if text(node, "owner") else (),
        moments=({MomentName.DETECTED: opened} if opened and _by_tool(node) else {}) | (moments or {}),
        created_at=opened,
        closed_at=Moment(at=closed, basis=Basis.RECORD) if closed else None,
    )
