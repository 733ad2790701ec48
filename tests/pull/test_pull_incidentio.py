"""The incident.io connector against a local stand-in of its API; what holds for all such tools is in test_pull_records.py."""

from pathlib import Path

import fake_incidentio
import pytest
from pulling_one import INCIDENT, deleting, only, pulled, restricted

from pipeline.pull.target import Target, Tool


def test_updates_come_by_cursor_and_one_deleted_meanwhile_hides_no_other(tmp_path: Path) -> None:
    with fake_incidentio.busy_incident(23, most=5) as incidentio:
        updates = incidentio.content["incident_updates"]
        deleting(incidentio, updates, "/incident_updates", 2)
        pulled(incidentio, tmp_path, INCIDENT)
        assert {one["id"] for one in only(tmp_path)["incident_updates"]} >= {one["id"] for one in updates}
        assert max(incidentio.times_asked().values()) == 1


def test_a_private_incident_is_restricted_and_its_channel_is_offered(tmp_path: Path) -> None:
    with fake_incidentio.busy_incident(1, most=5) as incidentio:
        incidentio.content["incident"]["visibility"] = "private"
        done = pulled(incidentio, tmp_path, INCIDENT)
    assert done.haul.restricted
    assert restricted(tmp_path)
    assert Target(Tool.SLACK, ("C0A7INC041",)) in done.offered


def test_follow_ups_that_may_not_be_read_are_a_gap(tmp_path: Path) -> None:
    with fake_incidentio.busy_incident(1, most=5) as incidentio:
        incidentio.closed.add("follow_ups")
        assert pulled(incidentio, tmp_path, INCIDENT).haul.gaps == ("follow-ups: the key has no right to read it",)


def test_an_incident_that_is_pulled_by_its_long_id_does_not_point_at_itself(tmp_path: Path) -> None:
    with fake_incidentio.busy_incident(1, most=5) as incidentio:
        offered = pulled(incidentio, tmp_path, Target(Tool.INCIDENTIO, (fake_incidentio.ID,))).offered
    assert [one.tool for one in offered] == [Tool.SLACK]


@pytest.mark.parametrize("mode", ["standard", "test", "stream"])
def test_many_actions_and_follow_ups_come_whole_whatever_the_mode(tmp_path: Path, mode: str) -> None:
    with fake_incidentio.busy_incident(1, most=5) as incidentio:
        incidentio.content["incident"]["mode"] = mode
        for kind, key in (("actions", "description"), ("follow_ups", "title")):
            of_all = {"incident_id": fake_incidentio.ID, "status": "outstanding", "created_at": "2026-05-04T10:40:00Z"}
            incidentio.content[kind] = [{**of_all, "id": f"01TSK{number:03}", key: f"task {number}"} for number in range(12)]
        counts = pulled(incidentio, tmp_path, INCIDENT).haul.counts
    assert (counts["actions"], counts["follow-ups"]) == (12, 12)
    assert not [one.path for one in incidentio.requests if one.path in ("/v2/actions", "/v2/follow_ups")]
