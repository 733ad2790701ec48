"""What is put into a review comes out of it; a change is whole or nothing."""

import datetime
from pathlib import Path

import pytest
from review_samples import NOW, WORDS, begun, desk, evidence, item, items, review
from store_samples import incident, passages

from pipeline.domain.actor import Role
from pipeline.domain.incident import Visibility
from pipeline.domain.review import Decision, Offer, OfferKind, OfferState, Plan, Publication, ReviewState, SignOffKind
from pipeline.errors import BadOption, Conflict
from pipeline.store import open_store
from pipeline.store.reviews import Change, open_reviews

LATER = NOW + datetime.timedelta(minutes=5)


def offer(id: str, part: str = "summary") -> Offer:
    return Offer(draft=2, part=part, item=id, kind=OfferKind.CHANGED, before={"text": "a"}, after={"text": "b"})


def test_a_new_review_belongs_to_who_made_it(tmp_path: Path) -> None:
    store, people = desk(tmp_path)
    made = store.create(people["Oda"], review(owner="Somebody", created_by="Somebody"), LATER)
    assert (made.owner, made.created_by, made.created_at, made.revision) == ("Oda", "Oda", LATER, 1)
    assert store.review(people["Vi"], "PM-1") == made


def test_who_makes_a_restricted_review_is_among_its_readers(tmp_path: Path) -> None:
    store, people = desk(tmp_path)
    made = store.create(people["Oda"], review(visibility=Visibility.RESTRICTED, readers=("Vi",)), NOW)
    assert made.readers == ("Vi", "Oda")


@pytest.mark.parametrize("id", ["", "../x", "a/b", ".hidden", "a b", "x" * 101, "PM-1\n"])
def test_an_id_that_could_not_name_a_folder_is_refused(tmp_path: Path, id: str) -> None:
    store, people = desk(tmp_path)
    with pytest.raises(BadOption, match="cannot be used; give one of"):
        store.create(people["Oda"], review(id), NOW)


def test_an_id_is_given_once(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    with pytest.raises(BadOption, match="another review has it"):
        store.create(people["Oda"], review(), NOW)


def test_reviews_are_listed_the_newest_first(tmp_path: Path) -> None:
    store, people = desk(tmp_path)
    for id in ("b", "c", "a"):
        store.create(people["Oda"], review(id), NOW)
    assert [one.id for one in store.listed(people["Vi"])] == ["a", "c", "b"]


def test_a_snapshot_has_all_that_was_put_in_and_said(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    with store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=LATER) as change:
        change.put_offers([offer("s0"), offer("s4")])
        first = change.comment("Who saw it first?", part="summary", item="s0")
        change.comment("The pager.", reply_to=first.id)
        change.sign_off(SignOffKind.OWNER, approves=True, digest="d1")
        change.dispute("It was the deploy", "It was the pool", part="summary")
        change.waive("blame/names", "summary", "s0", "Ana", "She asked for it")
        change.read("impact", "d2")
        change.publish(Publication(audience="internal", format="md", text="# PM-1", digest="d3", by="", at=NOW))
        change.add_source("C1.json", 12, "ab", "/srv/C1.json")
        change.set_options({"timezone": "UTC"})
        change.audit("everything")
    seen = store.snapshot(people["Vi"], "PM-1")
    assert seen.review.draft == 1 and seen.draft == '{"schema_version": "1"}'
    assert {(one.part, one.id) for one in seen.items} == {("summary", "s0"), ("timeline", "s1"), ("impact", "s2")}
    assert [(one.id, one.item, one.state) for one in seen.offers] == [(1, "s0", OfferState.OPEN), (2, "s4", OfferState.OPEN)]
    assert [(one.id, one.by, one.reply_to) for one in seen.comments] == [(1, "Oda", None), (2, "Oda", 1)]
    assert [(one.kind, one.approves, one.at) for one in seen.sign_offs] == [(SignOffKind.OWNER, True, LATER)]
    assert [(one.majority, one.dissent, one.decision) for one in seen.disputes] == [
        ("It was the deploy", "It was the pool", None)
    ]
    assert [(one.rule, one.excerpt, one.reason) for one in seen.waivers] == [("blame/names", "Ana", "She asked for it")]
    assert [(one.part, one.digest, one.by) for one in seen.reads] == [("impact", "d2", "Oda")]
    assert [(one.number, one.text, one.by) for one in seen.publications] == [(1, "# PM-1", "Oda")]
    assert [(one.name, one.size, one.path) for one in seen.sources] == [("C1.json", 12, "/srv/C1.json")]
    assert seen.options == {"timezone": "UTC"}


def test_items_come_out_as_they_went_in_by_part_and_position(tmp_path: Path) -> None:
    store, people = begun(tmp_path, count=0)
    put = [
        item("b", position=2.5, decision=Decision.EDITED, by="Oda", at=NOW),
        item("a", position=10.0, drafted=None),
        item("c", "impact", position=-1.0, value={"deep": [{"n": 1.5, "text": "ü \u2028 🙂", "no": None}]}),
    ]
    with store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW) as change:
        change.put_all(put)
        change.audit("draft")
    assert list(store.snapshot(people["Vi"], "PM-1").items) == [put[2], put[0], put[1]]


def test_a_change_gives_the_review_its_next_revision_and_keeps_what_was_set(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    before = store.review(people["Vi"], "PM-1")
    with store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW) as change:
        change.set_review(state=ReviewState.IN_REVIEW, plan=Plan(audiences=("internal", "external"), meeting_at=NOW))
        change.set_review(owner="Pat")
        change.audit("submit")
    after = store.review(people["Vi"], "PM-1")
    assert (after.revision, after.state, after.owner, after.plan.meeting_at) == (before.revision + 1, "in_review", "Pat", NOW)


@pytest.mark.parametrize("name", ["id", "created_by", "revision"])
def test_where_a_review_began_is_not_to_be_set(tmp_path: Path, name: str) -> None:
    store, people = begun(tmp_path)
    with (
        pytest.raises(TypeError, match=f"not to be set: {name}"),
        store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW) as change,
    ):
        change.set_review(**{name: "x"})


def test_nothing_of_a_change_is_kept_if_anything_is_raised(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    before, told = store.snapshot(people["Vi"], "PM-1"), store.audit(people["Vi"])
    with pytest.raises(ZeroDivisionError), store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW) as change:
        change.put(item("s9"), None)
        change.set_review(state=ReviewState.APPROVED)
        change.comment("Lost")
        change.audit("edit")
        raise ZeroDivisionError
    assert store.snapshot(people["Vi"], "PM-1") == before
    assert store.audit(people["Vi"]) == told


def test_a_change_that_the_audit_log_says_nothing_of_is_our_bug(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    before = store.snapshot(people["Vi"], "PM-1")
    with (
        pytest.raises(RuntimeError, match="PM-1"),
        store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW) as change,
    ):
        change.put(item("s9"), None)
    assert store.snapshot(people["Vi"], "PM-1") == before


def test_an_item_is_changed_by_who_saw_it_as_it_is(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    with store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW) as change:
        seen = change.item("summary", "s0")
        assert seen is not None
        edited = change.put(seen.model_copy(update={"value": {"text": "Mine"}}), seen.revision)
        assert edited.revision == seen.revision + 1
        with pytest.raises(Conflict, match="look at both texts") as conflict:
            change.put(seen.model_copy(update={"value": {"text": "Late"}}), seen.revision)
        assert (conflict.value.now.value, conflict.value.yours.value) == ({"text": "Mine"}, {"text": "Late"})
        with pytest.raises(Conflict):
            change.put(item("s0"), None)
        with pytest.raises(Conflict):
            change.put_all([item("s8"), item("s0")])
        with pytest.raises(Conflict):
            change.put(item("never there"), 1)
        change.audit("edit")
    assert store.snapshot(people["Vi"], "PM-1").items[1] == edited


def test_an_item_that_was_removed_is_gone_and_who_edits_it_is_told(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    with store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW) as change:
        with pytest.raises(Conflict):
            change.remove("summary", "s0", expected=7)
        change.remove("summary", "s0")
        with pytest.raises(Conflict, match="removed") as conflict:
            change.put(item("s0"), 1)
        assert conflict.value.now is None
        with pytest.raises(BadOption, match="it is not there any more: reload"):
            change.remove("summary", "s0")
        change.audit("remove", "summary/s0")
    assert [one.id for one in store.snapshot(people["Vi"], "PM-1").items] == ["s2", "s1"]


def test_an_item_that_comes_again_is_not_mistaken_for_the_one_that_was_seen_before(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    with store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW) as change:
        seen = change.remove("summary", "s0")
        again = change.put(item("s0", value={"text": "Put back by hand"}), None)
        change.audit("remove", "summary/s0")
    with store.change(people["Pat"], "PM-1", needs=Role.OWNER, at=NOW) as change:
        with pytest.raises(Conflict) as conflict:
            change.put(item("s0", value={"text": "Late"}), seen.revision)
        with pytest.raises(Conflict, match="'s0' in 'summary': somebody has changed it") as removal:
            change.remove("summary", "s0", seen.revision)
        change.audit("try")
    assert (conflict.value.now, removal.value.now, removal.value.yours) == (again, again, None)


def test_a_change_sees_what_it_has_done_so_far(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    with store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW) as change:
        change.set_review(title="Another title")
        change.put(item("s9"), None)
        change.comment("Why?")
        change.audit("add")
        seen = change.snapshot()
    assert seen == store.snapshot(people["Oda"], "PM-1")
    assert (seen.review.title, len(seen.items), len(seen.comments)) == ("Another title", 4, 1)


def test_times_are_the_same_before_and_after_they_were_kept(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    odd = NOW.replace(microsecond=123_456)
    made = store.create(people["Oda"], review("PM-2"), odd)
    with store.change(people["Oda"], "PM-2", needs=Role.OWNER, at=odd) as change:
        told = change.set_review(approved_at=odd)
        change.audit("approve")
    assert (made.created_at, told) == (told.created_at, store.review(people["Oda"], "PM-2"))


def test_the_items_of_one_part_can_be_asked_for(tmp_path: Path) -> None:
    store, people = begun(tmp_path, count=8)
    with store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW) as change:
        assert [one.id for one in change.items("impact")] == ["s2", "s6"]
        assert len(change.items()) == 8
        change.audit("look")


def test_a_newer_draft_stands_beside_the_one_that_was_taken(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    with store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW) as change:
        number = change.put_draft('{"new": 1}', "model")
        change.put_evidence(evidence(5))
        assert (number, change.draft(), change.draft(2)) == (2, '{"schema_version": "1"}', '{"new": 1}')
        change.audit("draft")
    assert store.snapshot(people["Vi"], "PM-1").draft == '{"schema_version": "1"}'
    assert store.evidence(people["Vi"], "PM-1") == tuple(evidence(2))
    assert store.evidence(people["Vi"], "PM-1", draft=2) == tuple(evidence(5))
    with store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW) as change:
        change.set_review(draft=2)
        change.audit("take_draft")
    assert store.snapshot(people["Vi"], "PM-1").draft == '{"new": 1}'
    assert store.evidence(people["Vi"], "PM-1") == tuple(evidence(5))


def test_open_offers_give_way_to_those_of_a_newer_draft(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    with store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW) as change:
        change.put_offers([offer("s0"), offer("s1", "timeline"), offer("s2", "impact")])
        change.set_offer(1, OfferState.LEFT)
        change.put_offers([offer("s9", "timeline")], parts=["summary", "timeline"])
        assert [(one.id, one.item) for one in change.offers() if one.state is OfferState.OPEN] == [(3, "s2"), (4, "s9")]
        change.put_offers([])
        change.put_offers([offer("s5")])
        assert [(one.id, one.item) for one in change.offers() if one.state is OfferState.OPEN] == [(5, "s5")]
        with pytest.raises(BadOption, match="withdrawn"):
            change.set_offer(4, OfferState.TAKEN)
        change.audit("draft")


def test_an_offer_is_taken_or_left_once(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    with store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW) as change:
        (made,) = change.put_offers([offer("s0")])
        assert change.set_offer(made.id, OfferState.TAKEN).state is OfferState.TAKEN
        with pytest.raises(BadOption, match="taken, left or withdrawn before"):
            change.set_offer(made.id, OfferState.LEFT)
        change.audit("take_offer")


def again(change: Change) -> None:
    change.sign_off(SignOffKind.REVIEWER, approves=True, digest="d2", note="Seen again")
    change.waive("r", "summary", "s0", "words", "A better reason")
    change.read("impact", "d2")
    change.add_source("a.json", 2, "cd", "/b")


def test_a_later_word_of_the_same_person_takes_the_place_of_the_earlier(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    with store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW) as change:
        change.sign_off(SignOffKind.REVIEWER, approves=False, digest="d1")
        change.waive("r", "summary", "s0", "words", "A reason")
        change.read("impact", "d1")
        change.add_source("a.json", 1, "ab", "/a")
        again(change)
        change.audit("again")
    with store.change(people["Pat"], "PM-1", needs=Role.REVIEWER, at=LATER) as change:
        change.sign_off(SignOffKind.REVIEWER, approves=True, digest="d2")
        change.audit("sign_off")
    seen = store.snapshot(people["Vi"], "PM-1")
    assert [(one.by, one.approves, one.note) for one in seen.sign_offs] == [("Oda", True, "Seen again"), ("Pat", True, "")]
    assert [one.reason for one in seen.waivers] == ["A better reason"]
    assert [one.digest for one in seen.reads] == ["d2"]
    assert [one.path for one in seen.sources] == ["/b"]


def test_what_is_settled_is_settled_once(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    with store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=LATER) as change:
        comment, dispute = change.comment("Why?"), change.dispute("a", "b")
        printed = change.publish(Publication(audience="internal", format="md", text="", digest="", by="", at=NOW))
        change.waive("r", "", "", "", "why")
        change.add_source("a.json", 1, "ab", "/a")
        settle = (
            lambda: change.resolve_comment(comment.id),
            lambda: change.decide_dispute(dispute.id, "a"),
            lambda: change.retract(printed.number, "A name in it"),
            lambda: change.unwaive("r", "", "", ""),
            lambda: change.remove_source("a.json"),
        )
        for once in settle:
            once()
            with pytest.raises(BadOption, match="reload to see what is"):
                once()
        change.audit("settle")
    seen = store.snapshot(people["Vi"], "PM-1")
    assert (seen.comments[0].resolved_by, seen.comments[0].resolved_at) == ("Oda", LATER)
    assert (seen.disputes[0].decision, seen.disputes[0].decided_by) == ("a", "Oda")
    assert (seen.publications[0].retracted_at, seen.publications[0].reason) == (LATER, "A name in it")
    assert (seen.waivers, seen.sources) == ((), ())


def test_action_items_of_all_reviews_stand_in_one_list_without_the_rejected(tmp_path: Path) -> None:
    store, people = begun(tmp_path, count=8)
    store.create(people["Pat"], review("PM-2"), NOW)
    with store.change(people["Pat"], "PM-2", needs=Role.OWNER, at=NOW) as change:
        change.put_all([item("x", "action_items"), item("y", "action_items", decision=Decision.REJECTED), item("z")])
        change.audit("draft")
    assert [(line.review.id, line.item.id) for line in store.actions(people["Vi"])] == [
        ("PM-2", "x"),
        ("PM-1", "s3"),
        ("PM-1", "s7"),
    ]
    assert [line.item.id for line in store.lines(people["Vi"], "summary", "impact")] == ["z", "s2", "s6", "s0", "s4"]


def test_another_process_sees_what_was_kept(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    assert open_reviews(tmp_path).snapshot(people["Vi"], "PM-1") == store.snapshot(people["Vi"], "PM-1")


def test_reviews_and_past_incidents_share_one_database(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    past = open_store(tmp_path)
    past.put(incident(), passages())
    assert past.remove(["PM-1"]) == ("PM-1",)
    assert store.review(people["Vi"], "PM-1").title == "The PM-1 incident"


def test_a_restricted_review_that_nobody_could_open_is_refused(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    with (
        pytest.raises(BadOption, match="name an owner or a reader first"),
        store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW) as change,
    ):
        change.set_review(owner=None, visibility=Visibility.RESTRICTED)
        change.audit("set_visibility")
    assert store.review(people["Vi"], "PM-1").visibility is Visibility.INTERNAL


def test_many_items_keep_their_words(tmp_path: Path) -> None:
    store, people = begun(tmp_path, count=300)
    seen = store.snapshot(people["Vi"], "PM-1").items
    assert sorted(seen, key=lambda one: one.position) == items(300)
    assert all(one.value["text"].startswith(WORDS) for one in seen)
