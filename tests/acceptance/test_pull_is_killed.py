"""A pull of 2,000 messages that is killed again and again is complete in the end, and asked for hardly anything twice.

25 kills, or as many as POSTMORTEM_TEST_KILLS says (`POSTMORTEM_TEST_KILLS=100 pytest tests/acceptance/test_pull_is_killed.py`).
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fake_server import TOKEN, Asked
from fake_slack import FakeSlack, busy_channel

KILLS = int(os.environ.pop("POSTMORTEM_TEST_KILLS", "25"))
KILLABLE = Path(__file__).parents[1] / "pull" / "killable.py"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


class Lives:
    """Calls of `postmortem`, one after the other; those that are told to are killed at a request of theirs, or just after it."""

    def __init__(self, process: subprocess.Popen[str], slack: FakeSlack) -> None:
        self.process, self.slack, self.killed = process, slack, 0
        self.child, self.left = 0, 0
        self.asker: dict[int, int] = {}
        slack.before, slack.after = self.before, self.count

    def before(self, asked: Asked) -> None:
        self.asker[id(asked)] = self.child
        self.count(asked)

    def count(self, asked: Asked) -> None:
        """Called before and after each answer: half a request each time. What is left of an earlier life does not count."""
        if self.asker[id(asked)] != self.child:
            return
        self.left -= 1
        if self.left == 0:
            time.sleep(random.Random(self.killed).random() * 0.004)  # also while a page is being written down
            os.kill(self.child, signal.SIGKILL)

    def call(self, words: list[str], kill_after: int) -> int:
        assert self.process.stdin and self.process.stdout
        self.left = 0
        with self.slack.lock:  # no answer before we know whom to kill
            self.process.stdin.write(json.dumps(words) + "\n")
            self.process.stdin.flush()
            self.child, self.left = int(self.process.stdout.readline()), kill_after
        ended = int(self.process.stdout.readline())
        self.killed += ended == -signal.SIGKILL
        return ended


@contextmanager
def lives(slack: FakeSlack) -> Iterator[Lives]:
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    environment |= {"POSTMORTEM_SLACK_TOKEN": slack.token, "POSTMORTEM_SLACK_URL": slack.url}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, str(KILLABLE)], text=True, env=environment, **pipes) as process:
        yield Lives(process, slack)
        assert process.stdin
        process.stdin.close()


def test_a_pull_that_is_killed_again_and_again_is_complete_and_asks_for_no_page_three_times(tmp_path: Path) -> None:
    words = ["pull", "slack", "--channel", "inc-123", "--out", str(tmp_path)]
    with FakeSlack(busy_channel(messages=2000, threads=40), most=max(5, 375 // KILLS)) as slack, lives(slack) as postmortem:
        ended = -signal.SIGKILL
        while ended == -signal.SIGKILL:
            kill_after = 3 + postmortem.killed % 3 if postmortem.killed < KILLS else 0  # from the second request of a life on
            ended = postmortem.call(words, kill_after)
    assert (ended, postmortem.killed) == (0, KILLS)
    days = sorted((tmp_path / "slack" / "inc-123").glob("*.json"))
    pulled = [message["ts"] for day in days for message in json.loads(day.read_text())]
    assert pulled == sorted(str(one["ts"]) for one in slack.workspace.messages["C0BUSYINC1"])
    assert len(pulled) == 2000
    asked = slack.times_asked()
    assert max(asked.values()) <= 2
    assert sum(asked.values()) <= len(asked) + KILLS
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and TOKEN.encode() in path.read_bytes()]


def test_a_pull_that_is_interrupted_ends_with_130_and_says_how_to_go_on(tmp_path: Path) -> None:
    with FakeSlack(busy_channel(messages=300, threads=2), most=15) as slack:
        environment = {**os.environ, "POSTMORTEM_SLACK_TOKEN": slack.token, "POSTMORTEM_SLACK_URL": slack.url}
        call = [sys.executable, "-m", "pipeline.cli", "pull", "slack", "--channel", "inc-123", "--out", str(tmp_path)]
        process = subprocess.Popen(call, text=True, env=environment, stderr=subprocess.PIPE)
        slack.before = lambda asked: process.send_signal(signal.SIGINT) if len(slack.requests) == 4 else None
        assert process.stderr
        said = process.stderr.read()
        assert process.wait() == 130
    assert "the same command goes on from there" in said
    assert "Traceback" not in said
