"""What dropped files are read as, before anything is kept."""

import datetime
from pathlib import Path

from desk_of import export

from pipeline.domain.draft_options import DraftOptions
from pipeline.reviewing import ReviewDesk

CHAT = b"[10:00] ana: checkout is down, mail me at ana@shop.example\n[10:05] bo: rolling back\n[10:12] ana: resolved\n"


def test_formats_people_and_redactions_are_said_and_nothing_is_kept(desk: ReviewDesk) -> None:
    said = [("10:00", "Ana Lima", "checkout is down, mail me at kim@shop.example"), ("10:05", "Bo Ek", "resolved")]
    found = desk.recognised([("incident.json", export(said))])
    assert [(source.format, source.evidence) for source in found.sources] == [("generic", 2)]
    assert (found.title, found.severity, found.evidence) == ("Checkout down", "SEV2", 2)
    assert dict(found.redactions) == {"e-mail": 1}
    assert found.problems == () and found.asks == ()
    assert not (desk.home / "incidents").exists()


def test_a_chat_without_day_and_zone_asks_for_both_and_is_read_with_them(desk: ReviewDesk) -> None:
    asked = desk.recognised([("chat.txt", CHAT)])
    assert set(asked.asks) == {"date", "assume_timezone"} and asked.problems
    options = DraftOptions(date=datetime.date(2026, 3, 17), assume_timezone="Europe/Berlin")
    assert desk.recognised([("chat.txt", CHAT)], options).evidence == 3


def test_one_file_that_cannot_be_read_hides_nothing_of_the_others(desk: ReviewDesk) -> None:
    found = desk.recognised([("incident.json", export()), ("photo.png", b"\x89PNG\x00\x01")])
    assert found.title == "Checkout down"
    assert len(found.problems) == 1 and "photo.png" in found.problems[0]


def test_nothing_is_recognised_as_nothing(desk: ReviewDesk) -> None:
    assert desk.recognised([]).sources == ()


def test_a_workspace_export_says_which_channels_speak_of_the_incident(desk: ReviewDesk) -> None:
    sample = Path(__file__).parents[2] / "pipeline" / "samples" / "checkout-config-rollout"
    found = desk.recognised([(path.name, path) for path in sorted(sample.iterdir())])
    assert {channel.name: channel.selected for channel in found.channels}["inc-041-checkout"]
    assert found.title == "Booking checkout errors" and found.people
