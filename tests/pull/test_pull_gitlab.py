"""The GitLab connector against a local stand-in of its API; what holds for all such tools is in test_pull_records.py."""

import json
from pathlib import Path

import fake_gitlab
import pytest
from fake_gitlab import FakeGitLab
from pulling_one import GITLAB, deleting, only, pulled, restricted

from pipeline.cli import main
from pipeline.errors import PullRefused
from pipeline.pull.target import Target, Tool


@pytest.fixture
def gitlab():
    fake, _, _ = fake_gitlab.sample()
    with fake:
        yield fake


def test_discussions_deleted_between_two_pages_hide_no_other(tmp_path: Path) -> None:
    with fake_gitlab.busy_issue(220) as gitlab:
        talks = gitlab.content["discussions"]
        deleting(gitlab, talks, "/discussions", 2)
        pulled(gitlab, tmp_path, GITLAB)
        assert {one["id"] for one in only(tmp_path)["discussions"]} >= {one["id"] for one in talks}


def test_a_second_pull_of_an_unchanged_issue_asks_for_it_alone(tmp_path: Path, gitlab: FakeGitLab) -> None:
    pulled(gitlab, tmp_path, GITLAB)
    gitlab.requests.clear()
    assert pulled(gitlab, tmp_path, GITLAB).requests == 1
    gitlab.content["discussions"].append(fake_gitlab.discussion(fake_gitlab.note(70, "one more")))
    gitlab.content["issue"]["updated_at"] = "2026-05-04T11:10:00.000Z"
    assert pulled(gitlab, tmp_path, GITLAB).haul.counts["notes"] == 6
    assert only(tmp_path)["discussions"] == gitlab.content["discussions"]


def test_events_that_may_not_be_read_are_a_gap_until_they_may(tmp_path: Path, gitlab: FakeGitLab) -> None:
    gitlab.closed.add("resource_state_events")
    assert pulled(gitlab, tmp_path, GITLAB).haul.gaps == ("state events: the key has no right to read it",)
    gitlab.closed.clear()
    assert pulled(gitlab, tmp_path, GITLAB).haul.gaps == ()
    assert only(tmp_path)["resource_state_events"]


@pytest.mark.parametrize("hidden", ["issue", "note"])
def test_a_confidential_issue_or_an_internal_note_restricts_the_draft(
    tmp_path: Path, gitlab: FakeGitLab, hidden: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if hidden == "issue":
        gitlab.content["issue"]["confidential"] = True
    else:
        gitlab.content["discussions"][0]["notes"][0]["internal"] = True
    assert pulled(gitlab, tmp_path, GITLAB).haul.restricted
    assert restricted(tmp_path)
    assert main(["draft", str(tmp_path), "--engine", "extractive", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["incident"]["visibility"] == "restricted"


def test_the_scope_that_gitlab_names_and_the_channel_in_the_text_are_told(tmp_path: Path, gitlab: FakeGitLab) -> None:
    assert Target(Tool.SLACK, ("inc-041-checkout",)) in pulled(gitlab, tmp_path, GITLAB).offered
    gitlab.forbidden = True
    with pytest.raises(PullRefused, match="GitLab asks for api read_api"):
        pulled(gitlab, tmp_path, GITLAB)


def test_of_an_incident_it_is_said_that_its_timeline_is_left_out(tmp_path: Path, gitlab: FakeGitLab) -> None:
    gitlab.content["issue"]["issue_type"] = "incident"
    assert "timeline" in pulled(gitlab, tmp_path, GITLAB).haul.left_out[0]
