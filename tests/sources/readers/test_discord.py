"""Discord messages: what DiscordChatExporter saves, and what the API gives."""

from typing import Any

import pytest

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.errors import EmptySource
from pipeline.sources.readers import discord
from pipeline.sources.reading import ReadOptions

ANA = {"id": "111111111111111111", "name": "ana.lima", "nickname": "Ana Lima", "isBot": False}
BOT = {"id": "222222222222222222", "name": "Grafana", "nickname": "Grafana", "isBot": True}


def said(id: int, content: str = "hello", **more: Any) -> dict[str, Any]:
    at = f"2024-05-02T10:{id:02d}:00.5+02:00"
    return {"id": str(id), "type": "Default", "timestamp": at, "timestampEdited": None, "content": content, "author": ANA} | more


@pytest.fixture
def read(tree_of):
    def read(*messages, **channel):
        own = {"id": "9", "type": "GuildTextChat", "category": "Team", "name": "ops", "topic": "on call: Bo"} | channel
        (claim,) = discord.sniff(tree_of({"ops.json": {"guild": {"id": "1"}, "channel": own, "messages": list(messages)}}))
        return discord.read(claim, ReadOptions())

    return read


def test_a_message_has_its_own_id_and_the_time_in_utc(read):
    (piece,) = read(said(1)).evidence
    assert (piece.id, f"{piece.at:%H:%M:%S.%f}", piece.author, piece.channel) == (
        "discord:1",
        "08:01:00.500000",
        "Ana Lima",
        "ops",
    )


def test_replies_hang_on_the_first_message_of_their_chain(read):
    answers = (said(2, type="Reply", reference={"messageId": "1"}), said(3, type="Reply", reference={"messageId": "2"}))
    assert [piece.thread for piece in read(said(1), *answers).evidence] == [None, "discord:1", "discord:1"]


def test_replies_in_a_circle_come_to_an_end(read):
    pieces = read(said(1, reference={"messageId": "2"}), said(2, reference={"messageId": "1"})).evidence
    assert len(pieces) == 2


def test_a_threads_file_hangs_on_the_message_that_opened_it(read):
    reading = read(said(8), id="7", type="GuildPublicThread", category="ops", name="db slow")
    assert reading.evidence[0].thread == "discord:7"
    assert reading.channels[0].name == "ops/db slow"


def test_a_private_thread_is_private(read):
    assert read(said(8), type="GuildPrivateThread").channels[0].private


def test_a_repeated_message_counts_once_and_as_it_was_edited_last(read):
    reading = read(said(1, "a"), said(1, "a"), said(1, "b", timestampEdited="2024-05-02T10:30:00Z"))
    assert [(piece.text, piece.edited) for piece in reading.evidence] == [("b", True)]
    assert reading.dropped == {"repeats": 2}


def test_notices_are_dropped_and_counted(read):
    notices = (said(2, type="GuildMemberJoin"), said(3, type="ChannelPinnedMessage"), said(4, type="Boost"))
    assert read(said(1), *notices).dropped == {"joins": 1, "pin notices": 1, "system messages": 1}


def test_a_change_of_the_channels_name_is_kept(read):
    assert read(said(1, "Changed the channel name: inc-1", type="ChannelNameChange")).evidence[0].subtype == Subtype.TOPIC


def test_a_bots_embeds_are_its_words(read):
    fields = [{"name": "Host", "value": "db-1"}]
    embed = {"title": "[FIRING] Disk full", "url": "https://grafana.example/1", "description": "**95 %**", "fields": fields}
    (piece,) = read(said(1, "", author=BOT, embeds=[embed])).evidence
    assert piece.text == "[FIRING] Disk full\n95 %\nHost: db-1"
    assert (piece.kind, piece.subtype, piece.automated) == (EvidenceKind.ALERT, Subtype.FIRING, True)


def test_a_persons_link_preview_is_not_their_words(read):
    assert read(said(1, "see https://a.example/x", embeds=[{"title": "A page"}])).evidence[0].text == "see https://a.example/x"


def test_a_file_without_words_is_called_by_its_name(read):
    assert read(said(1, "", attachments=[{"fileName": "graph.png"}])).evidence[0].text == "graph.png"


def test_marks_become_names_and_times(read):
    raw = "<@!111111111111111111> since <t:1714644000:R> in <#99999> <:fire_db:12345>"
    assert read(said(1, raw)).evidence[0].text == "@Ana Lima since 2024-05-02 10:00:00 UTC in #99999 :fire_db:"


def test_the_account_of_all_deleted_users_is_nobody_of_the_roster(read):
    gone = {"id": "456226577798135808", "name": "Deleted User", "isBot": False}
    reading = read(said(1, author=gone))
    assert (reading.evidence[0].author, reading.people) == ("Deleted User", ())


def test_what_the_api_gives_is_read_newest_first(tree_of):
    api = [
        {"id": str(id), "channel_id": "9", "content": f"m{id}", "type": 0, "timestamp": f"2024-05-02T10:0{id}:00+00:00",
         "edited_timestamp": None, "author": {"id": "5", "username": "bo", "global_name": "Bo Ek"}}
        for id in (3, 2, 1)
    ]  # fmt: skip
    (claim,) = discord.sniff(tree_of({"ops.json": api}))
    reading = discord.read(claim, ReadOptions())
    assert {(piece.author, piece.channel) for piece in reading.evidence} == {("Bo Ek", "ops")}
    assert [piece.text for piece in reading.evidence] == ["m1", "m2", "m3"]


def test_a_message_without_a_time_is_skipped_and_said(read):
    reading = read(said(1), said(2, timestamp="yesterday"))
    assert [skipped.place for skipped in reading.skipped] == ["messages[1]"]


def test_a_channel_without_messages_is_an_empty_source(read):
    with pytest.raises(EmptySource):
        read()


@pytest.mark.parametrize(
    "payload", [{}, [], {"messages": []}, {"channel_id": "C1", "name": "x", "messages": []}, [{"content": "x"}]]
)
def test_what_is_not_discords_is_not_claimed(tree_of, payload):
    assert discord.sniff(tree_of({"a.json": payload})) == []
