"""The time that a line begins with: day, clock, zone, range."""

import pytest

from pipeline.lint.stamps import read_stamp

HOUR = 3600


@pytest.mark.parametrize(
    ("text", "day", "hours", "zone", "rest"),
    [
        ("**2026-03-02 10:30 UTC**: alert fires", (2026, 3, 2), 10.5, "UTC", "alert fires"),
        ("2026-03-02T10:30:00Z fired", (2026, 3, 2), 10.5, "Z", "fired"),
        ("12:30+02:00 deploy", None, 12.5, "+02:00", "deploy"),
        ("5:30 PM", None, 17.5, "", ""),
        ("9 am page", None, 9, "", "page"),
        ("12:15 am: page", None, 0.25, "", "page"),
        ("March 22, around 19:30", (0, 3, 22), 19.5, "", ""),
        ("Thursday, July 5: replayed", (0, 7, 5), None, "", "replayed"),
        ("04-26-2024 - disclosed", (2024, 4, 26), None, "", "disclosed"),
        ("26.04.2024 disclosed", (2024, 4, 26), None, "", "disclosed"),
        ("0545: the page", None, 5.75, "", "the page"),
        ("6:30 2018-10-01: deployed", (2018, 10, 1), 6.5, "", "deployed"),
        ("10:30 - 5 hosts are down", None, 10.5, "", "5 hosts are down"),
    ],
)
def test_times_at_the_beginning_are_read(text: str, day: object, hours: float | None, zone: str, rest: str):
    stamp = read_stamp(text)
    assert stamp is not None
    assert (stamp.day, stamp.seconds, stamp.zone) == (day, None if hours is None else hours * HOUR, zone)
    assert text[stamp.after :] == rest


@pytest.mark.parametrize(
    "text", ["404 errors rise", "3:1 odds", "2000 users saw it", "The page came at 10:02", "24 hosts", "v1.2.3"]
)
def test_other_numbers_are_no_times(text: str):
    assert read_stamp(text) is None


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("10:00-10:30 UTC", (10, 10.5)),
        ("5:00 - 5:30 PM", (17, 17.5)),
        ("between 10:15 and 10:30 the lock cleared", (10.25, 10.5)),
    ],
)
def test_ranges_have_two_ends(text: str, hours: tuple[float, float]):
    stamp = read_stamp(text)
    assert stamp is not None
    assert (stamp.seconds, stamp.until) == (hours[0] * HOUR, hours[1] * HOUR)
