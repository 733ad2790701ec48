"""Which states may follow which, and what a change of the document does to them."""

import pytest
from made_reviews import MONDAY, review

from pipeline.domain.review import ReviewState
from pipeline.errors import BadOption, WrongState
from pipeline.review import after_edit, check_transition, moved, next_states

S = ReviewState


def test_the_straight_way_leads_from_a_draft_to_published_and_back() -> None:
    now = review()
    for to in (S.IN_REVIEW, S.APPROVED, S.PUBLISHED, S.RETRACTED, S.DRAFT):
        now = moved(now, to, "a wrong number" if to is S.RETRACTED else None)
    assert (now.state, now.reason) == (S.DRAFT, "a wrong number")


@pytest.mark.parametrize("state", [S.DRAFT, S.IN_REVIEW, S.APPROVED])
def test_a_block_leads_back_to_where_it_was(state: ReviewState) -> None:
    blocked = moved(review(state=state), S.BLOCKED, "waiting for the vendor")
    assert (blocked.reason, next_states(blocked)) == ("waiting for the vendor", (state, S.ABORTED))
    free = moved(blocked, state)
    assert (free.state, free.state_before, free.reason) == (state, None, None)


@pytest.mark.parametrize("to", [S.BLOCKED, S.ABORTED])
def test_a_block_and_an_end_need_a_reason(to: ReviewState) -> None:
    with pytest.raises(BadOption, match="say in a sentence"):
        check_transition(review(), to, "  ")


@pytest.mark.parametrize(
    ("state", "to"), [(S.DRAFT, S.PUBLISHED), (S.PUBLISHED, S.BLOCKED), (S.ABORTED, S.DRAFT), (S.DRAFT, S.APPROVED)]
)
def test_no_step_is_skipped(state: ReviewState, to: ReviewState) -> None:
    with pytest.raises(WrongState) as refused:
        check_transition(review(state=state), to, "because")
    assert str(refused.value).endswith(".")


def test_a_change_of_an_approved_document_sets_it_back_to_review_also_behind_a_block() -> None:
    approved = review(state=S.APPROVED, approved_at=MONDAY)
    changed = after_edit(approved)
    assert (changed.state, changed.approved_at) == (S.IN_REVIEW, None)
    assert moved(after_edit(moved(approved, S.BLOCKED, "wait")), S.IN_REVIEW).state is S.IN_REVIEW


def test_a_draft_stays_one_when_it_changes() -> None:
    assert after_edit(review()) == review()


@pytest.mark.parametrize("state", [S.PUBLISHED, S.RETRACTED, S.ABORTED])
def test_what_is_out_cannot_be_changed_unnoticed(state: ReviewState) -> None:
    with pytest.raises(WrongState):
        after_edit(review(state=state))
