"""A review -> when each step is due, and whether it was met (the post-mortem process, "Timeline")."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from pipeline.domain.action_item import ActionStatus
from pipeline.domain.review import Deadline, DeadlineName, Item, Review, ReviewState
from pipeline.review.duty import is_major
from pipeline.review.items import is_turned_down

MEETING, DRAFT, PUBLISH, ACTIONS = timedelta(hours=24), timedelta(hours=48), timedelta(weeks=1), timedelta(weeks=2)
MAJOR_PUBLISH = 5
"""Working days until one of severity level 1 or 2 is published (the post-incident protocol)."""
SATURDAY = 5


def deadlines(review: Review, now: datetime, actions: Iterable[Item] | None = None) -> tuple[Deadline, ...]:
    """The five deadlines in order, in aware times; none for what was aborted.

    The clock starts at the resolution; where none is known, or it was two weeks ago or more, when the review was created. An
    owner is due at once, but not before the review exists. `actions` are the items of the part action_items: their deadline is
    met when each is done, or planned with an owner and a date. Working days leave out Saturdays and Sundays in UTC and know no
    holidays.
    """
    if review.state is ReviewState.ABORTED:
        return ()
    start = clock_start(review)
    planned = review.draft > 0 and actions is not None and all(map(is_planned, actions))
    return (
        _deadline(DeadlineName.OWNER, max(start, review.created_at), now, done=review.owner is not None),
        _deadline(DeadlineName.MEETING, start + MEETING, now, done=review.plan.meeting_at is not None),
        _deadline(DeadlineName.DRAFT, start + DRAFT, now, done_at=review.drafted_at),
        _deadline(DeadlineName.PUBLISH, publish_due(review), now, done_at=review.published_at),
        _deadline(DeadlineName.ACTIONS, start + ACTIONS, now, done=planned),
    )


def clock_start(review: Review) -> datetime:
    """The resolution; for an incident of the past, one that was entered when all of this was over, the day it was entered."""
    resolved = review.resolved_at
    return resolved if resolved and review.created_at - resolved < ACTIONS else review.created_at


def publish_due(review: Review) -> datetime:
    """One week; for severity levels 1 and 2 five working days, and by the end (UTC) of the day that the plan names, where that is
    earlier."""
    start, planned = clock_start(review), review.plan.publish_by
    dues = [start + PUBLISH]
    if is_major(review):
        dues.append(working_days_after(start, MAJOR_PUBLISH))
    if planned:
        dues.append(datetime.combine(planned + timedelta(days=1), time(), UTC))
    return min(dues)


def working_days_after(start: datetime, days: int) -> datetime:
    """The same time of day, so many working days later: Saturdays and Sundays (UTC) do not count, holidays are not known."""
    at = start
    while days:
        at += timedelta(days=1)
        days -= at.weekday() < SATURDAY
    return at


def is_planned(action: Item) -> bool:
    """Whether nothing is open about an action item: done, planned with an owner and a date, or not to be done."""
    value = action.value
    return is_turned_down(action) or value.get("status") == ActionStatus.DONE or bool(value.get("owner") and value.get("due"))


def _deadline(name: DeadlineName, due: datetime, now: datetime, done: bool = False, done_at: datetime | None = None) -> Deadline:
    met = done or done_at is not None
    return Deadline(name=name, due=due, done=met, done_at=done_at, late=(done_at or now) > due if done_at or not met else False)
