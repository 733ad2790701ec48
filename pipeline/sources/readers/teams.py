"""Microsoft Teams messages, as a tenant's export or the Graph API gives them -> messages by channel.

    [message]  {value: [message]}  message    Graph in camel case, the export in Pascal case; Graph may nest replies
    message: {id, replyToId, messageType, createdDateTime, lastEditedDateTime, deletedDateTime, subject,
              body: {contentType, content}, from: {user | application}, channelIdentity: {teamId, channelId}, chatId,
              attachments, mentions, reactions}
    what a bot is sent: {type: "message", id, timestamp, from, conversation, text, serviceUrl}, alone or in a relay

A file mixes channels and is in no order of time. An id is the time of sending, in milliseconds.
"""

import json
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from pipeline.domain.evidence import Evidence, Source
from pipeline.domain.material import Channel, Person
from pipeline.sources.files import File, Tree
from pipeline.sources.markup.html_text import text_of
from pipeline.sources.payload import Json, claim_files, instant, items, mapping, mappings, names, text
from pipeline.sources.reading import Claim, Reading, ReadOptions
from pipeline.sources.slack.content import without_repeats
from pipeline.sources.talk import Roster, Talk, message

FORMAT = "teams"
PRODUCT = "Microsoft Teams messages"
PRIORITY = 35

KEYS = ("CreatedDateTime", "createdDateTime", "serviceUrl", "conversationId")
SAID = ("message", "")
REFERENCE = "messageReference"
"""A quoted message among the attachments: it stands in the conversation already."""

DEEPEST_CARD = 12
CARD_LINES = 40


def sniff(tree: Tree) -> list[Claim]:
    return claim_files(tree, KEYS, lambda value: any(True for _ in _messages(value)))


def read(claim: Claim, options: ReadOptions) -> Reading:
    """The messages of the file. Raises EmptySource, UnreadableSource."""
    file = claim.files[0]
    talk, roster = Talk(), Roster()
    for place, node in _messages(file.json):
        _add(node, place, file, talk, roster)
    return talk.reading(claim.name, PRODUCT, roster.people())


def _messages(value: object) -> Iterator[tuple[str, Json]]:
    node = mapping(value)
    if text(node, "type").startswith("teams.") and "data" in node:
        node = mapping(node["data"])
    listed = items(value) or items(node.get("value"))
    root = "value" if "value" in node else ""
    for place, item in [(f"{root}[{index}]", item) for index, item in enumerate(listed)] or [("", node)]:
        yield from _with_replies(mapping(item), place)


def _with_replies(node: Json, place: str) -> Iterator[tuple[str, Json]]:
    found = _camel(node)
    if "text" in found and ("serviceUrl" in found or "conversationId" in found):
        yield place, _of_activity(found)
    elif _is_message(found):
        yield place, found
        for index, reply in enumerate(_camel(one) for one in mappings(found.get("replies"))):
            if _is_message(reply):
                yield f"{place}.replies[{index}]", reply | {"replyToId": text(reply, "replyToId") or text(found, "id")}


def _is_message(node: Json) -> bool:
    return "createdDateTime" in node and "body" in node and ("from" in node or "messageType" in node)


def _camel(node: Json) -> Json:
    return {key[:1].lower() + key[1:]: value for key, value in node.items()}


def _inner(node: Json, key: str) -> Json:
    return _camel(mapping(node.get(key)))


def _of_activity(node: Json) -> Json:
    """What a bot is sent, in the words of Graph."""
    conversation = _inner(node, "conversation")
    own = {"displayName": text(_inner(node, "from"), "name"), "id": text(_inner(node, "from"), "id")}
    return {
        "id": node.get("id"),
        "createdDateTime": node.get("timestamp"),
        "body": {"contentType": "html", "content": node.get("text")},
        "from": {"user": own} if "from" in node else {"application": {"displayName": "Bot"}},
        "channelIdentity": {"channelId": text(conversation, "id") or text(node, "conversationId")},
        "channelName": conversation.get("name"),
        "replyToId": node.get("replyToId"),
    }


def _add(node: Json, place: str, file: File, talk: Talk, roster: Roster) -> None:
    id, at = text(node, "id"), instant(node, "createdDateTime")
    if text(node, "messageType") not in SAID:
        talk.dropped["system messages"] += 1
    elif text(node, "deletedDateTime"):
        talk.dropped["deleted messages"] += 1
    elif not id or at is None:
        talk.skip(file.name, place or "top level", "there is no id or no time that can be read")
    else:
        author = _author(_inner(node, "from"), roster)
        talk.add(_channel(node, talk), _evidence(node, id, author, Source(file=file.name, locator=place)))


def _channel(node: Json, talk: Talk) -> str:
    """The id of the message's channel, which is known by name only where its address holds that."""
    chat = text(node, "chatId")
    id = text(_inner(node, "channelIdentity"), "channelId") or chat
    query = parse_qs(urlsplit(text(node, "webUrl").replace("[", "").replace("]", "")).query)
    name = next(iter(query.get("channelName", ())), "") or text(node, "channelName")
    before = talk.channels.get(id)
    if before is None or (name and before.name == id):
        talk.channels[id] = Channel(id=id, name=name or id)
    if chat and chat == id:
        talk.direct.add(id)
    return id


def _author(sender: Json, roster: Roster) -> Person | None:
    user, app = _inner(sender, "user"), _inner(sender, "application")
    one, bot = (user, False) if user else (app, True)
    outsider = text(user, "userIdentityType") in ("anonymousGuest", "federatedUser", "emailUser")
    return roster.add(text(one, "id", "displayName"), text(one, "displayName"), bot=bot, outsider=outsider) if one else None


def _evidence(node: Json, id: str, author: Person | None, source: Source) -> Evidence:
    links: list[str] = []
    body = _inner(node, "body")
    content = text(body, "content")
    said = text_of(content, links) if text(body, "contentType").lower() == "html" else content
    attachments = [_camel(one) for one in mappings(node.get("attachments")) if text(_camel(one), "contentType") != REFERENCE]
    cards = [line for one in attachments for line in _card(one.get("content"), links)]
    lines = [text_of(text(node, "subject")), said, *cards]
    if not any(lines):
        lines = [text(node, "summary"), *(text(one, "name") for one in attachments)]
    parent = text(node, "replyToId")
    return message(
        f"teams:{id}",
        instant(node, "createdDateTime"),
        author,
        "\n".join(without_repeats(lines)),
        source,
        thread=f"teams:{parent}" if parent and parent != id else None,
        edited=bool(text(node, "lastEditedDateTime")),
        reactions=names(text(_camel(reaction), "reactionType") for reaction in mappings(node.get("reactions"))),
        links=links,
    )


def _card(content: object, links: list[str]) -> list[str]:
    """The lines of a card (adaptive, connector, hero), whose content is JSON written as text."""
    if isinstance(content, str) and content.lstrip().startswith(("{", "[")):
        try:
            content = json.loads(content)
        except (ValueError, RecursionError):
            return []
    return [text_of(line, links) for line in _card_lines(content, 0)][:CARD_LINES]


def _card_lines(value: object, depth: int) -> Iterator[str]:
    """Titles, texts and facts, in the order they stand."""
    if depth > DEEPEST_CARD:
        return
    for item in items(value):
        yield from _card_lines(item, depth + 1)
    node = mapping(value)
    for key in ("title", "subtitle", "text", "activityTitle", "activitySubtitle", "activityText"):
        if isinstance(node.get(key), str) and node.get("type") not in ("Action.OpenUrl", "Action.Submit", "Action.Execute"):
            yield text(node, key)
    for fact in mappings(node.get("facts")):
        yield f"{text(fact, 'title', 'name').rstrip(':')}: {text(fact, 'value')}"
    for key in (key for key in ("body", "items", "columns", "sections") if key in node):
        yield from _card_lines(node[key], depth + 1)
