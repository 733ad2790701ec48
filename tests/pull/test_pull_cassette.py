"""Pulls replayed from what went over the wire when they were recorded against the local stand-ins, not against the services.

To record them all again: `python tests/pull/test_pull_cassette.py`.
"""

import json
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import fake_github
import fake_gitlab
import fake_incidentio
import fake_jira
import fake_opsgenie
import fake_statuspage
import pytest
import vcr
from fake_pagerduty import FakePagerDuty
from fake_server import TOKEN, FakeServer, Listener, StillClock
from fake_slack import FakeSlack, workspace_of
from vcr.serializers import yamlserializer

from pipeline.pull import Means, Pulled, pull
from pipeline.pull.keys import Secret
from pipeline.pull.target import Target, Tool

HERE = Path(__file__).parent
CASSETTES = HERE / "cassettes"
SAMPLE = HERE.parents[1] / "pipeline" / "samples" / "checkout-config-rollout"
ANYWHERE = "http://127.0.0.1:9"
NOTE = "# Recorded against a local stand-in of the tool's API (tests/pull/fake_*.py), not against the service.\n"
SENT = {"accept", "connection", "user-agent", "x-github-api-version"}
LARGEST = 60 * 1024


@dataclass(frozen=True)
class Take:
    """One pull that is recorded: from whom, of what, in how many requests, and how much came of it."""

    stand_in: Callable[[], FakeServer]
    ids: tuple[str, ...]
    requests: int
    counts: dict[str, int]


TAKES = {
    Tool.SLACK: Take(
        lambda: FakeSlack(workspace_of(SAMPLE / "slack"), most=60),
        ("inc-041-checkout",),
        9,
        {"messages": 115, "replies": 23, "threads": 5, "users": 15},
    ),
    Tool.PAGERDUTY: Take(
        lambda: FakePagerDuty({"Q1HBX041A": json.loads((SAMPLE / "pagerduty.json").read_text())}, most=5),
        ("Q1HBX041A",),
        6,
        {"log entries": 12, "notes": 2, "alerts": 0},
    ),
    Tool.STATUSPAGE: Take(lambda: fake_statuspage.busy_page(104), ("busypage0001",), 3, {"incidents": 104, "updates": 104}),
    Tool.GITHUB: Take(lambda: fake_github.busy_issue(104), ("acme", "shop", "12"), 3, {"comments": 104}),
    Tool.GITLAB: Take(lambda: fake_gitlab.busy_issue(104), ("ops/web/shop", "8"), 4, {"notes": 104, "state events": 0}),
    Tool.JIRA: Take(lambda: fake_jira.busy_issue(54, inside=4), ("OPS-41",), 4, {"comments": 54, "changes": 0}),
    Tool.INCIDENTIO: Take(
        lambda: fake_incidentio.sample()[0], ("41",), 6, {"updates": 3, "timeline items": 1, "actions": 1, "follow-ups": 1}
    ),
    Tool.OPSGENIE: Take(lambda: fake_opsgenie.sample()[0], ("41",), 8, {"entries": 6, "alerts": 1}),
}


class Noted:
    """The form of a cassette: YAML under a note that says what it is."""

    deserialize = staticmethod(yamlserializer.deserialize)

    @staticmethod
    def serialize(cassette: dict[str, Any]) -> str:
        return NOTE + yamlserializer.serialize(cassette)


def without_its_place(request: Any) -> Any:
    """The stand-in listens on another port each time; which encodings are understood depends on what is installed."""
    request.uri = anywhere(request.uri)
    for name in ("host", "accept-encoding"):
        request.headers.pop(name, None)
    return request


def without_its_time(response: Any) -> Any:
    kept = {name: values for name, values in response["headers"].items() if name.lower() not in ("date", "server")}
    return {**response, "headers": {name: [anywhere(value) for value in values] for name, values in kept.items()}}


def anywhere(text: str) -> str:
    return re.sub(r"http://127\.0\.0\.1:\d+", ANYWHERE, text)


def taped(path: Path, mode: str) -> Any:
    recorder = vcr.VCR(
        record_mode=mode,
        serializer="noted",
        match_on=["method", "uri"],
        filter_headers=["authorization"],
        before_record_request=without_its_place,
        before_record_response=without_its_time,
    )
    recorder.register_serializer("noted", Noted)
    return recorder.use_cassette(str(path))


def cassette_of(tool: Tool) -> Path:
    return CASSETTES / f"{tool}_local_stand_in.yaml"


def pulled(tool: Tool, url: str, folder: Path) -> Pulled:
    user = fake_jira.USER if tool is Tool.JIRA else ""
    means = Means(url, Secret(TOKEN), Listener(), user, clock=StillClock().clock())
    return pull(Target(tool, TAKES[tool].ids), folder, means, {})


def record(tool: Tool, path: Path, folder: Path) -> None:
    with TAKES[tool].stand_in() as fake, taped(path, "all"):
        pulled(tool, fake.url, folder)


def test_every_tool_has_a_recording_and_nothing_else_lies_there() -> None:
    assert sorted(CASSETTES.iterdir()) == sorted(cassette_of(tool) for tool in Tool)


@pytest.mark.block_network
@pytest.mark.parametrize("tool", TAKES, ids=str)
def test_what_was_recorded_is_pulled_again_with_nobody_there(tool: Tool, tmp_path: Path) -> None:
    with taped(cassette_of(tool), "none") as cassette:
        done = pulled(tool, ANYWHERE, tmp_path)
    assert cassette.all_played
    assert (done.requests, done.haul.counts, done.haul.gaps) == (TAKES[tool].requests, TAKES[tool].counts, ())


@pytest.mark.parametrize("tool", TAKES, ids=str)
def test_the_recording_is_what_the_stand_in_gives_today(tool: Tool, tmp_path: Path) -> None:
    record(tool, tmp_path / "today.yaml", tmp_path / "pulled")
    assert (tmp_path / "today.yaml").read_text() == cassette_of(tool).read_text()


@pytest.mark.parametrize("tool", TAKES, ids=str)
def test_a_recording_says_what_it_is_and_is_small_and_holds_no_key(tool: Tool) -> None:
    tape = cassette_of(tool).read_text()
    assert tape.startswith(NOTE)
    assert len(tape.encode()) < LARGEST
    assert {name for one in Noted.deserialize(tape)["interactions"] for name in one["request"]["headers"]} <= SENT
    encoded = b64encode(f"{fake_jira.USER}:{TOKEN}".encode()).decode()
    assert TOKEN not in tape
    assert encoded not in tape


if __name__ == "__main__":
    for each in TAKES:
        cassette_of(each).unlink(missing_ok=True)
        with TemporaryDirectory() as nowhere:
            record(each, cassette_of(each), Path(nowhere))
