"""Gitter messages as its API gives them -> messages of one room.

[{id, text, html, sent, editedAt, fromUser: {id, username, displayName}, parentId}]
"""

from collections.abc import Iterator

from pipeline.domain.evidence import Source
from pipeline.domain.material import Channel
from pipeline.sources.files import File, Tree
from pipeline.sources.markup.chat_markdown import plain
from pipeline.sources.payload import Json, claim_files, instant, items, mapping, text
from pipeline.sources.reading import Claim, Reading, ReadOptions
from pipeline.sources.talk import Roster, Talk, message

FORMAT = "gitter"
PRODUCT = "Gitter messages"
PRIORITY = 35


def sniff(tree: Tree) -> list[Claim]:
    return claim_files(tree, ("fromUser",), lambda value: any(True for _ in _messages(value)))


def read(claim: Claim, options: ReadOptions) -> Reading:
    """The messages of the file. Raises EmptySource, UnreadableSource."""
    file = claim.files[0]
    talk, roster = Talk(), Roster()
    room = file.path.rpartition("/")[2].rpartition(".")[0]
    talk.channels[room] = Channel(id=room, name=room)
    for place, node in _messages(file.json):
        _add(node, place, room, file, talk, roster)
    return talk.reading(claim.name, PRODUCT, roster.people())


def _messages(value: object) -> Iterator[tuple[str, Json]]:
    for index, item in enumerate(items(value)):
        if "fromUser" in mapping(item) and "sent" in mapping(item):
            yield f"[{index}]", mapping(item)


def _add(node: Json, place: str, room: str, file: File, talk: Talk, roster: Roster) -> None:
    id, at, user = text(node, "id"), instant(node, "sent"), mapping(node.get("fromUser"))
    author = roster.add(text(user, "id", "username"), text(user, "displayName", "username"), text(user, "username"))
    if not id or at is None:
        talk.skip(file.name, place, "there is no id or no time that can be read")
        return
    links: list[str] = []
    said = plain(text(node, "text"), links)
    if not said and text(node, "html") == "":
        talk.dropped["deleted messages"] += 1
        return
    parent = text(node, "parentId")
    source = Source(file=file.name, locator=place)
    thread = f"gitter:{parent}" if parent else None
    talk.add(
        room,
        message(f"gitter:{id}", at, author, said, source, thread=thread, edited=bool(text(node, "editedAt")), links=links),
    )
