"""find_times: times as people write them in chat and reports, and what only looks like one."""

from datetime import UTC, date, datetime

import pytest

from pipeline.domain.moment import Precision
from pipeline.text.times import TimeContext, TimeKind, TimeMention, find_times

WRITTEN = datetime(2026, 4, 14, 15, 0, tzinfo=UTC)
"""A Tuesday; New York and Berlin are on summer time."""
CHAT = TimeContext(reference=WRITTEN, zone="Europe/Berlin")
REPORT = TimeContext()


def read(text: str, context: TimeContext = CHAT) -> list[TimeMention]:
    return find_times(text, context)


def instants(text: str, context: TimeContext = CHAT) -> list[str]:
    """Each mention as "day hour:minute:second", ranges with both ends."""

    def show(at: datetime) -> str:
        return f"{at:%Y-%m-%d %H:%M:%S}".removesuffix(":00")

    return [show(m.at) + (f" to {show(m.until)}" if m.until else "") for m in read(text, context)]


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("errors at 14:02 UTC", "2026-04-14 14:02"),
        ("first 502 at 14:02:31Z", "2026-04-14 14:02:31"),
        ("since 14:05 nothing gets through", "2026-04-14 12:05"),
        ("around 9:15 it got slow", "2026-04-14 07:15"),
        ("slow since 8 am", "2026-04-14 06:00"),
        ("slow since 8am uk time", "2026-04-14 07:00"),
        ("it broke at quarter past two CEST", "2026-04-14 12:15"),
        ("down since half past three", "2026-04-14 13:30"),
        ("paged at a quarter to four", "2026-04-14 13:45"),
        ("paged at ten to four", "2026-04-14 13:50"),
        ("rebooted at 3 o'clock", "2026-04-14 13:00"),
        ("it failed around noon", "2026-04-14 10:00"),
        ("paged at 1435Z", "2026-04-14 14:35"),
        ("yesterday 22:10 it was fine", "2026-04-13 20:10"),
        ("the build went out at 19:40 last night", "2026-04-13 17:40"),
        ("last night 01:30 the job ran", "2026-04-13 23:30"),
        ("this morning 06:20 UTC", "2026-04-14 06:20"),
        ("on Monday at 10:00 UTC", "2026-04-13 10:00"),
        ("last Tuesday 10:00 UTC", "2026-04-07 10:00"),
        ("next Friday 10:00 UTC", "2026-04-17 10:00"),
        ("it started 20 minutes ago", "2026-04-14 14:40"),
        ("it started half an hour ago", "2026-04-14 14:30"),
        ("started at 14:10 UTC and was gone about 20 minutes later", "2026-04-14 14:10|2026-04-14 14:30"),
        ("the window opened at 23:50", "2026-04-13 21:50"),
        ("the deploy will start at 23:50", "2026-04-14 21:50"),
        ("cut-off is 18:00 UTC", "2026-04-14 18:00"),
    ],
)
def test_chat_times_are_read_near_the_moment_of_writing(text: str, instant: str):
    assert "|".join(instants(text)) == instant


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-04-02T06:50:00Z", "2026-04-02 06:50"),
        ("2026-04-02T06:50:00.250+02:00", "2026-04-02 04:50"),
        ("20260402T065000Z", "2026-04-02 06:50"),
        ("Started: 2026-04-02 06:50:09 UTC", "2026-04-02 06:50:09"),
        ("Apr  2", ""),
        ("Apr 2 06:50:09 db-3 postgres[91]: FATAL", "2026-04-02 04:50:09"),
        ('"GET /" [02/Apr/2026:06:50:09 +0000]', "2026-04-02 06:50:09"),
        ("Apr 2, 2026 at 5:02\u202fPM UTC", "2026-04-02 17:02"),
        ("03:00 UTC on 21 Jul 2021", "2021-07-21 03:00"),
        ("3:00 am (UTC) on the 21st of July 2021", "2021-07-21 03:00"),
        ("Thursday, 2022-09-29 21:27 US/Pacific", "2022-09-30 04:27"),
        ("29 September 2022 21:27 (All Times US/Pacific)", "2022-09-30 04:27"),
        ("September 29th, 2022, 9:27 PM PT", "2022-09-30 04:27"),
        ("29.09.2022 21:27 CEST", "2022-09-29 19:27"),
        ("09/29/2022 21:27 UTC", "2022-09-29 21:27"),
        ("24:00 UTC on 21 Jul 2021", "2021-07-22 00:00"),
    ],
)
def test_a_time_with_its_date_needs_no_context_but_a_zone(text: str, instant: str):
    assert instants(text)[:1] == ([instant] if instant else [])


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Between 7:59 AM and 10:05 AM PST", "2021-01-15 15:59 to 2021-01-15 18:05"),
        ("between 11:45 and 1:30 PM PST", "2021-01-15 19:45 to 2021-01-15 21:30"),
        ("8-10 am PST", "2021-01-15 16:00 to 2021-01-15 18:00"),
        ("from 18:00 - 18:24", "2021-01-15 18:00 to 2021-01-15 18:24"),
        ("12:26:18 to 13:13:40", "2021-01-15 12:26:18 to 2021-01-15 13:13:40"),
        ("07:20:52 – 07:21:40 UTC", "2021-01-15 07:20:52 to 2021-01-15 07:21:40"),
        ("between 23:50 and 00:20", "2021-01-15 23:50 to 2021-01-16 00:20"),
        ("from 22:24 UTC on 29 Jun 2020 until 14:30 UTC on 30 Jun 2020", "2020-06-29 22:24 to 2020-06-30 14:30"),
        ("between 15:01 and 16:30 UTC\non 20 Jan 2020", "2020-01-20 15:01 to 2020-01-20 16:30"),
        ("Between May 10 10:50 AM and May 11 2:18 AM PDT", "2021-05-10 17:50 to 2021-05-11 09:18"),
        ("on 3 May 2020, between 10:00 and 12:00 UTC", "2020-05-03 10:00 to 2020-05-03 12:00"),
        ("Between as early as 10:00 UTC and as late as 12:00 UTC on 3 May 2020", "2020-05-03 10:00 to 2020-05-03 12:00"),
    ],
)
def test_a_range_is_one_mention_and_its_ends_share_date_zone_and_half_of_the_day(text: str, span: str):
    assert instants(text, TimeContext(date=date(2021, 1, 15))) == [span]


def test_and_without_between_is_no_range():
    assert instants("restarted at 14:10 UTC and 14:20 UTC") == ["2026-04-14 14:10", "2026-04-14 14:20"]


@pytest.mark.parametrize(
    "text",
    [
        "utilization 16.4 = 16.4",
        "4/40 pods are back",
        "db.internal:5432 and 10:5432",
        "a 1:1 mapping",
        "v2.10.3 and 1.31.4-gke.2",
        "it takes 5 min",
        "took 1:23:45",
        "Duration: 00:45:10",
        "3:12 hours of impact",
        "10.0.0.1:8080 refused",
        "pod-12:34 restarted",
        "0/1  CrashLoopBackOff  4 (21s ago)",
        "converted from -07:00 to UTC",
        "aa:10:20:bb",
        "at 25:10 and 12:75",
        "you may 5 or 6 times",
        "the past 3 incidents",
        "no digits here at all, ask later",
        "",
    ],
)
def test_what_only_looks_like_a_time_is_left_alone(text: str):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "instant", "whole"),
    [
        ("I acked at 7:31 PST (14:31 UTC).", "2026-04-14 14:31", "7:31 PST (14:31 UTC)"),
        ("Resolved 14:41 UTC / 16:41 CEST / 20:11 IST.", "2026-04-14 14:41", "14:41 UTC / 16:41 CEST / 20:11 IST"),
        ("paged at 19:58 my time (14:58 UTC)", "2026-04-14 14:58", "19:58 my time (14:58 UTC)"),
        ("handover is 1:00 = 9:00 UTC", "2026-04-14 09:00", "1:00 = 9:00 UTC"),
    ],
)
def test_two_readings_of_one_instant_are_one_mention_and_utc_wins(text: str, instant: str, whole: str):
    (mention,) = read(text)
    assert (f"{mention.at:%Y-%m-%d %H:%M}", mention.text) == (instant, whole)


def test_readings_that_contradict_each_other_are_said():
    (mention,) = read("resolved at 14:41 UTC / 15:41 CEST")
    assert mention.note is not None and "15:41 CEST and 14:41 UTC differ" in mention.note


def test_a_bracket_with_another_event_is_another_time():
    assert len(read("failed at 14:02 CEST (12:09 UTC)")) == 2


def test_a_label_that_contradicts_the_date_is_read_by_the_date_and_said():
    (mention,) = read("at 10:15 EST on 3 April 2026")
    assert mention.at == datetime(2026, 4, 3, 14, 15, tzinfo=UTC)
    assert mention.note == "EST in April is read as EDT"


def test_a_label_that_agrees_with_the_date_needs_no_note():
    (mention,) = read("at 10:15 EDT on 3 April 2026")
    assert mention.note is None and mention.zone == "EDT"


def test_an_hour_that_happens_twice_is_noted_unless_the_label_tells_which():
    (open_,) = read("1:30 ET on 1 November 2026")
    (second,) = read("1:30 EST on 1 November 2026")
    assert open_.note is not None and "happened twice" in open_.note
    assert (open_.at.hour, second.at.hour, second.note) == (5, 6, None)


def test_an_hour_that_clocks_skipped_is_noted():
    (mention,) = read("2:30 ET on 8 March 2026")
    assert mention.note is not None and "did not exist" in mention.note


def test_cst_is_china_where_the_text_or_the_writer_is_in_china():
    assert instants("at 20:00 CST on 1 May 2021 in China North") == ["2021-05-01 12:00"]
    shanghai = TimeContext(reference=WRITTEN, zone="Asia/Shanghai")
    assert instants("at 20:00 CST on 1 May 2021", shanghai) == ["2021-05-01 12:00"]
    assert instants("at 20:00 CST on 1 May 2021") == ["2021-05-02 01:00"]


def test_our_time_is_the_writers_zone():
    (mention,) = read("since 10:20 our time")
    assert mention.at.hour == 8 and mention.zone is None


def test_what_a_clock_shows_now_is_the_moment_of_writing_wherever_the_writer_is():
    assert instants("it's 4:02 here, I'm going back to bed", CHAT) == ["2026-04-14 15:02"]


def test_a_clock_that_shows_other_minutes_than_now_tells_of_another_moment():
    assert instants("no, it's 14:18") == ["2026-04-14 12:18"]


def test_the_label_of_one_time_goes_on_for_those_that_follow_it():
    assert instants("mitigated 14:40 UTC. From 13:26 until now nobody could log in") == ["2026-04-14 14:40", "2026-04-14 13:26"]


def test_a_weekday_in_a_plan_is_the_coming_one():
    assert instants("Review is Monday 15:00 Berlin / 9:00 Toronto.") == ["2026-04-20 13:00"]
    assert instants("it broke on Monday 15:00 UTC") == ["2026-04-13 15:00"]


def test_a_region_beside_a_time_is_its_zone():
    assert instants("notices went out at 9:10 am Central.") == ["2026-04-14 14:10"]


def test_a_place_is_a_zone_when_it_is_now_there_and_else_where_something_happened():
    assert instants("20:32 in Chennai, I'm on it") == ["2026-04-14 15:02"]
    assert instants("it failed at 14:05 in Frankfurt") == ["2026-04-14 12:05"]
    assert instants("seen 2026-04-14 5:18 PM Bucharest") == ["2026-04-14 14:18"]
    assert instants("retro is on 2026-04-16 14:00 UTC / 15:00 Dublin / 7:00 Seattle") == ["2026-04-16 14:00"]


def test_a_date_is_given_once_and_carried_over_midnight():
    text = "On 14 June 2022 at 23:15 US/Pacific errors rose. At 23:40 a rollback began, and at 00:11 they stopped."
    assert instants(text) == ["2022-06-15 06:15", "2022-06-15 06:40", "2022-06-15 07:11"]


def test_a_date_without_its_year_holds_for_its_line_only():
    assert instants("on Apr 2 at 10:00 UTC we rotated it\n14:10 UTC it broke") == ["2026-04-02 10:00", "2026-04-14 14:10"]


def test_a_list_of_times_takes_the_label_at_its_end():
    assert instants("seen at 14:10, 14:20 and 14:45 UTC") == ["2026-04-14 14:10", "2026-04-14 14:20", "2026-04-14 14:45"]


def test_an_unlabelled_time_takes_the_label_of_the_report_when_nothing_else_is_known():
    assert instants("14:10 UTC+2 on 3 May 2021 it broke. It was over at 15:00.", REPORT) == [
        "2021-05-03 12:10",
        "2021-05-03 13:00",
    ]


def test_a_zone_that_is_nowhere_said_is_assumed_aloud():
    (mention,) = read("2021-05-03 14:10 it broke", REPORT)
    assert mention.at.hour == 14 and mention.note == "no zone is said; read as UTC"


def test_a_time_on_no_day_is_no_moment():
    assert read("it broke at 14:10", REPORT) == []


def test_precision_and_kind_say_how_it_was_written():
    kinds = {m.kind: m.precision for m in read("2026-04-02 10:00:05 UTC, then 8 am, then 3 April, 20 minutes ago: 14:10 UTC")}
    assert kinds[TimeKind.ABSOLUTE] == Precision.SECOND
    assert kinds[TimeKind.DATE] == Precision.DAY
    assert kinds[TimeKind.RELATIVE] == Precision.MINUTE
    assert read("8 am")[0].precision == Precision.HOUR


def test_offsets_point_at_the_words():
    text = "well, since 14:05 UTC (so they say)"
    (mention,) = read(text)
    assert text[mention.start : mention.end] == mention.text == "14:05 UTC"


def test_strict_reading_wants_a_sign_beside_a_bare_time():
    strict = TimeContext(reference=WRITTEN, zone="UTC", lenient=False)
    assert read("ratio 12:30 looks odd", strict) == []
    assert len(read("ratio looks odd since 12:30", strict)) == 1


def test_a_weekday_that_does_not_fit_the_date_is_said():
    (mention,) = read("Monday, 2026-04-14 10:00 UTC")
    assert mention.note is not None and "is a Tuesday" in mention.note
