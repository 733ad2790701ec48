"""Zulip: an organization's export, or messages as the API gives them -> messages by channel, each topic in threads.

    {zerver_message: [{id, sender, recipient, subject, content, date_sent, last_edit_time}]} with realm.json beside
    {messages: [{id, sender_full_name, display_recipient, subject, content, timestamp, last_edit_timestamp}]}    a list of those

A topic is a thread that may live for years and see many incidents: a day of silence ends a thread. The message that opens one
carries the topic's name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.domain.evidence import Evidence, EvidenceKind, Source, Subtype
from pipeline.domain.material import Channel, Person
from pipeline.errors import UnreadableSource
from pipeline.sources.files import File, Tree
from pipeline.sources.markup.chat_markdown import plain
from pipeline.sources.markup.html_text import text_of
from pipeline.sources.payload import Json, claim_files, epoch, items, mapping, mappings, names, text
from pipeline.sources.reading import Claim, Reading, ReadOptions
from pipeline.sources.talk import Roster, Talk, message

FORMAT = "zulip"
PRODUCT = "Zulip messages"
PRIORITY = 35

KEYS = ("zerver_message", "sender_full_name", "zerver_userprofile", "zerver_stream")
SILENCE = timedelta(days=1)
DELETED = "(deleted)"
NO_TOPIC = ("", "(no topic)")
RESOLVED = "\u2714 "
"""What Zulip puts before the name of a topic that was marked as resolved."""

NOTIFIER = re.compile(r"Notification Bot|Welcome Bot")
MARKED = re.compile(r"has marked this topic as (un)?resolved")
MENTION = re.compile(r"@_?\*{1,2}(?P<name>[^*|\n]{1,100})(?:\|\d{1,12})?\*{1,2}")
PLACE = re.compile(r"#\*\*(?P<name>[^*\n]{1,200}?)(?:@\d{1,12})?\*\*")
TIME = re.compile(r"<time:([^<>\n]{1,60})>")
CHANNEL_TYPE = 2
"""Of `zerver_recipient`: 1 is a person, 2 a channel, 3 a group."""


@dataclass(frozen=True)
class Said:
    """A message in one vocabulary: `place` is the channel's id, `topic` its topic without the mark of a resolved one."""

    id: str
    at: datetime | None
    author: Person | None
    place: str
    topic: str
    content: str
    html: bool
    edited: bool
    reactions: tuple[str, ...]
    source: Source


def sniff(tree: Tree) -> list[Claim]:
    """An export's files together; files of API answers one by one."""
    claims = claim_files(tree, KEYS, lambda value: _is_part(value) or any(True for _ in _answers(value)))
    folders: dict[str, list[File]] = {}
    alone: list[Claim] = []
    for claim in claims:
        file = claim.files[0]
        if '"zerver_' in file.head:
            folders.setdefault(file.path.rpartition("/")[0], []).append(file)
        else:
            alone.append(claim)
    return alone + [
        Claim(files[0].name if len(files) == 1 else f"{tree.name}/{folder}".removesuffix("/"), tuple(files), folder)
        for folder, files in folders.items()
    ]


def read(claim: Claim, options: ReadOptions) -> Reading:
    """The messages of the claim. Raises EmptySource, UnreadableSource."""
    talk, roster = Talk(), Roster()
    contents = [(file, file.json) for file in claim.files]
    realm: Json = {}
    for _, content in contents:
        realm |= {key: value for key, value in mapping(content).items() if key != "zerver_message"}
    found = [*_exported(contents, realm, talk, roster), *_answered(contents, talk, roster)]
    bare = sum(not said.content for said in found)
    if found and bare == len(found):
        raise UnreadableSource(claim.name, "these Zulip messages hold no text", "export them again with their content")
    for piece, channel in _threaded(found, talk):
        talk.add(channel, piece)
    return talk.reading(claim.name, PRODUCT, roster.people())


def _is_part(value: object) -> bool:
    return any(isinstance(mapping(value).get(key), list) for key in KEYS)


def _answers(value: object) -> Iterator[tuple[str, Json]]:
    node = mapping(value)
    listed = items(value) or items(node.get("messages"))
    root = "messages" if "messages" in node else ""
    for place, item in [(f"{root}[{index}]", mapping(item)) for index, item in enumerate(listed)] or [
        ("message", mapping(node.get("message")))
    ]:
        if "sender_full_name" in item and "content" in item:
            yield place, item


def _exported(contents: list[tuple[File, object]], realm: Json, talk: Talk, roster: Roster) -> Iterator[Said]:
    """The messages of an export, with names from realm.json."""
    for user in mappings(realm.get("zerver_userprofile")) + mappings(realm.get("zerver_userprofile_crossrealm")):
        name, zone = text(user, "full_name", "email"), text(user, "timezone")
        roster.add(text(user, "id"), name, text(user, "email"), bot=user.get("is_bot") is True, timezone=zone or None)
    streams = {text(stream, "id"): stream for stream in mappings(realm.get("zerver_stream"))}
    for recipient in mappings(realm.get("zerver_recipient")):
        id, stream = text(recipient, "id"), streams.get(text(recipient, "type_id"), {})
        if recipient.get("type") == CHANNEL_TYPE:
            private = stream.get("invite_only") is True
            talk.channels[id] = Channel(
                id=id, name=text(stream, "name") or id, topic=text(stream, "description"), private=private
            )
        else:
            talk.direct.add(id)
    reactions: dict[str, list[str]] = {}
    for one in mappings(realm.get("zerver_reaction")):
        reactions.setdefault(text(one, "message"), []).append(text(one, "emoji_name"))
    for file, content in contents:
        for index, node in enumerate(mappings(mapping(content).get("zerver_message"))):
            sender = text(node, "sender")
            yield Said(
                id=text(node, "id"),
                at=epoch(node, "date_sent"),
                author=roster.add(sender, ""),
                place=text(node, "recipient"),
                topic=_topic(node),
                content=text(node, "content") or text(node, "rendered_content"),
                html=not text(node, "content"),
                edited=epoch(node, "last_edit_time") is not None,
                reactions=names(reactions.get(text(node, "id"), ())),
                source=Source(file=file.name, locator=f"zerver_message[{index}]"),
            )


def _answered(contents: list[tuple[File, object]], talk: Talk, roster: Roster) -> Iterator[Said]:
    for file, content in contents:
        for place, node in _answers(content):
            name, mail = text(node, "sender_full_name"), text(node, "sender_email")
            bot = bool(NOTIFIER.fullmatch(name)) or "-bot@" in mail
            body = text(node, "content")
            yield Said(
                id=text(node, "id"),
                at=epoch(node, "timestamp"),
                author=roster.add(text(node, "sender_id") or mail or name, name, mail, bot=bot),
                place=_place_of(node, talk, file),
                topic=_topic(node),
                content=body,
                html=text(node, "content_type") == "text/html" or ("content_type" not in node and body.startswith("<p>")),
                edited=epoch(node, "last_edit_timestamp") is not None,
                reactions=names(text(one, "emoji_name") for one in mappings(node.get("reactions"))),
                source=Source(file=file.name, locator=place),
            )


def _topic(node: Json) -> str:
    return text(node, "subject", "topic").removeprefix(RESOLVED)


def _place_of(node: Json, talk: Talk, file: File) -> str:
    """The channel's id, or that of a direct conversation, which is of those who take part."""
    if people := mappings(node.get("display_recipient")):
        id = "direct/" + ",".join(sorted(text(one, "id", "email") for one in people))
        talk.direct.add(id)
        return id
    name = text(node, "display_recipient") or file.path.rpartition("/")[2].rpartition(".")[0]
    id = text(node, "stream_id") or name
    talk.channels.setdefault(id, Channel(id=id, name=name))
    return id


def _threaded(found: list[Said], talk: Talk) -> Iterator[tuple[Evidence, str]]:
    """Each message with its thread: what the topic heard since its last day of silence."""
    openers: dict[tuple[str, str], tuple[str, datetime]] = {}
    for said in sorted(found, key=lambda said: (said.at is None, said.at.timestamp() if said.at else 0.0, len(said.id), said.id)):
        if reason := _reason_to_drop(said):
            talk.dropped[reason] += 1
            continue
        if not said.id or said.at is None:
            talk.skip(said.source.file, said.source.locator, "there is no id or no time that can be read")
            continue
        key, id = (said.place, said.topic), f"zulip:{said.id}"
        opener, last = openers.get(key, (id, said.at))
        opens = opener == id or said.at - last > SILENCE
        openers[key] = (id if opens else opener, said.at)
        yield _evidence(said, None if opens else opener), said.place


def _reason_to_drop(said: Said) -> str | None:
    if said.content == DELETED:
        return "deleted messages"
    notice = said.author is not None and NOTIFIER.fullmatch(said.author.name)
    return "notices" if notice and not MARKED.search(said.content) else None


def _evidence(said: Said, opener: str | None) -> Evidence:
    links: list[str] = []
    body = text_of(said.content, links) if said.html else plain(_named(said.content), links)
    titled = opener is None and said.topic not in NO_TOPIC
    piece = message(
        f"zulip:{said.id}",
        said.at,
        said.author,
        f"{said.topic}\n\n{body}" if titled and body else body,
        said.source,
        thread=opener,
        edited=said.edited,
        reactions=said.reactions,
        links=links,
    )
    marked = MARKED.search(said.content) if said.author and NOTIFIER.fullmatch(said.author.name) else None
    if not marked:
        return piece
    word = Subtype.REOPEN if marked[1] else Subtype.RESOLVE
    return piece.model_copy(update={"kind": EvidenceKind.LOG_ENTRY, "subtype": str(word), "automated": True})


def _named(content: str) -> str:
    """With plain names in place of Zulip's marks for people, channels and times."""
    said = MENTION.sub(lambda mark: f"@{mark['name']}", content) if "@" in content else content
    said = PLACE.sub(lambda mark: f"#{mark['name']}", said) if "#**" in said else said
    return TIME.sub(r"\1", said) if "<time:" in said else said
