"""A restricted incident: whoever is none of its readers meets it in no method of the desk, not in a list, a count or a file."""

import inspect
from collections.abc import Callable

import pytest
from desk_of import decide_all, draft, drafted, export, item, sign

from pipeline import recalling
from pipeline.domain.actor import Actor, Role
from pipeline.domain.draft_options import DraftOptions
from pipeline.domain.incident import Visibility
from pipeline.domain.job import JobKind
from pipeline.domain.related import RelatedIncident
from pipeline.domain.review import Item, Plan, Readership, SignOffKind
from pipeline.errors import BadOption, UnknownReview
from pipeline.reviewing import ReviewDesk

Call = Callable[[ReviewDesk, Actor, str, Item], object]
OF_ONE: dict[str, Call] = {
    "add_sources": lambda desk, who, id, one: desk.add_sources(who, id, [("more.json", export())]),
    "set_options": lambda desk, who, id, one: desk.set_options(who, id, DraftOptions()),
    "discard": lambda desk, who, id, one: desk.discard(who, id, "incident.json"),
    "start_draft": lambda desk, who, id, one: desk.start_draft(who, id),
    "start_pull": lambda desk, who, id, one: desk.start_pull(who, id, ["slack inc-123"]),
    "start_redraft": lambda desk, who, id, one: desk.start_redraft(who, id, ["summary"]),
    "jobs": lambda desk, who, id, one: desk.jobs(who, id),
    "take_offer": lambda desk, who, id, one: desk.take_offer(who, id, 1, None),
    "leave_offer": lambda desk, who, id, one: desk.leave_offer(who, id, 1),
    "look": lambda desk, who, id, one: desk.look(who, id),
    "standing": lambda desk, who, id, one: desk.standing(who, id),
    "evidence": lambda desk, who, id, one: desk.evidence(who, id, one),
    "accept": lambda desk, who, id, one: desk.accept(who, id, one.part, one.id, one.revision),
    "accept_part": lambda desk, who, id, one: desk.accept_part(who, id, one.part),
    "edit": lambda desk, who, id, one: desk.edit(who, id, one.part, one.id, one.revision, text="Seen.", evidence=("m0",)),
    "reject": lambda desk, who, id, one: desk.reject(who, id, one.part, one.id, one.revision),
    "take_back": lambda desk, who, id, one: desk.take_back(who, id, one.part, one.id, one.revision),
    "add": lambda desk, who, id, one: desk.add(who, id, one.part, {"text": "Seen."}),
    "merge_events": lambda desk, who, id, one: desk.merge_events(who, id, {one.id: 1, "other": 1}),
    "mark_read": lambda desk, who, id, one: desk.mark_read(who, id, one.part, "seen"),
    "answer": lambda desk, who, id, one: desk.answer(who, id, one.id, 1, "Seen."),
    "comment": lambda desk, who, id, one: desk.comment(who, id, "Seen."),
    "resolve": lambda desk, who, id, one: desk.resolve(who, id, 1),
    "sign_off": lambda desk, who, id, one: desk.sign_off(who, id, SignOffKind.REVIEWER, "seen"),
    "dispute": lambda desk, who, id, one: desk.dispute(who, id, "Seen.", "Not seen."),
    "decide_dispute": lambda desk, who, id, one: desk.decide_dispute(who, id, 1, "Seen."),
    "waive": lambda desk, who, id, one: desk.waive(who, id, "rule", "summary", one.id, "words", "Seen."),
    "unwaive": lambda desk, who, id, one: desk.unwaive(who, id, "rule", "summary", one.id, "words"),
    "set_plan": lambda desk, who, id, one: desk.set_plan(who, id, Plan()),
    "set_visibility": lambda desk, who, id, one: desk.set_visibility(who, id, Visibility.PUBLIC),
    "submit": lambda desk, who, id, one: desk.submit(who, id),
    "approve": lambda desk, who, id, one: desk.approve(who, id),
    "back_to_review": lambda desk, who, id, one: desk.back_to_review(who, id),
    "block": lambda desk, who, id, one: desk.block(who, id, "Seen."),
    "unblock": lambda desk, who, id, one: desk.unblock(who, id),
    "abort": lambda desk, who, id, one: desk.abort(who, id, "Seen."),
    "publish": lambda desk, who, id, one: desk.publish(who, id, Readership.INTERNAL),
    "retract": lambda desk, who, id, one: desk.retract(who, id, "Seen."),
    "reopen": lambda desk, who, id, one: desk.reopen(who, id),
    "blocks": lambda desk, who, id, one: desk.blocks(who, id, Readership.EXTERNAL),
    "outside_findings": lambda desk, who, id, one: desk.outside_findings(who, id),
    "preview": lambda desk, who, id, one: desk.preview(who, id, Readership.INTERNAL, "md"),
    "checklist": lambda desk, who, id, one: desk.checklist(who, id),
    "answer_point": lambda desk, who, id, one: desk.answer_point(who, id, "accuracy", ""),
    "set_action": lambda desk, who, id, one: desk.set_action(who, id, one.id, 1, status="done"),
    "audit": lambda desk, who, id, one: desk.audit(who, id),
    "similar": lambda desk, who, id, one: desk.similar(who, id),
    "link": lambda desk, who, id, one: desk.link(who, id, RelatedIncident(id="PM-1", title="Other", score=1.0)),
}
OF_ALL = {
    "remove_past",
    "add_sample_past",
    "past",
    "add_past",
    "board",
    "export_actions",
    "insights",
    "listed",
    "search",
    "people",
    "sample",
    "start_index",
    "create",
    "set_person",
}
OF_NONE = {
    "asked_for",
    "pulled",
    "pullable",
    "explained",
    "formats",
    "configured",
    "doctor",
    "recognised",
    "sign_in",
    "lint_text",
    "known",
    "stop",
}
PLUMBING = {"change", "document", "envelope", "all_evidence", "folder", "published", "version", "settle", "settle_all"}


@pytest.fixture
def cy(desk: ReviewDesk, ana: Actor) -> Actor:
    return desk.sign_in("Cy Ng")


@pytest.fixture
def secret(desk: ReviewDesk, bo: Actor) -> str:
    """Bo's; Ana is the admin, and none of its readers."""
    return drafted(desk, bo, visibility=Visibility.RESTRICTED, readers=("security",))


def test_every_method_of_the_desk_is_looked_at_here() -> None:
    public = {name for name, _ in inspect.getmembers(ReviewDesk, inspect.isfunction) if not name.startswith("_")}
    assert public - OF_ONE.keys() - OF_ALL - OF_NONE - PLUMBING == set()


@pytest.mark.parametrize("name", OF_ONE)
def test_one_that_is_not_for_somebody_is_as_one_that_never_was(
    name: str, desk: ReviewDesk, ana: Actor, bo: Actor, cy: Actor, secret: str
) -> None:
    one = item(desk, bo, secret, "summary")
    before = desk.audit(bo, secret)
    for stranger in (ana, cy):
        with pytest.raises(UnknownReview) as hidden:
            OF_ONE[name](desk, stranger, secret, one)
        with pytest.raises(UnknownReview) as missing:
            OF_ONE[name](desk, stranger, "never-was", one)
        assert str(hidden.value).replace(secret, "") == str(missing.value).replace("never-was", "")
    assert desk.audit(bo, secret) == before


def test_lists_boards_figures_searches_and_exports_leave_it_out(
    desk: ReviewDesk, ana: Actor, bo: Actor, cy: Actor, secret: str
) -> None:
    decide_all(desk, bo, secret)
    desk.submit(bo, secret)
    sign(desk, bo, secret, SignOffKind.OWNER)
    desk.set_person(ana, cy.model_copy(update={"teams": ("security",)}))
    sign(desk, cy, secret, SignOffKind.REVIEWER)
    desk.approve(bo, secret)
    desk.publish(bo, secret, Readership.INTERNAL)
    asked = "checkout fails since a config key is missing"
    for reader in (bo, cy):
        assert [one.id for one, _ in desk.listed(reader)] == [secret]
        assert desk.board(reader) and "canary" in desk.export_actions(reader)
        assert desk.insights(reader).incidents == 1
        assert desk.search(reader, asked).known == 1 and [one.id for one in desk.past(reader)] == [secret]
        assert secret in {entry.incident for entry in desk.audit(reader)}
    assert desk.listed(ana) == [] and desk.board(ana) == [] and desk.jobs(ana) == []
    assert "canary" not in desk.export_actions(ana)
    assert desk.insights(ana).incidents == 0 and desk.past(ana) == ()
    assert (desk.search(ana, asked).related, desk.search(ana, asked).known) == ((), 0)
    assert secret not in {entry.incident for entry in desk.audit(ana)}


def test_a_team_that_was_taken_away_opens_nothing_any_more(desk: ReviewDesk, ana: Actor, cy: Actor, secret: str) -> None:
    in_team = desk.set_person(ana, cy.model_copy(update={"teams": ("security",)}))
    assert desk.look(in_team, secret).review.id == secret
    desk.set_person(ana, cy)
    with pytest.raises(UnknownReview):
        desk.look(in_team, secret)


def test_what_becomes_restricted_is_gone_for_the_others_with_all_that_was_at_hand(
    desk: ReviewDesk, ana: Actor, bo: Actor
) -> None:
    id = drafted(desk, bo)
    one = item(desk, ana, id, "summary")
    assert desk.evidence(ana, id, one).messages
    desk.set_visibility(bo, id, Visibility.RESTRICTED)
    for attempt in (lambda: desk.look(ana, id), lambda: desk.evidence(ana, id, one)):
        with pytest.raises(UnknownReview):
            attempt()


def test_its_name_is_met_by_no_other_title(desk: ReviewDesk, ana: Actor, bo: Actor, secret: str) -> None:
    assert desk.create(ana, "Checkout down").id == "checkout-down"
    assert secret.startswith("checkout-down-")


def test_no_document_for_many_names_a_restricted_past_incident(desk: ReviewDesk, ana: Actor, bo: Actor, secret: str) -> None:
    decide_all(desk, bo, secret)
    desk.submit(bo, secret)
    sign(desk, bo, secret, SignOffKind.OWNER)
    cy = desk.set_person(ana, Actor(name="Cy Ng", teams=("security",)))
    sign(desk, cy, secret, SignOffKind.REVIEWER)
    desk.approve(bo, secret)
    desk.publish(bo, secret, Readership.INTERNAL)
    open_to_all = drafted(desk, bo)
    assert not desk.look(bo, open_to_all).parts.get("related")
    with pytest.raises(BadOption, match="restricted"):
        desk.link(bo, open_to_all, RelatedIncident(id=secret, title="Checkout down", score=1.0))


SECRET = b"""---
visibility: restricted
readers: [Bo Ek]
---

# Payments failed

## Root cause

A build read a config key that was missing in production, and customers could not pay. It was rolled back.
"""


def test_no_job_counts_it_for_others(desk: ReviewDesk, ana: Actor, bo: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recalling, "LEAST", 0.0)
    desk.add_past(bo, [("pm-secret.md", SECRET)])
    open_to_all = desk.create(bo, "Checkout down again", [("incident.json", export())]).id
    results = [draft(desk, bo, open_to_all), draft(desk, bo, None, JobKind.INDEX)]
    assert "restricted" not in str(results) and results[1] == {"notes": []}
    assert not any(job.steps or "restricted" in str(job.result) for job in desk.jobs(ana))


def test_a_job_of_it_is_nobodys_to_stop(desk: ReviewDesk, ana: Actor, bo: Actor, secret: str) -> None:
    draft(desk, bo, secret)
    job = desk.jobs(bo, secret)[0]
    with pytest.raises(BadOption):
        desk.stop(ana, job.id)
    assert Role.ADMIN is ana.role
