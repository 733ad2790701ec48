"""Slack messages outside an export: lists, API answers, dumps, saved events."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.domain.material import Material
from pipeline.errors import UnknownFormat
from pipeline.sources import collect


def said(second: int, text: str = "hello", **fields: Any) -> dict[str, Any]:
    return {"type": "message", "user": "U1", "text": text, "ts": f"1773740{second:03}.000100", **fields}


def read(folder: Path, *contents: Any, name: str = "ops") -> Material:
    paths = []
    for number, content in enumerate(contents):
        paths.append(folder / f"{name}{number or ''}.json")
        paths[-1].write_text(content if isinstance(content, str) else json.dumps(content))
    return collect(paths)


def texts(material: Material) -> list[str]:
    return [piece.text for piece in material.evidence]


def test_one_channels_list_has_the_file_name_in_place_of_the_channel_id(tmp_path: Path):
    (evidence,) = read(tmp_path, [said(1)]).evidence
    assert (evidence.id, evidence.channel) == ("slack:ops:1773740001.000100", "ops")


def test_an_answer_of_the_api_is_newest_first_and_put_in_order(tmp_path: Path):
    assert texts(read(tmp_path, {"ok": True, "messages": [said(3, "c"), said(2, "b"), said(1, "a")], "has_more": False})) == [
        "a",
        "b",
        "c",
    ]


def test_several_pages_in_one_file_are_one_channel(tmp_path: Path):
    material = read(
        tmp_path, [{"ok": True, "messages": [said(3, "c")], "has_more": True}, {"ok": True, "messages": [said(1, "a")]}]
    )
    assert texts(material) == ["a", "c"]
    assert len(material.channels) == 1


def test_history_and_replies_in_two_files_say_the_parent_once(tmp_path: Path):
    parent = said(1, "parent", thread_ts="1773740001.000100")
    reply = said(2, "reply", thread_ts="1773740001.000100")
    material = read(tmp_path, {"messages": [parent]}, {"messages": [parent, reply]})
    assert [(piece.text, piece.thread) for piece in material.evidence] == [
        ("parent", None),
        ("reply", "slack:ops:1773740001.000100"),
    ]


def test_a_dump_nests_replies_and_names_its_channel(tmp_path: Path):
    reply = said(2, "reply", thread_ts="1773740001.000100")
    dump = {"channel_id": "C7", "name": "inc-7", "messages": [said(1, "parent", slackdump_thread_replies=[reply])]}
    parent, answer = read(tmp_path, dump).evidence
    assert (parent.channel, parent.id, answer.thread) == ("inc-7", "slack:C7:1773740001.000100", parent.id)


def test_users_beside_the_file_say_who_wrote(tmp_path: Path):
    (tmp_path / "users.json").write_text(json.dumps([{"id": "U1", "name": "ada", "profile": {"real_name": "Ada Byron"}}]))
    (tmp_path / "ops.json").write_text(json.dumps([said(1)]))
    assert collect([tmp_path]).evidence[0].author == "Ada Byron"


def test_who_is_only_in_the_messages_is_no_outsider_without_a_list_of_users(tmp_path: Path):
    material = read(tmp_path, [said(1, "hi <@U1>", user_profile={"real_name": "Ada Byron"})])
    assert (material.evidence[0].text, material.people[0].outsider) == ("hi @Ada Byron", False)


def test_an_event_that_changes_a_message_is_its_last_text_under_its_own_ts(tmp_path: Path):
    changed = {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "ts": "1773740900.000000",
        "message": said(1, "right"),
    }
    (evidence,) = read(tmp_path, [said(1, "wrong"), changed]).evidence
    assert (evidence.id, evidence.text, evidence.edited) == ("slack:ops:1773740001.000100", "right", True)


def test_an_event_that_deletes_a_message_takes_it_out(tmp_path: Path):
    deleted = {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "deleted_ts": "1773740001.000100",
        "ts": "1773740900.000000",
    }
    material = read(tmp_path, [said(1, "secret"), said(2, "rest"), deleted])
    assert texts(material) == ["rest"]
    assert material.summaries[0].dropped == ("1 deleted message",)


def test_events_of_several_channels_in_one_file_are_told_apart(tmp_path: Path):
    material = read(tmp_path, [said(1, "incident here", channel="C1"), said(2, "incident there", channel="C2")])
    assert [piece.id.split(":")[1] for piece in material.evidence] == ["C1", "C2"]


def test_events_in_their_envelopes_are_unpacked(tmp_path: Path):
    event = {"type": "event_callback", "event": said(1, "inside", channel="C1")}
    assert texts(read(tmp_path, {"type": "slack.app.mention", "data": event, "timestamp": "2026-01-19T12:00:00Z"})) == ["inside"]


def test_a_log_of_events_line_by_line_is_read_and_a_bad_line_said(tmp_path: Path):
    lines = [
        json.dumps(said(1, "a")),
        '{"type": "mess',
        json.dumps(said(2, "b")),
        json.dumps({"type": "user_typing", "user": "U1"}),
    ]
    (tmp_path / "rtm.jsonl").write_text("\n".join(lines))
    material = collect([tmp_path / "rtm.jsonl"])
    assert texts(material) == ["a", "b"]
    assert "rtm.jsonl: one piece was skipped (line 2)" in material.notes[0]


@pytest.mark.parametrize(
    "content",
    [
        [{"type": "message", "ts": "0000000000.000000x", "text": ""}],
        {"messages": [{"id": 1, "content": "of another chat"}]},
        [{"id": "C1", "name": "general"}],
        [],
    ],
)
def test_what_has_no_slack_messages_is_not_claimed(tmp_path: Path, content: Any):
    with pytest.raises(UnknownFormat):
        read(tmp_path, content)
