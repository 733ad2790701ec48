"""find_due: the day by which somebody says something will be done."""

from datetime import date

import pytest

from pipeline.text.times import find_due

TUESDAY = date(2026, 4, 14)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("I'll add the alert by Friday", "2026-04-17"),
        ("done by Friday (17th)", "2026-04-17"),
        ("mine, by Friday the 24th", "2026-04-24"),
        ("by Friday 26 June", "2026-06-26"),
        ("will be merged Thursday 7 May", "2026-05-07"),
        ("3 May", "2026-05-03"),
        ("by the 17th", "2026-04-17"),
        ("before the 14th", "2026-04-14"),
        ("by the 3rd", "2026-05-03"),
        ("by May 20th", "2026-05-20"),
        ("by 30 Sept", "2026-09-30"),
        ("2026-05-01", "2026-05-01"),
        ("tomorrow", "2026-04-15"),
        ("tmrw first thing", "2026-04-15"),
        ("I'll do it today", "2026-04-14"),
        ("EOD", "2026-04-14"),
        ("this week", "2026-04-17"),
        ("by the end of next week", "2026-04-24"),
        ("by end of month", "2026-04-30"),
        ("end of May", "2026-05-31"),
        ("within two weeks", "2026-04-28"),
        ("next Tuesday", "2026-04-21"),
        ("by Wed", "2026-04-15"),
        ("it failed on Monday, I'll fix the script by Thursday", "2026-04-16"),
    ],
)
def test_a_named_day_is_resolved_from_the_day_it_was_said(text: str, day: str):
    found = find_due(text, TUESDAY)
    assert found is not None and found.date.isoformat() == day
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "after the release",
        "next week maybe",
        "not this week",
        "I rotated it on Monday",
        "closed yesterday",
        "it was already broken in April",
        "for the 3rd time",
        "the 95th percentile",
        "last Friday",
        "it may 5 times",
        "",
    ],
)
def test_vague_past_and_denied_days_are_none(text: str):
    assert find_due(text, TUESDAY) is None


def test_this_week_said_on_a_weekend_is_the_coming_friday():
    found = find_due("this week", date(2026, 4, 18))
    assert found is not None and found.date == date(2026, 4, 24)


def test_a_day_without_its_year_is_the_next_one_when_it_lies_months_back():
    found = find_due("by 15 January", date(2026, 12, 4))
    assert found is not None and found.date == date(2027, 1, 15)


@pytest.mark.parametrize("said_on", [date.min, date.max])
@pytest.mark.parametrize(
    "text", ["by friday", "by end of next week", "in two weeks", "tomorrow", "end of the month", "by the 14th"]
)
def test_a_day_past_the_end_of_the_calendar_is_no_day(text: str, said_on: date):
    due = find_due(text, said_on)
    assert due is None or due.date >= said_on
