"""Messages of one Slack channel or more in one JSON file: a list, API answers, a channel's dump, or saved events."""

import re
from collections import Counter

from pipeline.domain.material import Channel
from pipeline.errors import EmptySource, PostmortemError, UnreadableSource
from pipeline.sources.decoding import parse_json
from pipeline.sources.files import File, Tree
from pipeline.sources.payload import Json, mappings
from pipeline.sources.reading import Claim, Reading, ReadOptions, Skipped
from pipeline.sources.slack.directory import Directory
from pipeline.sources.slack.messages import Conversation
from pipeline.sources.slack.mrkdwn import Mrkdwn
from pipeline.sources.slack.stream import channels_in, is_message

FORMAT = "slack-messages"
PRODUCT = "Slack message list"
PRIORITY = 30

LINES = (".jsonl", ".ndjson", ".log")
TS_FIELD = re.compile(r'"ts"\s*:\s*"\d{9,10}\.\d{6}"')
USER_LISTS = ("users.json", "org_users.json")
PARSED_TO_BE_SURE = 5_000_000
"""Files up to this many bytes are parsed before they are claimed; larger ones are judged by how they begin."""


def sniff(tree: Tree) -> list[Claim]:
    """One claim for each file of messages, with the list of users beside it."""
    return [Claim(file.name, (file, *_users_beside(file, tree))) for file in tree.files if _holds_messages(file)]


def _users_beside(file: File, tree: Tree) -> list[File]:
    folder = file.path.rpartition("/")[0]
    return [other for other in tree.files if other.path in {f"{folder}/{name}".lstrip("/") for name in USER_LISTS}]


def _holds_messages(file: File) -> bool:
    if not file.path.lower().endswith((".json", *LINES)) or not file.head.lstrip().startswith(("[", "{")):
        return False
    if file.size > PARSED_TO_BE_SURE:
        return TS_FIELD.search(file.head) is not None
    try:
        if not TS_FIELD.search(file.text):
            return False
        content = _lines(file)[0] if _is_lines(file) else file.json
    except PostmortemError:
        return TS_FIELD.search(file.head) is not None
    return any(is_message(message) for messages in channels_in(content).values() for message in messages)


def _is_lines(file: File) -> bool:
    return file.path.lower().endswith(LINES)


def _lines(file: File) -> tuple[list[object], list[Skipped]]:
    """One message or event a line."""
    found: list[object] = []
    skipped: list[Skipped] = []
    for number, line in enumerate(file.read_text().split("\n"), 1):
        try:
            found += [parse_json(line, file.name)] if line.strip() else []
        except UnreadableSource as error:
            skipped.append(Skipped(file.name, f"line {number}", error.problem))
    return found, skipped


def read(claim: Claim, options: ReadOptions) -> Reading:
    """All messages of the file. Raises EmptySource, UnreadableSource."""
    del options
    file, *user_lists = claim.files
    content, skipped = _lines(file) if _is_lines(file) else (file.json, [])
    directory = Directory()
    for users in user_lists:
        directory.add_users(mappings(users.json))
    conversations = [
        _conversation(file, channel, messages, directory) for channel, messages in channels_in(content).items() if messages
    ]
    evidence = [piece for one in conversations for piece in one.in_order()]
    if not evidence:
        raise EmptySource(claim.name, PRODUCT)
    return Reading(
        evidence=tuple(evidence),
        people=tuple(directory.people.values()),
        channels=tuple(Channel(id=one.id, name=one.name, messages=len(one.evidence)) for one in conversations),
        dropped=dict(sum((one.dropped for one in conversations), Counter[str]())),
        skipped=(*skipped, *(skipped for one in conversations for skipped in one.skipped)),
    )


def _conversation(file: File, channel: tuple[str, str], messages: list[Json], directory: Directory) -> Conversation:
    stem = file.path.rpartition("/")[2].rpartition(".")[0]
    id = channel[0] or stem
    name = channel[1] or id
    conversation = Conversation(id, name, directory, Mrkdwn(directory, {id: name}))
    conversation.add(messages, file.name)
    return conversation
