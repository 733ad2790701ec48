from datetime import UTC, date, datetime

import pytest

from pipeline.domain.evidence import EvidenceKind
from pipeline.errors import EmptySource, MissingTimeFacts
from pipeline.sources.logs.sieve import MOST_ENTRIES
from pipeline.sources.readers import log_file
from pipeline.sources.reading import Claim, ReadOptions

NOTHING = ReadOptions()


@pytest.fixture
def log(tree_of):
    def read(text, name="app.log", options=NOTHING):
        claims = log_file.sniff(tree_of({name: text}))
        assert len(claims) == 1, "not taken for a log"
        return log_file.read(claims[0], options)

    return read


def texts(reading):
    return [piece.text for piece in reading.evidence]


def first_time(reading):
    return reading.evidence[0].at


ROLLOUT = """# shipper history, env=prod, 2026-06-10, times UTC
2026-06-10T07:30:00Z INFO  lock          state=off
2026-06-10T07:41:12Z INFO  rollout.start id=9 service=search build=77 by=ana
2026-06-10T07:44:12Z INFO  rollout.stage id=9 stage=50
2026-06-10T07:52:40Z WARN  rollout.abort id=9 build=77->76 by=ana
"""


def test_a_deploy_log_becomes_deploys_with_the_level_kept_and_ids_by_line(log):
    reading = log(ROLLOUT, "deploy.log")
    assert {piece.kind for piece in reading.evidence} == {EvidenceKind.DEPLOY}
    assert reading.evidence[3].id == "log:deploy.log:5"
    assert reading.evidence[3].text == "WARN  rollout.abort id=9 build=77->76 by=ana"
    assert first_time(reading) == datetime(2026, 6, 10, 7, 30, tzinfo=UTC)
    assert reading.dropped == {"lines above the first entry": 1}


def test_a_log_is_known_as_a_deploy_log_by_its_words_and_not_by_its_name(log):
    assert log(ROLLOUT, "a.txt").evidence[0].kind is EvidenceKind.DEPLOY
    plain = "2026-06-10T07:30:00Z INFO request served in 3 ms\n" * 9
    assert log(plain, "deploy.log").evidence[0].kind is EvidenceKind.LOG_ENTRY


def test_a_clock_alone_takes_date_and_zone_from_the_heading(log):
    reading = log("# history --date 2026-06-10 (UTC)\n05:42:11Z run/8 api 1.2->1.3\n05:58:30Z run/8 finished\n")
    assert first_time(reading) == datetime(2026, 6, 10, 5, 42, 11, tzinfo=UTC)


def test_a_zone_in_the_heading_holds_for_stamps_without_one(log):
    reading = log("# all times Europe/Amsterdam\n2026-06-10 09:00:00 INFO a\n2026-06-10 09:00:01 INFO b\n")
    assert first_time(reading) == datetime(2026, 6, 10, 7, tzinfo=UTC)


def test_a_stamp_without_a_zone_stops_with_the_flag_unless_it_is_given(log):
    text = "2026-06-10 09:00:00,123 INFO a\n2026-06-10 09:00:01,456 INFO b\n"
    with pytest.raises(MissingTimeFacts, match=r"line 1: the times have no time zone; give it with --assume-timezone"):
        log(text)
    at = first_time(log(text, options=ReadOptions("America/New_York")))
    assert at == datetime(2026, 6, 10, 13, 0, 0, 123000, tzinfo=UTC)


def test_syslog_has_no_year_which_comes_from_the_date_or_the_file_name(log):
    text = "Mar 17 09:14:32 web1 sshd[312]: accepted\nMar  7 09:14:33 web1 kernel: out of memory\n"
    with pytest.raises(MissingTimeFacts, match="year"):
        log(text, options=ReadOptions("UTC"))
    assert first_time(log(text, options=ReadOptions("UTC", date(2026, 3, 17)))).year == 2026
    reading = log(text, "syslog-20250317.log", ReadOptions("UTC"))
    assert first_time(reading) == datetime(2025, 3, 17, 9, 14, 32, tzinfo=UTC)
    assert texts(reading)[1] == "web1 kernel: out of memory"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("2026-06-10T12:26:18Z boot", "boot"),
        ("2026-06-10T14:26:18+02:00 boot", "boot"),
        ("2026-06-10T14:26:18.123456789+0200 boot", "boot"),
        ("2026-06-10 12:26:18.402 UTC [7714] FATAL:  too many clients", "[7714] FATAL:  too many clients"),
        ("[2026-06-10 12:26:18 UTC] boot", "boot"),
        ("2026/06/10 12:26:18 +0000 [error] 12#0: upstream timed out", "[error] 12#0: upstream timed out"),
        ("10.0.0.1 - - [10/Jun/2026:12:26:18 +0000] \"GET / HTTP/1.1\" 502 12", '10.0.0.1 - - "GET / HTTP/1.1" 502 12'),
        ("<34>1 2026-06-10T12:26:18Z web1 app - - - boot", "web1 app - - - boot"),
        ("[Wed Jun 10 12:26:18.402 2026] [core:error] boot", "[core:error] boot"),
        ("ERROR 2026-06-10T12:26:18Z boot", "ERROR boot"),
        ("web_1  | 2026-06-10T12:26:18Z boot", "web_1  | boot"),
        ('time="2026-06-10T12:26:18Z" level=error msg="no route"', 'level=error msg="no route"'),
        ("level=info ts=2026-06-10T12:26:18.4Z caller=main.go:1 msg=ok", "level=info caller=main.go:1 msg=ok"),
        ('{"level":"error","ts":"2026-06-10T12:26:18Z","msg":"no route","pod":"a-1"}', "ERROR no route pod=a-1"),
        ('{"level":50,"time":1781094378000,"msg":"no route"}', "ERROR no route"),
        ('{"ts":1781094378.25,"message":"no route","ctx":{"n":1}}', 'no route ctx={"n":1}'),
    ],
)  # fmt: skip
def test_every_common_shape_of_entry_is_read(log, line, text):
    reading = log(f"{line}\n{line}\n", options=ReadOptions("UTC"))
    assert first_time(reading).replace(microsecond=0) == datetime(2026, 6, 10, 12, 26, 18, tzinfo=UTC)
    assert texts(reading)[0] == text


def test_klog_has_month_and_day_in_its_first_word(log):
    text = "I0610 12:26:18.402100       1 main.go:12] started\nE0610 12:26:19.1       1 main.go:13] lost lease\n"
    reading = log(text, options=ReadOptions("UTC", date(2026, 1, 2)))
    assert first_time(reading) == datetime(2026, 6, 10, 12, 26, 18, 402100, tzinfo=UTC)
    assert texts(reading)[1].startswith("E 1 main.go:13] lost lease")


def test_a_stack_trace_goes_on_with_its_entry(log):
    reading = log(
        "2026-06-10T12:00:00Z ERROR request failed\n"
        "java.lang.IllegalStateException: closed\n\tat a.B.c(B.java:1)\n\tat a.B.d(B.java:2)\nCaused by: x.Y: z\n\t... 3 more\n"
        "2026-06-10T12:00:01Z INFO next\n"
    )
    assert len(reading.evidence) == 2
    assert texts(reading)[0].count("\n") == 5


def test_times_inside_the_text_are_left_alone(log):
    reading = log("2026-06-10T12:00:00Z INFO certificate ends 2027-01-01T00:00:00Z\n2026-06-10T12:00:01Z INFO b\n")
    assert texts(reading)[0] == "INFO certificate ends 2027-01-01T00:00:00Z"


def test_over_midnight_a_clock_alone_goes_on_to_the_next_day(log):
    reading = log("23:59:58 INFO a\n00:00:01 INFO b\n", options=ReadOptions("UTC", date(2026, 6, 10)))
    assert [piece.at.day for piece in reading.evidence] == [10, 11]


def test_a_flood_keeps_the_first_and_last_of_each_kind_of_warning_and_counts_the_rest(log):
    lines = [f"2026-06-10T{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}Z INFO request {n} served\n" for n in range(5000)]
    lines[100] = "2026-06-10T00:01:40Z ERROR pool 1 exhausted\n"
    lines[3000] = "2026-06-10T00:50:00Z ERROR pool 77 exhausted\n"
    lines[4000] = "2026-06-10T01:06:40Z ERROR pool 4 exhausted\n"
    lines[4500] = "2026-06-10T01:15:00Z WARN slow disk\n"
    reading = log("".join(lines))
    assert [piece.source.locator for piece in reading.evidence] == ["line 101", "line 4001", "line 4501"]
    assert reading.dropped["log lines (repeated, or neither warning nor error)"] == 4997
    assert "of 5000 log entries 3 were kept" in reading.notes[0]


def test_a_flood_without_a_warning_keeps_the_first_and_last_of_each_kind_of_line(log):
    reading = log("2026-06-10T12:00:00Z INFO begin\n" + "2026-06-10T12:00:01Z INFO request 7 served\n" * 4000)
    assert [piece.source.locator for piece in reading.evidence] == ["line 1", "line 2", "line 4001"]


def test_a_flood_of_different_errors_stays_within_the_bound(log):
    words = [f"{a}{b}{c}" for a in "ghijklmnop" for b in "qrstuvwxyz" for c in "ghijklmnopqrstuvwxyzghijklmnopqrst"]
    reading = log("".join(f"2026-06-10T12:00:00Z ERROR {word} failed\n" for word in words))
    assert len(reading.evidence) <= MOST_ENTRIES < len(words)


def test_a_log_within_the_bound_is_kept_whole(log):
    reading = log("2026-06-10T12:00:00Z INFO same\n" * MOST_ENTRIES)
    assert len(reading.evidence) == MOST_ENTRIES
    assert not reading.notes


def test_colors_of_the_terminal_are_taken_out(log):
    assert texts(log("2026-06-10T12:00:00Z \x1b[31mERROR\x1b[0m no\n2026-06-10T12:00:01Z ok\n"))[0] == "ERROR no"


def test_a_broken_line_among_good_ones_goes_on_and_an_impossible_time_is_listed(log):
    reading = log("2026-06-10T12:00:00Z INFO a\n2026-13-45T12:00:00Z INFO b\n2026-06-10T12:00:02Z INFO c\n")
    assert texts(reading) == ["INFO a", "INFO c"]
    assert reading.skipped[0].place == "line 2"


def test_absurd_years_are_listed_and_not_read(log):
    reading = log("0001-01-01T00:00:00Z INFO a\n9999-12-31T23:59:59Z INFO b\n2026-06-10T12:00:02Z INFO c\n")
    assert texts(reading) == ["INFO c"]
    assert len(reading.skipped) == 2


@pytest.mark.parametrize(
    "text",
    [
        '{"ts": "2026-06-10T12:00:00Z", "text": "hi", "user": "U1"}\n' * 2,
        '{\n  "created_at": "2026-06-10T12:00:00Z"\n}\n',
        "[10:00] <ana> 2026-06-10T12:00:00Z\n[10:01] <ben> ok\n",
        "id,at,text\n1,2026-06-10T12:00:00Z,a\n",
        "# Report\n\nOn 2026-06-10 at 12:00 it began.\nIt went on for an hour.\n",
        "",
    ],
)
def test_messages_documents_and_tables_are_no_log(tree_of, text):
    assert log_file.sniff(tree_of({"a.log": text})) == []


def test_a_file_read_by_force_that_holds_no_entry_says_so(tree_of):
    with pytest.raises(EmptySource, match="the log holds"):
        log_file.read(Claim("a.log", tree_of({"a.log": "words\n"}).files), ReadOptions())


def test_an_error_line_is_a_piece_of_its_own_with_its_level_and_the_zone_it_was_read_in(log):
    text = "2026-07-14 14:20:01 INFO ready\n2026-07-14 14:20:02 ERROR payments-api signing failed: empty key\n"
    reading = log(text, options=ReadOptions(assume_timezone="Europe/Berlin"))
    assert texts(reading) == ["INFO ready", "ERROR payments-api signing failed: empty key"]
    assert reading.timezone == "Europe/Berlin"
