"""Rocket.Chat messages as its API gives them -> messages of one room.

    {messages: [message], success}    a list of messages
    message: {_id, rid, msg, ts, u: {_id, username, name}, t, tmid, editedAt, alias, bot, attachments, reactions, urls}

`t` is the type of a system message, `tmid` the message that opened the thread; times are ISO 8601 or {"$date": ...}.
"""

from collections.abc import Iterator
from datetime import datetime

from pipeline.domain.evidence import Source, Subtype
from pipeline.domain.material import Channel, Person
from pipeline.sources.files import File, Tree
from pipeline.sources.markup.chat_markdown import plain
from pipeline.sources.payload import Json, claim_files, epoch, instant, items, mapping, mappings, names, text
from pipeline.sources.reading import Claim, Reading, ReadOptions
from pipeline.sources.slack.content import attachment_lines, without_repeats
from pipeline.sources.talk import Roster, Talk, message

FORMAT = "rocketchat"
PRODUCT = "Rocket.Chat messages"
PRIORITY = 35

KEYS = ("rid", "_updatedAt")
TOPICS = frozenset({"room_changed_topic", "room_changed_announcement", "room_changed_description", "r"})
DROPPED = {
    "uj": "joins",
    "au": "joins",
    "ujt": "joins",
    "ul": "leaves",
    "ru": "leaves",
    "ult": "leaves",
    "rm": "deleted messages",
}


def sniff(tree: Tree) -> list[Claim]:
    return claim_files(tree, KEYS, lambda value: any(_is_message(node) for _, node in _messages(value)))


def read(claim: Claim, options: ReadOptions) -> Reading:
    """The messages of the file. Raises EmptySource, UnreadableSource."""
    file = claim.files[0]
    talk, roster = Talk(), Roster()
    for place, node in _messages(file.json):
        if _is_message(node):
            _add(node, place, file, talk, roster)
        else:
            talk.skip(file.name, place, "this is no message")
    return talk.reading(claim.name, PRODUCT, roster.people())


def _messages(value: object) -> Iterator[tuple[str, Json]]:
    root = "messages" if "messages" in mapping(value) else ""
    for index, item in enumerate(items(value) or items(mapping(value).get("messages"))):
        yield f"{root}[{index}]", mapping(item)


def _is_message(node: Json) -> bool:
    return "msg" in node and "ts" in node and "username" in mapping(node.get("u"))


def _time(node: Json, key: str) -> datetime | None:
    date = mapping(node.get(key)).get("$date", node.get(key))
    return epoch({key: date}, key) or instant({key: date}, key)


def _add(node: Json, place: str, file: File, talk: Talk, roster: Roster) -> None:
    id, room, kind, at = text(node, "_id"), text(node, "rid"), text(node, "t"), _time(node, "ts")
    name = text(node, "roomName") or file.path.rpartition("/")[2].rpartition(".")[0]
    talk.channels.setdefault(room, Channel(id=room, name=name))
    if kind and kind not in TOPICS and kind not in ("e2e", "discussion-created"):
        talk.dropped[DROPPED.get(kind, "system messages")] += 1
        return
    if not id or at is None:
        talk.skip(file.name, place, "there is no id or no time that can be read")
        return
    links: list[str] = []
    parent = text(node, "tmid")
    talk.add(
        room,
        message(
            f"rocketchat:{id}",
            at,
            _author(node, roster),
            plain(_said(node, kind), links),
            Source(file=file.name, locator=place),
            subtype=str(Subtype.TOPIC) if kind in TOPICS else None,
            thread=f"rocketchat:{parent}" if parent else None,
            edited=_time(node, "editedAt") is not None,
            reactions=names(key.strip(":") for key in mapping(node.get("reactions"))),
            links=links,
        ),
    )


def _author(node: Json, roster: Roster) -> Person | None:
    """What an integration posts goes by the alias it gives itself."""
    user = mapping(node.get("u"))
    if mapping(node.get("bot")):
        return Person(text(node, "alias") or text(user, "name", "username"), bot=True)
    return roster.add(text(user, "_id", "username"), text(user, "name", "username"), text(user, "username"))


def _said(node: Json, kind: str) -> str:
    """Words and attachments; quotes of other messages stand in the room already. Of a file alone its name."""
    if kind == "e2e":
        return ""
    said = text(node, "msg")
    if kind in TOPICS:
        return f"set the channel {'name' if kind == 'r' else 'topic'}: {said}"
    added = [one for one in mappings(node.get("attachments")) if not text(one, "message_link")]
    lines = [said, *(line for one in added for line in attachment_lines(one))]
    return "\n".join(without_repeats(lines)) or text(mapping(node.get("file")), "name")
