"""The board of action items: what stands on it, in which order, what is late."""

from datetime import UTC, date, datetime
from typing import Any

from pipeline.domain.review import ActionLine, Item, Review, ReviewState
from pipeline.review.following import followed

TODAY = date(2026, 3, 20)
REVIEW = Review(id="PM-1", title="Checkout", created_at=datetime(2026, 3, 17, tzinfo=UTC), created_by="Ana")


def line(id: str, **value: Any) -> ActionLine:
    known = {"commitment": "committed", "accepted": None, "status": "open", "due": None} | value
    return ActionLine(REVIEW, Item(part="action_items", id=id, position=1, value=known))


def test_what_is_due_first_stands_first_what_has_no_date_last_and_what_is_done_behind_it() -> None:
    lines = [
        line("none"),
        line("done", status="done", due="2026-03-01"),
        line("later", due="2026-04-01"),
        line("soon", due="2026-03-21"),
    ]
    assert [one.item.id for one in followed(lines, TODAY)] == ["soon", "later", "none", "done"]


def test_it_is_late_from_the_day_after_its_date_unless_it_is_done() -> None:
    lines = [line("yesterday", due="2026-03-19"), line("today", due="2026-03-20"), line("done", due="2026-03-19", status="done")]
    assert [one.item.id for one in followed(lines, TODAY) if one.late] == ["yesterday"]


def test_what_an_aborted_review_promised_does_not_stand_there() -> None:
    aborted = REVIEW.model_copy(update={"state": ReviewState.ABORTED})
    assert followed([ActionLine(aborted, line("gone", due="2026-03-01").item)], TODAY) == []


def test_what_was_turned_down_does_not_stand_there() -> None:
    assert followed([line("declined", commitment="declined"), line("refused", accepted=False)], TODAY) == []
