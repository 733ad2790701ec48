"""Whatever stands in a file: it is read, or refused with one sentence. Anything else is our bug."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import PostmortemError
from pipeline.sources.files import File, Tree
from pipeline.sources.readers import generic, slack_export, slack_messages
from pipeline.sources.reading import Claim, ReadOptions

KEYS = st.sampled_from(
    [
        *(
            "ts",
            "text",
            "user",
            "type",
            "subtype",
            "messages",
            "event",
            "data",
            "message",
            "channel",
            "thread_ts",
            "edited",
            "files",
            "blocks",
        ),
        *(
            "attachments",
            "fields",
            "elements",
            "title",
            "value",
            "user_profile",
            "bot_profile",
            "reactions",
            "name",
            "id",
            "profile",
            "root",
        ),
        *(
            "evidence",
            "incident",
            "at",
            "at_text",
            "kind",
            "author",
            "timezone",
            "date",
            "started_at",
            "precision",
            "roles",
            "links",
            "comment",
        ),
        *("slackdump_thread_replies", "deleted_ts", "hidden", "bot_id", "username", "topic", "severity_level", "channel_id"),
    ]
)
WORDS = st.sampled_from(
    [
        *(
            "1773740001.000100",
            "0000000000.000000",
            "message",
            "message_changed",
            "message_deleted",
            "bot_message",
            "channel_topic",
            "tombstone",
        ),
        *(
            "2026-03-17T09:00:00Z",
            "0001-01-01T00:00:00+14:00",
            "11:50 PM PST",
            "<@U1>",
            "<!date^x|y>",
            "```",
            "&amp;lt;",
            "Europe/Berlin",
        ),
        *("section", "rich_text", "rich_text_list", "user", "\ud800", "\x00", "capacity", "minute", "9" * 500),
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=30,
)
READERS: list[Any] = [generic, slack_export, slack_messages]


def file_of(path: str, data: bytes) -> File:
    return File(path, path, lambda: data, len(data))


def is_read_or_refused(reader: Any, files: tuple[File, ...]) -> None:
    tree = Tree("given", files, single=len(files) == 1)
    for claim in [*reader.sniff(tree), Claim("given", files)]:
        try:
            reading = reader.read(claim, ReadOptions())
        except PostmortemError as error:
            assert "\n" not in str(error)
        else:
            assert all(piece.text.encode() and piece.id.encode() for piece in reading.evidence)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.FORMAT)
@given(value=VALUES, path=st.sampled_from(["a.json", "a.jsonl", "users.json"]))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_json_is_read_or_refused(reader: Any, value: Any, path: str):
    is_read_or_refused(reader, (file_of(path, json.dumps(value).encode()),))


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.FORMAT)
@given(
    data=st.binary(max_size=300),
    start=st.sampled_from([b"", b"[", b'{"evidence": [', b'[{"ts": "1773740001.000100", "text": ', b"\xff\xfe"]),
)
@settings(max_examples=80, deadline=None)
def test_any_bytes_are_read_or_refused(reader: Any, data: bytes, start: bytes):
    is_read_or_refused(reader, (file_of("a.json", start + data), file_of("inc-1/2026-03-17.json", start + data)))


@given(users=VALUES, channels=VALUES, messages=st.lists(VALUES, max_size=4))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_export_is_read_or_refused(users: Any, channels: Any, messages: Any):
    contents = {"users.json": users, "channels.json": channels, "inc-1/2026-03-17.json": messages}
    is_read_or_refused(slack_export, tuple(file_of(path, json.dumps(value).encode()) for path, value in contents.items()))
