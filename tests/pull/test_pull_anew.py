"""A second pull into a folder: in other words, with another range, at another address, or of everything anew."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fake_server import AWAY, TOKEN, Listener, StillClock
from fake_slack import FakeSlack, busy_channel

from pipeline.errors import BadOption, NoAnswer
from pipeline.pull import Means, Pulled, pull
from pipeline.pull.keys import Secret
from pipeline.pull.target import Target, Tool

BY_NAME, BY_ID = Target(Tool.SLACK, ("inc-123",)), Target(Tool.SLACK, ("C0BUSYINC1",))
LATE = datetime.fromtimestamp(1_780_000_000 + 450 * 60, UTC)


@pytest.fixture
def slack():
    with FakeSlack(busy_channel(messages=500, threads=2)) as fake:
        yield fake


def pulled(url: str, folder: Path, target: Target = BY_NAME, again: bool = False) -> Pulled:
    return pull(target, folder, Means(url, Secret(TOKEN), Listener(), clock=StillClock().clock()), {}, again)


def messages(folder: Path) -> int:
    return sum(len(json.loads(day.read_text())) for day in (folder / "slack" / "inc-123").glob("*.json"))


def test_a_channel_in_other_words_and_a_narrower_range_loses_nothing(slack: FakeSlack, tmp_path: Path) -> None:
    pulled(slack.url, tmp_path)
    before = len(slack.requests)
    with pytest.raises(BadOption, match=r"#inc-123 \(C0BUSYINC1\) was pulled into it from a wider range of time"):
        pulled(slack.url, tmp_path, replace(BY_ID, since=LATE))
    assert (messages(tmp_path), len(slack.requests)) == (500, before)
    pulled(slack.url, tmp_path, replace(BY_ID, since=LATE), again=True)
    assert messages(tmp_path) < 100


def test_a_wrong_address_binds_the_folder_to_nothing(slack: FakeSlack, tmp_path: Path) -> None:
    with pytest.raises(NoAnswer, match="cannot be reached"):
        pulled("http://127.0.0.1:1", tmp_path)
    pulled(slack.url, tmp_path)
    assert messages(tmp_path) == 500


def test_reading_anew_asks_for_no_page_twice_when_it_was_stopped(slack: FakeSlack, tmp_path: Path) -> None:
    pulled(slack.url, tmp_path)
    whole = len(slack.requests)
    slack.requests.clear()
    slack.before = lambda asked: slack.misbehave(*[AWAY] * 5) if len(slack.requests) == 2 else None
    with pytest.raises(NoAnswer):
        pulled(slack.url, tmp_path, again=True)
    done = {one.page for one in slack.requests[:2]}
    slack.before = lambda asked: None
    slack.requests.clear()
    pulled(slack.url, tmp_path, again=True)
    assert not done & {one.page for one in slack.requests}
    assert len(slack.requests) == whole - 2
    assert messages(tmp_path) == 500


def test_a_folder_of_something_else_is_refused_before_anything_is_asked(slack: FakeSlack, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"name": "a web app"}')
    with pytest.raises(BadOption, match="give another folder"):
        pulled(slack.url, tmp_path)
    assert slack.requests == []
    assert (tmp_path / "manifest.json").read_text() == '{"name": "a web app"}'
