"""The Opsgenie connector against a local stand-in of its API; what holds for all such tools is in test_pull_records.py."""

import json
from pathlib import Path

import fake_opsgenie
import pytest
from fake_opsgenie import FakeOpsgenie
from fake_server import Reply
from pulling_one import OPSGENIE, deleting, only, pulled, restricted

from pipeline.pull.target import Target, Tool


@pytest.fixture
def opsgenie():
    fake, _, _ = fake_opsgenie.sample()
    with fake:
        yield fake


def test_an_incident_is_known_by_its_number_too(tmp_path: Path, opsgenie: FakeOpsgenie) -> None:
    assert pulled(opsgenie, tmp_path, OPSGENIE).haul.id == fake_opsgenie.ID
    assert all(one.query.get("identifierType") == "tiny" for one in opsgenie.requests if "/incidents/" in one.path)


def test_an_alert_is_pulled_by_itself(tmp_path: Path, opsgenie: FakeOpsgenie) -> None:
    assert pulled(opsgenie, tmp_path, Target(Tool.OPSGENIE, (fake_opsgenie.ALERT,))).haul.what == "Opsgenie #512"
    assert [list(one) for one in only(tmp_path)] == [["data"]] * 3


def test_notes_deleted_between_two_pages_hide_no_other(tmp_path: Path, opsgenie: FakeOpsgenie) -> None:
    notes = opsgenie.things[fake_opsgenie.ID]["notes"]
    notes += [fake_opsgenie.entry("note", 40 + number, f"note {number}") for number in range(9)]
    deleting(opsgenie, notes, "/notes", 1)
    pulled(opsgenie, tmp_path, OPSGENIE)
    answers = json.loads((tmp_path / "opsgenie" / "41" / "answers.json").read_text())
    assert [one["offset"] for one in answers[1]["data"]][1:] == [one["offset"] for one in notes]


def test_an_alert_that_is_gone_is_a_gap_and_of_many_the_first_are_pulled(tmp_path: Path, opsgenie: FakeOpsgenie) -> None:
    opsgenie.things[fake_opsgenie.ID]["alerts"] = [fake_opsgenie.ALERT, *(f"gone-{number}" for number in range(25))]
    done = pulled(opsgenie, tmp_path, OPSGENIE)
    assert done.haul.gaps[0] == "alert gone-0: there is no such thing, or the key may not know of it"
    assert done.haul.left_out[0] == "6 more alerts are not pulled"
    assert done.haul.counts["alerts"] == 1


def test_alerts_that_are_refused_are_a_gap_and_the_incident_comes(tmp_path: Path, opsgenie: FakeOpsgenie) -> None:
    refusal = Reply({"message": "no"}, 422)
    opsgenie.before = lambda asked: opsgenie.misbehave(refusal) if asked.path.endswith("/logs") else None
    done = pulled(opsgenie, tmp_path, OPSGENIE)
    assert done.haul.gaps[0] == "alerts: the request is refused (422)"
    assert done.haul.counts["entries"] == 5


def test_that_privacy_is_not_told_is_said_where_it_is_not(tmp_path: Path, opsgenie: FakeOpsgenie) -> None:
    assert "restrict it yourself" in pulled(opsgenie, tmp_path / "one", OPSGENIE).haul.left_out[0]
    opsgenie.things[fake_opsgenie.ID]["data"]["visibility"] = "team"
    assert pulled(opsgenie, tmp_path / "other", OPSGENIE).haul.left_out == ()


def test_logs_that_may_not_be_read_are_a_gap(tmp_path: Path, opsgenie: FakeOpsgenie) -> None:
    opsgenie.closed.add("logs")
    assert pulled(opsgenie, tmp_path, OPSGENIE).haul.gaps[0] == "logs of incident 41: the key has no right to read it"


def test_an_incident_of_opsgenie_that_says_it_is_private_is_restricted(tmp_path: Path, opsgenie: FakeOpsgenie) -> None:
    opsgenie.things[fake_opsgenie.ID]["data"]["visibility"] = "private"
    pulled(opsgenie, tmp_path, OPSGENIE)
    assert restricted(tmp_path)
