"""Before something goes outside, a person answers for what only a person can say, on the document as it is."""

import pytest
from desk_of import drafted, item
from going_out import approved

from pipeline.domain.actor import Actor, Role
from pipeline.domain.review import BlockKind, Readership
from pipeline.errors import BadOption, ChangedSince, NotAllowed, StillBlocked
from pipeline.reviewing import ReviewDesk

POINTS = ("internal", "accuracy", "sensitivity")


def open_points(desk: ReviewDesk, actor: Actor, id: str) -> list[str]:
    return [block.item for block in desk.blocks(actor, id, Readership.EXTERNAL) if block.kind is BlockKind.CHECKLIST]


def test_nothing_goes_outside_while_a_point_is_open(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    id = approved(desk, ana, bo)
    assert open_points(desk, ana, id) == list(POINTS)
    with pytest.raises(StillBlocked) as blocked:
        desk.publish(ana, id, Readership.EXTERNAL)
    assert any("competitive sensitivity" in block for block in blocked.value.blocks)
    assert not any(block.kind is BlockKind.CHECKLIST for block in desk.blocks(ana, id, Readership.INTERNAL))
    for point in POINTS:
        desk.answer_point(bo, id, point, desk.look(bo, id).today)
    assert open_points(desk, ana, id) == []
    assert {point.by for point in desk.checklist(ana, id) if point.asks} == {"Bo Ek"}
    told = [entry.target for entry in desk.audit(ana, id) if entry.what == "answer for" and entry.by == "Bo Ek"]
    assert sorted(told) == sorted(POINTS)


def test_an_answer_is_one_on_the_document_that_was_seen(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    seen = desk.look(ana, id).today
    desk.answer_point(ana, id, "accuracy", seen)
    one = item(desk, ana, id, "summary", "rolling back")
    desk.edit(ana, id, "summary", one.id, one.revision, text="Build 40 was put back.")
    assert "accuracy" in open_points(desk, ana, id)
    with pytest.raises(ChangedSince):
        desk.answer_point(ana, id, "accuracy", seen)


def test_an_answer_can_be_taken_back(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    seen = desk.look(ana, id).today
    desk.answer_point(ana, id, "accuracy", seen)
    desk.answer_point(ana, id, "accuracy", seen, done=False)
    assert "accuracy" in open_points(desk, ana, id)
    with pytest.raises(BadOption):
        desk.answer_point(ana, id, "accuracy", seen, done=False)


def test_what_code_answers_no_person_does_and_viewers_answer_nothing(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    id = drafted(desk, ana)
    seen = desk.look(ana, id).today
    with pytest.raises(BadOption):
        desk.answer_point(ana, id, "legal", seen)
    with pytest.raises(NotAllowed):
        desk.answer_point(desk.set_person(ana, Actor(name="Bo Ek", role=Role.VIEWER)), id, "accuracy", seen)
