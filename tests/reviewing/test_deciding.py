"""Each decision about an item: what it makes of it, what stays, what is refused in a sentence."""

import datetime

import pytest
from desk_of import Clock, decide_all, drafted, item, read, sign

from pipeline.domain.actor import Actor, Role
from pipeline.domain.related import RelatedIncident
from pipeline.domain.review import ANSWER, Decision, Duty, Item, Plan, Readership, ReviewState, SignOffKind
from pipeline.domain.statement import CheckStatus
from pipeline.errors import BadOption, Conflict, NotAllowed, WrongState
from pipeline.reviewing import ReviewDesk


def test_an_edit_of_words_is_a_persons_and_keeps_the_evidence(desk: ReviewDesk, ana: Actor, clock: Clock) -> None:
    id = drafted(desk, ana)
    before = item(desk, ana, id, "summary", "rolling back")
    desk.edit(ana, id, "summary", before.id, before.revision, text="Build 40 was put back.")
    now = item(desk, ana, id, "summary", "put back")
    assert (now.decision, now.by, now.at, now.revision) == (Decision.EDITED, "Ana Lima", clock.now, before.revision + 1)
    assert now.value["basis"] == "person" and now.value["evidence"] == before.value["evidence"]
    assert now.drafted == before.drafted
    document = desk.look(ana, id).document
    assert document and "Build 40 was put back." in [one.text for one in document.summary]


def test_what_an_edit_says_beyond_its_evidence_is_shown(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    one = item(desk, ana, id, "summary", "rolling back")
    desk.edit(ana, id, "summary", one.id, one.revision, text="Cy Stranger rolled back to build 39 for 45 minutes.")
    check = desk.look(ana, id).checks["summary", one.id]
    assert check.status is CheckStatus.UNSUPPORTED
    assert [word for word in ("Cy Stranger", "39", "45 min") if any(word in problem for problem in check.problems)]
    now = item(desk, ana, id, "summary", "Cy Stranger")
    desk.edit(ana, id, "summary", one.id, now.revision, text="The responders were rolling back to build 40.")
    assert desk.look(ana, id).checks["summary", one.id].status is CheckStatus.SUPPORTED


def test_what_is_taken_back_is_as_it_was_drafted(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    one = item(desk, ana, id, "summary", "rolling back")
    edited = desk.edit(ana, id, "summary", one.id, one.revision, text="Other words.")
    again = desk.take_back(ana, id, "summary", one.id, edited.revision)
    assert again and (again.value, again.decision) == (one.value, None)


def test_what_is_rejected_is_kept_and_stands_in_no_document(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    one = item(desk, ana, id, "summary", "rolling back")
    rejected = desk.reject(ana, id, "summary", one.id, one.revision)
    look = desk.look(ana, id)
    assert look.document and one.id not in [each.id for each in look.document.summary]
    assert one.id in [each.id for each in look.parts["summary"]]
    assert desk.accept(ana, id, "summary", one.id, rejected.revision).decision is Decision.ACCEPTED


def test_a_fact_that_is_edited_is_what_the_review_and_its_metrics_say(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    for name, value in (
        ("severity_level", 4),
        ("started_at", {"at": "2024-05-02T09:45:00Z", "basis": "stated", "precision": "minute"}),
    ):
        one = next(each for each in desk.look(ana, id).parts["incident"] if each.id == name)
        desk.edit(ana, id, "incident", name, one.revision, value=value)
    look = desk.look(ana, id)
    assert look.review.severity_level == 4 and look.duty[0] is not Duty.REQUIRED
    assert look.review.started_at == datetime.datetime(2024, 5, 2, 9, 45, tzinfo=datetime.UTC)
    assert look.document and look.document.metrics.time_to_detect.seconds == 15 * 60


def test_a_fact_that_is_rejected_is_not_known(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    one = next(each for each in desk.look(ana, id).parts["incident"] if each.id == "resolved_at")
    desk.reject(ana, id, "incident", one.id, one.revision)
    look = desk.look(ana, id)
    assert look.review.resolved_at is None
    assert look.document and look.document.incident.resolved_at is None


def test_a_title_that_is_rejected_leaves_the_review_its_own(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    one = next(each for each in desk.look(ana, id).parts["incident"] if each.id == "title")
    rejected = desk.reject(ana, id, "incident", "title", one.revision)
    look = desk.look(ana, id)
    assert look.review.title == "Checkout down" and look.document and look.document.incident.title != "Checkout down"
    desk.edit(ana, id, "incident", "title", rejected.revision, value="Nobody could pay")
    assert desk.look(ana, id).review.title == "Nobody could pay"


def test_a_duration_is_checked_against_the_moments_as_they_are_now(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    one = item(desk, ana, id, "summary", "rolling back")
    desk.edit(ana, id, "summary", one.id, one.revision, text="It took 45 minutes.")
    assert desk.look(ana, id).checks["summary", one.id].status is CheckStatus.UNSUPPORTED
    moments = {each.id: each for each in desk.look(ana, id).parts["incident"]}
    for name, at in (("started_at", "10:00"), ("detected_at", "10:00"), ("mitigated_at", "10:45"), ("resolved_at", "10:45")):
        value = {"at": f"2024-05-02T{at}:00Z", "basis": "stated", "precision": "minute"}
        desk.edit(ana, id, "incident", name, moments[name].revision, value=value)
    assert desk.look(ana, id).checks["summary", one.id].status is CheckStatus.SUPPORTED


def test_what_is_followed_up_stays_accepted_as_it_was_drafted(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    one = item(desk, ana, id, "action_items", "canary")
    taken = desk.accept(ana, id, "action_items", one.id, one.revision)
    done = desk.set_action(ana, id, one.id, taken.revision, status="done", ticket="OPS-4")
    assert (done.decision, done.value["ticket"]) == (Decision.ACCEPTED, "OPS-4")


def test_the_export_is_the_board(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    one = item(desk, ana, id, "action_items", "canary")
    assert "canary" in desk.export_actions(ana)
    desk.set_action(ana, id, one.id, one.revision, accepted=False)
    assert "canary" not in desk.export_actions(ana)


def test_what_a_draft_suggests_or_a_person_rejects_is_no_recurrence(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    severity = next(each for each in desk.look(ana, id).parts["incident"] if each.id == "severity_level")
    desk.edit(ana, id, "incident", "severity_level", severity.revision, value=4)
    value = RelatedIncident(id="PM-9", title="Checkout down before", score=0.7).model_dump(mode="json")
    with desk.change(ana, id) as change:
        linked = change.put(Item(part="related", id="PM-9", position=1, value=value, drafted=value), None)
        change.audit("test")
    assert "recurs" not in desk.look(ana, id).duty[1]
    accepted = desk.accept(ana, id, "related", "PM-9", linked.revision)
    assert "recurs" in desk.look(ana, id).duty[1]
    desk.reject(ana, id, "related", "PM-9", accepted.revision)
    assert "recurs" not in desk.look(ana, id).duty[1]


def test_something_is_added_behind_what_it_follows_and_removed_again(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    first, second = desk.look(ana, id).parts["summary"][:2]
    new = desk.add(ana, id, "summary", {"text": "Nobody lost data."}, after=first.id)
    assert first.position < new.position < second.position
    assert (new.decision, new.value["basis"], new.drafted) == (Decision.ADDED, "person", None)
    assert desk.take_back(ana, id, "summary", new.id, new.revision) is None
    assert new.id not in [one.id for one in desk.look(ana, id).parts["summary"]]


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("timeline", {"at": "2024-05-02T10:04:00Z", "text": "The on-call engineer was paged.", "evidence": ("m1",)}),
        ("action_items", {"action": "Alert on missing config keys", "owner": "Bo Ek", "due": "2024-05-10"}),
        ("contributing_factors", {"text": "No check compares config keys.", "category": "process"}),
        ("five_whys", {"why": "Why was the key missing?", "text": "Nothing lists the keys that a build reads."}),
        ("lessons.process", {"text": "A rollback is quicker than a fix."}),
        ("detection", {"text": "The alert fired first."}),
    ],
)
def test_every_part_takes_what_a_person_adds(desk: ReviewDesk, ana: Actor, part: str, value: dict[str, object]) -> None:
    id = drafted(desk, ana)
    new = desk.add(ana, id, part, value)
    look = desk.look(ana, id)
    assert new.id in [one.id for one in look.parts[part]]
    assert look.document and str(value.get("text") or value["action"]) in look.document.model_dump_json()


def test_events_that_are_merged_are_one_with_all_their_evidence(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    events = desk.look(ana, id).parts["timeline"]
    seen = {one.id: one.revision for one in events[3:5]}
    merged = desk.merge_events(ana, id, seen, text="Build 40 was put back and the errors ended.")
    assert merged.value["evidence"] == ["m3", "m4"]
    assert (merged.value["at"], merged.value["until"]) == ("2024-05-02T10:09:00Z", "2024-05-02T10:15:00Z")
    document = desk.look(ana, id).document
    assert document and len(document.timeline) == len(events) - 1
    assert [one.decision for one in desk.look(ana, id).parts["timeline"][3:5]] == [Decision.EDITED, Decision.MERGED]
    with pytest.raises(BadOption):
        desk.merge_events(ana, id, {merged.id: merged.revision})


def test_an_event_moves_to_where_its_time_is(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    last = desk.look(ana, id).parts["timeline"][-1]
    early = datetime.datetime(2024, 5, 2, 9, 30, tzinfo=datetime.UTC)
    desk.edit(ana, id, "timeline", last.id, last.revision, at=early, key=True)
    document = desk.look(ana, id).document
    assert document and document.timeline[0].id == last.id and document.timeline[0].key


def test_a_question_that_is_answered_is_open_no_more(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    one = item(desk, ana, id, "questions", "revenue")
    desk.answer(ana, id, one.id, one.revision, "Finance counts 1,200 euros.", into="impact")
    look = desk.look(ana, id)
    assert item(desk, ana, id, "questions", "revenue").value[ANSWER] == "Finance counts 1,200 euros."
    assert look.document and one.id not in [each.id for each in look.document.questions]
    assert "Finance counts 1,200 euros." in [each.text for each in look.document.impact]


def test_a_part_is_accepted_at_once_but_for_what_is_unsupported(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    one = item(desk, ana, id, "impact", "errors are back")
    value = {**one.value, "check": {"status": "unsupported", "problems": ["Nobody said so."]}}
    with desk.change(ana, id) as change:
        change.put(one.model_copy(update={"value": value}), one.revision)
        change.audit("test")
    desk.accept_part(ana, id, "impact")
    decided = {each.id: each.decision for each in desk.look(ana, id).parts["impact"]}
    assert decided.pop(one.id) is None and set(decided.values()) == {Decision.ACCEPTED}


@pytest.mark.parametrize(
    ("part", "changes"),
    [
        ("summary", {"text": "  "}),
        ("summary", {"texxt": "a"}),
        ("summary", {"basis": "quoted"}),
        ("summary", {"evidence": ("m99",)}),
        ("timeline", {"at": "yesterday"}),
        ("timeline", {"at": datetime.datetime(2024, 5, 2, 10)}),
        ("action_items", {"due": "soon"}),
        ("incident", {"value": 17}),
    ],
)
def test_what_an_item_cannot_be_is_refused(desk: ReviewDesk, ana: Actor, part: str, changes: dict[str, object]) -> None:
    id = drafted(desk, ana)
    one = desk.look(ana, id).parts[part][0]
    with pytest.raises(BadOption):
        desk.edit(ana, id, part, one.id, one.revision, **changes)
    assert desk.look(ana, id).parts[part][0] == one


def test_of_two_who_edit_the_second_is_shown_both_texts_and_loses_none(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    id = drafted(desk, ana)
    one = item(desk, ana, id, "summary", "rolling back")
    desk.edit(ana, id, "summary", one.id, one.revision, text="Ana's words.")
    with pytest.raises(Conflict) as conflict:
        desk.edit(bo, id, "summary", one.id, one.revision, text="Bo's words.")
    now, yours = conflict.value.now, conflict.value.yours
    assert (now.value["text"], yours.value["text"]) == ("Ana's words.", "Bo's words.")
    desk.edit(bo, id, "summary", one.id, now.revision, text=yours.value["text"])
    assert [entry.after["value"]["text"] for entry in desk.audit(ana, id)[:2]] == ["Bo's words.", "Ana's words."]


def test_an_edit_of_what_is_approved_asks_for_approval_again(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    id = approved(desk, ana, bo)
    one = item(desk, ana, id, "summary", "rolling back")
    desk.edit(ana, id, "summary", one.id, one.revision, text="Build 40 was put back.")
    look = desk.look(ana, id)
    assert (look.review.state, look.review.approved_at) == (ReviewState.IN_REVIEW, None)
    assert any("changed since" in block.text for block in look.blocks)


def test_what_is_published_is_changed_by_nobody(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    id = approved(desk, ana, bo)
    desk.publish(ana, id, Readership.INTERNAL)
    one = item(desk, ana, id, "summary", "rolling back")
    for attempt in (
        lambda: desk.edit(ana, id, "summary", one.id, one.revision, text="Other words."),
        lambda: desk.reject(ana, id, "summary", one.id, one.revision),
        lambda: desk.add(ana, id, "summary", {"text": "More."}),
    ):
        with pytest.raises(WrongState, match="retract"):
            attempt()


def test_a_reviewer_comments_and_decides_nothing(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    id = drafted(desk, ana)
    desk.set_person(ana, bo.model_copy(update={"role": Role.REVIEWER}))
    one = item(desk, ana, id, "summary", "rolling back")
    desk.comment(bo, id, "Who decided that?", "summary", one.id)
    read(desk, bo, id, "summary")
    for attempt in (
        lambda: desk.accept(bo, id, "summary", one.id, one.revision),
        lambda: desk.publish(bo, id, Readership.INTERNAL),
        lambda: desk.start_draft(bo, id),
        lambda: desk.set_plan(bo, id, Plan()),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def approved(desk: ReviewDesk, ana: Actor, bo: Actor) -> str:
    id = drafted(desk, ana)
    decide_all(desk, ana, id)
    desk.submit(ana, id)
    sign(desk, ana, id, SignOffKind.OWNER)
    sign(desk, bo, id, SignOffKind.REVIEWER)
    desk.approve(ana, id)
    return id


def test_other_evidence_is_checked_like_other_words(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    one = item(desk, ana, id, "summary", "rolling back")
    other = next(piece for piece in desk.evidence(ana, id).messages if piece.id not in one.value["evidence"])
    now = desk.edit(ana, id, "summary", one.id, one.revision, evidence=[other.id])
    assert now.value["text"] == one.value["text"] and now.value["evidence"] == [other.id]
    assert desk.look(ana, id).checks["summary", one.id].status is CheckStatus.UNSUPPORTED
    both = desk.edit(ana, id, "summary", one.id, now.revision, evidence=[other.id, *one.value["evidence"]])
    assert desk.look(ana, id).checks["summary", one.id].status is CheckStatus.SUPPORTED
    document = desk.look(ana, id).document
    assert document and {other.id, *both.value["evidence"]} <= {piece.id for piece in document.evidence}


def test_the_answer_of_a_why_cites_too(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    piece = desk.evidence(ana, id).messages[0]
    why = desk.add(ana, id, "five_whys", {"why": "Why did it fail?", "text": "The key was renamed."})
    now = desk.edit(ana, id, "five_whys", why.id, why.revision, evidence=[piece.id])
    assert now.value["because"]["evidence"] == [piece.id] and now.value["why"] == "Why did it fail?"


def test_messages_are_found_by_their_words_and_by_who_said_them(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    whole = desk.evidence(ana, id).messages
    said = next(piece for piece in whole if piece.author and len(piece.text.split()) > 3)
    found = desk.evidence(ana, id, None, f"{said.author} {said.text.split()[2].upper()}")
    assert said in found.messages and len(found.messages) < len(whole)
    assert desk.evidence(ana, id, None, "no such words").messages == ()


def test_a_moment_is_beside_its_evidence(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    moment = next(one for one in desk.look(ana, id).parts["incident"] if one.id == "started_at")
    assert moment.value["value"]["evidence"]
    assert desk.evidence(ana, id, moment).cited == frozenset(moment.value["value"]["evidence"])


def test_who_takes_on_an_action_item_without_an_owner_is_asked_for_one(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    new = desk.add(ana, id, "action_items", {"action": "Alert on an empty rate table in `booking-api`"})

    def asked() -> list[str]:
        return [block.text for block in desk.look(ana, id).blocks if block.item == new.id and block.rule == "action/no-owner"]

    assert asked() == ["This action item has no owner; put it right, or waive the finding with a reason."]
    desk.edit(ana, id, "action_items", new.id, new.revision, owner="Cy Berg")
    assert asked() == []
