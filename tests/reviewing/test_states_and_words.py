"""The way of a review through its states, and what people say of it on the way: comments, sign-offs, disputes, answers."""

from dataclasses import replace
from pathlib import Path

import pytest
from desk_of import Clock, decide_all, draft, drafted, export, item, read, sign

from pipeline.domain.actor import Actor
from pipeline.domain.asked import Filters
from pipeline.domain.draft_options import DraftOptions
from pipeline.domain.incident import Visibility
from pipeline.domain.review import BlockKind, DeadlineName, Plan, Readership, ReviewState, SignOffKind
from pipeline.errors import BadOption, ChangedSince, NotAllowed, StillBlocked, WrongState
from pipeline.review import offered_sign_offs
from pipeline.reviewing import ReviewDesk


def ready(desk: ReviewDesk, ana: Actor, bo: Actor) -> str:
    id = drafted(desk, ana)
    decide_all(desk, ana, id)
    desk.submit(ana, id)
    sign(desk, ana, id, SignOffKind.OWNER)
    sign(desk, bo, id, SignOffKind.REVIEWER)
    return id


def kinds(desk: ReviewDesk, ana: Actor, id: str) -> set[BlockKind]:
    return {block.kind for block in desk.look(ana, id).blocks}


def test_as_owner_signs_the_owner_alone_and_others_are_offered_what_is_missing(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    id = drafted(desk, ana)
    look = desk.look(ana, id)
    offered = lambda who: offered_sign_offs(who.name, look.review.owner, look.required, look.sign_offs, look.today)  # noqa: E731
    assert offered(ana) == [SignOffKind.OWNER]
    assert offered(bo)[0] is SignOffKind.REVIEWER and SignOffKind.OWNER not in offered(bo)
    with pytest.raises(NotAllowed, match="sign off as a reviewer"):
        sign(desk, bo, id, SignOffKind.OWNER)
    assert desk.look(ana, id).sign_offs == ()


def test_without_a_draft_nothing_is_submitted_shown_or_signed(desk: ReviewDesk, ana: Actor) -> None:
    review = desk.create(ana, "Checkout down")
    look = desk.look(ana, review.id)
    assert look.document is None and kinds(desk, ana, review.id) == {BlockKind.NO_DRAFT}
    for attempt in (
        lambda: desk.submit(ana, review.id),
        lambda: desk.sign_off(ana, review.id, SignOffKind.OWNER, ""),
        lambda: desk.preview(ana, review.id, Readership.INTERNAL, "md"),
        lambda: desk.similar(ana, review.id),
    ):
        with pytest.raises(WrongState, match="draft it first"):
            attempt()
    assert desk.blocks(ana, review.id, Readership.EXTERNAL)[0].kind is BlockKind.NO_DRAFT
    assert desk.evidence(ana, review.id).messages == ()


def test_nothing_is_published_that_is_not_approved(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    id = ready(desk, ana, bo)
    with pytest.raises(WrongState):
        desk.publish(ana, id, Readership.INTERNAL)
    assert desk.look(ana, id).publications == () and not (desk.home / "published" / id).exists()


def test_nothing_is_approved_that_nobody_read(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    desk.submit(ana, id)
    with pytest.raises(StillBlocked) as blocked:
        desk.approve(ana, id)
    assert len(blocked.value.blocks) == len(desk.look(ana, id).blocks)


def test_a_part_that_was_read_asks_to_be_read_again_once_it_changes(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    read(desk, ana, id, "summary")
    unread = {block.part for block in desk.look(ana, id).blocks if block.kind is BlockKind.UNREAD}
    assert "summary" not in unread and "timeline" in unread
    one = item(desk, ana, id, "summary", "rolling back")
    desk.edit(ana, id, "summary", one.id, one.revision, text="Build 40 was put back.")
    assert "summary" in {block.part for block in desk.look(ana, id).blocks if block.kind is BlockKind.UNREAD}


def test_a_word_against_it_blocks_until_it_is_taken_back(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    id = ready(desk, ana, bo)
    sign(desk, bo, id, SignOffKind.REVIEWER, approves=False, note="The timeline is wrong.")
    assert any("The timeline is wrong." in block.text for block in desk.look(ana, id).blocks)
    sign(desk, bo, id, SignOffKind.REVIEWER)
    assert kinds(desk, ana, id) == set()


def test_a_word_counts_for_the_document_that_was_seen(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    id = drafted(desk, ana)
    seen = desk.look(bo, id)
    one = item(desk, ana, id, "summary", "rolling back")
    desk.edit(ana, id, "summary", one.id, one.revision, text="Nobody was affected.")
    with pytest.raises(ChangedSince, match="The document has changed since you saw it"):
        desk.sign_off(bo, id, SignOffKind.REVIEWER, seen.today)
    with pytest.raises(ChangedSince, match="The section has changed since you saw it"):
        desk.mark_read(bo, id, "summary", seen.digests["summary"])
    look = desk.look(ana, id)
    assert (look.sign_offs, look.reads) == ((), ())


def test_both_views_of_a_dispute_are_kept_and_the_owner_decides(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    id = ready(desk, ana, bo)
    dispute = desk.dispute(bo, id, "The build caused it.", "The missing check did.", "immediate_cause")
    assert kinds(desk, ana, id) == {BlockKind.DISPUTE}
    desk.decide_dispute(ana, id, dispute.id, "Both are named.")
    kept = desk.look(ana, id).disputes[0]
    assert (kept.majority, kept.dissent, kept.decided_by) == ("The build caused it.", "The missing check did.", "Ana Lima")
    assert kinds(desk, ana, id) == set()


def test_what_was_signed_before_it_was_taken_back_counts_no_more(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    id = ready(desk, ana, bo)
    desk.approve(ana, id)
    desk.publish(ana, id, Readership.INTERNAL)
    desk.retract(ana, id, "A figure is wrong.")
    desk.reopen(ana, id)
    assert desk.look(ana, id).review.first_published_at and not desk.look(ana, id).review.published_at
    assert desk.look(ana, id).sign_offs == () and kinds(desk, ana, id) == {BlockKind.SIGN_OFF}


def test_a_comment_is_answered_and_resolved(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    id = drafted(desk, ana)
    said = desk.comment(bo, id, "Who saw it first?", "timeline")
    desk.comment(ana, id, "The alert did.", reply_to=said.id)
    desk.resolve(ana, id, said.id)
    first, second = desk.look(ana, id).comments
    assert (first.resolved_by, second.reply_to) == ("Ana Lima", first.id)
    with pytest.raises(BadOption):
        desk.comment(bo, id, "  ")
    with pytest.raises(BadOption):
        desk.comment(bo, id, "It did not.", reply_to=99)


def test_a_waiver_holds_for_the_words_it_was_given_for(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    one = item(desk, ana, id, "summary", "rolling back")
    desk.edit(ana, id, "summary", one.id, one.revision, text="It was human error.")
    found = next(each for each in desk.look(ana, id).findings if each.item == one.id)
    where = (found.finding.finding.rule, found.part, found.item, found.finding.finding.excerpt)
    with pytest.raises(BadOption, match="reason"):
        desk.waive(ana, id, *where, reason=" ")
    desk.waive(ana, id, *where, reason="It is what the vendor wrote.")
    answered = next(each for each in desk.look(ana, id).findings if each.item == one.id)
    assert answered.waiver and answered.waiver.by == "Ana Lima"
    desk.unwaive(ana, id, *where)
    assert BlockKind.FINDING in kinds(desk, ana, id)


def test_a_block_needs_a_reason_and_leads_back_to_where_it_was(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    id = ready(desk, ana, bo)
    desk.approve(ana, id)
    with pytest.raises(BadOption, match="reason"):
        desk.block(ana, id, " ")
    assert desk.block(ana, id, "Legal looks at it.").reason == "Legal looks at it."
    assert desk.unblock(ana, id).state is ReviewState.APPROVED
    assert desk.abort(ana, id, "A duplicate.").state is ReviewState.ABORTED
    with pytest.raises(WrongState):
        desk.submit(ana, id)


def test_a_published_one_is_found_by_those_who_may_know_of_it_now(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    id = ready(desk, ana, bo)
    desk.approve(ana, id)
    desk.publish(ana, id, Readership.INTERNAL)
    assert [one.id for one in desk.past(bo)] == [id]
    desk.set_visibility(ana, id, Visibility.RESTRICTED)
    assert [one.id for one in desk.past(ana)] == [id] and desk.past(bo) == ()
    assert desk.search(bo, "checkout errors", Filters()).known == 0


def test_a_document_that_somebody_added_is_not_replaced_by_a_published_one(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    desk.add_past(ana, [("checkout-down.md", b"# Another checkout\n\n## Root cause\n\nThe certificate ran out.\n")])
    id = ready(desk, ana, bo)
    desk.approve(ana, id)
    desk.publish(ana, id, Readership.INTERNAL)
    assert sorted(one.id for one in desk.past(ana)) == ["checkout-down", "review-checkout-down"]
    desk.retract(ana, id, "Wrong audience.")
    assert [one.id for one in desk.past(ana)] == ["checkout-down"]


def test_the_plan_names_the_owner_and_meets_its_deadlines(desk: ReviewDesk, ana: Actor, bo: Actor, clock: Clock) -> None:
    id = drafted(desk, ana)
    clock.later(days=30)
    late = {one.name: one.late for one in desk.look(ana, id).deadlines}
    assert late[DeadlineName.MEETING] and late[DeadlineName.PUBLISH] and not late[DeadlineName.OWNER]
    desk.set_plan(ana, id, Plan(owner="Bo Ek", meeting_at=clock.now))
    look = desk.look(ana, id)
    assert look.review.owner == "Bo Ek"
    assert next(one for one in look.deadlines if one.name is DeadlineName.MEETING).done


def test_a_plan_names_what_there_is(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    for plan in (Plan(audiences=("everybody",)), Plan(audiences=()), Plan(format="no such template")):
        with pytest.raises(BadOption):
            desk.set_plan(ana, id, plan)


def test_a_plan_for_nobody_lets_nothing_through_unread(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    desk.submit(ana, id)
    with desk.change(ana, id) as change:  # as one was kept before it was refused
        change.set_review(plan=Plan(audiences=()))
        change.audit("plan")
    with pytest.raises(StillBlocked):
        desk.approve(ana, id)


def test_no_file_of_the_machine_is_shown_as_a_document(desk: ReviewDesk, ana: Actor, tmp_path: Path) -> None:
    id = drafted(desk, ana)
    private = tmp_path / "private.txt"
    private.write_text("the key is swordfish", encoding="utf-8")
    for attempt in (
        lambda: desk.set_plan(ana, id, Plan(format=str(private))),
        lambda: desk.set_options(ana, id, DraftOptions(template=str(private))),
        lambda: desk.create(ana, "Disk full", (), DraftOptions(template=str(private))),
    ):
        with pytest.raises(BadOption, match="choose one of default"):
            attempt()
    with desk.change(ana, id) as change:  # as an earlier version let it be
        change.set_review(plan=Plan(format=str(private)))
        change.audit("plan")
    assert "swordfish" not in desk.preview(ana, id, Readership.INTERNAL, "md")


def test_a_template_with_a_body_fills_markdown_and_nothing_else(desk: ReviewDesk, ana: Actor, tmp_path: Path) -> None:
    id = drafted(desk, ana)
    (tmp_path / "ours.md").write_text("# Ours\n\nNothing else.\n", encoding="utf-8")
    desk.settings = replace(desk.settings, template=str(tmp_path / "ours.md"))
    desk.set_plan(ana, id, Plan(format=str(tmp_path / "ours.md")))
    assert desk.preview(ana, id, Readership.INTERNAL, "md").startswith("# Ours")
    assert "<html" in desk.preview(ana, id, Readership.INTERNAL, "html")


def test_the_inbox_knows_whether_actions_are_planned(desk: ReviewDesk, ana: Actor, clock: Clock) -> None:
    id = drafted(desk, ana)
    one = item(desk, ana, id, "action_items", "canary")
    desk.set_action(ana, id, one.id, one.revision, owner=None)
    clock.later(days=30)
    assert {due.name: due.late for due in desk.listed(ana)[0][1]}[DeadlineName.ACTIONS]
    now = item(desk, ana, id, "action_items", "canary")
    desk.set_action(ana, id, one.id, now.revision, owner="Bo Ek", due="2024-06-30")
    assert next(due for due in desk.listed(ana)[0][1] if due.name is DeadlineName.ACTIONS).done


def test_a_look_that_changes_nothing_reads_the_review_alone(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    first = desk.look(ana, id)
    assert desk.look(ana, id).document is first.document
    desk.comment(ana, id, "Looks right.")
    again = desk.look(ana, id)
    assert again.comments and again.findings == first.findings


def test_the_panel_shows_what_is_around_and_says_what_is_left_out(desk: ReviewDesk, ana: Actor) -> None:
    said = [(f"10:{minute:02}", "Ana Lima", f"step {minute} of the checkout") for minute in range(60)]
    said[30] = ("10:30", "Bo Ek", "root cause: build 41 reads a config key that is missing")
    review = desk.create(ana, "Checkout down", [("incident.json", export(said))])
    draft(desk, ana, review.id)
    one = item(desk, ana, review.id, "timeline", "root cause")
    panel = desk.evidence(ana, review.id, one)
    assert panel.cited == {"m30"} and [piece.id for piece in panel.messages] == [f"m{n}" for n in range(22, 39)]
    assert (panel.left_out, panel.missing) == (60 - 17, ())
    assert len(desk.evidence(ana, review.id).messages) == 60


def test_the_lint_reads_any_document(desk: ReviewDesk) -> None:
    found = desk.lint_text("# Report\n\nRoot cause: human error.\n")
    assert "blame/human-error-label" in {one.rule for one in found}


def test_what_is_not_followed_up_is_edited_in_the_draft(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    one = item(desk, ana, id, "action_items", "canary")
    with pytest.raises(BadOption, match="edit the rest"):
        desk.set_action(ana, id, one.id, one.revision, action="Something else")
    assert desk.set_action(ana, id, one.id, one.revision, status="in_progress").value["status"] == "in_progress"


def test_files_are_added_and_discarded_with_what_lies_on_the_disk(desk: ReviewDesk, ana: Actor) -> None:
    review = desk.create(ana, "Checkout down", [("a.json", export()), ("a.json", export())])
    names = [source.name for source in desk.look(ana, review.id).sources]
    assert sorted(names) == ["a-2.json", "a.json"]
    desk.discard(ana, review.id, "a-2.json")
    folder = desk.home / "incidents" / review.id / "sources"
    assert [path.name for path in folder.iterdir()] == ["a.json"]
    with pytest.raises(BadOption):
        desk.discard(ana, review.id, "../../postmortem.db")
    assert (desk.home / "postmortem.db").exists()


def test_two_incidents_of_one_title_are_two(desk: ReviewDesk, ana: Actor) -> None:
    assert [desk.create(ana, "Checkout down!").id for _ in range(2)] == ["checkout-down", "checkout-down-2"]
    assert desk.create(ana, "結帳中斷").id == "incident"
    with pytest.raises(BadOption):
        desk.create(ana, "  ")


def test_who_signed_off_as_a_reviewer_stands_in_what_goes_out(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    id = drafted(desk, ana)
    decide_all(desk, ana, id)
    desk.submit(ana, id)
    assert "Bo Ek" not in line(desk.preview(ana, id, Readership.INTERNAL, "md"), "Reviewers")
    sign(desk, ana, id, SignOffKind.OWNER)
    sign(desk, bo, id, SignOffKind.REVIEWER)
    desk.approve(ana, id)
    (out,) = [one.text for one in desk.publish(ana, id, Readership.INTERNAL) if one.format == "md"]
    assert line(out, "Reviewers") == "**Reviewers:** Bo Ek"
    assert line(out, "Status") == "**Status:** Published"
    assert "Bo Ek" not in desk.preview(ana, id, Readership.EXTERNAL, "json")


def line(markdown: str, label: str) -> str:
    return next(one.strip() for one in markdown.splitlines() if one.startswith(f"**{label}:**"))
