"""Starts, stops and settles jobs. In: a job of the store. Out: a process that works on it, or its end in the store."""

import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from contextlib import suppress
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pipeline.doctor import home
from pipeline.domain.actor import Actor
from pipeline.domain.job import Job, JobKind, JobState
from pipeline.errors import StoreUnavailable
from pipeline.settings import PREFIX, TOKENS, Settings
from pipeline.store.reviews import Reviews

SILENCE = timedelta(seconds=30)
"""A job that has given no sign of life for so long, and whose process is gone, has failed."""
GRACE = 3.0
"""Seconds that a process has to end before it is killed."""
VANISHED = "Its process ended before the work was done; start it again."
LOGS = "jobs"


def start(
    store: Reviews, actor: Actor, kind: JobKind, incident: str | None, request: dict[str, Any], settings: Settings, at: datetime
) -> Job:
    """A new job, its process on the way; or the one that does the same already. Raises NotAllowed, UnknownReview."""
    job = Job(id=uuid.uuid4().hex[:16], kind=kind, incident=incident, request=request, by=actor.name, created_at=at)
    kept = store.add_job(actor, job)
    if kept.id == job.id:
        launch(store, kept, settings)
    return kept


def launch(store: Reviews, job: Job, settings: Settings) -> None:
    """Starts the process of a job that waits in the store. It belongs to no session: it outlives whoever starts it."""
    with log_of(job.id, settings).open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "pipeline.jobs", job.id],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=environment(settings, job.kind),
            start_new_session=True,
        )
    threading.Thread(target=reap, args=(store, job.id, process), daemon=True).start()


def reap(store: Reviews, id: str, process: "subprocess.Popen[bytes]") -> None:
    """Waits for the process, and says that the job failed where it did not say so itself."""
    process.wait()
    with suppress(StoreUnavailable):  # then whoever looks settles it
        store.end_job(id, JobState.FAILED, VANISHED, at=datetime.now(UTC))


def environment(settings: Settings, kind: JobKind) -> dict[str, str]:
    """This one's, with the settings in place of its own. Keys of tools are for those jobs alone that pull."""
    others = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    own = {f"{PREFIX}{field.name.upper()}": getattr(settings, field.name) for field in fields(settings)}
    own[f"{PREFIX}HOME"] = str(home(settings).absolute())
    if kind is JobKind.PULL:
        others |= {name: os.environ[name] for token in TOKENS if (name := f"{PREFIX}{token.upper()}") in os.environ}
    return others | {name: value for name, value in own.items() if value is not None}


def log_of(id: str, settings: Settings) -> Path:
    """Where a process writes what went wrong in it, for its owner's eyes alone."""
    path = home(settings) / LOGS / f"{id}.log"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    return path


def end(job: Job) -> None:
    """Ends the process of a job that was stopped in the store: it is asked first, and killed if it does not go."""
    if job.pid is None or not is_there(job):
        return
    with suppress(ProcessLookupError):
        os.killpg(job.pid, signal.SIGTERM)
        until = time.monotonic() + GRACE
        while time.monotonic() < until:
            if not is_there(job):
                return
            time.sleep(0.02)
        os.killpg(job.pid, signal.SIGKILL)


def settle(store: Reviews, job: Job, now: datetime) -> Job:
    """The job as it is: one that fell silent, and whose process is gone, has failed."""
    silent = now - (job.beat_at or job.created_at) > SILENCE
    if not job.is_alive or not silent or is_there(job):
        return job
    store.end_job(job.id, JobState.FAILED, VANISHED, at=now)
    return store.job(job.id)


def is_there(job: Job) -> bool:
    """Whether the process of this job lives: its number may be another's by now, and then its call is another."""
    if job.pid is None:
        return False
    return job.id in call_of(job.pid)


def call_of(pid: int) -> str:
    """How the process was called; empty where there is none, or where it has ended."""
    own = Path(f"/proc/{pid}/cmdline")
    if Path("/proc/self").exists():
        with suppress(OSError):
            return own.read_text(encoding="utf-8", errors="replace")
        return ""
    return subprocess.run(["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
