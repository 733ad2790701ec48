"""A desk that pulls from stand-ins of Slack and PagerDuty over real HTTP on this machine."""

import json
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from fake_pagerduty import FakePagerDuty
from fake_server import TOKEN
from fake_slack import FakeSlack, Workspace, busy_channel, workspace_of

from pipeline.domain.actor import Actor
from pipeline.domain.job import Job, JobState
from pipeline.reviewing import ReviewDesk, open_desk
from pipeline.settings import Settings

SAMPLE = Path(__file__).parents[2] / "pipeline" / "samples" / "checkout-config-rollout"
RECORD = "Q1HBX041A"
PATIENCE = 60.0


@dataclass(frozen=True)
class Around:
    """The desk, what it pulls from, and who sits at it."""

    desk: ReviewDesk
    slack: FakeSlack
    pagerduty: FakePagerDuty
    me: Actor

    def ended(self, job: Job) -> Job:
        until(lambda: self.desk.store.job(job.id).state not in (JobState.WAITING, JobState.RUNNING))
        return self.desk.store.job(job.id)

    def sources(self, incident: str) -> list[str]:
        return [one.name for one in self.desk.look(self.me, incident).sources]

    def holds(self, secret: str) -> list[Path]:
        """The files of the home folder in which it stands."""
        files = [path for path in self.desk.home.rglob("*") if path.is_file()]
        return [path for path in files if secret.encode() in path.read_bytes()]


@contextmanager
def pulling_desk(home: Path, monkeypatch: pytest.MonkeyPatch, workspace: Workspace | None = None) -> Generator[Around]:
    """Keys are in the environment, addresses in the settings. Without a workspace a busy channel, inc-123."""
    records = {RECORD: json.loads((SAMPLE / "pagerduty.json").read_text())}
    with FakeSlack(workspace or busy_channel(messages=300, threads=2), most=15) as slack, FakePagerDuty(records) as pagerduty:
        for tool in ("SLACK", "PAGERDUTY"):
            monkeypatch.setenv(f"POSTMORTEM_{tool}_TOKEN", TOKEN)
        desk = open_desk(Settings(home=str(home), embedder="none", slack_url=slack.url, pagerduty_url=pagerduty.url))
        yield Around(desk, slack, pagerduty, desk.sign_in("Ana Lima"))


def sample_workspace() -> Workspace:
    """The channel of the bundled incident."""
    return workspace_of(SAMPLE / "slack")


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.05)
