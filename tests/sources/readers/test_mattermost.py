"""Mattermost: a bulk export's lines, and posts of the API with the lists of users and channels beside them."""

import json
from typing import Any

import pytest

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.errors import EmptySource
from pipeline.sources.readers import mattermost
from pipeline.sources.reading import ReadOptions

T = 1_714_644_000_000
CHANNEL = {
    "team": "eng",
    "name": "inc-7",
    "display_name": "Incident 7",
    "type": "P",
    "header": "SEV2",
    "purpose": "search is slow",
}
USER = {"username": "ana", "nickname": "", "first_name": "Ana", "last_name": "Lima", "position": "SRE"}


def post(minute: int, said: str = "hello", **more: Any) -> dict[str, Any]:
    at = T + minute * 60_000
    return {
        "team": "eng",
        "channel": "inc-7",
        "user": "ana",
        "message": said,
        "create_at": at,
        "edit_at": 0,
        "replies": None,
    } | more


def lines(*posts: dict[str, Any], **others: dict[str, Any]) -> str:
    rows = [{"type": "version", "version": 1}, *({"type": kind, kind: node} for kind, node in others.items())]
    return "\n".join(json.dumps(row) for row in [*rows, *({"type": "post", "post": one} for one in posts)]) + "\n"


def api(id: str, minute: int, said: str = "hello", **more: Any) -> dict[str, Any]:
    node = {"id": id, "create_at": T + minute * 60_000, "update_at": 0, "edit_at": 0, "delete_at": 0, "user_id": "u1", "type": ""}
    return node | {"channel_id": "c1", "root_id": "", "message": said, "props": {}, "metadata": {}} | more


@pytest.fixture
def read(tree_of):
    def read(payload, **beside):
        (claim,) = mattermost.sniff(tree_of({"export.jsonl": payload, **{f"{name}.json": one for name, one in beside.items()}}))
        return mattermost.read(claim, ReadOptions())

    return read


def test_an_exported_post_is_known_by_channel_and_time(read):
    reading = read(lines(post(0), channel=CHANNEL, user=USER))
    (piece,) = reading.evidence
    assert (piece.id, piece.author, f"{piece.at:%H:%M}") == (f"mattermost:eng/inc-7/{T}", "Ana Lima", "10:00")
    (channel,) = reading.channels
    assert (channel.name, channel.private, channel.topic) == ("inc-7", True, "SEV2")


def test_replies_are_put_in_order_also_one_older_than_its_parent(read):
    replies = [
        {"user": "bo", "message": "late", "create_at": T + 600_000},
        {"user": "bo", "message": "early", "create_at": T - 60_000},
    ]
    pieces = read(lines(post(0, replies=replies))).evidence
    assert [piece.text for piece in pieces] == ["early", "hello", "late"]
    assert {piece.thread for piece in pieces if piece.author == "bo"} == {f"mattermost:eng/inc-7/{T}"}


def test_joins_are_dropped_by_type_and_by_what_imported_ones_say(read):
    joins = (post(1, "ana joined the channel."), post(2, "x", type="system_add_to_channel"), post(3, type="system_leave_channel"))
    assert read(lines(post(0), *joins)).dropped == {"joins": 2, "leaves": 1}


def test_a_sentence_about_joining_is_kept(read):
    assert len(read(lines(post(0, "the new node joined the channel. Odd, ana?"))).evidence) == 1


def test_a_new_header_is_kept(read):
    assert (
        read(lines(post(0, "ana updated the channel header to: SEV1", type="system_header_change"))).evidence[0].subtype
        == Subtype.TOPIC
    )


def test_direct_posts_are_left_out_beside_channels(read):
    direct = {"channel_members": ["ana", "bo"], "user": "ana", "message": "hi", "create_at": T}
    assert read(lines(post(0), direct_post=direct)).dropped == {"direct conversations": 1}
    assert read(lines(direct_post=direct)).channels[0].private


def test_channels_of_one_name_in_two_teams_are_told_apart(tree_of):
    other = json.dumps({"type": "channel", "channel": CHANNEL | {"team": "sales"}}) + "\n"
    payload = other + lines(post(0), post(1, team="sales"), channel=CHANNEL)
    (claim,) = mattermost.sniff(tree_of({"a.json": payload}))
    reading = mattermost.read(claim, ReadOptions())
    assert len({channel.name for channel in reading.channels}) == 2


def test_a_cut_line_is_skipped_and_said(read):
    reading = read(lines(post(0)) + '{"type": "post", "post": {"te')
    assert (len(reading.evidence), reading.skipped[0].place) == (1, "line 3")


def test_an_export_of_one_post_on_many_lines_is_read(read):
    assert len(read(json.dumps({"type": "post", "post": post(0)}, indent=2)).evidence) == 1


def test_the_apis_posts_take_names_from_the_lists_beside_them(read):
    answer = {"order": ["b", "a"], "posts": {"b": api("b", 1, "reply", root_id="a"), "a": api("a", 0, "**slow** :fire:")}}
    users = [USER | {"id": "u1", "create_at": 1}]
    channels = [CHANNEL | {"id": "c1", "create_at": 1, "team_id": "t1"}]
    reading = read(answer, users=users, channels=channels)
    assert [(piece.id, piece.author, piece.text, piece.thread) for piece in reading.evidence] == [
        ("mattermost:a", "Ana Lima", "slow 🔥", None),
        ("mattermost:b", "Ana Lima", "reply", "mattermost:a"),
    ]
    assert (reading.channels[0].name, reading.channels[0].private) == ("inc-7", True)


def test_deleted_posts_are_dropped_and_edited_ones_marked(read):
    posts = {"a": api("a", 0, edit_at=T + 5), "b": api("b", 1, delete_at=T + 9)}
    reading = read({"order": ["a", "b"], "posts": posts})
    assert ([piece.edited for piece in reading.evidence], reading.dropped) == ([True], {"deleted messages": 1})


def test_a_webhooks_attachments_are_its_words(read):
    props = {
        "from_webhook": "true",
        "override_username": "Grafana",
        "attachments": [{"title": "[FIRING] Disk full", "text": "db-1"}],
    }
    (piece,) = read({"order": ["a"], "posts": {"a": api("a", 0, "", props=props)}}).evidence
    assert (piece.author, piece.text, piece.kind) == ("Grafana", "[FIRING] Disk full\ndb-1", EvidenceKind.ALERT)


def test_an_export_without_posts_is_an_empty_source(read):
    with pytest.raises(EmptySource):
        read(lines(channel=CHANNEL))


@pytest.mark.parametrize(
    "payload", [{}, [], {"type": "post"}, {"posts": {}}, {"type": "user", "name": "x"}, '{"type": "x", "x": 1}\n']
)
def test_what_is_not_mattermosts_is_not_claimed(tree_of, payload):
    assert mattermost.sniff(tree_of({"a.json": payload})) == []
