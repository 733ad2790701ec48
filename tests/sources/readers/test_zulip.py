"""Zulip: an organization's export, and messages of the API."""

from typing import Any

import pytest

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.errors import EmptySource, UnreadableSource
from pipeline.sources.readers import zulip
from pipeline.sources.reading import ReadOptions

T = 1_714_644_000
DAY = 86_400


def said(id: int, second: int = 0, content: str = "hello", topic: str = "search is slow", **more: Any) -> dict[str, Any]:
    return {
        **{"id": id, "type": "stream", "timestamp": T + second, "sender_id": 5, "sender_full_name": "Ana Lima", "stream_id": 3},
        **{"sender_email": "ana@example.com", "display_recipient": "ops", "subject": topic, "content": content},
        "content_type": "text/x-markdown",
    } | more


@pytest.fixture
def read(tree_of):
    def read(*messages):
        (claim,) = zulip.sniff(tree_of({"ops.json": {"result": "success", "messages": list(messages)}}))
        return zulip.read(claim, ReadOptions())

    return read


def test_a_topic_is_a_thread_and_its_first_message_says_its_name(read):
    pieces = read(said(1), said(2, 60, "looking"), said(3, 90, "lunch?", topic="food")).evidence
    assert [(piece.id, piece.text, piece.thread) for piece in pieces] == [
        ("zulip:1", "search is slow\n\nhello", None),
        ("zulip:2", "looking", "zulip:1"),
        ("zulip:3", "food\n\nlunch?", None),
    ]
    assert {piece.channel for piece in pieces} == {"ops"}


def test_nobody_is_known_by_a_number_that_any_figure_could_be(read):
    (person,) = read(said(1)).people
    assert (person.name, person.aliases) == ("Ana Lima", ("ana@example.com",))


def test_a_day_of_silence_ends_a_thread(read):
    pieces = read(said(1), said(2, 400 * DAY, "again"), said(3, 400 * DAY + 60, "yes")).evidence
    assert [piece.thread for piece in pieces] == [None, None, "zulip:2"]


def test_a_resolved_topic_goes_on_under_its_name(read):
    assert read(said(1), said(2, 60, "thanks", topic="\u2714 search is slow")).evidence[1].thread == "zulip:1"


def test_the_mark_of_a_resolved_topic_is_a_record(read):
    bot = {"sender_id": 1, "sender_full_name": "Notification Bot", "sender_email": "notification-bot@example.com"}
    marked, moved = (
        said(2, 60, "@_**Ana Lima|5** has marked this topic as resolved.", **bot),
        said(3, 70, "This topic was moved", **bot),
    )
    reading = read(said(1), marked, moved)
    assert [(piece.kind, piece.subtype, piece.text) for piece in reading.evidence[1:]] == [
        (EvidenceKind.LOG_ENTRY, Subtype.RESOLVE, "@Ana Lima has marked this topic as resolved.")
    ]
    assert reading.dropped == {"notices": 1}


def test_deleted_messages_are_dropped_and_edited_ones_marked(read):
    reading = read(said(1, last_edit_timestamp=T + 5), said(2, 60, "(deleted)"))
    assert ([piece.edited for piece in reading.evidence], reading.dropped) == ([True], {"deleted messages": 1})


def test_marks_become_names_and_channels(read):
    raw = "@**Bo Ek|7** see #**ops>deploys@44**, since <time:2024-05-02T10:00:00Z> :fire:"
    assert read(said(1, 0, raw, topic="")).evidence[0].text == "@Bo Ek see #ops>deploys, since 2024-05-02T10:00:00Z 🔥"


def test_rendered_messages_are_read_too(read):
    html = (
        '<p>see <a href="https://x.example/1">the graph</a></p><blockquote>\n<p>old</p>\n</blockquote>'
        '<div class="codehilite"><pre><span></span><code>a  b\n</code></pre></div>'
    )
    (piece,) = read(said(1, 0, html, topic="", content_type="text/html")).evidence
    assert piece.text == "see the graph (https://x.example/1)\n\n> old\n\n```\na  b\n```"


def test_direct_messages_are_left_out_beside_channels(read):
    direct = said(2, 60, display_recipient=[{"id": 5}, {"id": 7}], type="private", subject="")
    assert read(said(1), direct).dropped == {"direct conversations": 1}


REALM = {
    "zerver_userprofile": [
        {"id": 5, "full_name": "Ana Lima", "email": "ana@example.com", "is_bot": False, "timezone": "Europe/Berlin"}
    ],
    "zerver_stream": [{"id": 30, "name": "ops", "description": "d", "invite_only": True}],
    "zerver_recipient": [{"id": 3, "type": 2, "type_id": 30}, {"id": 4, "type": 1, "type_id": 5}],
}


def test_an_export_takes_names_from_its_realm(tree_of):
    messages = [
        {"id": id, "sender": 5, "recipient": 3, "subject": "slow", "content": f"m{id}", "date_sent": T + 100.5 - id}
        for id in (2, 1)
    ]
    tree = tree_of({"realm.json": REALM, "messages-000001.json": {"zerver_message": messages, "zerver_usermessage": []}})
    (claim,) = zulip.sniff(tree)
    reading = zulip.read(claim, ReadOptions())
    assert [(piece.id, piece.author, piece.channel) for piece in reading.evidence] == [
        ("zulip:2", "Ana Lima", "ops"),
        ("zulip:1", "Ana Lima", "ops"),
    ]
    assert (reading.channels[0].private, reading.people[0].timezone) == (True, "Europe/Berlin")


def test_an_export_of_bare_ids_is_refused_with_what_it_lacks(tree_of):
    (claim,) = zulip.sniff(tree_of({"m.json": {"zerver_message": [{"id": 1, "date_sent": T}], "zerver_usermessage": []}}))
    with pytest.raises(UnreadableSource, match="hold no text"):
        zulip.read(claim, ReadOptions())


def test_a_realm_without_messages_is_an_empty_source(tree_of):
    (claim,) = zulip.sniff(tree_of({"realm.json": REALM}))
    with pytest.raises(EmptySource):
        zulip.read(claim, ReadOptions())


@pytest.mark.parametrize("payload", [{}, [], {"messages": [{"ts": "1", "text": "x"}]}, {"sender_full_name": "A"}])
def test_what_is_not_zulips_is_not_claimed(tree_of, payload):
    assert zulip.sniff(tree_of({"a.json": payload})) == []
