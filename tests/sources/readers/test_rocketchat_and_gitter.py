"""Messages as the APIs of Rocket.Chat and Gitter give them."""

from typing import Any

import pytest

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.errors import EmptySource
from pipeline.sources.readers import gitter, rocketchat
from pipeline.sources.reading import ReadOptions


def rocket(id: str, said: str = "hello", **more: Any) -> dict[str, Any]:
    user = {"_id": "u1", "username": "ana", "name": "Ana Lima"}
    return {"_id": id, "rid": "r1", "msg": said, "ts": f"2024-05-02T10:00:{id}.000Z", "u": user} | more


def gitted(id: str, said: str = "hello", **more: Any) -> dict[str, Any]:
    user = {"id": "u1", "username": "ana", "displayName": "Ana Lima"}
    return {"id": id, "text": said, "html": said, "sent": f"2024-05-02T10:00:{id}.000Z", "fromUser": user} | more


@pytest.fixture
def read(tree_of):
    def read(reader, payload):
        (claim,) = reader.sniff(tree_of({"inc-7.json": payload}))
        return reader.read(claim, ReadOptions())

    return read


def test_rocket_chats_threads_and_edits(read):
    messages = [rocket("02", "reply", tmid="01"), rocket("01", "**slow**", editedAt={"$date": 1_714_644_000_000})]
    pieces = read(rocketchat, {"messages": messages, "success": True}).evidence
    assert [(piece.id, piece.text, piece.thread, piece.edited, piece.channel) for piece in pieces] == [
        ("rocketchat:01", "slow", None, True, "inc-7"),
        ("rocketchat:02", "reply", "rocketchat:01", False, "inc-7"),
    ]


def test_rocket_chats_system_messages_are_dropped_but_topics(read):
    messages = [rocket("01", "ana", t="uj"), rocket("02", "SEV1", t="room_changed_topic"), rocket("03", "", t="rm")]
    reading = read(rocketchat, {"messages": messages})
    assert [(piece.text, piece.subtype) for piece in reading.evidence] == [("set the channel topic: SEV1", Subtype.TOPIC)]
    assert reading.dropped == {"joins": 1, "deleted messages": 1}


def test_what_an_integration_posts_in_rocket_chat_goes_by_its_alias(read):
    attachments = [{"title": "[FIRING] Disk full", "fields": [{"title": "Host", "value": "db-1"}]}]
    (piece,) = read(rocketchat, [rocket("01", "", bot={"i": "x"}, alias="Grafana", attachments=attachments)]).evidence
    assert (piece.author, piece.kind, piece.text) == ("Grafana", EvidenceKind.ALERT, "[FIRING] Disk full\nHost: db-1")


def test_a_quote_in_rocket_chat_is_not_said_again(read):
    quote = {"text": "old", "message_link": "https://chat.example/x", "author_name": "bo"}
    assert read(rocketchat, [rocket("01", "new", attachments=[quote])]).evidence[0].text == "new"


def test_gitters_threads_edits_and_deleted_messages(read):
    messages = [gitted("01"), gitted("02", "reply", parentId="01", editedAt="2024-05-02T11:00:00Z"), gitted("03", "")]
    reading = read(gitter, messages)
    assert [(piece.id, piece.thread, piece.edited, piece.author) for piece in reading.evidence] == [
        ("gitter:01", None, False, "Ana Lima"),
        ("gitter:02", "gitter:01", True, "Ana Lima"),
    ]
    assert reading.dropped == {"deleted messages": 1}


@pytest.mark.parametrize(("reader", "payload"), [(rocketchat, [rocket("01", t="uj")]), (gitter, [gitted("01", "")])])
def test_nothing_but_notices_is_an_empty_source(read, reader, payload):
    with pytest.raises(EmptySource):
        read(reader, payload)


@pytest.mark.parametrize("reader", [rocketchat, gitter])
@pytest.mark.parametrize("payload", [{}, [], {"messages": [{"text": "x"}]}, [{"rid": "1"}], [{"fromUser": {}}]])
def test_what_is_of_another_tool_is_not_claimed(tree_of, reader, payload):
    assert reader.sniff(tree_of({"a.json": payload})) == []
