"""incident.io incidents with updates, timeline, actions, follow-ups (API answers and webhooks) -> evidence, and one record each.

    {incident}  {incidents: [incident]}  {incident_updates: [update]}  {incident_timeline_items: [item]}  {actions: [action]}
    {follow_ups: [follow-up]}  any alone
    webhook     {event_type: E, E: one of those}, of a change of status {event_type: E, E: {incident, new_status, update_message}}
    relayed     {type: "incident...", data, timestamp}

Of a private incident a webhook carries the id alone. Files of one folder are read together.
"""

from collections.abc import Iterator

from pipeline.domain.incident import Visibility
from pipeline.domain.material import Record
from pipeline.errors import UnreadableSource
from pipeline.sources.accounts import Account, Place, payloads, reading_of
from pipeline.sources.files import Tree
from pipeline.sources.incidentio.incident import TOOL, TRUST, incident_account, status_change_account
from pipeline.sources.incidentio.log import action_account, follow_up_account, timeline_account, update_account
from pipeline.sources.payload import Json, claim_folders, mapping, text
from pipeline.sources.reading import Claim, Reading, ReadOptions

FORMAT = TOOL
PRODUCT = "incident.io incident"
PRIORITY = 40

KEYS = ("reference", "incident_updates", "actions", "follow_ups", "event_type", "incident_id", "permalink", "incident_status")
ONE_OBJECT = ("incident", "incident_update", "incident_timeline_item", "action", "follow_up")
OBJECTS = tuple(key for one in ONE_OBJECT for key in (one, f"{one}s"))


def sniff(tree: Tree) -> list[Claim]:
    return claim_folders(tree, KEYS, lambda value: any(True for _ in _accounts(value, "")))


def read(claim: Claim, options: ReadOptions) -> Reading:
    """All incidents of the claim. Raises EmptySource, UnreadableSource."""
    accounts = [account for file in claim.files for account in _accounts(file.json, file.name)]
    if accounts and not any(account.opening or account.evidence or account.actions for account in accounts):
        problem = "this tells of a private incident's id, or of changes without words, and of nothing else"
        raise UnreadableSource(claim.name, problem, "give the incident itself as the API answers it")
    return reading_of(claim, PRODUCT, accounts)


def _accounts(value: object, file: str) -> Iterator[Account]:
    for place, node in payloads(value, file, FORMAT, "incident."):
        event = text(node, "event_type")
        if inner := mapping(node.get(event)):
            yield from _of_event(event, place.under(event), inner)
        else:
            yield from _of_object(place, node)


def _of_event(event: str, place: Place, inner: Json) -> Iterator[Account]:
    """What a webhook tells; of a private incident its id alone."""
    if event.startswith("private_incident.") and not _is_incident(inner) and (id := text(inner, "id", "incident_id")):
        yield Account(id, Record(FORMAT, place.file, TRUST, id=id, visibility=Visibility.RESTRICTED))
    elif "new_status" in inner and _is_incident(mapping(inner.get("incident"))):
        yield status_change_account(place, inner)
    else:
        yield from _of_object(place, inner)


def _of_object(place: Place, node: Json) -> Iterator[Account]:
    """The object itself, or those that it wraps."""
    if (account := _account(place, node)) is not None:
        yield account
        return
    for key in OBJECTS:
        for inner, item in place.each(node, key):
            if (account := _account(inner, item)) is not None:
                yield account


def _account(place: Place, node: Json) -> Account | None:
    if _is_incident(node):
        return incident_account(place, node)
    if "incident_id" not in node:
        return None
    if "message" in node and ("new_incident_status" in node or "updater" in node):
        return update_account(place, node)
    if "timestamp" in node and "title" in node and "creator" in node:
        return timeline_account(place, node)
    if "status" in node and "title" in node:
        return follow_up_account(place, node)
    return action_account(place, node) if "status" in node and "description" in node else None


def _is_incident(node: Json) -> bool:
    return "reference" in node and "name" in node and any(key in node for key in ("permalink", "incident_status", "severity"))
