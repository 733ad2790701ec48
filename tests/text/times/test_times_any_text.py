"""Any text: no exception, the same answer twice, and time that grows with the text."""

from datetime import UTC, date, datetime
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.times import TimeContext, find_due, find_times, read_at_text, zone_name

WRITTEN = TimeContext(reference=datetime(2026, 4, 14, 15, tzinfo=UTC), zone="Asia/Kathmandu")
PIECES = """10:00 12:61 24:00 0:00 2:30 am PM noon half past two quarter to UTC EST CST (UTC+14) +05:45 -12:00 US/Pacific our time
in Lima May 10 31 February Feb 29 2024-02-30 2024-02-29 0001-01-01 9999-12-31 1999/12/31 12/31/1999 Monday last night tomorrow
between and to - – / = ( ) , . by the 17th this week ago later 20 minutes 999 hours earlier it's now T Z"""
TIMELIKE = st.lists(st.sampled_from([*PIECES.split(), "\n"]), max_size=14).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=120), TIMELIKE))
def test_no_text_raises_and_every_mention_points_at_its_words(text: str):
    for context in (WRITTEN, TimeContext(), TimeContext(date=date(1, 1, 1)), TimeContext(date=date(9999, 12, 31), zone="-12:00")):
        mentions = find_times(text, context)
        assert mentions == find_times(text, context)
        for mention in mentions:
            assert text[mention.start : mention.end] == mention.text
            assert mention.at.utcoffset() == WRITTEN.reference.utcoffset()
        read_at_text(text, context)
    find_due(text, date(2026, 12, 31))
    zone_name(text)


@settings(max_examples=60, deadline=None)
@given(st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 28)), TIMELIKE)
def test_a_reference_near_the_ends_of_the_calendar_raises_nothing(at: datetime, text: str):
    find_times(text, TimeContext(reference=at.replace(tzinfo=UTC)))


UNITS = (
    "10:00 ",
    "Mon ",
    "8 June ",
    "between 10:00 and ",
    "10:00 UTC / ",
    "10:00 (",
    "10:00-",
    "10:00\n",
    "at ",
    "may 5 ",
    "5 a.",
    "1:",
)


@pytest.mark.parametrize("unit", [*UNITS, " ", "1", "half past ", "all times are ", "about "])
def test_two_hundred_thousand_characters_are_read_in_seconds(unit: str):
    text = "since 10:00" + unit * (200_000 // len(unit)) + "UTC"
    began = process_time()
    find_times(text, WRITTEN)
    find_due(text, date(2026, 4, 14))
    assert process_time() - began < 6  # about 2 s on a slow machine; a quadratic scan takes minutes
