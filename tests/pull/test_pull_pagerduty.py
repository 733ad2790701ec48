"""The PagerDuty connector against a local stand-in of its API."""

import json
from pathlib import Path

import pytest
from fake_pagerduty import FakePagerDuty
from fake_server import BROKEN, TOKEN, Listener, Reply, StillClock

from pipeline.errors import PullRefused
from pipeline.pull import Means, Pulled, pull
from pipeline.pull.keys import Secret
from pipeline.pull.target import Target, Tool

SAMPLE = Path(__file__).parents[2] / "pipeline" / "samples" / "checkout-config-rollout" / "pagerduty.json"
ID = "Q1HBX041A"


@pytest.fixture
def pagerduty():
    with FakePagerDuty({ID: json.loads(SAMPLE.read_text())}, most=5) as fake:
        yield fake


def pulled(fake: FakePagerDuty, folder: Path, id: str = ID, token: str = TOKEN) -> Pulled:
    means = Means(fake.url, Secret(token), Listener(), clock=StillClock().clock())
    return pull(Target(Tool.PAGERDUTY, (id,)), folder, means, {})


def written(folder: Path) -> dict[str, list[dict[str, object]]]:
    return json.loads((folder / "pagerduty" / f"{ID}.json").read_text())


def test_incident_log_notes_and_alerts_come_whole_over_several_pages(pagerduty: FakePagerDuty, tmp_path: Path) -> None:
    done = pulled(pagerduty, tmp_path)
    sample = json.loads(SAMPLE.read_text())
    assert {key: written(tmp_path)[key] for key in sample} == sample
    assert done.haul.counts["log entries"] == 12
    assert done.haul.what == "PagerDuty #8841"


def test_the_log_is_asked_for_with_what_the_channels_said(pagerduty: FakePagerDuty, tmp_path: Path) -> None:
    pulled(pagerduty, tmp_path)
    assert all(one.query["include[]"] == "channels" for one in pagerduty.requests if one.path.endswith("log_entries"))


def test_an_entry_that_comes_in_between_two_pages_is_there_once(pagerduty: FakePagerDuty, tmp_path: Path) -> None:
    log = pagerduty.incidents[ID]["log_entries"]
    late = {**log[0], "id": "RLATE", "created_at": "2026-03-18T00:00:00Z"}
    pagerduty.before = lambda asked: log.insert(0, late) if asked.path.endswith("log_entries") and late not in log else None
    pulled(pagerduty, tmp_path)
    ids = [one["id"] for one in written(tmp_path)["log_entries"]]
    assert len(ids) == len(set(ids)) == 12
    pulled(pagerduty, tmp_path)
    assert [one["id"] for one in written(tmp_path)["log_entries"]] == [one["id"] for one in log]


def test_a_second_pull_asks_for_the_log_since_its_newest_entry(pagerduty: FakePagerDuty, tmp_path: Path) -> None:
    pulled(pagerduty, tmp_path)
    before = len(pagerduty.requests)
    pulled(pagerduty, tmp_path)
    logs = [one for one in pagerduty.requests[before:] if one.path.endswith("log_entries")]
    assert [one.query["since"] for one in logs] == [json.loads(SAMPLE.read_text())["log_entries"][0]["created_at"]]
    assert len(written(tmp_path)["log_entries"]) == 12


def test_of_a_log_that_is_too_long_the_latest_come_and_the_rest_is_a_gap_for_good(tmp_path: Path) -> None:
    content = json.loads(SAMPLE.read_text())
    entry = content["log_entries"][0]
    many = [{"id": f"R{n:06}", "type": entry["type"], "created_at": entry["created_at"]} for n in range(10_050)]
    with FakePagerDuty({ID: content | {"log_entries": many}}) as fake:
        done = pulled(fake, tmp_path)
        assert done.haul.counts["log entries"] == 10_000
        assert done.haul.gaps == ("log entries: only 10,000 are given, and there are more",)
        fake.incidents[ID]["log_entries"] = many[:5]
        assert pulled(fake, tmp_path).haul.gaps == done.haul.gaps


def test_the_token_of_an_oauth_app_is_sent_as_such(tmp_path: Path) -> None:
    token = "pdus+_0TEST_only-9f31c2"
    with FakePagerDuty({ID: json.loads(SAMPLE.read_text())}, token=token) as fake:
        assert pulled(fake, tmp_path, token=token).haul.counts["log entries"] == 12


def test_notes_that_may_not_be_read_are_a_gap(pagerduty: FakePagerDuty, tmp_path: Path) -> None:
    pagerduty.closed.add("notes")
    assert pulled(pagerduty, tmp_path).haul.gaps == ("notes: the key has no right to read it",)


@pytest.mark.parametrize(
    ("id", "token", "said"),
    [("QNOTTHERE", TOKEN, "there is no such thing"), (ID, "wrong-key-77", r"not accepted; set POSTMORTEM_PAGERDUTY_TOKEN")],
)
def test_what_is_refused_says_why_and_what_to_do(
    pagerduty: FakePagerDuty, tmp_path: Path, id: str, token: str, said: str
) -> None:
    with pytest.raises(PullRefused, match=said) as problem:
        pulled(pagerduty, tmp_path, id, token)
    assert token not in str(problem.value)


def test_a_limit_given_as_a_reset_is_waited_for(pagerduty: FakePagerDuty, tmp_path: Path) -> None:
    pagerduty.misbehave(Reply({}, 429, {"ratelimit-reset": "17"}), BROKEN)
    clock = StillClock()
    pull(Target(Tool.PAGERDUTY, (ID,)), tmp_path, Means(pagerduty.url, Secret(TOKEN), Listener(), clock=clock.clock()), {})
    assert clock.slept[0] == 17.0


def test_the_channel_and_the_ticket_that_a_note_names_are_offered(pagerduty: FakePagerDuty, tmp_path: Path) -> None:
    pagerduty.incidents[ID]["notes"][0]["content"] = "talk in #inc-041-checkout, see https://github.com/acme/shop/issues/12."
    offered = pulled(pagerduty, tmp_path).offered
    assert Target(Tool.SLACK, ("inc-041-checkout",)) in offered
    assert Target(Tool.GITHUB, ("acme", "shop", "12")) in offered
