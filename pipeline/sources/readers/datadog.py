"""Datadog events, monitor alerts and incidents (API answers and webhooks) -> evidence, and a record for each incident.

    event     {id, title, text, date_happened, alert_type, tags}  {event}  {events: [event]}  {data: [event of version 2]}
    webhook   the fields that its template names, among them title, date and alert_transition
    incident  {data, included}, data one or a list of type incidents, incident_timeline_cells, incident_impacts, incident_todos
    relayed   {type: "datadog...", data, timestamp}

Files of one folder are read together.
"""

from collections.abc import Iterator

from pipeline.sources.accounts import Account, Place, payloads, reading_of
from pipeline.sources.datadog.event import TOOL, event_account, is_event
from pipeline.sources.datadog.incident import Users, cell_account, impact_account, incident_account, todo_account, users_of
from pipeline.sources.files import Tree
from pipeline.sources.payload import Json, claim_folders, mapping, text
from pipeline.sources.reading import Claim, Reading, ReadOptions

FORMAT = TOOL
PRODUCT = "Datadog event or incident"
PRIORITY = 40

KEYS = (
    "date_happened",
    "alert_transition",
    "alert_id",
    "incident_todos",
    "incident_timeline_cells",
    "incident_impacts",
    "incidents",
    "attributes",
)
INCIDENT_KEYS = ("public_id", "customer_impacted", "customer_impact_scope")


def sniff(tree: Tree) -> list[Claim]:
    return claim_folders(tree, KEYS, lambda value: any(True for _ in _accounts(value, "", {})))


def read(claim: Claim, options: ReadOptions) -> Reading:
    """All events and incidents of the claim. Raises EmptySource, UnreadableSource."""
    users = {id: user for file in claim.files for id, user in users_of(mapping(file.json)).items()}
    accounts = [account for file in claim.files for account in _accounts(file.json, file.name, users)]
    return reading_of(claim, PRODUCT, accounts)


def _accounts(value: object, file: str, users: Users) -> Iterator[Account]:
    for place, node in payloads(value, file, FORMAT, "datadog."):
        inside = [inner for key in ("data", "event", "events", "included") for inner in place.each(node, key)]
        for inner, item in [(place, node), *inside]:
            if (account := _account(inner, item, users)) is not None:
                yield account


def _account(place: Place, node: Json, users: Users) -> Account | None:
    if is_event(node):
        return event_account(place, node)
    kind, own = text(node, "type"), mapping(node.get("attributes"))
    if kind == "incidents" and "title" in own and any(key in own for key in INCIDENT_KEYS):
        return incident_account(place, node, users)
    if kind == "incident_timeline_cells":
        return cell_account(place, node, users)
    if kind == "incident_impacts":
        return impact_account(place, node)
    return todo_account(place, node) if kind == "incident_todos" else None
