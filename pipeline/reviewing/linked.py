"""Past incidents of few readers that a review speaks of: nobody reads of one by way of the review who may not know of it.

A link once made stays in the log, and in what was published: so a review that ever had one is opened to no further readers.
"""

from collections.abc import Collection, Iterable

from pipeline.domain.actor import Actor
from pipeline.domain.asked import Reader
from pipeline.domain.incident import Visibility
from pipeline.domain.past_incident import PastIncident
from pipeline.domain.review import Review
from pipeline.errors import BadOption
from pipeline.related.filters import may_read
from pipeline.store.access import folded
from pipeline.store.documents import past_readers
from pipeline.store.reviews import Change

Names = Collection[str] | None
"""Readers by name or team; None are all."""


def refuse_link(change: Change, past: str, people: Iterable[Actor]) -> None:
    """Raises BadOption where the readers of the review may not all know of the past incident."""
    if kept_from(change, [past], audience(change.review), people):
        raise BadOption("The past incident", past, "it is restricted, and readers of this document may not know of it")


def refuse_readers(change: Change, before: Review, people: Iterable[Actor]) -> None:
    """Raises BadOption where the review gets readers who may not know of what it speaks of."""
    for past in kept_from(change, change.linked(), newcomers(audience(before), audience(change.review)), people):
        remedy = f"the restricted incident {past.id!r} was linked here, of which they may not know; start another one for them"
        raise BadOption("The readers of", change.review.id, remedy)


def audience(review: Review) -> Names:
    return past_readers(review) if review.visibility is Visibility.RESTRICTED else None


def newcomers(before: Names, now: Names) -> Names:
    if before is None:
        return ()
    return None if now is None else set(now) - set(before)


def kept_from(change: Change, ids: Iterable[str], names: Names, people: Iterable[Actor]) -> list[PastIncident]:
    """Those that not all of these readers may know of; of others than the actor's nothing is told."""
    known = {folded(one.name): (one.name, *one.teams) for one in people}
    mine = Reader((change.actor.name, *change.actor.teams))
    restricted = [one for one in change.past(*ids) if one.visibility is Visibility.RESTRICTED and may_read(one, mine)]
    if names is None:
        return restricted
    readers = [Reader(known.get(folded(name), (name,))) for name in names]
    return [one for one in restricted if not all(may_read(one, reader) for reader in readers)]
