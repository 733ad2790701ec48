"""How far a job is: told by the work, beaten into the store every second by a thread."""

import os
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

from pipeline.domain.job import JobState
from pipeline.errors import StoreUnavailable
from pipeline.llm.progress import NAMES, Progress
from pipeline.store.reviews import Reviews

BEAT = 1.0
STAGES = {
    "read": "replacing secrets and personal data",
    "redact": "putting the timeline together",
    "timeline": "writing the draft",
    "timeline by model": "writing the draft",
    "draft": "comparing it with past incidents",
    "draft by model": "comparing it with past incidents",
}
"""What begins when a stage of the path has ended."""


class Steps(dict[str, float]):
    """What the job does now, and how far it is. As a dict it is what the path notes the seconds of its stages in."""

    def __init__(self) -> None:
        super().__init__()
        self.step, self.done, self.steps = "", 0, 0

    def say(self, step: str, done: int = 0, steps: int = 0) -> None:
        self.step, self.done, self.steps = step, done, steps

    def asked(self, progress: Progress) -> None:
        """How far a round of questions to a model is."""
        self.say(NAMES.get(progress.stage, progress.stage), progress.done, progress.total)

    def __setitem__(self, stage: str, seconds: float) -> None:
        super().__setitem__(stage, seconds)
        self.say(STAGES.get(stage, stage))


@contextmanager
def beating(store: Reviews, id: str) -> Generator[Steps]:
    """Steps that the store hears of every second. Once the job is over there, as when it was stopped, this process ends."""
    steps, over = Steps(), threading.Event()

    def beat() -> None:
        while not over.wait(BEAT):
            with suppress(StoreUnavailable):  # another sign of life comes in a second
                alive = store.beat(id, steps.step, steps.done, steps.steps, at=now())
                if not alive and store.job(id).state is not JobState.DONE:
                    os._exit(1)

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield steps
    finally:
        over.set()
        thread.join()


def now() -> datetime:
    """What a job's process calls now: nobody outside waits to say it."""
    return datetime.now(UTC)
