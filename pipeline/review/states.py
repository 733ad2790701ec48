"""The states of a review, which may follow which, and what a change of the document does to them.

draft -> in_review -> approved -> published -> retracted -> draft
draft, in_review, approved -> blocked (back to where it was) or aborted, each with a reason
"""

from types import MappingProxyType

from pipeline.domain.review import Review, ReviewState
from pipeline.errors import BadOption, WrongState

S = ReviewState
NEXT = MappingProxyType(
    {
        S.DRAFT: (S.IN_REVIEW, S.BLOCKED, S.ABORTED),
        S.IN_REVIEW: (S.APPROVED, S.BLOCKED, S.ABORTED),
        S.APPROVED: (S.PUBLISHED, S.IN_REVIEW, S.BLOCKED, S.ABORTED),
        S.PUBLISHED: (S.RETRACTED,),
        S.RETRACTED: (S.DRAFT,),
        S.ABORTED: (),
    }
)
NEEDS_REASON = frozenset({S.BLOCKED, S.ABORTED, S.RETRACTED})
TAKE_BACK = {
    S.PUBLISHED: "retract it first, then take it back to a draft",
    S.RETRACTED: "take it back to a draft first",
    S.ABORTED: "create a new one",
}
"""What to do where the document cannot be changed any more."""


def next_states(review: Review) -> tuple[ReviewState, ...]:
    """The states that may come next."""
    if review.state is S.BLOCKED:
        return (review.state_before or S.DRAFT, S.ABORTED)
    return NEXT[review.state]


def check_transition(review: Review, to: ReviewState, reason: str | None = None) -> None:
    """Raises WrongState where `to` may not come next, BadOption where it needs a reason that is not given."""
    allowed = next_states(review)
    if to not in allowed:
        choice = f"from here it can become {' or '.join(map(_said, allowed))}" if allowed else "create a new one"
        raise WrongState(f"To make it {_said(to)}", _said(review.state), choice)
    if to in NEEDS_REASON and not (reason or "").strip():
        raise BadOption("The reason", reason or "", f"say in a sentence why it is {_said(to)}")


def moved(review: Review, to: ReviewState, reason: str | None = None) -> Review:
    """The review in the state `to`, with the reason and the state to go back to; times are for who knows them. Raises as
    `check_transition`."""
    check_transition(review, to, reason)
    kept = review.reason if to is S.DRAFT and review.state is S.RETRACTED else None
    before = review.state if to is S.BLOCKED else None
    return review.model_copy(update={"state": to, "state_before": before, "reason": (reason or "").strip() or kept})


def after_edit(review: Review) -> Review:
    """The review after an item of its document changed: what was approved is in review again, also behind a block.

    Raises WrongState where the document cannot be changed."""
    if review.state in TAKE_BACK:
        raise WrongState("A change of the document", review.state.value, TAKE_BACK[review.state])
    if review.state is S.APPROVED:
        return review.model_copy(update={"state": S.IN_REVIEW, "approved_at": None})
    if review.state is S.BLOCKED and review.state_before is S.APPROVED:
        return review.model_copy(update={"state_before": S.IN_REVIEW, "approved_at": None})
    return review


def _said(state: ReviewState) -> str:
    return {S.DRAFT: "a draft"}.get(state, state.value.replace("_", " "))
