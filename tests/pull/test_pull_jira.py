"""The Jira connector against a local stand-in of its API; what holds for all such tools is in test_pull_records.py."""

from pathlib import Path

import fake_jira
import pytest
from fake_server import Listener
from pulling_one import ISSUE, JIRA, deleting, only, pulled, restricted

from pipeline.errors import PullRefused
from pipeline.pull import Means, pull
from pipeline.pull.keys import Secret


def test_comments_and_changes_beyond_the_first_are_asked_for(tmp_path: Path) -> None:
    with fake_jira.busy_issue(130, inside=20) as jira:
        pulled(jira, tmp_path, JIRA, user=fake_jira.USER)
        told = only(tmp_path)["fields"]["comment"]
        assert ([one["id"] for one in told["comments"]], told["total"]) == ([str(4000 + number) for number in range(130)], 130)
        assert max(jira.times_asked().values()) == 1


def test_a_server_that_gives_few_comments_at_once_gives_them_all(tmp_path: Path) -> None:
    with fake_jira.busy_issue(300, inside=20, most=20) as jira:
        done = pulled(jira, tmp_path, JIRA, user=fake_jira.USER)
        assert (done.haul.counts["comments"], done.haul.gaps) == (300, ())
        assert max(jira.times_asked().values()) == 1


def test_a_key_of_the_cloud_without_its_account_is_told_what_to_set(tmp_path: Path) -> None:
    means = Means("https://acme.atlassian.net", Secret("a-key"), Listener())
    with pytest.raises(PullRefused, match="a key goes with the address of its account; set POSTMORTEM_JIRA_USER to it"):
        pull(JIRA, tmp_path, means, {})


def test_comments_of_jira_deleted_between_two_pages_hide_no_other(tmp_path: Path) -> None:
    with fake_jira.busy_issue(130, inside=20) as jira:
        deleting(jira, jira.comments, "/comment", 2)
        pulled(jira, tmp_path, JIRA, user=fake_jira.USER)
        assert {one["id"] for one in only(tmp_path)["fields"]["comment"]["comments"]} >= {one["id"] for one in jira.comments}


def test_a_server_of_ones_own_is_asked_by_its_own_version_and_key(tmp_path: Path) -> None:
    with fake_jira.busy_issue(3, cloud=False) as jira:
        pulled(jira, tmp_path, JIRA)
        assert [one.path for one in jira.requests] == ["/rest/api/2/serverInfo", "/rest/api/2/issue/OPS-41"]


def test_a_second_pull_of_an_unchanged_jira_issue_asks_for_no_comments(tmp_path: Path) -> None:
    with fake_jira.busy_issue(130, inside=20) as jira:
        pulled(jira, tmp_path, JIRA, user=fake_jira.USER)
        assert pulled(jira, tmp_path, JIRA, user=fake_jira.USER).requests == 2
        jira.comments.append(fake_jira.comment(140, "one more"))
        jira.issue["fields"]["updated"] = "2026-05-04T13:00:00.000+0000"
        assert pulled(jira, tmp_path, JIRA, user=fake_jira.USER).haul.counts["comments"] == 131


@pytest.mark.parametrize("hidden", ["level", "comment", "internal"])
def test_a_security_level_or_a_comment_that_few_may_read_restricts_the_pull(tmp_path: Path, hidden: str) -> None:
    with fake_jira.busy_issue(2) as jira:
        if hidden == "level":
            jira.issue["fields"]["security"] = {"name": "Security team"}
        elif hidden == "internal":
            jira.comments[0]["jsdPublic"] = False
        else:
            jira.comments[0]["visibility"] = {"type": "role", "value": "Administrators"}
        assert pulled(jira, tmp_path, JIRA, user=fake_jira.USER).haul.restricted
    assert restricted(tmp_path)


def test_comments_that_may_not_be_read_are_a_gap_and_the_first_stay(tmp_path: Path) -> None:
    with fake_jira.busy_issue(30, inside=20) as jira:
        jira.closed.add("comment")
        assert pulled(jira, tmp_path, JIRA, user=fake_jira.USER).haul.gaps == ("comments: the key has no right to read it",)
    assert len(only(tmp_path)["fields"]["comment"]["comments"]) == 20


def test_links_in_documents_are_offered(tmp_path: Path) -> None:
    with fake_jira.busy_issue(1) as jira:
        assert ISSUE in pulled(jira, tmp_path, JIRA, user=fake_jira.USER).offered
