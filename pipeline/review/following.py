"""Action items of many reviews -> the board: what is still to be done, the most urgent first."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from pipeline.domain.action_item import ActionStatus
from pipeline.domain.review import ActionLine, Item, Review, ReviewState
from pipeline.review.items import is_turned_down

NEVER = "9999"


class Followed(NamedTuple):
    """An action item that nobody turned down, of a review that goes on; `late` once its date has passed and it is not done."""

    review: Review
    item: Item
    late: bool


def followed(lines: Iterable[ActionLine], today: date) -> list[Followed]:
    """What is open before what is done, each by its date; what has none comes last."""
    live = (Followed(review, item, is_late(item, today)) for review, item in lines if is_live(review, item))
    return sorted(live, key=lambda one: (is_done(one.item), one.item.value["due"] or NEVER, one.review.id, one.item.position))


def is_live(review: Review, item: Item) -> bool:
    return review.state is not ReviewState.ABORTED and not is_turned_down(item)


def is_late(item: Item, today: date) -> bool:
    return not is_done(item) and bool(item.value["due"]) and item.value["due"] < today.isoformat()


def is_done(item: Item) -> bool:
    return item.value["status"] == ActionStatus.DONE
