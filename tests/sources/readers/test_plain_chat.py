from datetime import UTC, date, datetime

import pytest

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.domain.moment import Precision
from pipeline.errors import BadOption, EmptySource, MissingTimeFacts
from pipeline.sources.readers import plain_chat
from pipeline.sources.reading import Claim, ReadOptions

DAY = date(2022, 9, 7)
UTC_DAY = ReadOptions("UTC", DAY)


@pytest.fixture
def chat(tree_of):
    def read(text, name="ops.txt", options=UTC_DAY):
        claims = plain_chat.sniff(tree_of({name: text}))
        assert len(claims) == 1, "not taken for a chat"
        return plain_chat.read(claims[0], options)

    return read


def said(reading):
    return [(piece.author, piece.text) for piece in reading.evidence]


def clocks(reading):
    return [f"{piece.at:%m-%d %H:%M}" for piece in reading.evidence]


IRSSI = """--- Log opened Wed Sep 07 23:50:01 2022
23:50 -!- Irssi: #ops: Total of 12 nicks [1 ops, 0 halfops, 0 voices, 11 normal]
23:51 <@ana> search is slow
23:52 < ben> looking
23:52  * ben opens the dashboard
23:53 -!- cleo [~cleo@host.example] has joined #ops
23:58 -!- ben is now known as ben_oncall
--- Day changed Thu Sep 08 2022
00:02 <+ben_oncall> replica 3 is out of memory
00:04 -ChanServ:#ops- be nice
00:05 -!- ana changed the topic of #ops to: SEV2 search slow
00:06 -!- Netsplit one.example <-> two.example quits: dan, eve
--- Log closed Thu Sep 08 00:10:00 2022
"""


def test_irssi_takes_its_days_from_the_log_opened_and_day_changed_lines(chat):
    reading = chat(IRSSI, options=ReadOptions("UTC"))
    assert clocks(reading) == ["09-07 23:51", "09-07 23:52", "09-07 23:52", "09-08 00:02", "09-08 00:04", "09-08 00:05"]
    assert said(reading)[0] == ("ana", "search is slow")
    assert reading.evidence[0].id == "chat:ops.txt:3"
    assert {piece.precision for piece in reading.evidence} == {Precision.MINUTE}


def test_joins_parts_and_netsplits_are_dropped_and_counted(chat):
    reading = chat(IRSSI)
    assert reading.dropped["membership lines"] == 2
    assert reading.dropped["nick changes"] == 1
    assert reading.dropped["server lines"] == 1


def test_an_action_is_said_by_its_nick(chat):
    assert ("ben", "opens the dashboard") in [(p.author.removesuffix("_oncall"), p.text) for p in chat(IRSSI).evidence]


def test_a_notice_is_kept_as_a_message_of_a_tool(chat):
    notice = chat(IRSSI).evidence[4]
    assert (notice.author, notice.text, notice.automated) == ("ChanServ", "be nice", True)


def test_a_topic_change_is_kept_because_severities_stand_there(chat):
    topic = chat(IRSSI).evidence[5]
    assert (topic.subtype, topic.text, topic.author) == (Subtype.TOPIC, "SEV2 search slow", "ana")


def test_a_nick_that_changes_stays_one_person(chat):
    reading = chat(
        "[18:00] <kim> hi\n[18:01] * kim is now known as kim_at_dinner\n[18:20] <kim_at_dinner> back\n[18:21] <bo> ok\n"
    )
    assert said(reading) == [("kim", "hi"), ("kim", "back"), ("bo", "ok")]
    assert [(person.name, person.aliases) for person in reading.people] == [("kim", ("kim_at_dinner",)), ("bo", ())]


def test_a_ghost_with_underscores_or_an_away_suffix_is_the_same_person(chat):
    reading = chat("[18:00] <kim> hi\n[18:01] <kim_> again\n[18:02] <Kim|away> later\n[18:03] <kimberly> no, I am another\n")
    assert [author for author, _ in said(reading)] == ["kim", "kim", "kim", "kimberly"]


def test_a_guest_nick_joins_nobody_together(chat):
    reading = chat(
        "[1:00] <guest1> a\n[1:01] *** guest1 is now known as ana\n[1:02] <ana> b\n"
        "[1:03] *** guest1 is now known as ben\n[1:04] <ben> c\n"
    )
    assert [author for author, _ in said(reading)] == ["guest1", "ana", "ben"]


def test_weechat_is_read_by_its_tabs(chat):
    reading = chat(
        "2022-09-07 14:02:11\t-->\tana (a@host) has joined #ops\n"
        "2022-09-07 14:02:15\t@ana\tdisk: 98% on db2\n"
        "2022-09-07 14:02:20\t *\tben shrugs\n"
        "2022-09-07 14:02:30\t--\tben is now known as ben_\n"
        "2022-09-07 14:03:00\tben_\ton it\n",
        options=ReadOptions("Europe/Berlin"),
    )
    assert [text for _, text in said(reading)] == ["disk: 98% on db2", "shrugs", "on it"]
    assert reading.evidence[0].at == datetime(2022, 9, 7, 12, 2, 15, tzinfo=UTC)
    assert reading.evidence[0].precision is Precision.SECOND
    assert reading.timezone == "Europe/Berlin"


def test_ilbot_takes_its_date_from_the_file_name_and_skips_blank_lines(chat):
    reading = chat("[14:02] <ana> a\n\n[14:03] <ben> b\n", "#ops.2022-09-07.txt", ReadOptions("UTC"))
    assert clocks(reading) == ["09-07 14:02", "09-07 14:03"]
    assert {piece.channel for piece in reading.evidence} == {"ops"}


def test_the_date_in_the_file_name_wins_over_the_flag_and_it_is_said(chat):
    reading = chat("[14:02] <ana> a\n[14:03] <ben> b\n", "2022-09-07.log", ReadOptions("UTC", date(2022, 9, 9)))
    assert clocks(reading)[0] == "09-07 14:02"
    assert "not on --date 2022-09-09" in reading.notes[0]


def test_supybot_stamps_carry_date_and_seconds_but_no_zone(chat):
    text = "2005-01-08T23:33:54  <ana> hello\n2005-01-08T23:34:00  *** ben has joined #ops\n2005-01-08T23:34:10  <ben> hi\n"
    assert chat(text, options=ReadOptions("UTC")).evidence[0].at == datetime(2005, 1, 8, 23, 33, 54, tzinfo=UTC)
    with pytest.raises(MissingTimeFacts, match="--assume-timezone"):
        chat(text, options=ReadOptions())


def test_dircproxy_has_no_year_hides_the_host_and_a_leading_flag(chat):
    reading = chat("[14 Jan 10:36] <ana!a@host.example> -text\n[14 Jan 10:37] <ben!b@host.example> +more\n")
    assert said(reading) == [("ana", "text"), ("ben", "more")]
    assert clocks(reading) == ["01-14 10:36", "01-14 10:37"]


def test_a_stamp_without_a_year_and_no_date_flag_says_which_flag_to_give(chat):
    with pytest.raises(MissingTimeFacts, match="year; give it with --date"):
        chat("[14 Jan 10:36] <ana> a\n[14 Jan 10:37] <ben> b\n", options=ReadOptions("UTC"))


def test_years_go_on_over_new_year(chat):
    reading = chat("[31 Dec 23:59] <ana> a\n[1 Jan 00:01] <ben> b\n", options=ReadOptions("UTC", date(2022, 12, 31)))
    assert [piece.at.year for piece in reading.evidence] == [2022, 2023]


def test_no_date_at_all_stops_with_the_flag_and_the_line(chat):
    with pytest.raises(MissingTimeFacts, match=r"ops\.txt, line 1: the times have no date; give it with --date"):
        chat("10:00 ana: a\n10:01 ben: b\n", options=ReadOptions("UTC"))


def test_no_zone_stops_with_the_flag(chat):
    with pytest.raises(MissingTimeFacts, match="time zone; give it with --assume-timezone"):
        chat("10:00 ana: a\n10:01 ben: b\n", options=ReadOptions(date=DAY))


def test_a_zone_that_is_none_is_refused(chat):
    with pytest.raises(BadOption, match="--assume-timezone"):
        chat("10:00 ana: a\n10:01 ben: b\n", options=ReadOptions("Nowhere/Atall", DAY))


@pytest.mark.parametrize(
    "line",
    [
        "[10:32] {}: the queue grows",
        "10:32 {}: the queue grows",
        "(10:32) {}: the queue grows",
        "[10:32:00] {}: the queue grows",
        "[10:32:00] <{}> the queue grows",
        "10:32 AM {}: the queue grows",
        "2022-09-07 10:32 {}: the queue grows",
        "[2022-09-07 10:32:00] {}: the queue grows",
        "2022-09-07T10:32:00Z {}: the queue grows",
        "[2022-09-07, 10:32:00] {}: the queue grows",
        "Sep 07 10:32:00 <{}> the queue grows",
        "7 Sep 2022 10:32 - {}: the queue grows",
        "13/09/22, 10:32 - {}: the queue grows",
        "[9/13/22, 10:32:00 AM] {}: the queue grows",
        "10:32:00 From {} to Everyone: the queue grows",
        "10:32:00\t From {} : the queue grows",
    ],
)
def test_every_common_spelling_of_stamp_and_name_is_read(chat, line):
    if " : " in line:
        line = line.replace("From {} :", "{}:")
    reading = chat("\n".join(line.format(name) for name in ("ana", "ben", "ana")))
    assert said(reading) == [("ana", "the queue grows"), ("ben", "the queue grows"), ("ana", "the queue grows")]
    assert {f"{piece.at:%H:%M}" for piece in reading.evidence} == {"10:32"}


def test_full_names_titles_and_small_words_are_names(chat):
    reading = chat("10:00 Ana de Lima: a\n10:01 Ben Ode (SRE): b\n10:02 Åsa Öberg: c\n10:03 李雷: d\n")
    assert [author for author, _ in said(reading)] == ["Ana de Lima", "Ben Ode (SRE)", "Åsa Öberg", "李雷"]


def test_minutes_do_not_reorder_what_the_file_has_in_order(chat):
    reading = chat("10:00 ana: z\n10:00 ben: y\n10:00 ana: x\n09:59 ben: w\n10:00 ana: v\n")
    assert [text for _, text in said(reading)] == ["z", "y", "x", "w", "v"]
    assert clocks(reading) == ["09-07 10:00"] * 3 + ["09-07 09:59", "09-07 10:00"]


def test_over_midnight_without_a_day_line_the_clock_going_back_by_hours_is_the_next_day(chat):
    reading = chat("23:58 ana: a\n00:03 ben: b\n00:02 ana: c\n23:59 ben: d\n00:10 ana: e\n")
    assert clocks(reading) == ["09-07 23:58", "09-08 00:03", "09-08 00:02", "09-08 23:59", "09-09 00:10"]


def test_a_clock_set_back_by_an_hour_is_the_same_day(chat):
    assert clocks(chat("10:58 ana: a\n10:02 ben: b\n"))[1] == "09-07 10:02"


@pytest.mark.parametrize("line", ["2022-09-08", "--- 2022-09-08 ---", "Thursday, September 8th", "Thursday, 8 September 2022"])
def test_a_line_with_nothing_but_a_date_begins_a_day(chat, line):
    assert clocks(chat(f"10:00 ana: a\n{line}\n11:00 ben: b\n")) == ["09-07 10:00", "09-08 11:00"]


def test_a_message_of_several_lines_goes_on_and_keeps_its_order(chat):
    reading = chat("10:00 ana: the trace:\n  at one\n  at two\n10:01 ben: thanks\n")
    assert said(reading)[0] == ("ana", "the trace:\n  at one\n  at two")


def test_colors_of_chat_clients_and_invisible_marks_are_taken_out(chat):
    reading = chat("[10:00] <\x0304ana\x03> \x02bold\x0f \x033,4red\x03 \u200eend\n[10:01] <ben> ok\n")
    assert said(reading)[0] == ("ana", "bold red end")


def test_mixed_encodings_in_one_file_are_read(chat):
    reading = chat("[10:00] <ana> ä in utf-8\n".encode() + "[10:01] <ben> ö in latin-1\n".encode("latin-1"))
    assert said(reading) == [("ana", "ä in utf-8"), ("ben", "ö in latin-1")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_of_order_and_windows_line_ends_do_no_harm(chat, encoding):
    assert said(chat("10:00 ana: a\r\n10:01 ben: b\r\n".encode(encoding))) == [("ana", "a"), ("ben", "b")]


def test_a_relay_bot_shows_who_really_wrote(chat):
    reading = chat("[10:00] <discord6> <tim> it is down\n[10:01] <discord6> <uma> same here\n[10:02] <ana> looking\n")
    assert said(reading) == [("tim", "it is down"), ("uma", "same here"), ("ana", "looking")]
    assert "discord6" not in [person.name for person in reading.people]


def test_somebody_who_quotes_a_line_is_no_relay(chat):
    reading = chat("[10:00] <ana> <tim> it is down\n[10:01] <ana> that was in #web\n[10:02] <ben> ok\n")
    assert said(reading)[0] == ("ana", "<tim> it is down")


def test_an_answering_bot_is_automated_and_its_alert_an_alert(chat):
    reading = chat("[10:00] <alertbot> FIRING: disk full on db2\n[10:01] <ana> mine\n")
    assert (reading.evidence[0].automated, reading.evidence[0].kind) == (True, EvidenceKind.ALERT)
    assert [person.bot for person in reading.people] == [True, False]


def test_a_message_delivered_later_keeps_the_time_of_its_line(chat):
    reading = chat("[10:00] <ana> a\n[13:30] <tellbot> ben: 2022-09-07T08:00Z <cleo> ping me\n[13:31] <ben> ok\n")
    assert clocks(reading) == ["09-07 10:00", "09-07 13:30", "09-07 13:31"]


def test_whatsapp_drops_lines_without_a_name_and_decides_which_number_is_the_day(chat):
    reading = chat(
        "13/09/22, 10:15 - Messages and calls are end-to-end encrypted.\n"
        "13/09/22, 10:16 - Ana Lima: site down?\n"
        "14/09/22, 10:17 - +31 6 1234 5678: <Media omitted>\n"
    )
    assert [author for author, _ in said(reading)] == ["Ana Lima", "+31 6 1234 5678"]
    assert clocks(reading) == ["09-13 10:16", "09-14 10:17"]
    assert reading.dropped["server lines"] == 1


def test_dates_that_could_be_read_both_ways_are_read_one_way_and_it_is_said(chat):
    reading = chat("9/7/22, 10:15 AM - Ana Lima: down\n9/7/22, 10:16 AM - Ben Ode: yes\n")
    assert clocks(reading)[0] == "09-07 10:15"
    assert "month before day" in reading.notes[0]


def test_zoom_messages_may_begin_on_the_line_below(chat):
    reading = chat("10:15:30 From Ana Lima to Everyone:\n\tcan you see it\n\tagain?\n10:15:40 From Ben Ode to Everyone:\n\tyes\n")
    assert said(reading) == [("Ana Lima", "can you see it\n\tagain?"), ("Ben Ode", "yes")]


def test_zoom_reactions_are_dropped_and_the_cut_quote_above_an_answer_too(chat):
    reading = chat(
        "10:15:30\tAna Lima:\tthe pool is full\n"
        '10:15:35\tBen Ode:\tReacted to "the pool is full" with 👍\n'
        '10:15:40\tBen Ode:\tReplying to "the pool is..."\n\nraising it\n'
    )
    assert said(reading) == [("Ana Lima", "the pool is full"), ("Ben Ode", "raising it")]
    assert reading.dropped["words of the chat window"] == 1


PASTED = """Wednesday, September 7th
Ana Lima  10:32 AM
checkout fails with 502
for all of EU
New messages
Ben Ode
  11:59 AM
looking (edited)
12:01
it is the pool
3 replies
Pager
APP  12:05 PM
Triggered: pool exhausted
:eyes: 2
Today
Ana Lima [9:00 AM]
closing
"""


def test_text_copied_out_of_a_chat_window_is_read(chat):
    reading = chat(PASTED, options=ReadOptions("UTC", date(2022, 9, 8)))
    assert said(reading) == [
        ("Ana Lima", "checkout fails with 502\nfor all of EU"),
        ("Ben Ode", "looking"),
        ("Ben Ode", "it is the pool"),
        ("Pager", "Triggered: pool exhausted"),
        ("Ana Lima", "closing"),
    ]
    assert clocks(reading) == ["09-07 10:32", "09-07 11:59", "09-07 12:01", "09-07 12:05", "09-08 09:00"]
    assert [piece.edited for piece in reading.evidence] == [False, True, False, False, False]
    assert reading.dropped["words of the chat window"] == 3


@pytest.mark.parametrize(
    "header",
    ["{} — Today at 10:32", "[10:32 AM] {}", "[2022-09-07 10:32] {}", "{} 10:32 AM", "{}  10:32", "{}\n  10:32", "{} [10:32]"],
)
def test_every_common_layout_of_a_chat_window_is_read(chat, header):
    reading = chat(
        "".join(f"{header.format(name)}\nthe pool is full\nof waiting\n\n" for name in ("Ana Lima", "Ben", "Ana Lima"))
    )
    assert said(reading) == [(name, "the pool is full\nof waiting") for name in ("Ana Lima", "Ben", "Ana Lima")]
    assert set(clocks(reading)) == {"09-07 10:32"}


def test_what_a_client_says_to_itself_is_dropped(chat):
    reading = chat("[14:02] * Now talking in #ops\n[14:02] <ana> hi\n[14:03] *** ben sets mode: +o ana\n[14:04] <ben> ho\n")
    assert said(reading) == [("ana", "hi"), ("ben", "ho")]
    assert reading.dropped["server lines"] == 2


def test_a_zone_in_the_stamp_needs_no_flag_and_one_that_contradicts_the_date_is_said(chat):
    reading = chat("[2022-04-07 10:00 EST] ana: a\n[2022-04-07 10:01 EST] ben: b\n", options=ReadOptions())
    assert clocks(reading)[0] == "04-07 14:00"
    assert "EST" in reading.notes[0]


def test_lines_without_any_time_are_kept_without_one(chat):
    reading = chat("<ana> a\n<ben> b\n", options=ReadOptions())
    assert [(piece.at, piece.text) for piece in reading.evidence] == [(None, "a"), (None, "b")]


def test_a_time_that_no_clock_shows_is_skipped_and_listed(chat):
    reading = chat("10:00 ana: a\n25:61 ben: b\n10:02 ana: c\n")
    assert [text for _, text in said(reading)] == ["a", "c"]
    assert reading.skipped[0].place == "line 2"


def test_names_of_members_who_came_and_went_in_words_are_dropped(chat):
    reading = chat("10:00 ana: joined #ops\n10:01 ana: hello\n10:02 ben: hi\n10:03 ben: has left the channel\n")
    assert [text for _, text in said(reading)] == ["hello", "hi"]


def test_an_endless_line_is_cut_and_it_is_said(chat):
    reading = chat(f"10:00 ana: {'x' * 50_000}\n10:01 ben: b\n10:02 ana: c\n".replace("x" * 50_000, "y", 0))
    assert len(reading.evidence[0].text) < 21_000
    assert "cut" in reading.notes[0]


def test_links_are_listed(chat):
    reading = chat("10:00 ana: see https://grafana.example/d/1?x=2, ok\n10:01 ben: b\n")
    assert reading.evidence[0].links == ("https://grafana.example/d/1?x=2",)


@pytest.mark.parametrize(
    "text",
    [
        "2022-09-07 10:00:00 INFO worker: started\n2022-09-07 10:00:01 ERROR worker: failed\n",
        "2022-09-07 10:00:00 worker: id=1 took=3\n2022-09-07 10:00:01 worker: id=2 took=4\n",
        "Sep  7 10:00:00 web1 sshd[12]: accepted\nSep  7 10:00:02 web1 cron[13]: run\n",
        '{"10:00": "ana: hi"}\n',
        "# Notes\n\nAt 10:00 ana: said hi to the team.\n",
        "ana: hi\nben: hello\n",
        "<ul>\n<li> one</li>\n<li> two</li>\n</ul>\n",
        "",
    ],
)
def test_logs_json_and_notes_are_no_chat(tree_of, text):
    assert plain_chat.sniff(tree_of({"a.txt": text})) == []


def test_a_file_read_by_force_that_holds_no_message_says_so(tree_of):
    with pytest.raises(EmptySource, match="plain-text chat"):
        plain_chat.read(Claim("a.txt", tree_of({"a.txt": "nothing here\n"}).files), ReadOptions())
