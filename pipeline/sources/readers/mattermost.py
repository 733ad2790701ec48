"""Mattermost: a bulk export (JSON Lines), or posts as the API gives them -> messages by channel.

    {"type": "version" | "team" | "channel" | "user" | "post" | "direct_post" | "emoji", <type>: {...}}    an export's lines
    post: {team, channel, user, type, message, props, create_at, edit_at, reactions, replies: [post]}      names in place of ids
    {order, posts: {id: {id, create_at, edit_at, delete_at, user_id, channel_id, root_id, message, type, props, metadata}}}

Times are in milliseconds. An export's replies are in no order and may be older than what they answer. Files of one folder are
read together, because the API gives users ([{id, username, ...}]) and channels ([{id, name, header, ...}]) by other calls.
"""

import re
from dataclasses import dataclass, field

from pipeline.domain.evidence import Source, Subtype
from pipeline.domain.material import Channel, Person
from pipeline.sources.files import File, Tree
from pipeline.sources.markup.chat_markdown import plain
from pipeline.sources.mattermost.files import content_of, is_answer, is_export, is_list, lines_of
from pipeline.sources.payload import Json, epoch, items, mapping, mappings, names, text
from pipeline.sources.reading import Claim, Reading, ReadOptions
from pipeline.sources.slack.content import attachment_lines, without_repeats
from pipeline.sources.talk import Roster, Talk, flag, message

FORMAT = "mattermost"
PRODUCT = "Mattermost posts"
PRIORITY = 35

SYSTEM = {"system_join": "joins", "system_add": "joins", "system_leave": "leaves", "system_remove": "leaves"}
"""Beginnings of the types of system messages; all other ones but topics are notices."""

TOPICS = frozenset({"system_header_change", "system_purpose_change", "system_displayname_change"})
JOINED = re.compile(r"\S{1,100} joined the (?:channel|team)\.|\S{1,100} added to the channel by \S{1,100}\.?")
LEFT = re.compile(r"\S{1,100} (?:has )?left the (?:channel|team)\.|\S{1,100} (?:was )?removed from the channel\.?")
"""What imported posts say where their type is missing."""


@dataclass
class _Workspace:
    talk: Talk = field(default_factory=Talk)
    roster: Roster = field(default_factory=Roster)
    teams_of: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    """The teams that have a channel of this name."""


def sniff(tree: Tree) -> list[Claim]:
    """The files of a folder that holds posts, with the lists of users and channels beside them."""
    folders: dict[str, list[File]] = {}
    for file in tree.files:
        if is_export(file) or is_answer(file):
            folders.setdefault(file.path.rpartition("/")[0], []).append(file)
    lists = {
        folder: [file for file in tree.files if file.path.rpartition("/")[0] == folder and is_list(file)] for folder in folders
    }
    return [
        Claim(files[0].name if len(files) == 1 else f"{tree.name}/{folder}".removesuffix("/"), (*files, *lists[folder]), folder)
        for folder, files in folders.items()
    ]


def read(claim: Claim, options: ReadOptions) -> Reading:
    """The posts of the claim. Raises EmptySource, UnreadableSource."""
    space = _Workspace()
    contents = [(file, content_of(file, space.talk)) for file in claim.files]
    for _, content in contents:
        for node in [*mappings(content), *mappings([line for _, line in lines_of(content)])]:
            _learn(node, space)
    for file, content in contents:
        for place, line in lines_of(content):
            _add_line(line, place, file, space)
        for id, post in mapping(mapping(content).get("posts")).items():
            _add(mapping(post), text(mapping(post), "id") or id, text(mapping(post), "channel_id"), f"posts.{id}", file, space)
    return space.talk.reading(claim.name, PRODUCT, space.roster.people())


def _learn(node: Json, space: _Workspace) -> None:
    """Who the users are and what the channels are called, from an export's lines or the API's lists."""
    kind = text(node, "type")
    if kind == "user" or "username" in node:
        _person(mapping(node.get("user")) or node, space.roster)
    elif kind in ("channel", "O", "P", "D", "G"):
        _channel(mapping(node.get("channel")) or node, space)


def _person(user: Json, roster: Roster) -> Person | None:
    full = " ".join(names((text(user, "first_name"), text(user, "last_name"))))
    username, nickname = text(user, "username"), text(user, "nickname")
    aliases = (username, nickname, text(user, "first_name"))
    zone = mapping(user.get("timezone"))
    chosen = text(zone, "automaticTimezone") if flag(zone, "useAutomaticTimezone") else text(zone, "manualTimezone")
    return roster.add(
        text(user, "id") or username,
        full or nickname or username,
        *aliases,
        bot=flag(user, "is_bot"),
        title=text(user, "position"),
        timezone=chosen or None,
    )


def _channel(node: Json, space: _Workspace) -> None:
    name, team, id = text(node, "name"), text(node, "team"), text(node, "id")
    key = id or f"{team}/{name}"
    space.teams_of.setdefault(name, set()).add(team or text(node, "team_id"))
    shown = name if len(space.teams_of[name]) == 1 else f"{team or text(node, 'team_id')}/{name}"
    header, purpose = text(node, "header"), text(node, "purpose")
    space.talk.channels[key] = Channel(id=key, name=shown, topic=header, purpose=purpose, private=text(node, "type") == "P")
    if text(node, "type") in ("D", "G"):
        space.talk.direct.add(key)


def _add_line(line: Json, place: str, file: File, space: _Workspace) -> None:
    """A post of an export with its replies. It has no id: channel and time are one."""
    post = mapping(line.get("post"))
    channel = f"{text(post, 'team')}/{text(post, 'channel')}"
    if direct := mapping(line.get("direct_post")):
        post = direct
        members = items(direct.get("channel_members"))
        channel = "direct/" + ",".join(sorted(member for member in members if isinstance(member, str)))
        space.talk.direct.add(channel)
    if not post:
        return
    if channel not in space.talk.channels:
        space.talk.channels[channel] = Channel(id=channel, name=text(post, "channel") or channel)
    root = f"{channel}/{text(post, 'create_at')}"
    _add(post, root, channel, place, file, space)
    for index, reply in enumerate(mappings(post.get("replies"))):
        id = f"{channel}/{text(reply, 'create_at')}"
        _add(reply | {"root_id": root}, id, channel, f"{place}, reply {index + 1}", file, space)


def _add(post: Json, id: str, channel: str, place: str, file: File, space: _Workspace) -> None:
    talk, at = space.talk, epoch(post, "create_at")
    if reason := _reason_to_drop(post):
        talk.dropped[reason] += 1
        return
    if at is None:
        talk.skip(file.name, place, "there is no time that can be read")
        return
    if channel not in talk.channels:
        talk.channels[channel] = Channel(id=channel, name=channel or file.path.rpartition("/")[2].rpartition(".")[0])
    author = _author(post, space.roster)
    links: list[str] = []
    root = text(post, "root_id")
    talk.add(
        channel,
        message(
            f"mattermost:{id}",
            at,
            author,
            plain("\n".join(_said(post)), links),
            Source(file=file.name, locator=place),
            subtype=str(Subtype.TOPIC) if text(post, "type") in TOPICS else None,
            thread=f"mattermost:{root}" if root and root != id else None,
            edited=epoch(post, "edit_at") is not None,
            reactions=names(text(one, "emoji_name") for one in _reactions(post)),
            links=links,
        ),
    )


def _reason_to_drop(post: Json) -> str | None:
    kind, said = text(post, "type"), text(post, "message")
    if epoch(post, "delete_at"):
        return "deleted messages"
    if kind.startswith("system_") and kind not in TOPICS:
        return next((word for start, word in SYSTEM.items() if kind.startswith(start)), "system messages")
    if not kind and JOINED.fullmatch(said):
        return "joins"
    return "leaves" if not kind and LEFT.fullmatch(said) else None


def _author(post: Json, roster: Roster) -> Person | None:
    """What a webhook posts goes by the name it gives itself."""
    props, id = mapping(post.get("props")), text(post, "user_id", "user")
    if flag(props, "from_webhook", "from_bot", "from_plugin"):
        name = text(props, "override_username", "webhook_display_name")
        return Person(name or roster.name_of(id) or id, bot=True)
    return roster.add(id, "")


def _reactions(post: Json) -> list[Json]:
    return mappings(post.get("reactions")) or mappings(mapping(post.get("metadata")).get("reactions"))


def _said(post: Json) -> list[str]:
    """The words and the attachments, which have Slack's shape; of what has neither, the names of its files."""
    attachments = mappings(mapping(post.get("props")).get("attachments")) or mappings(post.get("attachments"))
    lines = [text(post, "message"), *(line for one in attachments for line in attachment_lines(one))]
    if not any(lines):
        lines = [text(file, "name") for file in mappings(mapping(post.get("metadata")).get("files"))]
    return without_repeats(lines)
