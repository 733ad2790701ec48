"""A published review -> a past incident that is found from now on, for those who may know of it."""

from pipeline.corpus.record import read_record
from pipeline.domain.past_incident import PastIncident
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.review import Review
from pipeline.related.passages import passages
from pipeline.review import digest
from pipeline.store.documents import past_readers
from pipeline.store.reviews import Change


def keep_published(change: Change, document: Postmortem) -> None:
    """In place of what was kept of it before, in the same transaction. It goes when the review is not published any more."""
    incident = past(change.review, document, change.free_past())
    change.put_past(incident, passages(incident))


def past(review: Review, document: Postmortem, id: str) -> PastIncident:
    """Its action items are those that nobody turned down, open until they are done."""
    live = tuple(item for item in document.action_items if item.accepted is not False)
    told = document.model_copy(update={"action_items": live}).model_dump(mode="json")
    return read_record(told, review.id, review.id).model_copy(
        update={
            "id": id,
            "title": review.title,
            "visibility": review.visibility,
            "readers": past_readers(review),
            "digest": digest(document),
        }
    )
