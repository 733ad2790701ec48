"""Slack exports in their layouts, each trap of the format by name."""

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.domain.evidence import Evidence, EvidenceKind, Subtype
from pipeline.domain.material import Material
from pipeline.errors import BadOption, EmptySource
from pipeline.sources import collect

WriteExport = Callable[..., Path]

USERS = [
    {
        "id": "U1",
        "name": "ada",
        "tz": "Europe/London",
        "profile": {"real_name": "Ada Byron", "display_name": "ada.b", "title": "SRE"},
    },
    {"id": "U2", "name": "kofi", "real_name": "Kofi Mensah", "profile": {"display_name": ""}, "deleted": True},
    {"id": "UB", "name": "robot", "is_bot": True, "profile": {"real_name": "Gangway"}},
]
CHANNELS = [{"id": "C1", "name": "inc-7", "topic": {"value": "SEV1"}, "purpose": {"value": "INC-7"}}, {"id": "C2", "name": "ops"}]
DAY = "inc-7/2026-03-17"


def said(ts: str, text: str = "hello", user: str = "U1", **fields: Any) -> dict[str, Any]:
    return {"type": "message", "user": user, "text": text, "ts": ts, **fields}


def ts(second: int) -> str:
    return f"{1773740000 + second}.000100"


@pytest.fixture
def read(tmp_path: Path, write_export: WriteExport) -> Callable[..., Material]:
    """Messages of #inc-7 on one day, or days by path -> the material collected from the export."""

    def collected(*messages: Any, days: dict[str, list[Any]] | None = None, **lists: Any) -> Material:
        lists = {"users": USERS, "channels": CHANNELS} | lists
        return collect([write_export(tmp_path / "export", ({DAY: list(messages)} if messages else {}) | (days or {}), **lists)])

    return collected


def only(material: Material) -> Evidence:
    (evidence,) = material.evidence
    return evidence


def test_ts_stays_a_string_and_is_exact_to_the_microsecond(read: Callable[..., Material]):
    evidence = only(read(said("1736554746.482349")))
    assert evidence.id == "slack:C1:1736554746.482349"
    assert evidence.at == datetime(2025, 1, 11, 0, 19, 6, 482349, tzinfo=UTC)


def test_a_message_has_its_channel_author_and_place(read: Callable[..., Material]):
    evidence = only(read(said(ts(1), "<@U2> look")))
    assert (evidence.channel, evidence.author, evidence.text) == ("inc-7", "Ada Byron", "@Kofi Mensah look")
    assert (evidence.source.file, evidence.source.locator) == ("export/inc-7/2026-03-17.json", ts(1))
    assert (evidence.kind, evidence.automated, evidence.thread) == (EvidenceKind.MESSAGE, False, None)


def test_people_are_the_users_with_all_their_names(read: Callable[..., Material]):
    ada, kofi, robot = read(said(ts(1))).people
    assert (ada.name, ada.aliases, ada.title, ada.timezone) == ("Ada Byron", ("ada.b", "ada", "U1"), "SRE", "Europe/London")
    assert (kofi.name, kofi.aliases, robot.bot) == ("Kofi Mensah", ("kofi", "U2"), True)


def test_a_reply_in_a_later_day_file_belongs_to_its_thread_though_the_parent_lists_no_replies(read: Callable[..., Material]):
    days = {DAY: [said(ts(1), thread_ts=ts(1))], "inc-7/2026-03-19": [said(ts(180_000), "done", thread_ts=ts(1))]}
    parent, reply = read(days=days).evidence
    assert (parent.thread, reply.thread) == (None, parent.id)


def test_a_broadcast_is_one_message_with_the_replys_ts(read: Callable[..., Material]):
    reply = said(ts(5), "correction", thread_ts=ts(1))
    material = read(said(ts(1)), reply, reply | {"subtype": "thread_broadcast", "root": {"ts": ts(1)}})
    assert [piece.id for piece in material.evidence] == [f"slack:C1:{ts(1)}", f"slack:C1:{ts(5)}"]
    assert "1 repeat" in material.summaries[0].dropped


def test_of_repeats_the_edited_one_is_kept(read: Callable[..., Material]):
    evidence = only(read(said(ts(1), "old"), said(ts(1), "new", edited={"user": "U1", "ts": ts(9)})))
    assert (evidence.text, evidence.edited) == ("new", True)


def test_replies_to_a_deleted_parent_keep_its_thread(read: Callable[..., Material]):
    tombstone = {"type": "message", "subtype": "tombstone", "ts": ts(1), "thread_ts": ts(1), "text": "This message was deleted."}
    material = read(tombstone, said(ts(2), thread_ts=ts(1)), said(ts(3), thread_ts=ts(1)))
    assert {piece.thread for piece in material.evidence} == {f"slack:C1:{ts(1)}"}
    assert material.summaries[0].dropped == ("1 deleted message",)


def test_joins_and_leaves_are_dropped_and_counted(read: Callable[..., Material]):
    notices = [
        said(ts(n), "<@U1> has joined", subtype=kind) for n, kind in enumerate(("channel_join", "group_join", "channel_leave"))
    ]
    assert read(said(ts(9)), *notices).summaries[0].dropped == ("2 joins", "1 leave")


def test_a_topic_change_is_kept_without_the_authors_own_name(read: Callable[..., Material]):
    evidence = only(read(said(ts(1), "<@U1> set the channel topic: SEV1 | IC: ada", subtype="channel_topic")))
    assert (evidence.subtype, evidence.text) == (Subtype.TOPIC, "set the channel topic: SEV1 | IC: ada")


def test_a_bot_message_has_its_words_in_attachments_and_its_name_in_username(read: Callable[..., Material]):
    attachment = {"title": "[FIRING:1] Lag &gt; 5", "title_link": "https://g.example/1", "fallback": "[FIRING:1] Lag &gt; 5"}
    evidence = only(
        read(
            {
                "type": "message",
                "subtype": "bot_message",
                "username": "Grafana",
                "text": "",
                "ts": ts(1),
                "attachments": [attachment],
            }
        )
    )
    assert (evidence.text, evidence.author, evidence.automated) == ("[FIRING:1] Lag > 5", "Grafana", True)
    assert (evidence.kind, evidence.subtype, evidence.links) == (EvidenceKind.ALERT, Subtype.FIRING, ("https://g.example/1",))


@pytest.mark.parametrize(
    ("fields", "author"),
    [
        ({"bot_profile": {"name": "Gangway"}, "bot_id": "B1", "user": "UX"}, "Gangway"),
        ({"bot_id": "B1"}, "B1"),
        ({"bot_id": "B1", "user": "UB"}, "B1"),
    ],
)
def test_a_bot_without_a_username_is_named_by_what_there_is(read: Callable[..., Material], fields: dict[str, Any], author: str):
    evidence = only(read({"type": "message", "subtype": "bot_message", "text": "hi", "ts": ts(1), **fields}))
    assert (evidence.author, evidence.automated) == (author, True)


def test_what_an_app_posts_in_a_persons_name_is_theirs(read: Callable[..., Material]):
    evidence = only(read(said(ts(1), bot_id="B9")))
    assert (evidence.author, evidence.automated) == ("Ada Byron", False)


def test_a_guest_of_another_workspace_is_an_outsider_by_the_name_in_the_message(read: Callable[..., Material]):
    profile = {"real_name": "Noor Peeters", "display_name": "noor", "team": "T9"}
    material = read(said(ts(1), "hi", "U9", team="T1", user_team="T9", user_profile=profile), said(ts(2), "thanks <@U9>"))
    assert material.evidence[0].author == "Noor Peeters"
    assert material.evidence[1].text == "thanks @Noor Peeters"
    assert [(person.name, person.outsider) for person in material.people if person.outsider] == [("Noor Peeters", True)]


def test_a_user_that_is_listed_nowhere_is_an_outsider_by_id(read: Callable[..., Material]):
    material = read(said(ts(1), "hi", "U404"))
    assert material.evidence[0].author == "U404"
    assert material.people[-1].outsider


def test_reactions_are_names_without_skin_tones(read: Callable[..., Material]):
    assert only(read(said(ts(1), reactions=[{"name": "+1::skin-tone-3", "count": 2}, {"name": "eyes"}]))).reactions == (
        "+1",
        "eyes",
    )


def test_a_message_without_any_words_is_dropped_and_counted(read: Callable[..., Material]):
    assert "1 message without text" in read(said(ts(1)), said(ts(2), "")).summaries[0].dropped


def test_a_file_without_a_message_is_said_by_its_title(read: Callable[..., Material]):
    assert only(read(said(ts(1), "", files=[{"title": "Error graph", "name": "g.png"}]))).text == "Error graph"


@pytest.mark.parametrize(
    "bad", [{"text": "no ts"}, said("0000000000.000000"), said("yesterday"), said("9" * 40), "no object", None, 7]
)
def test_a_bad_message_among_good_ones_is_skipped_and_said_with_its_place(read: Callable[..., Material], bad: Any):
    material = read(said(ts(1)), bad)
    assert len(material.evidence) == 1
    assert "export/inc-7/2026-03-17.json: one piece was skipped (message 2)" in material.notes[0]


def test_many_bad_messages_are_said_once_with_their_count_and_first_place(read: Callable[..., Material]):
    (note,) = read(said(ts(1)), *[said("never") for _ in range(5)]).notes
    assert "5 pieces were skipped, the first (message 2): the timestamp 'never' is no time." in note


def test_a_broken_day_file_is_passed_over_with_its_place(tmp_path: Path, write_export: WriteExport):
    folder = write_export(tmp_path / "export", {DAY: [said(ts(1))]}, users=USERS, channels=CHANNELS)
    (folder / "inc-7" / "2026-03-18.json").write_text('[{"ts": "1')
    material = collect([folder])
    assert len(material.evidence) == 1
    assert "export/inc-7/2026-03-18.json: one piece was skipped (line 1" in material.notes[0]


def test_channels_come_with_topic_and_purpose(read: Callable[..., Material]):
    (channel,) = read(said(ts(1))).channels
    assert (channel.id, channel.name, channel.topic, channel.purpose, channel.messages) == ("C1", "inc-7", "SEV1", "INC-7", 1)


def test_private_channels_are_marked_and_direct_conversations_left_out(read: Callable[..., Material]):
    days = {"sec/2026-03-17": [said(ts(1))], "D0123ABCD/2026-03-17": [said(ts(2))], "mpdm-a--b-1/2026-03-17": [said(ts(3))]}
    material = read(days=days, groups=[{"id": "G1", "name": "sec"}], mpims=[{"id": "G9", "name": "mpdm-a--b-1"}])
    assert [(channel.name, channel.private) for channel in material.channels] == [("sec", True)]
    assert "2 direct conversations" in material.summaries[0].dropped


@pytest.mark.parametrize("sign", ["is_private", "is_mpim", "is_im"])
def test_a_channel_that_says_so_itself_is_private(read: Callable[..., Material], sign: str):
    assert read(said(ts(1)), channels=[{"id": "C1", "name": "inc-7", sign: True}]).channels[0].private
    assert not read(said(ts(1)), channels=[{"id": "C1", "name": "inc-7", sign: False}]).channels[0].private


@pytest.mark.parametrize("wanted", ["D0123ABCD", "sec", "#sec", "G1"])
def test_a_channel_that_is_named_is_read_alone_and_may_be_a_direct_conversation(
    tmp_path: Path, write_export: WriteExport, wanted: str
):
    days = {DAY: [said(ts(1))], "sec/2026-03-17": [said(ts(2))], "D0123ABCD/2026-03-17": [said(ts(3))]}
    folder = write_export(tmp_path / "export", days, users=USERS, channels=CHANNELS, groups=[{"id": "G1", "name": "sec"}])
    material = collect([folder], channels=[wanted])
    assert only(material).channel == ("sec" if wanted != "D0123ABCD" else wanted)
    assert material.channels[0].private


def test_a_channel_that_is_not_in_the_export_is_an_error(tmp_path: Path, write_export: WriteExport):
    folder = write_export(tmp_path / "export", {DAY: [said(ts(1))]}, users=USERS, channels=CHANNELS)
    with pytest.raises(BadOption, match="the channels are inc-7"):
        collect([folder], channels=["nope"])


def test_a_day_file_that_is_no_list_is_passed_over_and_said(read: Callable[..., Material]):
    material = read(said(ts(1)), days={"inc-7/2026-03-18": {"ok": False}})
    assert material.notes == ("export/inc-7/2026-03-18.json: one piece was skipped: this is no list of messages.",)


def test_lists_of_other_things_are_no_channels(read: Callable[..., Material]):
    material = read(said(ts(1)), integration_logs=[{"date": "1"}], dms=[{"id": "D1"}], canvases=[])
    assert [channel.name for channel in material.channels] == ["inc-7"]
    assert material.notes == ()


def test_an_enterprise_export_has_its_users_in_org_users(tmp_path: Path, write_export: WriteExport):
    folder = write_export(tmp_path / "export", {DAY: [said(ts(1))]}, org_users=USERS, channels=CHANNELS)
    assert only(collect([folder])).author == "Ada Byron"


def test_a_renamed_channel_is_read_under_its_old_folder_name(read: Callable[..., Material]):
    assert only(read(days={"old-name/2026-03-17": [said(ts(1))]})).id == f"slack:old-name:{ts(1)}"


def test_a_dump_names_folders_by_id(read: Callable[..., Material]):
    evidence = only(read(days={"C1/2026-03-17": [said(ts(1))]}))
    assert (evidence.id, evidence.channel) == (f"slack:C1:{ts(1)}", "inc-7")


@pytest.mark.parametrize("top", ["", "Acme Slack export Mar 1 2026/"])
def test_a_zip_is_read_with_and_without_a_top_level_folder(tmp_path: Path, write_export: WriteExport, top: str):
    days = {DAY: [said(ts(1))], "チャネル/2026-03-17": [said(ts(2), "incident?")]}
    folder = write_export(tmp_path / "export", days, users=USERS, channels=CHANNELS)
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr(f"{top}empty-channel/", b"")
        archive.writestr(f"__MACOSX/{top}inc-7/._2026-03-17.json", b"\x00\x05")
        for file in sorted(folder.rglob("*.json")):
            archive.write(file, f"{top}{file.relative_to(folder)}")
    material = collect([tmp_path / "export.zip"])
    assert [piece.channel for piece in material.evidence] == ["inc-7", "チャネル"]
    assert material.notes == ()


def test_the_folder_of_one_channel_alone_is_read_under_its_name(tmp_path: Path, write_export: WriteExport):
    folder = write_export(tmp_path / "export", {DAY: [said(ts(1))]}) / "inc-7"
    assert only(collect([folder])).id == f"slack:inc-7:{ts(1)}"


def test_day_files_without_any_list_are_read(tmp_path: Path, write_export: WriteExport):
    folder = write_export(tmp_path / "export", {DAY: [said(ts(1))]})
    assert only(collect([folder])).author == "U1"


def test_day_files_of_something_else_are_not_claimed(tmp_path: Path, write_export: WriteExport):
    folder = write_export(tmp_path / "metrics", {"cpu/2026-03-17": [{"value": 1}]})
    (folder / "a.json").write_text('{"evidence": [{"id": "a", "text": "x"}]}')
    assert [summary.format for summary in collect([folder]).summaries] == ["generic"]


def test_an_export_without_a_message_is_said_to_be_empty(tmp_path: Path, write_export: WriteExport):
    folder = write_export(tmp_path / "export", {DAY: []}, users=USERS, channels=CHANNELS)
    with pytest.raises(EmptySource, match="Slack export holds no message"):
        collect([folder])
