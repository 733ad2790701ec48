"""The Statuspage connector against a local stand-in of its API; what holds for all such tools is in test_pull_records.py."""

from pathlib import Path

import pytest
from fake_server import TOKEN, Listener, Reply, StillClock
from fake_statuspage import busy_page, sample
from pulling_one import deleting, only, pulled

from pipeline.errors import PullRefused
from pipeline.pull import Means, pull
from pipeline.pull.keys import Secret
from pipeline.pull.target import Target, Tool


def test_a_page_with_many_incidents_comes_whole_with_a_key(tmp_path: Path) -> None:
    with busy_page(230) as page:
        deleting(page, page.incidents, "/incidents")
        done = pulled(page, tmp_path, Target(Tool.STATUSPAGE, ("busypage0001",)))
        assert {one["id"] for one in only(tmp_path)["incidents"]} >= {one["id"] for one in page.incidents}
    assert done.haul.counts["incidents"] == 230
    assert set(only(tmp_path)["page"]) == {"id", "name"}


def test_a_page_shows_its_latest_incidents_to_everybody(tmp_path: Path) -> None:
    with busy_page(60) as page:
        done = pulled(page, tmp_path, Target(Tool.STATUSPAGE, ("status.busy.example",)), token=None)
        assert "authorization" not in page.requests[0].headers
        assert (done.haul.counts["incidents"], len(done.haul.left_out)) == (50, 1)
        with pytest.raises(PullRefused, match=r"not among the 50 latest incidents.*name the page by its id"):
            pulled(page, tmp_path, Target(Tool.STATUSPAGE, ("status.busy.example", "inc00001")), token=None)


def test_one_incident_of_a_public_page_is_that_of_the_file(tmp_path: Path) -> None:
    fake, (_, incident), files = sample()
    with fake:
        pulled(fake, tmp_path, Target(Tool.STATUSPAGE, ("status.harborline.example", incident)), token=None)
    assert [only(tmp_path)] == list(files.values())


def test_an_incident_that_the_page_did_not_show_yet_is_asked_for_anew(tmp_path: Path) -> None:
    fake, (_, incident), _ = sample()
    target, shown, fake.incidents = Target(Tool.STATUSPAGE, ("status.harborline.example", incident)), fake.incidents, []
    with fake:
        with pytest.raises(PullRefused, match="not among the 0 latest incidents"):
            pulled(fake, tmp_path, target, token=None)
        fake.incidents = shown
        assert pulled(fake, tmp_path, target, token=None).haul.counts["incidents"] == 1


def test_the_old_way_of_statuspage_to_ask_for_patience_is_understood(tmp_path: Path) -> None:
    fake, ids, _ = sample()
    with fake:
        fake.misbehave(Reply({"error": "rate limited"}, 420, {"Retry-After": "60"}))
        clock = StillClock()
        pull(Target(Tool.STATUSPAGE, ids), tmp_path, Means(fake.url, Secret(TOKEN), Listener(), clock=clock.clock()), {})
    assert clock.slept == [60.0]
