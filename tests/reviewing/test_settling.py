"""What is published is where the review says, whatever was stopped halfway, and for nobody else than its readers."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from desk_of import Clock, desk_in, item
from going_out import approved, published

from pipeline.domain.actor import Actor
from pipeline.domain.incident import Visibility
from pipeline.domain.review import Plan, Readership, ReviewState
from pipeline.errors import StoreUnavailable
from pipeline.reviewing import ReviewDesk, publishing, settling
from pipeline.store import open_store

NAMES = {"checkout-down-internal.html", "checkout-down-internal.json", "checkout-down-internal.md"}


class PowerCut(BaseException):
    """The process is gone."""


def cut(*_: object) -> None:
    raise PowerCut


def names(desk: ReviewDesk, id: str) -> set[str]:
    folder = desk.published(id)
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def past(desk: ReviewDesk, actor: Actor) -> list[str]:
    return [one.id for one in desk.past(actor)]


def test_a_crash_before_the_files_are_written_is_healed_when_the_desk_opens(
    desk: ReviewDesk, ana: Actor, bo: Actor, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = approved(desk, ana, bo)
    with monkeypatch.context() as patched:
        patched.setattr(settling, "put_file", cut)
        with pytest.raises(PowerCut):
            desk.publish(ana, id, Readership.INTERNAL)
    assert desk.look(ana, id).review.state is ReviewState.PUBLISHED and past(desk, bo) == [id]
    assert names(desk, id) == set()
    assert names(desk_in(tmp_path, clock), id) == NAMES
    assert desk.store.unsettled() == []


def test_a_crash_before_it_is_committed_publishes_nothing(
    desk: ReviewDesk, ana: Actor, bo: Actor, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = approved(desk, ana, bo)
    with monkeypatch.context() as patched:
        patched.setattr(publishing, "keep_published", cut)
        with pytest.raises(PowerCut):
            desk.publish(ana, id, Readership.INTERNAL)
    again = desk_in(tmp_path, clock)
    assert again.look(ana, id).review.state is ReviewState.APPROVED and past(again, bo) == [] and names(again, id) == set()


def test_a_crash_while_it_is_retracted_leaves_it_published_with_all_its_files(
    desk: ReviewDesk, ana: Actor, bo: Actor, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = published(desk, ana, bo)
    take_away = publishing.take_away

    def halfway(folder: Path) -> None:
        take_away(folder)
        raise PowerCut

    monkeypatch.setattr(publishing, "take_away", halfway)
    with pytest.raises(PowerCut):
        desk.retract(ana, id, "Wrong audience.")
    assert names(desk, id) == set()
    again = desk_in(tmp_path, clock)
    assert again.look(ana, id).review.state is ReviewState.PUBLISHED
    assert names(again, id) == NAMES and past(again, bo) == [id]


def test_files_that_cannot_be_taken_away_are_said_and_nothing_is_retracted(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    id = published(desk, ana, bo)
    elsewhere = desk.home / "elsewhere"
    desk.published(id).rename(elsewhere)
    desk.published(id).symlink_to(elsewhere)
    with pytest.raises(StoreUnavailable, match="cannot be taken away"):
        desk.retract(ana, id, "Wrong audience.")
    desk.published(id).unlink()
    elsewhere.rename(desk.published(id))
    assert desk.look(ana, id).review.state is ReviewState.PUBLISHED and past(desk, bo) == [id]
    desk.retract(ana, id, "Wrong audience.")
    assert names(desk, id) == set() and past(desk, bo) == []


def test_a_retract_between_the_commit_and_the_files_wins(
    desk: ReviewDesk, ana: Actor, bo: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = approved(desk, ana, bo)
    settle = desk.settle

    def late(incident: str) -> None:
        desk.retract(ana, incident, "Wrong audience.")
        settle(incident)

    monkeypatch.setattr(desk, "settle", late)
    desk.publish(ana, id, Readership.INTERNAL)
    assert names(desk, id) == set() and past(desk, bo) == []


def test_one_that_becomes_restricted_is_found_by_its_readers_alone_in_the_same_moment(
    desk: ReviewDesk, ana: Actor, bo: Actor
) -> None:
    id = published(desk, ana, bo)
    with desk.store.change(ana, id, needs=ana.role, at=desk.clock()) as change:
        change.set_review(visibility=Visibility.RESTRICTED)
        change.audit("visibility")
    assert past(desk, ana) == [id] and past(desk, bo) == []
    desk.set_visibility(ana, id, Visibility.RESTRICTED, ("Bo Ek",))
    assert past(desk, bo) == [id]


def test_a_new_owner_may_find_it_and_the_old_one_may_not(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    id = published(desk, ana, bo)
    desk.set_visibility(ana, id, Visibility.RESTRICTED)
    desk.set_plan(ana, id, Plan(owner="Bo Ek"))
    assert past(desk, bo) == [id] and past(desk, ana) == []


def test_it_is_kept_once_whatever_held_its_id_before(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    desk.add_past(ana, [("checkout-down.md", b"# Another checkout\n\n## Root cause\n\nThe certificate ran out.\n")])
    id = published(desk, ana, bo)
    desk.remove_past(ana, id)
    one = item(desk, ana, id, "action_items", "canary")
    desk.set_action(ana, id, one.id, one.revision, status="done")
    assert past(desk, ana) == [id]
    desk.set_visibility(ana, id, Visibility.RESTRICTED)
    assert past(desk, bo) == []


def test_what_an_earlier_version_left_halfway_is_healed_once(
    desk: ReviewDesk, ana: Actor, bo: Actor, clock: Clock, tmp_path: Path
) -> None:
    id = published(desk, ana, bo)
    for path in desk.published(id).iterdir():
        path.unlink()
    open_store(desk.home).remove([id])
    with closing(sqlite3.connect(desk.home / "postmortem.db")) as connection, connection:
        connection.execute("INSERT INTO unsettled SELECT id FROM reviews")  # as the migration does
    again = desk_in(tmp_path, clock)
    assert names(again, id) == NAMES and past(again, bo) == [id]


def test_where_nothing_is_to_be_done_nothing_is_written(
    desk: ReviewDesk, ana: Actor, bo: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(desk, ana, bo)
    monkeypatch.setattr(desk.store, "settling", cut)
    desk.settle_all()
