"""A pull replayed from what went over the wire when it was recorded against the local stand-in of Slack (not against Slack).

To record it again: `python tests/pull/test_pull_cassette.py`.
"""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import vcr
from fake_server import TOKEN, Listener, StillClock
from fake_slack import FakeSlack, workspace_of

from pipeline.pull import Means, Pulled, pull
from pipeline.pull.keys import Secret
from pipeline.pull.target import Target, Tool

HERE = Path(__file__).parent
CASSETTE = HERE / "cassettes" / "slack_local_stand_in.yaml"
EXPORT = HERE.parents[1] / "pipeline" / "samples" / "checkout-config-rollout" / "slack"
ANYWHERE = "http://127.0.0.1:9"


def without_its_place(request: Any) -> Any:
    """The stand-in listens on another port each time; which encodings are understood depends on what is installed."""
    request.uri = re.sub(r"http://127\.0\.0\.1:\d+", ANYWHERE, request.uri)
    for name in ("host", "accept-encoding"):
        request.headers.pop(name, None)
    return request


def without_its_time(response: Any) -> Any:
    for name in ("Date", "Server", "date", "server"):
        response["headers"].pop(name, None)
    return response


def taped(path: Path, mode: str) -> Any:
    return vcr.VCR(
        record_mode=mode,
        match_on=["method", "uri"],
        filter_headers=["authorization"],
        before_record_request=without_its_place,
        before_record_response=without_its_time,
    ).use_cassette(str(path))


def pulled(url: str, folder: Path) -> Pulled:
    means = Means(url, Secret(TOKEN), Listener(), clock=StillClock().clock())
    return pull(Target(Tool.SLACK, ("inc-041-checkout",)), folder, means, {})


def record(path: Path, folder: Path) -> None:
    with FakeSlack(workspace_of(EXPORT), most=60) as slack, taped(path, "all"):
        pulled(slack.url, folder)


def test_what_was_recorded_is_pulled_again_with_nobody_there(tmp_path: Path) -> None:
    with taped(CASSETTE, "none") as cassette:
        done = pulled(ANYWHERE, tmp_path)
    assert cassette.all_played
    assert done.haul.counts == {"messages": 115, "replies": 23, "threads": 5, "users": 15}


def test_the_recording_is_what_the_stand_in_gives_today_and_holds_no_key(tmp_path: Path) -> None:
    record(tmp_path / "today.yaml", tmp_path / "pulled")
    assert (tmp_path / "today.yaml").read_text() == CASSETTE.read_text()
    assert TOKEN not in CASSETTE.read_text()


if __name__ == "__main__":
    CASSETTE.unlink(missing_ok=True)
    with TemporaryDirectory() as nowhere:
        record(CASSETTE, Path(nowhere))
