"""A published review -> a past incident that is found from now on, for those who may know of it; and out again."""

from pathlib import Path

from pipeline.corpus.record import read_record
from pipeline.domain.past_incident import PastIncident
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.review import Review
from pipeline.related.passages import passages
from pipeline.review import digest
from pipeline.store import Store, open_store

SOURCE = "review:{}"


def keep_published(home: Path, review: Review, document: Postmortem) -> None:
    """In place of what was kept of it before."""
    store = open_store(home)
    incident = past(review, document, id_of(store, review))
    store.put(incident, passages(incident))


def forget_published(home: Path, review: Review) -> None:
    store = open_store(home)
    store.remove([one.id for one in store.listed() if one.source == SOURCE.format(review.id)])


def past(review: Review, document: Postmortem, id: str) -> PastIncident:
    """Its action items are those that nobody turned down, open until they are done."""
    live = tuple(item for item in document.action_items if item.accepted is not False)
    told = document.model_copy(update={"action_items": live}).model_dump(mode="json")
    return read_record(told, review.id, review.id).model_copy(
        update={
            "id": id,
            "title": review.title,
            "visibility": review.visibility,
            "readers": tuple(dict.fromkeys(name for name in (*review.readers, review.owner) if name)),
            "source": SOURCE.format(review.id),
            "digest": digest(document),
        }
    )


def id_of(store: Store, review: Review) -> str:
    """The review's own, unless a document that somebody added has it."""
    same = next(store.incidents([review.id]), None)
    return review.id if same is None or same.source == SOURCE.format(review.id) else f"review-{review.id}"
