"""Jobs in real processes of their own: done, failed, stopped, killed, and outliving whoever started them."""

import datetime
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from desk_of import desk_in, drafted, export

from pipeline.domain.actor import Actor
from pipeline.domain.draft_options import DraftOptions
from pipeline.domain.job import Job, JobKind, JobState
from pipeline.jobs.launching import VANISHED, call_of, log_of, settle
from pipeline.jobs.process import work
from pipeline.reviewing import ReviewDesk, open_desk
from pipeline.settings import Settings

PATIENCE = 60.0


@pytest.fixture
def desk(tmp_path: Path) -> ReviewDesk:
    return desk_in(tmp_path)


@pytest.fixture
def ana(desk: ReviewDesk) -> Actor:
    return desk.sign_in("Ana Lima")


@pytest.fixture
def silent_model() -> Generator[str]:
    """The address of a model that takes every question and never answers."""
    taken: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take() -> None:
            while True:
                try:
                    taken.append(server.accept()[0])
                except OSError:
                    return

        threading.Thread(target=take, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/v1"
    for one in taken:
        one.close()


@pytest.fixture
def slow(tmp_path: Path, silent_model: str) -> ReviewDesk:
    """A desk whose drafts wait for a model."""
    return open_desk(
        Settings(home=str(tmp_path / "home"), embedder="none", model="openai:none", base_url=silent_model, api_key="none")
    )


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.05)


def started(desk: ReviewDesk, ana: Actor, **options: str) -> Job:
    review = desk.create(ana, "Checkout down", [("incident.json", export())], DraftOptions(**options))
    job = desk.start_draft(ana, review.id)
    until(lambda: desk.store.job(job.id).pid is not None)
    return desk.store.job(job.id)


def state(desk: ReviewDesk, job: Job) -> JobState:
    return desk.store.job(job.id).state


def test_a_draft_is_made_in_a_process_of_its_own(desk: ReviewDesk, ana: Actor) -> None:
    job = started(desk, ana)
    assert job.pid not in (None, os.getpid())
    until(lambda: state(desk, job) is JobState.DONE)
    look = desk.look(ana, str(job.incident))
    assert look.review.draft == 1 and look.document and look.document.summary
    assert look.jobs[0].result and look.jobs[0].result["items"] == sum(map(len, look.parts.values()))
    assert not (desk.home / "jobs" / f"{job.id}.log").exists()


def test_what_is_wrong_with_the_sources_is_said_in_a_sentence(desk: ReviewDesk, ana: Actor) -> None:
    review = desk.create(ana, "Checkout down", [("chat.txt", b"[10:00] ana: checkout is down\n[10:05] bo: rolled back\n")])
    job = desk.start_draft(ana, review.id)
    until(lambda: state(desk, job) is JobState.FAILED)
    assert "the times have no date" in str(desk.store.job(job.id).problem)


def test_the_same_draft_is_not_started_twice(slow: ReviewDesk, ana: Actor) -> None:
    job = started(slow, ana)
    assert slow.start_draft(ana, str(job.incident)).id == job.id
    slow.stop(ana, job.id)


def test_a_job_that_is_stopped_ends_at_once_and_leaves_nothing_behind(slow: ReviewDesk, ana: Actor) -> None:
    job = started(slow, ana)
    until(lambda: "reading the evidence" in slow.store.job(job.id).step)
    slow.stop(ana, job.id)
    until(lambda: not call_of(job.pid or 0))
    assert state(slow, job) is JobState.STOPPED
    assert slow.look(ana, str(job.incident)).review.draft == 0
    assert not (slow.home / "jobs" / f"{job.id}.log").exists()
    assert slow.store.job(job.id).problem is None


def test_a_job_whose_process_is_killed_has_failed(slow: ReviewDesk, ana: Actor) -> None:
    job = started(slow, ana)
    os.kill(job.pid or 0, signal.SIGKILL)
    until(lambda: state(slow, job) is JobState.FAILED)
    assert slow.store.job(job.id).problem == VANISHED


def test_a_job_that_nobody_waits_for_has_failed_once_it_was_silent_for_half_a_minute(desk: ReviewDesk, ana: Actor) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    job = desk.store.add_job(ana, Job(id="silent", kind=JobKind.INDEX, by=ana.name, created_at=desk.clock()))
    desk.store.claim(job.id, gone.pid, at=desk.clock())
    seconds = datetime.timedelta(seconds=1)
    assert settle(desk.store, desk.store.job(job.id), desk.clock() + 29 * seconds).state is JobState.RUNNING
    assert settle(desk.store, desk.store.job(job.id), desk.clock() + 31 * seconds).state is JobState.FAILED


def test_a_job_whose_process_lives_is_waited_for_however_silent_it_is(desk: ReviewDesk, ana: Actor) -> None:
    job = desk.store.add_job(ana, Job(id="long-wait", kind=JobKind.INDEX, by=ana.name, created_at=desk.clock()))
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", job.id]) as other:
        desk.store.claim(job.id, other.pid, at=desk.clock())
        later = desk.clock() + datetime.timedelta(hours=1)
        assert settle(desk.store, desk.store.job(job.id), later).state is JobState.RUNNING
        other.kill()


def test_a_number_that_is_another_process_by_now_is_not_killed(desk: ReviewDesk, ana: Actor) -> None:
    job = desk.store.add_job(ana, Job(id="old-number", kind=JobKind.INDEX, by=ana.name, created_at=desk.clock()))
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True) as stranger:
        desk.store.claim(job.id, stranger.pid, at=desk.clock())
        desk.stop(ana, job.id)
        assert stranger.poll() is None
        stranger.kill()


SERVER = """
import sys, time
from pipeline.reviewing import open_desk
from pipeline.settings import Settings
desk = open_desk(Settings(home=sys.argv[1], embedder="none"))
ana = desk.sign_in("Ana Lima")
print(desk.start_draft(ana, sys.argv[2]).id, flush=True)
time.sleep(60)
"""


def test_a_job_outlives_the_server_that_started_it(desk: ReviewDesk, ana: Actor) -> None:
    review = desk.create(ana, "Checkout down", [("incident.json", export())])
    call = [sys.executable, "-c", SERVER, str(desk.home), review.id]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True, start_new_session=True) as server:
        assert server.stdout
        id = server.stdout.readline().strip()
        os.killpg(server.pid, signal.SIGKILL)
    until(lambda: desk.store.job(id).state is JobState.DONE)
    assert desk.look(ana, review.id).review.draft == 1


def test_a_fault_of_ours_is_named_and_its_traceback_kept(desk: ReviewDesk, ana: Actor) -> None:
    job = desk.store.add_job(ana, Job(id="broken", kind=JobKind.INDEX, by=ana.name, created_at=desk.clock()))

    def breaks(*_: object) -> dict[str, object]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work(desk.store, job.id, desk.settings, {JobKind.INDEX: breaks})
    ended = desk.store.job(job.id)
    assert ended.state is JobState.FAILED and str(log_of(job.id, desk.settings)) in str(ended.problem)


def test_a_job_is_worked_on_once(desk: ReviewDesk, ana: Actor) -> None:
    job = desk.store.add_job(ana, Job(id="once", kind=JobKind.INDEX, by=ana.name, created_at=desk.clock()))
    done: list[str] = []

    def index(job: Job, *_: object) -> dict[str, object]:
        done.append(job.id)
        return {}

    assert work(desk.store, job.id, desk.settings, {JobKind.INDEX: index}) == 0
    assert work(desk.store, job.id, desk.settings, {JobKind.INDEX: index}) == 1
    assert done == ["once"]


def test_an_index_is_brought_up_to_date(desk: ReviewDesk, ana: Actor) -> None:
    drafted(desk, ana)
    job = desk.start_index(ana)
    until(lambda: state(desk, job) is JobState.DONE)
    assert desk.store.job(job.id).result == {"notes": []}
