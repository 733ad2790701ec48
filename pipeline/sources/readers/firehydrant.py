"""FireHydrant incidents and their events (API answers and webhooks) -> evidence, and a record for each incident.

    incident  {data: [incident]}  {data: [event], pagination}
    webhook   {data: {incident}, event: {operation, resource_type}}
    relayed   {type: "firehydrant...", data, timestamp}
    event     {id, incident_id, type, occurred_at, author, visibility, data: {body or text or ...}}

Times are written `2026-03-02 14:43:05 UTC`. Events whose data hold no words are counted. Files of one folder are read together.
"""

from collections.abc import Iterator

from pipeline.domain.evidence import EvidenceKind
from pipeline.sources.accounts import Account, Place, payloads, people_named, reading_of, when
from pipeline.sources.files import Tree
from pipeline.sources.firehydrant.incident import TOOL, incident_account, last_change
from pipeline.sources.payload import Json, claim_folders, mapping, text
from pipeline.sources.reading import Claim, Reading, ReadOptions

FORMAT = TOOL
PRODUCT = "FireHydrant incident"
PRIORITY = 40

KEYS = ("current_milestone", "milestones", "occurred_at", "customer_impact_summary", "resource_type")
WORDS = ("body", "text", "message", "summary", "description", "title", "name")
SPOKEN = ("note", "chat_message", "chatmessage")


def sniff(tree: Tree) -> list[Claim]:
    return claim_folders(tree, KEYS, lambda value: any(True for _ in _accounts(value, "")))


def read(claim: Claim, options: ReadOptions) -> Reading:
    """All incidents of the claim. Raises EmptySource, UnreadableSource."""
    accounts = [account for file in claim.files for account in _accounts(file.json, file.name)]
    return reading_of(claim, PRODUCT, accounts)


def _accounts(value: object, file: str) -> Iterator[Account]:
    for place, node in payloads(value, file, FORMAT, "firehydrant."):
        for outer, item in [(place, node), *place.each(node, "data")]:
            for inner, found in [(outer, item), *outer.each(item, "incident")]:
                if _is_incident(found):
                    yield incident_account(inner, found)
                elif _is_event(found):
                    yield _event_account(inner, found)


def _is_incident(node: Json) -> bool:
    return "current_milestone" in node and "name" in node


def _is_event(node: Json) -> bool:
    return "occurred_at" in node and "incident_id" in node and isinstance(node.get("data"), dict) and "author" in node


def _event_account(place: Place, node: Json) -> Account:
    """A note or a chat message is what somebody said; all else FireHydrant wrote down."""
    place = place.under("", text(node, "incident_id"))
    data, author = mapping(node["data"]), mapping(node.get("author"))
    said = text(data, *WORDS)
    kind = text(node, "type").lower().removeprefix("event::").replace(" ", "_")
    if not said:
        return Account(place.incident, as_of=last_change(node), dropped=("events without words",))
    spoken = kind in SPOKEN
    piece = place.piece(
        text(node, "id"),
        said if spoken else f"{kind.replace('_', ' ').capitalize()}: {said}",
        when(node, "occurred_at", "created_at"),
        EvidenceKind.NOTE if spoken else EvidenceKind.LOG_ENTRY,
        text(author, "name"),
        automated="email" not in author and not spoken,
    )
    people = people_named([author] if "email" in author else [], ("name",))
    return Account(place.incident, evidence=(piece,), people=people, as_of=last_change(node))
