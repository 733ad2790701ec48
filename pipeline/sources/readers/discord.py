"""Discord messages, as DiscordChatExporter saves a channel or a thread, or as the API gives them -> messages of one channel.

    {guild, channel: {id, type, category, name, topic}, messages: [message], messageCount}    one file a channel, or a part
    a list of the API's messages, or one    what a relay wraps: {type: "discord...", data: message, timestamp}

Threads are exported as files of their own; a thread has the id of the message that opened it. Partitions repeat no message, but
exports that overlap do.
"""

import re
from collections.abc import Iterator

from pipeline.domain.evidence import Evidence, Source, Subtype
from pipeline.domain.material import Channel, Person
from pipeline.sources.files import File, Tree
from pipeline.sources.markup.chat_markdown import plain
from pipeline.sources.payload import Json, claim_files, epoch, instant, items, mapping, mappings, names, text
from pipeline.sources.reading import Claim, Reading, ReadOptions
from pipeline.sources.slack.content import without_repeats
from pipeline.sources.talk import Roster, Talk, flag, message

FORMAT = "discord"
PRODUCT = "Discord messages"
PRIORITY = 35

KEYS = ("guild", "channel_id")
SAID = frozenset({"", "Default", "Reply", "0", "19", "20", "23", "ChatInputCommand", "ContextMenuCommand"})
"""Types of messages that somebody wrote, or that answer a command."""

CHANNEL_NAMED = frozenset({"ChannelNameChange", "4"})
DROPPED = {
    "RecipientAdd": "joins",
    "GuildMemberJoin": "joins",
    "1": "joins",
    "7": "joins",
    "RecipientRemove": "leaves",
    "2": "leaves",
    "ChannelPinnedMessage": "pin notices",
    "6": "pin notices",
    "Call": "call notices",
    "3": "call notices",
    "ThreadCreated": "thread notices",
    "18": "thread notices",
    "ThreadStarterMessage": "thread notices",
    "21": "thread notices",
}
DELETED_USER = "456226577798135808"
"""The account that stands for everybody whose account was deleted."""

MARK = re.compile(r"<(?:@!?(?P<user>\d{5,25})|@&(?P<role>\d{5,25})|#(?P<channel>\d{5,25})|a?:(?P<emoji>\w{1,40}):\d{5,25}"
                  r"|t:(?P<time>-?\d{1,12})(?::\w)?)>")  # fmt: skip


def sniff(tree: Tree) -> list[Claim]:
    return claim_files(tree, KEYS, lambda value: any(True for _ in _messages(value)) or _is_export(mapping(value)))


def read(claim: Claim, options: ReadOptions) -> Reading:
    """The messages of the file. Raises EmptySource, UnreadableSource."""
    file = claim.files[0]
    talk, roster = Talk(), Roster()
    found = list(_messages(file.json))
    for _, _, node in found:
        for user in (mapping(node.get("author")), *mappings(node.get("mentions"))):
            _person(user, roster)
    own = mapping(mapping(file.json).get("channel"))
    for channel, place, node in found:
        _add(node, channel, place, file, talk, roster, own)
    return talk.reading(claim.name, PRODUCT, (one for id, one in roster.by_id.items() if id != DELETED_USER))


def _is_export(node: Json) -> bool:
    return "messages" in node and "guild" in node and "channel" in node


def _messages(value: object) -> Iterator[tuple[str, str, Json]]:
    """Each message with its channel's id and its place."""
    node = mapping(value)
    if text(node, "type").startswith("discord.") and "data" in node:
        node = mapping(node["data"])
        node = mapping(node.get("mention")) or node
    if _is_export(node):
        channel = text(mapping(node["channel"]), "id")
        for index, item in enumerate(items(node["messages"])):
            yield channel, f"messages[{index}]", mapping(item)
        return
    listed = [(f"[{index}]", mapping(item)) for index, item in enumerate(items(value))]
    for place, item in listed or [("", node)]:
        if "channel_id" in item and "content" in item and "author" in item and "timestamp" in item:
            yield text(item, "channel_id"), place, item


def _person(user: Json, roster: Roster) -> Person | None:
    """By the name shown; API answers have it as `global_name`."""
    name = text(user, "nickname", "global_name", "name", "username")
    aliases = (text(user, "name", "username"), text(user, "global_name"))
    return roster.add(text(user, "id"), name, *aliases, bot=flag(user, "isBot", "bot"))


def _add(node: Json, channel: str, place: str, file: File, talk: Talk, roster: Roster, own: Json) -> None:
    id, at, kind = text(node, "id"), instant(node, "timestamp"), text(node, "type")
    if channel not in talk.channels:
        talk.channels[channel] = _channel(channel, own, file)
        if text(own, "type").startswith("Direct"):
            talk.direct.add(channel)
    if not id or at is None:
        talk.skip(file.name, place or "top level", "there is no id or no time that can be read")
    elif kind not in SAID and kind not in CHANNEL_NAMED:
        talk.dropped[DROPPED.get(kind, "system messages")] += 1
    else:
        talk.add(channel, _evidence(node, id, file, place, roster, own))


def _channel(id: str, own: Json, file: File) -> Channel:
    """A thread is called after its channel and itself."""
    name = text(own, "name") or file.path.rpartition("/")[2].rpartition(".")[0]
    if _is_thread(own) and (above := text(own, "category")):
        name = f"{above}/{name}"
    return Channel(id=id, name=name, topic=text(own, "topic"), private="Private" in text(own, "type"))


def _is_thread(own: Json) -> bool:
    return "Thread" in text(own, "type")


def _evidence(node: Json, id: str, file: File, place: str, roster: Roster, own: Json) -> Evidence:
    author = _person(mapping(node.get("author")), roster)
    links: list[str] = []
    said = plain("\n".join(_said(node, roster, author is not None and author.bot)), links)
    return message(
        f"discord:{id}",
        instant(node, "timestamp"),
        author,
        said,
        Source(file=file.name, locator=place),
        subtype=str(Subtype.TOPIC) if text(node, "type") in CHANNEL_NAMED else None,
        thread=_parent(node, id, own),
        edited=bool(text(node, "timestampEdited", "edited_timestamp")),
        reactions=names(text(mapping(reaction.get("emoji")), "code", "name") for reaction in mappings(node.get("reactions"))),
        links=links,
    )


def _parent(node: Json, id: str, own: Json) -> str | None:
    """The message that this one answers, else the one that its thread hangs on."""
    reference = mapping(node.get("reference")) or mapping(node.get("message_reference"))
    answered = text(reference, "messageId", "message_id")
    parent = answered or (text(own, "id") if _is_thread(own) else "")
    return f"discord:{parent}" if parent and parent != id else None


def _said(node: Json, roster: Roster, automated: bool) -> list[str]:
    """The words; of a bot, or where there are none, what its embeds hold; of what has neither, the names of its files."""
    said = text(node, "content")
    lines = [_named(said, roster)]
    if automated or not said:
        lines += [_named(line, roster) for embed in mappings(node.get("embeds")) for line in _embed(embed)]
    if not any(lines):
        files = [text(file, "fileName", "filename") for file in mappings(node.get("attachments"))]
        lines = names((*files, *(text(sticker, "name") for sticker in mappings(node.get("stickers")))))
    return without_repeats(lines)


def _embed(embed: Json) -> list[str]:
    fields = mappings(embed.get("fields"))
    told = [f"{text(field, 'name')}: {text(field, 'value')}".strip(": ") for field in fields]
    title, url = text(embed, "title"), text(embed, "url")
    head = f"[{title}]({url})" if title and "://" in url and "]" not in title else title
    return [text(mapping(embed.get("author")), "name"), head, text(embed, "description"), *told]


def _named(said: str, roster: Roster) -> str:
    """With names in place of the ids of users, and UTC times in place of Discord's time marks."""

    def shown(mark: re.Match[str]) -> str:
        if user := mark["user"]:
            return f"@{roster.name_of(user) or user}"
        if time := mark["time"]:
            at = epoch({"at": time}, "at")
            return f"{at:%Y-%m-%d %H:%M:%S} UTC" if at else mark[0]
        return f":{mark['emoji']}:" if mark["emoji"] else f"@{mark['role']}" if mark["role"] else f"#{mark['channel']}"

    return MARK.sub(shown, said) if "<" in said else said
