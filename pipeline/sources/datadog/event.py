"""A Datadog event, of the first or second version of the API or as a webhook sends it -> Account.

`date_happened` counts seconds, a webhook's `date` and `last_updated` milliseconds; `alert_transition` says which way it went.
"""

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.sources.accounts import Account, Place, When
from pipeline.sources.bots import DEPLOY_WORDS
from pipeline.sources.payload import Json, epoch, instant, items, mapping, names, text

TOOL = "datadog"
RAISED = ("triggered", "re-triggered", "warn", "re-warn", "no data", "re-no data", "renotify")
CALMED = ("recovered", "success")
MARGIN = "%%%"
"""Datadog puts these around a text that is Markdown."""


def is_event(node: Json) -> bool:
    if "title" not in node:
        return text(node, "type") == "event" and "attributes" in node
    return "date_happened" in node or "alert_transition" in node or ("alert_id" in node and "date" in node)


def event_account(place: Place, node: Json) -> Account:
    attributes = mapping(node.get("attributes"))
    node = {**attributes, **mapping(attributes.get("attributes")), **node}
    title, body = text(node, "title"), text(node, "text", "body", "message").replace(MARGIN, "").strip()
    kind, subtype = _kind(node, title)
    piece = place.piece(
        text(node, "id", "evt_id"),
        "\n".join(names([title, body if body != title else "", _tags(node)])),
        _at(node),
        kind,
        text(node, "source_type_name", "service") or "Datadog",
        automated=True,
        subtype=str(subtype) if subtype else None,
        links=names([text(node, "url", "link")]),
    )
    return Account("", evidence=(piece,), as_of=piece.at)


def _at(node: Json) -> When:
    keys = ("date_happened", "date", "last_updated", "timestamp")
    at = epoch(node, *keys) or instant(node, *keys)
    return When(at, "" if at else text(node, *keys))


def _kind(node: Json, title: str) -> tuple[EvidenceKind, Subtype | None]:
    """An alert by its transition or the first word of its title; a deploy by its words; else what a service logged."""
    opening = title[1:].partition("]")[0] if title.startswith("[") else ""
    change = (text(node, "alert_transition") or opening).lower().split(" on ")[0]
    if change in RAISED or text(node, "alert_type") in ("error", "warning"):
        return EvidenceKind.ALERT, Subtype.FIRING
    if change in CALMED:
        return EvidenceKind.ALERT, Subtype.RESOLVED
    return (EvidenceKind.DEPLOY if DEPLOY_WORDS.search(title) else EvidenceKind.LOG_ENTRY), None


def _tags(node: Json) -> str:
    """Tags as a list, or as the text that a webhook's template makes of them; `service:web` is written `service=web`."""
    tags = [tag for tag in items(node.get("tags")) if isinstance(tag, str)] or text(node, "tags").split(",")
    return ", ".join(tag.strip().replace(":", "=", 1) for tag in tags if tag.strip())
