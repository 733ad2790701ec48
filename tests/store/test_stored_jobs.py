"""A job is seen by everybody as its process tells of it, and is over once."""

import datetime
from pathlib import Path
from threading import Barrier, Thread

import pytest
from review_samples import NOW, begun

from pipeline.domain.actor import Actor, Role
from pipeline.domain.job import Job, JobKind, JobState
from pipeline.errors import BadOption, UnknownReview
from pipeline.store.reviews import Reviews

LATER = NOW + datetime.timedelta(seconds=1)


@pytest.fixture
def at_work(tmp_path: Path) -> tuple[Reviews, Actor]:
    store, people = begun(tmp_path)
    store.add_job(people["Oda"], Job(id="j1", kind=JobKind.DRAFT, incident="PM-1", request={"k": [1]}, by="x", created_at=NOW))
    return store, people["Oda"]


def test_a_job_is_told_of_from_its_start_to_its_end(at_work: tuple[Reviews, Actor]) -> None:
    store, oda = at_work
    assert (store.job("j1").state, store.job("j1").by, store.job("j1").request) == (JobState.WAITING, "Oda", {"k": [1]})
    assert not store.beat("j1", "too early", 0, 0, at=NOW)
    assert store.claim("j1", 4711, at=NOW)
    assert store.beat("j1", "timeline", 2, 5, at=LATER)
    running = store.job("j1")
    assert (running.state, running.pid, running.step, running.done, running.steps, running.beat_at) == (
        JobState.RUNNING,
        4711,
        "timeline",
        2,
        5,
        LATER,
    )
    assert store.end_job("j1", JobState.DONE, result={"draft": 1}, at=LATER)
    (ended,) = store.jobs(oda, "PM-1")
    assert (ended.state, ended.result, ended.ended_at) == (JobState.DONE, {"draft": 1}, LATER)
    assert [one.what for one in store.audit(oda, "PM-1", limit=1)] == ["start_draft"]


def test_a_job_that_was_stopped_stays_stopped(at_work: tuple[Reviews, Actor]) -> None:
    store, oda = at_work
    store.claim("j1", 4711, at=NOW)
    assert store.stop_job(oda, "j1", at=LATER).pid == 4711
    assert not store.beat("j1", "on", 1, 2, at=LATER)
    assert not store.end_job("j1", JobState.DONE, at=LATER)
    assert not store.claim("j1", 1, at=LATER)
    assert store.job("j1").state is JobState.STOPPED
    assert store.stop_job(oda, "j1", at=LATER).state is JobState.STOPPED
    assert [one.what for one in store.audit(oda, "PM-1")].count("stop_draft") == 1


def test_what_is_under_way_is_not_begun_again(at_work: tuple[Reviews, Actor]) -> None:
    store, oda = at_work
    same = Job(id="j2", kind=JobKind.DRAFT, incident="PM-1", request={"k": [1]}, by="x", created_at=LATER)
    assert store.add_job(oda, same).id == "j1"
    assert store.add_job(oda, same.model_copy(update={"request": {"k": [2]}})).id == "j2"
    assert store.add_job(oda, same.model_copy(update={"id": "j3", "kind": JobKind.REDRAFT})).id == "j3"
    store.end_job("j1", JobState.FAILED, at=LATER)
    assert store.add_job(oda, same.model_copy(update={"id": "j4"})).id == "j4"


def test_a_job_is_done_with_its_change_and_a_stopped_one_changes_nothing(at_work: tuple[Reviews, Actor]) -> None:
    store, oda = at_work
    store.claim("j1", 4711, at=NOW)
    with store.change(oda, "PM-1", needs=Role.OWNER, at=LATER) as change:
        change.set_review(title="Told anew")
        change.finish("j1", {"draft": 2})
        change.audit("draft")
    assert (store.job("j1").state, store.job("j1").result) == (JobState.DONE, {"draft": 2})
    assert store.stop_job(oda, "j1", at=LATER).state is JobState.DONE
    store.add_job(oda, Job(id="j2", kind=JobKind.DRAFT, incident="PM-1", by="x", created_at=LATER))
    store.stop_job(oda, "j2", at=LATER)
    with pytest.raises(BadOption, match="stopped"), store.change(oda, "PM-1", needs=Role.OWNER, at=LATER) as change:
        change.set_review(title="Told too late")
        change.audit("draft")
        change.finish("j2", {})
    assert store.review(oda, "PM-1").title == "Told anew"


def test_one_process_alone_gets_a_job(at_work: tuple[Reviews, Actor]) -> None:
    store, _ = at_work
    start, won = Barrier(4), []

    def claim(pid: int) -> None:
        start.wait()
        won.append(store.claim("j1", pid, at=NOW))

    threads = [Thread(target=claim, args=(pid,)) for pid in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False, False, False, True]


def test_a_job_of_no_review_and_a_job_of_an_unknown_one(at_work: tuple[Reviews, Actor]) -> None:
    store, oda = at_work
    store.add_job(oda, Job(id="j2", kind=JobKind.INDEX, by="", created_at=LATER))
    assert [one.id for one in store.jobs(oda)] == ["j2", "j1"]
    assert [one.id for one in store.jobs(oda, "PM-1")] == ["j1"]
    with pytest.raises(UnknownReview):
        store.add_job(oda, Job(id="j3", kind=JobKind.DRAFT, incident="absent", by="", created_at=NOW))
    with pytest.raises(BadOption, match="there is none that you may see"):
        store.job("j3")
