"""Stated moments: what reports say about when the impact began and ended, and what they only hope."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.evidence import Evidence, EvidenceKind, Source, Subtype
from pipeline.domain.moment import Basis, Moment, Precision
from pipeline.text.times import TimeContext
from pipeline.timeline.stated import Side, StatedMoments, stated_in_text, stated_moments

HERE = Source(file="report.json")


def update(text: str, at: str | None = None, subtype: Subtype | None = None, number: int = 0) -> Evidence:
    when = datetime.fromisoformat(at).replace(tzinfo=UTC) if at else None
    return Evidence(id=f"u{number}", at=when, kind=EvidenceKind.STATUS_UPDATE, subtype=subtype, text=text, source=HERE)


def updates(*pairs: tuple[str, str]) -> list[Evidence]:
    return [update(text, at, number=number) for number, (at, text) in enumerate(pairs)]


def document(text: str) -> list[Evidence]:
    return [Evidence(id="d", kind=EvidenceKind.DOCUMENT, text=text, source=HERE)]


def shown(moment: Moment | None) -> str:
    return f"{moment.at:%Y-%m-%d %H:%M}" if moment else ""


def window(stated: StatedMoments) -> tuple[str, str]:
    return shown(stated.started), shown(stated.resolved)


def of(*pairs: tuple[str, str]) -> tuple[str, str]:
    return window(stated_moments(updates(*pairs), TimeContext()))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Between 21:00 UTC on 15 Jan 2020 and 00:15 UTC on 16 Jan 2020, some tenants saw errors.", "15 21:00", "16 00:15"),
        (
            "Incident Start: 15 January 2020 07:00\nIncident End: 15 January 2020 09:30\n(All times US/Eastern)",
            "15 12:00",
            "15 14:30",
        ),
        ("| Start | 2020-01-15 16:55 UTC |\n| End | 2020-01-15 20:19 UTC |", "15 16:55", "15 20:19"),
        ("Impact began at 10:03 UTC on 15 January 2020. By 12:40 UTC all services had fully recovered.", "15 10:03", "15 12:40"),
        ("The problem started at 14:05 UTC on 15 January 2020 and was resolved at 15:12 UTC.", "15 14:05", "15 15:12"),
        (
            "Starting at 11:42 UTC on 15 January 2020 until 02:30 UTC on 16 January 2020, users saw delays.",
            "15 11:42",
            "16 02:30",
        ),
        ("On 15 January 2020, between 10:00 UTC and 12:15 UTC, logins failed.", "15 10:00", "15 12:15"),
        ("The outage began at 09:00 UTC on 15 January 2020. As of 11:00 UTC it has been mitigated.", "15 09:00", "15 11:00"),
        (
            "Logins failed from 09:30 to 10:30 UTC and again between 14:00 and 15:00 UTC on 15 January 2020.",
            "15 09:30",
            "15 15:00",
        ),
        ("On Wednesday, 15 January 2020 at 15:20 UTC, the gateway experienced packet loss.", "15 15:20", ""),
        ("Starting at 15:20 UTC on 15 January 2020 uploads failed for 3 hours and 12 minutes.", "15 15:20", "15 18:32"),
        ("Uploads failed for an hour.", "", ""),
    ],
)
def test_a_document_states_its_window_in_many_ways(text: str, start: str, end: str):
    begin, over = window(stated_moments(document(text), TimeContext()))
    assert begin.removeprefix("2020-01-") == start
    assert over.removeprefix("2020-01-") == end


def test_one_text_can_be_read_alone():
    context = TimeContext(reference=datetime(2026, 4, 14, 11, 12, tzinfo=UTC))
    start, end = stated_in_text("Window 09:14:32 to 11:02:40 UTC", context, "m1")
    assert (start.side, end.side) == (Side.START, Side.END)
    assert start.moment == Moment(
        at=datetime(2026, 4, 14, 9, 14, 32, tzinfo=UTC), precision=Precision.SECOND, basis=Basis.STATED, evidence=("m1",)
    )
    assert end.moment.at == datetime(2026, 4, 14, 11, 2, 40, tzinfo=UTC)


def test_updates_are_read_against_their_own_time_and_over_midnight():
    context = TimeContext(date=date(2020, 1, 15), zone="America/Los_Angeles")
    evidence = [
        Evidence(
            id="a", at_text="11:40 PM PST", kind=EvidenceKind.STATUS_UPDATE, text="We are investigating errors.", source=HERE
        ),
        Evidence(
            id="b",
            at_text="12:30 AM PST",
            kind=EvidenceKind.STATUS_UPDATE,
            text="Between 11:20 PM and 12:15 AM PST we experienced errors. The issue has been resolved.",
            source=HERE,
        ),
    ]
    assert window(stated_moments(evidence, context)) == ("2020-01-16 07:20", "2020-01-16 08:15")


def test_no_stated_start_is_the_first_sign_and_said_to_be_inferred():
    stated = stated_moments(updates(("2021-05-03T10:07", "We are looking at elevated errors.")), TimeContext())
    assert stated.started is not None and stated.started.basis is Basis.INFERRED and stated.started.evidence == ("u0",)
    assert stated.resolved is None
    assert any("No report states" in note for note in stated.notes)


@pytest.mark.parametrize(
    "hope",
    [
        "The issue is expected to be resolved by 12:30 UTC.",
        "It should be resolved by 12:30 UTC.",
        "We will provide an update by 12:30 UTC.",
        "We are working to have service restored by 12:30 UTC.",
        "Most regions had recovered by 12:30 UTC.",
        "The issue is partially resolved as of 12:30 UTC.",
        "The fix is not yet complete, next update 12:30 UTC.",
        "Maintenance is planned between 12:30 and 13:00 UTC.",
        "Our engineers began the rollback at 12:30 UTC.",
    ],
)
def test_what_is_hoped_promised_or_partial_is_no_end(hope: str):
    assert of(("2021-05-03T10:07", "We are investigating errors."), ("2021-05-03T11:00", hope)) == ("2021-05-03 10:07", "")


def test_an_update_that_says_resolved_without_a_time_is_the_end_at_its_own_time():
    stated = stated_moments(
        updates(("2021-05-03T10:07", "We are investigating errors."), ("2021-05-03T11:45", "The issue has been resolved.")),
        TimeContext(),
    )
    assert shown(stated.resolved) == "2021-05-03 11:45"
    assert stated.resolved is not None and stated.resolved.basis is Basis.LOG


def test_a_status_of_resolved_counts_without_any_words():
    evidence = [update("Looking into it", "2021-05-03T10:07"), update("All good.", "2021-05-03T11:45", Subtype.RESOLVED, 1)]
    assert window(stated_moments(evidence, TimeContext()))[1] == "2021-05-03 11:45"


def test_an_incident_that_goes_on_after_it_was_called_resolved_has_no_end():
    reopened = ("2021-05-03T12:10", "We are still investigating: errors are back.")
    assert of(("2021-05-03T11:45", "Resolved as of 11:40 UTC: the issue has been resolved."), reopened)[1] == ""


def test_a_part_that_is_over_in_an_update_that_goes_on_is_no_end():
    text = (
        "Uploads have been resolved as of 09:38 UTC. Work on downloads is still underway. We will provide an update by 11:00 UTC."
    )
    assert of(("2021-05-03T10:07", text))[1] == ""


def test_later_corrections_win_over_earlier_ones():
    assert of(
        ("2021-05-03T10:07", "We have an issue with logins beginning at 2021-05-03 09:55 UTC."),
        ("2021-05-03T10:40", "The issue with logins began at 2021-05-03 09:31 UTC. We are still investigating."),
        ("2021-05-03T11:45", "The issue has been resolved as of 11:30 UTC."),
        ("2021-05-03T12:45", "Correction: the issue has been resolved as of 11:40 UTC."),
    ) == ("2021-05-03 09:31", "2021-05-03 11:40")


def test_a_plain_field_of_an_earlier_report_beats_a_sentence_of_a_later_one():
    assert of(
        ("2021-05-04T10:00", "Incident Start: 3 May 2021 09:25 UTC\nIncident End: 3 May 2021 11:40 UTC"),
        ("2021-05-09T10:00", "On 3 May 2021 the gateway failed, starting at 09:31 UTC. It was fully restored at 11:41 UTC."),
    ) == ("2021-05-03 09:25", "2021-05-03 11:40")


def test_as_of_is_the_start_of_what_is_experienced_and_the_end_of_what_is_resolved():
    assert of(
        ("2021-05-03T10:07", "We have a report of an issue with uploads as of 2021-05-03 09:40 UTC."),
        ("2021-05-03T11:10", "The issue with uploads has been resolved for all affected users as of 2021-05-03 11:02 UTC."),
    ) == ("2021-05-03 09:40", "2021-05-03 11:02")


def test_without_a_stated_start_the_stated_end_is_no_start():
    assert of(
        ("2021-05-03T10:07", "We are investigating an issue with uploads."),
        ("2021-05-03T11:10", "The issue with uploads has been resolved for all affected users as of 2021-05-03 11:02 UTC."),
    ) == ("2021-05-03 10:07", "2021-05-03 11:02")


def test_windows_told_in_one_paragraph_make_one_from_the_first_start_to_the_last_end():
    text = (
        "Between 09:00 and 10:10 UTC on 3 May 2021 reads failed. In addition, between 09:05 and 10:40 UTC writes were delayed.\n"
    )
    aside = "Between 13:00 and 14:00 UTC a second, unrelated issue affected reports."
    assert window(stated_moments(document(text + aside), TimeContext())) == ("2021-05-03 09:00", "2021-05-03 10:40")


def test_work_that_goes_on_after_the_whole_issue_is_resolved_does_not_reopen_it():
    text = "Starting at 09:00 UTC logins failed. At 10:33 UTC error rates had returned to normal levels. "
    assert (
        of(("2021-05-03T11:00", text + "The issue has been resolved. We continue to work with the last affected customers."))[1]
        == "2021-05-03 10:33"
    )


def test_a_sentence_broken_over_lines_is_one_sentence():
    text = "Summary: Between\napproximately 21:25 UTC on September 28, 2020 and 00:23 UTC on September 29,\n2020, logins failed."
    assert window(stated_moments(document(text), TimeContext())) == ("2020-09-28 21:25", "2020-09-29 00:23")


def test_a_window_so_far_in_a_report_that_goes_on_is_not_the_end():
    assert of(
        ("2021-05-03T10:07", "Customers saw errors from 09:30 to 09:58 UTC. We will provide an update by 11:00 UTC."),
        ("2021-05-03T11:10", "The issue has been resolved as of 10:23 UTC."),
    ) == ("2021-05-03 09:30", "2021-05-03 10:23")


def test_a_label_that_contradicts_its_date_is_noted():
    stated = stated_moments(document("Between 7:59 AM and 10:05 AM EST on 14 April 2021 customers saw errors."), TimeContext())
    assert shown(stated.started) == "2021-04-14 11:59"
    assert "EST in April is read as EDT." in stated.notes


def test_chat_is_not_a_report():
    chat = Evidence(id="m", at=datetime(2021, 5, 3, tzinfo=UTC), text="it began at 09:00 UTC", source=HERE)
    assert stated_moments([chat], TimeContext()) == StatedMoments()


WORDS = (
    "between and from 10:00 12:15 UTC on 3 May 2021 as of resolved should be by the issue errors began at start: until . at at at"
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS.split()), max_size=60).map(" ".join)))
def test_any_report_is_read_without_an_exception(text: str):
    stated_moments([update(text, "2021-05-03T10:00"), *document(text)], TimeContext(zone="Asia/Tokyo"))
