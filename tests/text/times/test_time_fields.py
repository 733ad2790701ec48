"""Single times: what a user types, what a source's field holds; and zone labels."""

from datetime import UTC, date, datetime

import pytest

from pipeline.errors import BadOption
from pipeline.text.times import TimeContext, parse_moment, read_at_text, read_duration, zone_info, zone_name

DAY = TimeContext(date=date(2022, 5, 3), zone="America/Los_Angeles")


def following(text: str, before: datetime) -> datetime:
    mention = read_at_text(text, TimeContext(reference=before, zone="America/Los_Angeles"))
    assert mention is not None
    return mention.at


@pytest.mark.parametrize("text", ["2026-04-14T10:00Z", "2026-04-14 12:00 CEST", "14 Apr 2026 12:00 Europe/Berlin"])
def test_a_user_may_write_a_moment_in_many_ways(text: str):
    assert parse_moment(text) == datetime(2026, 4, 14, 10, tzinfo=UTC)


def test_a_day_alone_is_its_midnight_in_the_zone():
    assert parse_moment("2026-04-14", "Europe/Berlin") == datetime(2026, 4, 13, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "soon", "10:00", "2026-13-40", "10:00 to 11:00", "2026-04-14 or 2026-04-15", "since 2026-04-14"]
)
def test_what_is_not_one_moment_is_refused_with_the_flags_name(text: str):
    with pytest.raises(BadOption, match="--until"):
        parse_moment(text, option="--until")


def test_a_field_without_a_date_is_read_on_the_incidents_day():
    mention = read_at_text("11:55 AM PDT", DAY)
    assert mention is not None and mention.at == datetime(2022, 5, 3, 18, 55, tzinfo=UTC)


def test_a_field_after_midnight_is_carried_to_the_next_day():
    late = datetime(2022, 5, 4, 6, 55, tzinfo=UTC)
    assert following("12:10 AM PDT", late) == datetime(2022, 5, 4, 7, 10, tzinfo=UTC)
    assert following("May 4, 12:30 AM PDT", late) == datetime(2022, 5, 4, 7, 30, tzinfo=UTC)


def test_a_day_without_its_year_does_not_fall_back_into_the_year_before():
    assert following("Nov 26, 12:03 AM PST", datetime(2022, 1, 15, 20, tzinfo=UTC)) == datetime(2022, 11, 26, 8, 3, tzinfo=UTC)
    assert following("May 2, 12:03 AM PDT", datetime(2022, 5, 4, 1, tzinfo=UTC)) == datetime(2022, 5, 2, 7, 3, tzinfo=UTC)


def test_entries_a_few_minutes_out_of_order_stay_on_their_day():
    late = datetime(2022, 5, 4, 6, 55, tzinfo=UTC)
    assert following("11:50 PM PDT", late) == datetime(2022, 5, 4, 6, 50, tzinfo=UTC)


def test_a_label_far_from_the_context_zone_does_not_cost_a_day():
    before = datetime(2022, 5, 4, 1, 0, tzinfo=UTC)
    mention = read_at_text("6:30 PM PDT", TimeContext(reference=before, zone="UTC"))
    assert mention is not None and mention.at == datetime(2022, 5, 4, 1, 30, tzinfo=UTC)


def test_a_field_without_a_time_is_none():
    assert read_at_text("unknown", DAY) is None


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("PST", "America/Los_Angeles"),
        ("PT", "America/Los_Angeles"),
        ("Pacific Time", "America/Los_Angeles"),
        ("US/Pacific", "US/Pacific"),
        ("europe/berlin", "Europe/Berlin"),
        ("cet", "Europe/Paris"),
        ("Z", "UTC"),
        ("UTC+2", "+02:00"),
        ("+0530", "+05:30"),
        ("GMT-3", "-03:00"),
        ("uk time", "Europe/London"),
        ("Chennai", "Asia/Kolkata"),
        ("New York", "America/New_York"),
        ("now", None),
        ("am", None),
        ("Wake", None),
        ("", None),
        ("+99:00", None),
    ],
)
def test_zone_labels_are_known_as_people_write_them(label: str, name: str | None):
    assert zone_name(label) == name
    if name:
        zone_info(name)


def test_a_label_of_several_countries_is_the_writers_own():
    assert zone_name("CST", "Asia/Shanghai") == "Asia/Shanghai"
    assert zone_name("IST", "Europe/Dublin") == "Europe/Dublin"
    assert zone_name("IST") == "Asia/Kolkata"
    assert zone_name("EST", "Europe/Berlin") == "America/New_York"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("3 hours and 12 minutes", 192),
        ("2 days, 20 hours, 31 minutes", 4111),
        ("1 h 50", 60),
        ("47 min", 47),
        ("an hour", 60),
        ("two hours", 120),
        ("3 pods", None),
        ("", None),
    ],
)
def test_a_duration_is_read_where_it_begins(text: str, minutes: int | None):
    found = read_duration("for " + text, 4)
    assert (found and found.total_seconds() / 60) == minutes


def test_what_is_no_zone_is_refused():
    with pytest.raises(ValueError, match="Mars"):
        zone_info("Mars/Olympus")
