"""The GitHub connector against a local stand-in of its API; what holds for all such tools is in test_pull_records.py."""

from pathlib import Path

import pytest
from fake_github import FakeGitHub, busy_issue, comment
from fake_server import AWAY, TOKEN, Listener, Reply, StillClock
from pulling_one import ISSUE, deleting, only, pulled

from pipeline.errors import NoAnswer, PullRefused
from pipeline.pull import Means, pull
from pipeline.pull.keys import Secret
from pipeline.pull.target import Target, Tool


def test_comments_come_whole_over_several_pages(tmp_path: Path) -> None:
    with busy_issue(250) as github:
        done = pulled(github, tmp_path, ISSUE)
        assert [one["body"] for one in only(tmp_path)["comments"]] == [f"comment {number}" for number in range(250)]
        assert (done.requests, max(github.times_asked().values())) == (4, 1)


def test_a_pull_that_broke_off_between_two_pages_goes_on_with_the_next(tmp_path: Path) -> None:
    with busy_issue(250) as github:
        github.before = lambda asked: github.misbehave(*[AWAY] * 5) if len(github.requests) == 3 else None
        with pytest.raises(NoAnswer):
            pulled(github, tmp_path, ISSUE)
        github.before = lambda asked: None
        asked = len(github.requests)
        assert pulled(github, tmp_path, ISSUE).haul.counts == {"comments": 250}
        assert [one.query["page"] for one in github.requests[asked:]] == ["3"]


@pytest.mark.parametrize("deleted", [1, 3])
def test_a_comment_deleted_between_two_pages_hides_no_other(tmp_path: Path, deleted: int) -> None:
    with busy_issue(250) as github:
        comments = github.issues["acme/shop/12"]["comments"]
        deleting(github, comments, "/comments", deleted)
        pulled(github, tmp_path, ISSUE)
        assert {one["id"] for one in only(tmp_path)["comments"]} >= {one["id"] for one in comments}
        assert max(github.times_asked().values()) <= 2


def test_a_list_that_never_keeps_still_is_a_gap(tmp_path: Path) -> None:
    with busy_issue(1500) as github:
        comments = github.issues["acme/shop/12"]["comments"]
        github.after = lambda asked: comments.__delitem__(slice(0, 99))
        done = pulled(github, tmp_path, ISSUE)
    assert done.haul.gaps == ("comments: some may be missing, because others were deleted while they were read",)


def test_a_second_pull_asks_for_comments_since_the_newest_change(tmp_path: Path) -> None:
    with busy_issue(150) as github:
        pulled(github, tmp_path, ISSUE)
        comments = github.issues["acme/shop/12"]["comments"]
        comments[3] |= {"body": "edited", "updated_at": "2026-05-04T12:00:00Z"}
        comments.append(comment(150, "one more", at="2026-05-04T12:01:00Z"))
        github.requests.clear()
        done = pulled(github, tmp_path, ISSUE)
        assert [one.query.get("since") for one in github.requests] == [None, "2026-05-04T10:00:00.000149Z"]
    assert only(tmp_path)["comments"] == comments
    assert any("--again" in sentence for sentence in done.haul.left_out)


def test_a_public_issue_needs_no_key_and_a_private_one_asks_for_it(tmp_path: Path) -> None:
    with busy_issue(1) as github:
        with pytest.raises(
            PullRefused, match="only a key may know of it; set POSTMORTEM_GITHUB_TOKEN to a key with Issues: read"
        ):
            pulled(github, tmp_path, ISSUE, token=None)
        github.public = True
        pulled(github, tmp_path, ISSUE, token=None)
    assert only(tmp_path)["comments"]


def test_a_limit_of_github_is_waited_for_and_no_missing_right(tmp_path: Path) -> None:
    with busy_issue(1) as github:
        clock = StillClock()
        limit = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(int(clock.at) + 90)}
        github.misbehave(Reply({"message": "API rate limit exceeded"}, 403, limit))
        pull(ISSUE, tmp_path, Means(github.url, Secret(TOKEN), Listener(), clock=clock.clock()), {})
    assert clock.slept == [90.0]


def test_the_right_that_github_names_is_said(tmp_path: Path) -> None:
    with busy_issue(1) as github:
        github.forbidden = True
        with pytest.raises(PullRefused, match="GitHub asks for issues=read"):
            pulled(github, tmp_path, ISSUE)


def test_a_deleted_issue_is_said_to_be_deleted(tmp_path: Path) -> None:
    with FakeGitHub({"acme/shop/12": {"issue": None, "comments": []}}) as github, pytest.raises(PullRefused, match="was deleted"):
        pulled(github, tmp_path, ISSUE)


def test_a_repository_that_was_renamed_is_found_at_its_new_place(tmp_path: Path) -> None:
    with busy_issue(3) as github:
        github.moved["acme/old-shop"] = "acme/shop"
        assert pulled(github, tmp_path, Target(Tool.GITHUB, ("acme", "old-shop", "12"))).haul.counts == {"comments": 3}


def test_of_a_pull_request_it_is_said_that_comments_on_code_are_left_out(tmp_path: Path) -> None:
    with busy_issue(1) as github:
        github.issues["acme/shop/12"]["issue"]["pull_request"] = {"url": "https://api.github.com/repos/acme/shop/pulls/12"}
        assert pulled(github, tmp_path, ISSUE).haul.left_out == ("comments on lines of code are not pulled",)
