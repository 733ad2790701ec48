"""What a change does to what goes out of a review: answers to the checklist, publications, the past incident that it becomes."""

from collections.abc import Sequence
from itertools import chain, count

from sqlalchemy import delete, select, update

from pipeline.domain.actor import Role
from pipeline.domain.past_incident import Passage, PastIncident
from pipeline.domain.review import RELATED, PointAnswer, Publication
from pipeline.store import review_schema as tables
from pipeline.store.documents import SOURCE, put_documents, remove_documents
from pipeline.store.review_rows import values
from pipeline.store.rows import read_incidents
from pipeline.store.schema import documents
from pipeline.store.transaction import Transaction


class GoingOut(Transaction):
    def answer(self, point: str, digest: str) -> PointAnswer:
        """The actor answers for this point of the checklist, on the document as it is at `digest`."""
        self._needs(Role.REVIEWER)
        answered = PointAnswer(point=point, digest=digest, by=self.actor.name, at=self.at)
        self._connection.execute(delete(tables.answers).where(self._here(tables.answers, point=point)))
        self._insert(tables.answers, values(answered, self.review.id))
        return answered

    def take_answer_back(self, point: str) -> None:
        """Raises BadOption where nobody answered for it."""
        self._needs(Role.REVIEWER)
        here = self._here(tables.answers, point=point)
        self._changed(self._connection.execute(delete(tables.answers).where(here)), "answer", point)

    def publish(self, publication: Publication) -> Publication:
        """What goes out; its number, by whom and when are the change's to say."""
        self._needs(Role.OWNER)
        said = {"number": self._next(tables.publications, "number"), "by": self.actor.name, "at": self.at}
        kept = publication.model_copy(update=said)
        self._insert(tables.publications, values(kept, self.review.id))
        return kept

    def retract(self, number: int, reason: str) -> None:
        """Raises BadOption where there is no such publication, or it was retracted before."""
        self._needs(Role.OWNER)
        here = self._here(tables.publications, number=number, retracted_at=None)
        retracted = {"retracted_at": self.at, "reason": reason}
        found = self._connection.execute(update(tables.publications).where(here).values(retracted))
        self._changed(found, "publication", number, "it is gone or retracted")

    def past(self, *ids: str) -> list[PastIncident]:
        """The past incidents of these ids, without their parts, whoever may know of them."""
        return list(read_incidents(self._connection, ids, whole=False))

    def linked(self) -> list[str]:
        """Ids of past incidents that the review speaks of, or ever did."""
        items, said = tables.items, tables.audit
        now = self._connection.scalars(select(items.c.id).where(self._here(items, part=RELATED)))
        ever = self._connection.scalars(select(said.c.target).where(self._here(said), said.c.target.startswith(f"{RELATED}/")))
        return sorted({*now, *(target.removeprefix(f"{RELATED}/") for target in ever)})

    def own_past(self) -> str | None:
        """The id of the past incident that this review is."""
        return self._connection.scalar(select(documents.c.id).where(documents.c.source == SOURCE.format(self.review.id)))

    def free_past(self) -> str:
        """The id that it is kept under: its own, unless a document that somebody added has it."""
        table, own = documents, SOURCE.format(self.review.id)
        plain = (self.review.id, f"review-{self.review.id}")
        names = chain(plain, (f"{plain[1]}-{number}" for number in count(2)))
        others = select(table.c.id).where(table.c.source != own)
        return next(id for id in names if self._connection.scalar(others.where(table.c.id == id)) is None)

    def put_past(self, incident: PastIncident, passages: Sequence[Passage]) -> None:
        """What was published of this review, in place of what was kept of it before; gone once it is not published any more, and
        always for its readers alone."""
        self._needs(Role.OWNER)
        remove_documents(self._connection, documents.c.source == SOURCE.format(self.review.id))
        put_documents(self._connection, [(incident.model_copy(update={"source": SOURCE.format(self.review.id)}), passages)])

    def unsettle(self) -> None:
        """The files that are published may not be as the review says from now on, until it is settled."""
        self.settled()
        self._insert(tables.unsettled, {})

    def settled(self) -> None:
        self._needs(Role.OWNER)
        self._connection.execute(delete(tables.unsettled).where(self._here(tables.unsettled)))
