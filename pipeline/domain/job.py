"""A job: long work that runs in a process of its own, so that no click, reload or crash of a page ends it."""

from enum import StrEnum
from typing import Any

from pipeline.domain.model import Instant, Model


class JobKind(StrEnum):
    DRAFT = "draft"
    REDRAFT = "redraft"
    INDEX = "index"
    PULL = "pull"


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


ALIVE = (JobState.WAITING, JobState.RUNNING)
"""The states of a job that is not over."""


class Job(Model):
    """`request` is what was asked for as JSON; `done` of `steps` says how far it is, `step` what it does now. `problem` is the
    sentence that a failed one ended with, `result` what a finished one says of itself. `beat_at` is its last sign of life."""

    id: str
    kind: JobKind
    incident: str | None = None
    request: dict[str, Any] = {}
    state: JobState = JobState.WAITING
    step: str = ""
    done: int = 0
    steps: int = 0
    problem: str | None = None
    result: dict[str, Any] | None = None
    by: str
    created_at: Instant
    beat_at: Instant | None = None
    ended_at: Instant | None = None
    pid: int | None = None

    @property
    def is_alive(self) -> bool:
        return self.state in ALIVE
