"""What is kept of a review -> the document as people have it now; and a newer draft -> what is offered of it."""

from collections.abc import Iterable, Sequence

from pipeline.domain.evidence import Evidence
from pipeline.domain.parts import held, with_part
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.review import Item, OfferState, Review
from pipeline.review import after_edit, assembled, offers
from pipeline.store.reviews import Change
from pipeline.timeline.metrics import measure


def working(envelope: Postmortem, items: Sequence[Item], review: Review, evidence: Iterable[Evidence] = ()) -> Postmortem:
    """The items in the envelope of the draft that they come from; `evidence` is all there is of the incident."""
    return assembled(envelope, items, measure, review, evidence)


def offer(change: Change, fresh: Postmortem, evidence: Sequence[Evidence], parts: Sequence[str] | None = None) -> int:
    """Keeps a newer draft beside the items, and offers what it would change in these parts (None: in all). How many offers.
    Raises WrongState where the document cannot be changed any more."""
    after_edit(change.review)
    taken = envelope(change)
    left = [one for one in change.offers() if one.state is OfferState.LEFT]
    items = [item for item in change.items() if parts is None or item.part in parts]
    number = change.put_draft(with_all_cited(fresh, taken).model_dump_json())
    change.put_evidence(evidence, number)
    made = [one for one in offers(items, fresh, number, left) if parts is None or one.part in parts]
    change.put_offers(made, parts)
    change.set_review(draft=number)
    return len(made)


def offer_parts(change: Change, told: Postmortem, parts: Sequence[str]) -> int:
    """Offers these parts as they were told anew. All else is that of the newest draft: one may have come while they were told."""
    newest = envelope(change)
    for part in parts:
        newest = with_part(newest, part, held(told, part))
    newest = newest.model_copy(update={"provenance": told.provenance})
    return offer(change, with_all_cited(newest, told), change.evidence(), parts)


def envelope(change: Change) -> Postmortem:
    kept = change.draft()
    assert kept is not None  # there are items, and they come from a draft
    return Postmortem.model_validate_json(kept)


def with_all_cited(fresh: Postmortem, taken: Postmortem) -> Postmortem:
    """The newer draft with the evidence and the redactions that only the older one has: its words still stand."""
    evidence = {piece.id: piece for piece in (*taken.evidence, *fresh.evidence)}
    redactions = {one.placeholder: one for one in (*taken.redactions, *fresh.redactions)}
    return fresh.model_copy(update={"evidence": tuple(evidence.values()), "redactions": tuple(redactions.values())})
