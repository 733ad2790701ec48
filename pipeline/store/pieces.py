"""What a change does to the pieces of a review: its facts, items, drafts, evidence, offers, raw files."""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import delete, insert, select, update

from pipeline.domain.actor import Role
from pipeline.domain.evidence import Evidence
from pipeline.domain.job import ALIVE, JobState
from pipeline.domain.review import Item, Offer, OfferState, Review, SourceFile
from pipeline.errors import Conflict
from pipeline.store import review_schema as tables
from pipeline.store.review_rows import as_kept, built, read, values
from pipeline.store.snapshots import Snapshot, document_of, snapshot_of
from pipeline.store.transaction import Transaction

EVIDENCE = TypeAdapter(tuple[Evidence, ...])
FIXED = {"id", "created_at", "created_by", "revision"}


class Pieces(Transaction):
    def set_review(self, **fields: Any) -> Review:
        """Fields of the Review by name; where it began and its revision are nobody's to set."""
        self._needs(Role.OWNER)
        if wrong := sorted(fields.keys() & FIXED):
            raise TypeError(f"not to be set: {', '.join(wrong)}")
        self.review = as_kept(Review.model_validate(dict(self.review) | fields))
        return self.review

    def snapshot(self) -> Snapshot:
        """All of the review, with what this change has done so far."""
        return snapshot_of(self._connection, self.review)

    def items(self, part: str | None = None) -> tuple[Item, ...]:
        every = read(self._connection, Item, tables.items, self.review.id, "part", "position", "id")
        return every if part is None else tuple(item for item in every if item.part == part)

    def item(self, part: str, id: str) -> Item | None:
        row = self._row(tables.items, part=part, id=id)
        return built(Item, row) if row else None

    def put(self, item: Item, expected: int | None) -> Item:
        """The item as it is kept, a revision further. `expected` is the revision that was seen, None for an item that has to be
        new; raises Conflict, with what stands there, where it is another one. A new one begins at the revision of the review:
        an id that was removed and comes again is not mistaken for the one that somebody saw before."""
        self._needs(Role.OWNER)
        now = self.item(item.part, item.id)
        if (now.revision if now else None) != expected:
            raise Conflict(now, item)
        kept = item.model_copy(update={"revision": self.review.revision if expected is None else expected + 1})
        table, row = tables.items, values(kept, self.review.id)
        here = self._here(table, part=item.part, id=item.id)
        self._connection.execute(update(table).where(here).values(row) if now else insert(table).values(row))
        return kept

    def put_all(self, items: Sequence[Item]) -> None:
        """Items that all have to be new, as those of a first draft."""
        self._needs(Role.OWNER)
        there = {(item.part, item.id): item for item in self.items()}
        for item in items:
            if now := there.get((item.part, item.id)):
                raise Conflict(now, item)
        self._insert(tables.items, *(values(item, self.review.id) | {"revision": 1} for item in items))

    def remove(self, part: str, id: str, expected: int | None = None) -> Item:
        """The item that was there; raises Conflict where its revision is not the expected one, if one is given."""
        self._needs(Role.OWNER)
        now = self.item(part, id)
        if now is None:
            raise self._gone("item", id)
        if expected not in (None, now.revision):
            raise Conflict(now, None)
        self._connection.execute(delete(tables.items).where(self._here(tables.items, part=part, id=id)))
        return now

    def draft(self, number: int | None = None) -> str | None:
        """A draft's Postmortem as JSON; without a number the one that the items come from."""
        return document_of(self._connection, self.review.id, self.review.draft if number is None else number)

    def evidence(self) -> tuple[Evidence, ...]:
        """All redacted evidence of the draft that the items come from."""
        kept = self._row(tables.drafts, number=self.review.draft)
        return EVIDENCE.validate_json(kept["evidence"]) if kept else ()

    def put_draft(self, document: str, by: str | None = None) -> int:
        """Keeps a Postmortem as JSON under the next number. It becomes the one that the items come from by
        `set_review(draft=number)`."""
        self._needs(Role.OWNER)
        number = self._next(tables.drafts, "number")
        row = {"number": number, "document": document, "evidence": "[]", "by": by or self.actor.name, "at": self.at}
        self._insert(tables.drafts, row)
        return number

    def put_evidence(self, evidence: Sequence[Evidence], draft: int | None = None) -> None:
        """All redacted evidence of a draft, without a number of the newest one."""
        self._needs(Role.OWNER)
        number = draft or self._next(tables.drafts, "number") - 1
        kept = EVIDENCE.dump_json(tuple(evidence)).decode()
        here = self._here(tables.drafts, number=number)
        self._changed(self._connection.execute(update(tables.drafts).where(here).values(evidence=kept)), "draft", number)

    def offers(self) -> tuple[Offer, ...]:
        return read(self._connection, Offer, tables.offers, self.review.id, "id")

    def put_offers(self, offers: Sequence[Offer], parts: Sequence[str] | None = None) -> tuple[Offer, ...]:
        """Open offers of these parts (None: of all) are withdrawn for the new ones, which get ids that none had before."""
        self._needs(Role.OWNER)
        first = self._next(tables.offers)
        old = self._here(tables.offers, state=OfferState.OPEN)
        if parts is not None:
            old &= tables.offers.c.part.in_(parts)
        self._connection.execute(update(tables.offers).where(old).values(state=OfferState.WITHDRAWN))
        kept = tuple(offer.model_copy(update={"id": first + n}) for n, offer in enumerate(offers))
        self._insert(tables.offers, *(values(offer, self.review.id) for offer in kept))
        return kept

    def set_offer(self, id: int, state: OfferState) -> Offer:
        """Takes or leaves an open offer. Raises BadOption for one that somebody has taken or left before."""
        self._needs(Role.OWNER)
        here = self._here(tables.offers, id=id, state=OfferState.OPEN)
        found = self._connection.execute(update(tables.offers).where(here).values(state=state))
        self._changed(found, "offer", id, "it was taken, left or withdrawn before")
        return next(offer for offer in self.offers() if offer.id == id)

    def add_source(self, name: str, size: int, sha256: str, path: str) -> SourceFile:
        """A raw file that is kept; one of the same name gives way."""
        self._needs(Role.OWNER)
        source = SourceFile(name=name, size=size, sha256=sha256, path=path, by=self.actor.name, at=self.at)
        self._connection.execute(delete(tables.source_files).where(self._here(tables.source_files, name=name)))
        self._insert(tables.source_files, values(source, self.review.id))
        return source

    def remove_source(self, name: str) -> None:
        self._needs(Role.OWNER)
        here = self._here(tables.source_files, name=name)
        self._changed(self._connection.execute(delete(tables.source_files).where(here)), "source", name)

    def finish(self, job: str, result: dict[str, Any]) -> None:
        """The job that makes this change is done with it: both are kept, or neither. Raises BadOption where it was stopped."""
        self._needs(Role.OWNER)
        here = (tables.jobs.c.id == job) & tables.jobs.c.state.in_(ALIVE)
        done = {"state": JobState.DONE, "result": result, "ended_at": self.at}
        self._changed(self._connection.execute(update(tables.jobs).where(here).values(done)), "job", job, "it was stopped")

    def options(self) -> dict[str, Any]:
        return self._connection.scalar(select(tables.reviews.c.options).where(tables.reviews.c.id == self.review.id)) or {}

    def set_options(self, options: dict[str, Any]) -> None:
        """How the sources are read and drafted, as JSON."""
        self._needs(Role.OWNER)
        here = tables.reviews.c.id == self.review.id
        self._connection.execute(update(tables.reviews).where(here).values(options=options))
