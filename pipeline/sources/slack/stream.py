"""What a tool saved of Slack outside an export -> message objects by channel.

Taken: a list of messages, answers of conversations.history and conversations.replies (one, or several pages), a channel's dump,
events one by one. In a stream of events an edit replaces the text of its message and a deletion leaves a tombstone.
"""

import re
from collections.abc import Iterable, Iterator

from pipeline.sources.payload import Json, items, mapping, text

TS = re.compile(r"\d{9,10}\.\d{6}")
ENVELOPES = ("event", "data", "payload")
MAX_ENVELOPES = 4
MESSAGE_KEYS = ("text", "subtype", "user", "bot_id")


def channels_in(content: object) -> dict[tuple[str, str], list[Json]]:
    """Messages by the id and name of their channel, both empty where nothing says which it is; in the order they stand."""
    found: dict[tuple[str, str], list[Json]] = {}
    for channel, message in _messages(content):
        found.setdefault(channel, []).append(message)
    names = {id: name for id, name in found if name}
    merged: dict[tuple[str, str], list[Json]] = {}
    for (id, name), messages in found.items():
        merged.setdefault((id, name or names.get(id, "")), []).extend(messages)
    return {channel: settled(messages) for channel, messages in merged.items()}


def is_message(node: Json) -> bool:
    """Whether an object has what every Slack message has: a ts, and words, a subtype or somebody who wrote it."""
    ts = node.get("ts")
    return (
        isinstance(ts, str) and TS.fullmatch(ts) is not None and any(key in node for key in ("text", "subtype", "user", "bot_id"))
    )


def _messages(content: object, channel: tuple[str, str] = ("", "")) -> Iterator[tuple[tuple[str, str], Json]]:
    """Each message with its channel; lists of messages, of answers and of events are gone through alike."""
    for item in items(content):
        yield from _messages(item, channel)
    node = _unwrapped(mapping(content))
    if "messages" in node:
        own = (text(node, "channel_id", "channel"), text(node, "name", "channel_name"))
        for item in items(node["messages"]):
            yield from _messages(item, own if any(own) else channel)
    elif node:
        own = text(node, "channel")
        yield (own, channel[1] if own == channel[0] else "") if own else channel, node


def _unwrapped(node: Json) -> Json:
    """The message, or the object with messages, in the envelopes of webhooks."""
    for _ in range(MAX_ENVELOPES):
        if is_message(node) or isinstance(node.get("messages"), list):
            return node
        inner = [mapping(node.get(key)) for key in ENVELOPES if mapping(node.get(key))]
        node = inner[0] if inner else {}
    return {}


def settled(messages: Iterable[Json]) -> list[Json]:
    """Messages as they were at the end: edits put in place, deleted ones as tombstones."""
    last: dict[str, Json] = {}
    loose: list[Json] = []
    for message in messages:
        subtype = message.get("subtype")
        if subtype == "message_changed":
            changed = mapping(message.get("message"))
            last[text(changed, "ts")] = {"edited": {"ts": text(message, "ts")}, **changed}
        elif subtype == "message_deleted":
            ts = text(message, "deleted_ts") or text(mapping(message.get("previous_message")), "ts")
            last[ts] = {"type": "message", "subtype": "tombstone", "ts": ts}
        elif is_message(message) and text(message, "ts") not in last:
            last[text(message, "ts")] = message
        else:
            loose.append(message)
    return [*last.values(), *loose]
