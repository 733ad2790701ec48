"""Who may do what: each method for each role; and a restricted review, which is not there for those it is not meant for."""

import inspect
from collections.abc import Callable
from pathlib import Path

import pytest
from review_samples import NOW, READERS, begun, desk, item, review
from store_samples import incident, passages

from pipeline.domain.actor import Actor, Role
from pipeline.domain.incident import Visibility
from pipeline.domain.job import Job, JobKind, JobState
from pipeline.domain.review import Offer, OfferKind, OfferState, Publication, SignOffKind
from pipeline.errors import BadOption, Conflict, NotAllowed, UnknownReview
from pipeline.store.reviews import Change, Reviews

Reading = Callable[[Reviews, Actor, str], object]
Changing = Callable[[Change], object]


def job(id: str, incident: str | None) -> Job:
    return Job(id=id, kind=JobKind.DRAFT, incident=incident, request={"id": id}, by="", created_at=NOW)


def open_change(store: Reviews, actor: Actor, id: str) -> None:
    with store.change(actor, id, needs=Role.VIEWER, at=NOW) as change:
        change.audit("look")


OF_ONE: dict[str, tuple[Role, Reading]] = {
    "review": (Role.VIEWER, lambda store, actor, id: store.review(actor, id)),
    "snapshot": (Role.VIEWER, lambda store, actor, id: store.snapshot(actor, id)),
    "evidence": (Role.VIEWER, lambda store, actor, id: store.evidence(actor, id)),
    "audit": (Role.VIEWER, lambda store, actor, id: store.audit(actor, id)),
    "jobs": (Role.VIEWER, lambda store, actor, id: store.jobs(actor, id)),
    "change": (Role.VIEWER, open_change),
    "add_job": (Role.OWNER, lambda store, actor, id: store.add_job(actor, job("new", id))),
}
"""Methods that are asked for one review."""
OF_ALL: dict[str, tuple[Role, Callable[[Reviews, Actor], object]]] = {
    "listed": (Role.VIEWER, lambda store, actor: store.listed(actor)),
    "actions": (Role.VIEWER, lambda store, actor: store.actions(actor)),
    "lines": (Role.VIEWER, lambda store, actor: store.lines(actor, "summary", "timeline")),
    "audit": (Role.VIEWER, lambda store, actor: store.audit(actor)),
    "jobs": (Role.VIEWER, lambda store, actor: store.jobs(actor)),
    "people": (Role.VIEWER, lambda store, actor: store.people(actor)),
    "permit": (Role.OWNER, lambda store, actor: store.permit(actor, Role.OWNER)),
    "note": (Role.OWNER, lambda store, actor: store.note(actor, Role.OWNER, "add", NOW)),
    "create": (Role.OWNER, lambda store, actor: store.create(actor, review("PM-new"), NOW)),
    "add_job": (Role.OWNER, lambda store, actor: store.add_job(actor, job("newer", None))),
    "stop_job": (Role.OWNER, lambda store, actor: store.stop_job(actor, "work", at=NOW)),
    "set_person": (Role.ADMIN, lambda store, actor: store.set_person(actor, Actor(name="New"), NOW)),
}
FOR_NOBODY = {"sign_in", "close", "job", "claim", "beat", "end_job", "unsettled", "unsettle", "settling", "beginning"}
"""Methods that ask nobody: before somebody is known, of a job's own process, of the desk itself, and what `create` is made of."""
PRINTED = Publication(audience="internal", format="md", text="", digest="", by="", at=NOW)
OFFERED = Offer(draft=1, part="summary", item="s0", kind=OfferKind.GONE)
CHANGES: dict[str, tuple[Role, Changing]] = {
    "snapshot": (Role.VIEWER, lambda change: change.snapshot()),
    "items": (Role.VIEWER, lambda change: change.items()),
    "item": (Role.VIEWER, lambda change: change.item("summary", "s0")),
    "draft": (Role.VIEWER, lambda change: change.draft()),
    "offers": (Role.VIEWER, lambda change: change.offers()),
    "options": (Role.VIEWER, lambda change: change.options()),
    "past": (Role.VIEWER, lambda change: change.past("PM-9")),
    "own_past": (Role.VIEWER, lambda change: change.own_past()),
    "free_past": (Role.VIEWER, lambda change: change.free_past()),
    "linked": (Role.VIEWER, lambda change: change.linked()),
    "answer": (Role.REVIEWER, lambda change: change.answer("internal", "d1")),
    "take_answer_back": (Role.REVIEWER, lambda change: change.take_answer_back("accuracy")),
    "put_past": (Role.OWNER, lambda change: change.put_past(incident(), passages())),
    "unsettle": (Role.OWNER, lambda change: change.unsettle()),
    "settled": (Role.OWNER, lambda change: change.settled()),
    "audit": (Role.VIEWER, lambda change: change.audit("look")),
    "comment": (Role.REVIEWER, lambda change: change.comment("Why?")),
    "resolve_comment": (Role.REVIEWER, lambda change: change.resolve_comment(1)),
    "sign_off": (Role.REVIEWER, lambda change: change.sign_off(SignOffKind.REVIEWER, approves=True, digest="d")),
    "dispute": (Role.REVIEWER, lambda change: change.dispute("a", "b")),
    "read": (Role.REVIEWER, lambda change: change.read("summary", "d")),
    "set_review": (Role.OWNER, lambda change: change.set_review(title="New")),
    "put": (Role.OWNER, lambda change: change.put(item("s9"), None)),
    "put_all": (Role.OWNER, lambda change: change.put_all([item("s9")])),
    "remove": (Role.OWNER, lambda change: change.remove("summary", "s0")),
    "evidence": (Role.VIEWER, lambda change: change.evidence()),
    "finish": (Role.OWNER, lambda change: change.finish("work", {})),
    "put_draft": (Role.OWNER, lambda change: change.put_draft("{}")),
    "put_evidence": (Role.OWNER, lambda change: change.put_evidence([])),
    "put_offers": (Role.OWNER, lambda change: change.put_offers([OFFERED])),
    "set_offer": (Role.OWNER, lambda change: change.set_offer(1, OfferState.LEFT)),
    "add_source": (Role.OWNER, lambda change: change.add_source("b", 1, "", "")),
    "remove_source": (Role.OWNER, lambda change: change.remove_source("a")),
    "set_options": (Role.OWNER, lambda change: change.set_options({})),
    "void_sign_offs": (Role.OWNER, lambda change: change.void_sign_offs()),
    "decide_dispute": (Role.OWNER, lambda change: change.decide_dispute(1, "a")),
    "waive": (Role.OWNER, lambda change: change.waive("r", "", "", "", "why")),
    "unwaive": (Role.OWNER, lambda change: change.unwaive("q", "", "", "")),
    "publish": (Role.OWNER, lambda change: change.publish(PRINTED)),
    "retract": (Role.OWNER, lambda change: change.retract(1, "why")),
}
ROLE_OF = {"Vi": Role.VIEWER, "Rey": Role.REVIEWER, "Oda": Role.OWNER, "Ada": Role.ADMIN}
OUTSIDERS = ("Ada", "Vi", "Rey")


def filled(home: Path, visibility: Visibility = Visibility.INTERNAL) -> tuple[Reviews, dict[str, Actor]]:
    """A review in which there is something for each method to change, and a job that works."""
    store, people = begun(home, visibility, count=8)
    with store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW) as change:
        change.comment("Why?")
        change.dispute("a", "b")
        change.put_offers([OFFERED])
        change.publish(PRINTED)
        change.waive("q", "", "", "", "why")
        change.add_source("a", 1, "", "")
        change.answer("accuracy", "d1")
        change.audit("fill")
    store.add_job(people["Oda"], job("work", "PM-1"))
    return store, people


class Undone(Exception):
    """Raised to keep nothing of a change."""


Desk = tuple[Reviews, dict[str, Actor]]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """One that no test changes."""
    return filled(tmp_path_factory.mktemp("shared"))


@pytest.fixture(scope="module")
def restricted(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """One that no test changes, with a restricted review."""
    return filled(tmp_path_factory.mktemp("restricted"), Visibility.RESTRICTED)


@pytest.fixture(scope="module")
def with_and_without(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Desk]:
    """Two that differ in a restricted review alone."""
    with_it = filled(tmp_path_factory.mktemp("with"), Visibility.RESTRICTED)
    without_it = desk(tmp_path_factory.mktemp("without"))
    for store, people in (with_it, without_it):
        store.create(people["Pat"], review("PM-2"), NOW)
        store.add_job(people["Pat"], job("other", "PM-2"))
        with store.change(people["Pat"], "PM-2", needs=Role.OWNER, at=NOW) as change:
            change.put_all([item("x", "action_items"), item("y")])
            change.comment("Seen")
            change.audit("draft")
    return with_it, without_it


def public(kind: type) -> set[str]:
    return {name for name, _ in inspect.getmembers(kind, inspect.isfunction) if not name.startswith("_")}


def test_each_method_stands_in_these_tables() -> None:
    assert public(Reviews) == OF_ONE.keys() | OF_ALL.keys() | FOR_NOBODY
    assert public(Change) == CHANGES.keys()


@pytest.mark.parametrize("name", sorted(OF_ONE.keys() | OF_ALL.keys()))
@pytest.mark.parametrize("who", ROLE_OF)
def test_a_method_serves_those_whose_role_is_enough(tmp_path: Path, name: str, who: str) -> None:
    store, people = filled(tmp_path)
    actor = people[who]
    calls: list[tuple[Role, Callable[[], object]]] = []
    if name in OF_ONE:
        needs, of_one = OF_ONE[name]
        calls.append((needs, lambda: of_one(store, actor, "PM-1")))
    if name in OF_ALL:
        needs, of_all = OF_ALL[name]
        calls.append((needs, lambda: of_all(store, actor)))
    for needs, call in calls:
        if ROLE_OF[who].includes(needs):
            call()
        else:
            with pytest.raises(NotAllowed, match=f"is not allowed as {ROLE_OF[who]}; ask an admin"):
                call()


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("who", ROLE_OF)
def test_a_change_does_what_the_role_of_its_actor_lets_it(shared: Desk, name: str, who: str) -> None:
    store, people = shared
    needs, does = CHANGES[name]
    with (
        pytest.raises(Undone),
        store.change(people[who], "PM-1", needs=Role.VIEWER, at=NOW) as change,
    ):
        if ROLE_OF[who].includes(needs):
            does(change)
        else:
            with pytest.raises(NotAllowed, match=f"not allowed as {ROLE_OF[who]}"):
                does(change)
        raise Undone


@pytest.mark.parametrize("needs", Role)
@pytest.mark.parametrize("who", ROLE_OF)
def test_a_change_is_not_begun_by_whom_it_is_not_for(shared: Desk, needs: Role, who: str) -> None:
    store, people = shared
    before = store.review(people["Oda"], "PM-1")
    if ROLE_OF[who].includes(needs):
        with pytest.raises(Undone), store.change(people[who], "PM-1", needs=needs, at=NOW):
            raise Undone
    else:
        with pytest.raises(NotAllowed), store.change(people[who], "PM-1", needs=needs, at=NOW):
            pytest.fail("it was begun")
        assert store.review(people["Oda"], "PM-1") == before


def test_only_owners_sign_off_as_the_owner(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    with store.change(people["Rey"], "PM-1", needs=Role.REVIEWER, at=NOW) as change:
        change.audit("try")
        with pytest.raises(NotAllowed):
            change.sign_off(SignOffKind.OWNER, approves=True, digest="d")


def test_a_dispute_is_decided_by_the_owner_of_the_review_or_an_admin(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    with store.change(people["Bo Ek"], "PM-1", needs=Role.OWNER, at=NOW) as change:
        first, second = change.dispute("a", "b"), change.dispute("c", "d")
        with pytest.raises(NotAllowed, match="ask Oda"):
            change.decide_dispute(first.id, "Mine.")
        change.audit("dispute")
    for who, dispute in (("Oda", first), ("Ada", second)):
        with store.change(people[who], "PM-1", needs=Role.OWNER, at=NOW) as change:
            change.decide_dispute(dispute.id, "So it is.")
            change.audit("decide dispute")
    assert [one.decided_by for one in store.snapshot(people["Oda"], "PM-1").disputes] == ["Oda", "Ada"]


def test_legal_is_whoever_is_of_that_team_and_never_the_owner(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    legal = lambda change: change.sign_off(SignOffKind.LEGAL, approves=True, digest="d")  # noqa: E731
    with store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW) as change:
        change.audit("try")
        with pytest.raises(NotAllowed, match="owner of the incident"):
            legal(change)
    with store.change(people["Rey"], "PM-1", needs=Role.REVIEWER, at=NOW) as change:
        legal(change)
        change.audit("sign off")
    store.set_person(people["Ada"], people["Pat"].model_copy(update={"teams": ("Legal",)}), NOW)
    with store.change(people["Rey"], "PM-1", needs=Role.REVIEWER, at=NOW) as change:
        change.audit("try")
        with pytest.raises(NotAllowed, match="ask Pat"):
            legal(change)
    with store.change(people["Pat"], "PM-1", needs=Role.REVIEWER, at=NOW) as change:
        assert legal(change).by == "Pat"
        change.audit("sign off")


@pytest.mark.parametrize("name", OF_ONE)
@pytest.mark.parametrize("who", OUTSIDERS)
def test_a_restricted_review_is_for_others_as_if_it_had_never_been(restricted: Desk, name: str, who: str) -> None:
    store, people = restricted
    call = OF_ONE[name][1]
    said: list[str] = []
    for id in ("PM-1", "absent"):
        with pytest.raises(UnknownReview) as raised:
            call(store, people[who], id)
        said.append(str(raised.value).replace(id, "ID"))
    assert said[0] == said[1]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_the_job_of_a_restricted_review_is_for_others_as_if_it_had_never_been(restricted: Desk, who: str) -> None:
    store, people = restricted
    said: list[str] = []
    for id in ("work", "absent"):
        with pytest.raises(BadOption) as raised:
            store.stop_job(people[who], id, at=NOW)
        said.append(str(raised.value).replace(id, "ID"))
    assert said[0] == said[1]
    assert store.job("work").state is JobState.WAITING


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("name", sorted(name for name, (needs, _) in OF_ALL.items() if needs is Role.VIEWER))
def test_lists_and_counts_are_those_of_a_store_without_the_restricted_review(
    with_and_without: tuple[Desk, Desk], name: str, who: str
) -> None:
    (with_it, people), (without_it, _) = with_and_without
    call = OF_ALL[name][1]
    assert call(with_it, people[who]) == call(without_it, people[who])
    assert with_it.snapshot(people[who], "PM-2") == without_it.snapshot(people[who], "PM-2")


@pytest.mark.parametrize("who", ["Oda", "Bo Ek", "Pat"])
def test_a_restricted_review_is_there_for_its_owner_and_its_readers_by_name_or_team(tmp_path: Path, who: str) -> None:
    store, people = filled(tmp_path, Visibility.RESTRICTED)
    actor = people[who]
    for _, call in OF_ONE.values():
        call(store, actor, "PM-1")
    assert [one.id for one in store.listed(actor)] == ["PM-1"]
    assert [line.item.id for line in store.actions(actor)] == ["s3", "s7"]
    assert {one.incident for one in store.audit(actor)} == {"", "PM-1"}
    assert {one.id for one in store.jobs(actor)} == {"work", "new"}


def test_an_admin_who_is_named_may_open_a_restricted_review(tmp_path: Path) -> None:
    store, people = begun(tmp_path, Visibility.RESTRICTED)
    with store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW) as change:
        change.set_review(readers=(*READERS, " ADA "))
        change.audit("set_visibility")
    assert store.review(people["Ada"], "PM-1").readers == ("Bo Ek", "payments", " ADA ")


def test_who_is_no_reader_any_more_knows_of_it_no_more(tmp_path: Path) -> None:
    store, people = begun(tmp_path, Visibility.RESTRICTED)
    store.review(people["Bo Ek"], "PM-1")
    with store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW) as change:
        change.set_review(readers=("payments",), owner="Pat")
        change.audit("set_visibility")
    for gone in ("Bo Ek", "Oda"):
        with pytest.raises(UnknownReview):
            store.review(people[gone], "PM-1")
    assert store.review(people["Pat"], "PM-1").owner == "Pat"


def test_a_review_that_becomes_restricted_is_closed_at_once(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    store.review(people["Vi"], "PM-1")
    with store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW) as change:
        change.set_review(visibility=Visibility.RESTRICTED)
        change.audit("set_visibility")
    with pytest.raises(UnknownReview):
        store.review(people["Vi"], "PM-1")
    assert store.listed(people["Vi"]) == []


def test_a_role_that_was_taken_away_counts_at_once_whatever_the_actor_says(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    store.set_person(people["Ada"], Actor(name="Oda", role=Role.VIEWER), NOW)
    with pytest.raises(NotAllowed, match="as viewer"), store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW):
        pytest.fail("it was begun")
    boast = Actor(name="Vi", role=Role.ADMIN, teams=("payments",))
    with pytest.raises(NotAllowed):
        store.set_person(boast, Actor(name="Vi", role=Role.ADMIN), NOW)


def test_somebody_who_never_signed_in_may_do_nothing(tmp_path: Path) -> None:
    store, _ = filled(tmp_path)
    nobody = Actor(name="Nobody", role=Role.ADMIN)
    for _, call in OF_ONE.values():
        with pytest.raises(NotAllowed, match="say who you are first"):
            call(store, nobody, "PM-1")
    for _, call in OF_ALL.values():
        with pytest.raises(NotAllowed, match="say who you are first"):
            call(store, nobody)


def test_what_a_change_is_refused_leaves_nothing_behind(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    before = store.snapshot(people["Vi"], "PM-1")
    for wrong in (lambda change: change.put(item("s0"), 9), lambda change: change.retract(7, "why")):
        with (
            pytest.raises((Conflict, BadOption)),
            store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW) as change,
        ):
            change.set_review(title="Half done")
            change.audit("half")
            wrong(change)
    assert store.snapshot(people["Vi"], "PM-1") == before
