"""A new incident begins whole or not at all, and nobody waits for its files."""

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from desk_of import export

from pipeline.domain.actor import Actor
from pipeline.domain.draft_options import DraftOptions
from pipeline.domain.job import JobKind
from pipeline.domain.review import Plan
from pipeline.errors import BadOption, StoreUnavailable
from pipeline.reviewing import ReviewDesk, new_incident
from pipeline.reviewing.source_files import KeptFile, Upload, keep_files

FILE = ("incident.json", export())


def folders(desk: ReviewDesk) -> list[str]:
    return [path.name for path in (desk.home / "incidents").glob("*")]


@pytest.mark.parametrize("plan", [Plan(format="/etc/passwd"), Plan(audiences=("everybody",))])
def test_what_cannot_begin_leaves_nothing_and_takes_no_id(desk: ReviewDesk, ana: Actor, plan: Plan) -> None:
    with pytest.raises(BadOption):
        desk.create(ana, "Checkout down", [FILE], plan=plan, draft=True)
    assert desk.listed(ana) == [] and folders(desk) == []
    assert desk.create(ana, "Checkout down", [FILE]).id == "checkout-down"


def test_a_file_that_cannot_be_kept_leaves_no_incident(desk: ReviewDesk, ana: Actor, tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        desk.create(ana, "Checkout down", [FILE, ("b.json", tmp_path / "not there")])
    assert desk.listed(ana) == [] and folders(desk) == []


def test_plan_files_and_draft_begin_together(desk: ReviewDesk, ana: Actor) -> None:
    plan = Plan(owner="Bo Ek", risks=("Money",))
    review = desk.create(ana, "Checkout down", [FILE], DraftOptions(redact_ips=True), plan=plan, draft=True)
    look = desk.look(ana, review.id)
    desk.stop(ana, look.jobs[0].id)
    assert (look.review.owner, look.review.plan, look.options.redact_ips) == ("Bo Ek", plan, True)
    assert [job.kind for job in look.jobs] == [JobKind.DRAFT] and [one.name for one in look.sources] == ["incident.json"]


def test_nobody_waits_while_files_are_copied(desk: ReviewDesk, ana: Actor, bo: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    other = desk.create(bo, "Disk full").id
    copying, told = threading.Event(), threading.Event()

    def slow(folder: Path, uploads: Sequence[Upload]) -> list[KeptFile]:
        copying.set()
        assert told.wait(20), "who comments waits for the files"
        return keep_files(folder, uploads)

    monkeypatch.setattr(new_incident, "keep_files", slow)
    for begin in (lambda: desk.create(ana, "Checkout down", [FILE]), lambda: desk.add_sources(ana, other, [FILE])):
        copying.clear(), told.clear()
        thread = threading.Thread(target=begin)
        thread.start()
        assert copying.wait(20)
        desk.comment(bo, other, "Who saw it first?")
        told.set()
        thread.join()
    assert [one.name for one in desk.look(bo, other).sources] == ["incident.json"]


def test_files_of_a_change_that_is_refused_go_again(desk: ReviewDesk, ana: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    id = desk.create(ana, "Checkout down", [FILE]).id

    def refused(*_: object) -> None:
        raise StoreUnavailable("postmortem.db", "the disk is full", "free some space")

    monkeypatch.setattr(new_incident, "add", refused)
    with pytest.raises(StoreUnavailable):
        desk.add_sources(ana, id, [FILE])
    assert [path.name for path in (desk.folder(id) / "sources").iterdir()] == ["incident.json"]
