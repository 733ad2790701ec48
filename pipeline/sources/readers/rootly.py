"""Rootly incidents, timeline events and action items (API answers and webhooks) -> evidence, and a record for each incident.

    {data: object}  {data: [object]}  of JSON:API, type incidents, incident_events or incident_action_items; an object alone
    webhook         {event: {type, issued_at}, data: incident or event}
    relayed         {type: "rootly...", data, timestamp}

An event is dated by `occurred_at`; when it was written down (`created_at`) and sent (`issued_at`) are other clocks.
"""

from collections.abc import Iterator

from pipeline.domain.evidence import EvidenceKind
from pipeline.sources.accounts import Account, Place, payloads, reading_of, when
from pipeline.sources.files import Tree
from pipeline.sources.payload import Json, claim_folders, instant, mapping, text
from pipeline.sources.reading import Claim, Reading, ReadOptions
from pipeline.sources.rootly.incident import TOOL, action_row, flat, incident_account, name_of
from pipeline.sources.status_text import plain

FORMAT = TOOL
PRODUCT = "Rootly incident"
PRIORITY = 40

KEYS = ("sequential_id", "occurred_at", "incident_events", "incident_action_items", "issued_at", "timestamp", "event_raw")
OWN_STEPS = frozenset({"incident_created"})
"""Kinds of events that only repeat what the incident itself says."""


def sniff(tree: Tree) -> list[Claim]:
    return claim_folders(tree, KEYS, lambda value: any(True for _ in _accounts(value, "")))


def read(claim: Claim, options: ReadOptions) -> Reading:
    """All incidents of the claim. Raises EmptySource, UnreadableSource."""
    accounts = [account for file in claim.files for account in _accounts(file.json, file.name)]
    return reading_of(claim, PRODUCT, accounts)


def _accounts(value: object, file: str) -> Iterator[Account]:
    for place, node in payloads(value, file, FORMAT, "rootly."):
        relayed = place.locator.endswith("data")
        sent = "issued_at" in mapping(node.get("event"))
        objects = [(place, node)] if "attributes" in node or "data" not in node else list(place.each(node, "data"))
        for inner, item in objects:
            yield from _of_object(inner, item, known=relayed or sent)


def _of_object(place: Place, given: Json, known: bool) -> Iterator[Account]:
    """What an object tells, and the incident and events inside it. `known` where its envelope is Rootly's."""
    node = flat(given)
    if _is_event(node, known):
        yield _event_account(place, node)
    elif text(node, "type") == "incident_action_items":
        place = place.under("", text(node, "incident_id"))
        yield Account(place.incident, actions=(action_row(place, node),), as_of=instant(node, "updated_at", "created_at"))
    elif _is_incident(node, known):
        account = incident_account(place, node)
        yield account
        for inner, event in place.under("", account.incident).each(node, "events"):
            yield _event_account(inner, flat(event))
    inside = mapping(node.get("incident"))
    if known and _is_incident(flat(inside), known):
        yield incident_account(place.under("incident"), flat(inside))


def _is_incident(node: Json, known: bool) -> bool:
    if {"sequential_id", "slug", "title"} <= node.keys():
        return True
    return known and "title" in node and "status" in node


def _is_event(node: Json, known: bool) -> bool:
    if text(node, "type") == "incident_events" or "event_raw" in node:
        return True
    return known and "event" in node and "occurred_at" in node


def _event_account(place: Place, node: Json) -> Account:
    """An entry of the timeline; entries that hold no words of their own are counted."""
    place = place.under("", text(node, "incident_id"))
    as_of = instant(node, "updated_at", "created_at", "occurred_at")
    said = plain(text(node, "event", "event_raw"))
    if not said:
        return Account(place.incident, as_of=as_of, dropped=("events without words",))
    author = name_of(node.get("user"))
    by_hand = bool(author) or text(node, "source") in ("web", "slack", "api", "")
    kind = EvidenceKind.NOTE if by_hand else EvidenceKind.LOG_ENTRY
    piece = place.piece(text(node, "id"), said, when(node, "occurred_at", "created_at"), kind, author, automated=not by_hand)
    return Account(place.incident, evidence=(piece,), as_of=as_of)
