from datetime import UTC, datetime

import pytest

from pipeline.domain.moment import Basis, Precision
from pipeline.errors import BadOption
from pipeline.render.clock import Clock, duration

AT = datetime(2026, 3, 17, 9, 31, 44, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        (None, "09:31:44 UTC"),
        ("Europe/Amsterdam", "10:31:44 CET"),
        ("America/Los_Angeles", "02:31:44 PDT"),
        ("Asia/Dubai", "13:31:44 UTC+4"),
        ("Asia/Kathmandu", "15:16:44 UTC+5:45"),
        ("+05:30", "15:01:44 UTC+5:30"),
        ("-08:00", "01:31:44 UTC-8"),
    ],
)
def test_a_time_always_has_its_label(zone: str | None, shown: str) -> None:
    assert Clock.of(zone).time(AT) == shown


@pytest.mark.parametrize(
    ("precision", "basis", "shown"),
    [
        (Precision.MINUTE, None, "09:31 UTC"),
        (Precision.HOUR, None, "about 09:31 UTC"),
        (Precision.DAY, None, "2026-03-17"),
        (Precision.MINUTE, Basis.INFERRED, "about 09:31 UTC"),
    ],
)
def test_a_time_is_no_finer_than_its_precision_and_a_guess_says_about(
    precision: Precision, basis: Basis | None, shown: str
) -> None:
    assert Clock().time(AT, precision, basis) == shown


def test_a_span_is_short_within_a_day_and_full_over_midnight_and_over_a_change_of_clocks() -> None:
    clock = Clock.of("Europe/Berlin")
    night = datetime(2026, 3, 28, 22, 30, tzinfo=UTC)
    assert Clock().span(AT, AT.replace(hour=10), Precision.MINUTE) == "09:31–10:31 UTC"
    assert clock.span(night, night.replace(hour=23, minute=10), Precision.MINUTE) == "23:30 CET – 2026-03-29 00:10 CET"
    change = datetime(2026, 3, 29, 0, 50, tzinfo=UTC)
    assert clock.span(change, change.replace(hour=1), Precision.MINUTE) == "01:50 CET – 03:50 CEST"


@pytest.mark.parametrize("zone", ["Mars/Base", "nowhere", "+99:00", "../etc/passwd", "UTC\x00"])
def test_a_zone_that_is_none_is_refused_with_the_flag_to_correct(zone: str) -> None:
    with pytest.raises(BadOption, match="--timezone"):
        Clock.of(zone)


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_the_calendar_are_shown_in_utc(year: int) -> None:
    at = datetime(year, 1, 1, tzinfo=UTC) if year == 1 else datetime(year, 12, 31, 23, 59, 59, tzinfo=UTC)
    zone = "America/New_York" if year == 1 else "Asia/Tokyo"
    assert f"{year:04}-" in Clock.of(zone).time(at, day=True)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (48, "48 s"),
        (372, "6 min 12 s"),
        (360, "6 min"),
        (6480, "1 h 48 min"),
        (7200, "2 h"),
        (183600, "2 d 3 h"),
        (-240, "4 min"),
    ],
)
def test_a_duration_is_words(seconds: int, words: str) -> None:
    assert duration(seconds) == words


def test_a_coarse_duration_has_no_seconds_beside_minutes() -> None:
    assert duration(372, coarse=True) == "6 min"
    assert duration(48, coarse=True) == "48 s"
