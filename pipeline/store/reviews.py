"""The store of reviews: who works at them, how they stand, every change with its entry in the audit log.

    store = open_reviews(home)                                         in the same database as the past incidents
    ana = store.sign_in("Ana Lima", now)
    store.create(ana, review, now)
    with store.change(ana, "PM-1", needs=Role.OWNER, at=now) as change:     one transaction: all of it, or nothing
        change.put(item, expected=3)
        change.audit("edit", "summary/s1", before, after)
    store.snapshot(ana, "PM-1")

Whatever the actor may not know of is not there: UnknownReview. What they may not do: NotAllowed. Raises StoreUnavailable too.
"""

import datetime
import re
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from pipeline.domain.actor import Actor, Role
from pipeline.domain.evidence import Evidence
from pipeline.domain.incident import Visibility
from pipeline.domain.review import ACTION_ITEMS, LEFT_OUT, ActionLine, AuditEntry, Item, Line, Review
from pipeline.errors import BadOption
from pipeline.store import review_schema as tables
from pipeline.store.access import allowed, insert_review, known_to, require, review_of, update_review
from pipeline.store.audit_log import entries, record
from pipeline.store.documents import follow_review
from pipeline.store.going_out import GoingOut
from pipeline.store.jobs import Jobs
from pipeline.store.opening import FILE, open_engine
from pipeline.store.people import People
from pipeline.store.pieces import EVIDENCE, Pieces
from pipeline.store.remarks import Remarks
from pipeline.store.review_rows import as_kept, built
from pipeline.store.snapshots import Snapshot, snapshot_of

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
THE_DESK = Actor(name="postmortem", role=Role.OWNER)
"""Nobody: what has to follow what somebody did."""


class Change(Pieces, Remarks, GoingOut):
    """A change of one review under way; made by `Reviews.change`."""


def open_reviews(home: Path) -> "Reviews":
    """The reviews of this folder; its database is made where there is none."""
    return Reviews(open_engine(home, lasting=True), home / FILE)


class Reviews(People, Jobs):
    def create(self, actor: Actor, review: Review, at: datetime.datetime) -> Review:
        """As `beginning`, with nothing else."""
        with self.beginning(actor, review, at) as change:
            return change.review

    @contextmanager
    def beginning(self, actor: Actor, review: Review, at: datetime.datetime) -> Generator[Change]:
        """A new review, its creator the owner, and what is begun with it, in one transaction. Raises BadOption for an id that is
        taken, or that could not name a folder. Whether one is taken tells of a restricted review too: the id of one should be
        nothing that can be guessed."""
        if not ID.fullmatch(review.id):
            raise BadOption("id", review.id, "give one of 1 to 100 letters, digits, dots, dashes and underscores")
        with self._writes() as connection:
            person = allowed(connection, actor, Role.OWNER)
            if connection.scalar(select(tables.reviews.c.id).where(tables.reviews.c.id == review.id)):
                raise BadOption("id", review.id, "another review has it: give another one")
            readers = (*review.readers, person.name) if review.visibility is Visibility.RESTRICTED else review.readers
            begun = {"owner": person.name, "created_by": person.name, "created_at": at, "revision": 1}
            review = as_kept(review.model_copy(update={**begun, "readers": tuple(dict.fromkeys(readers))}))
            insert_review(connection, review)
            record(connection, person, at, "create", review.id, target=review.id, after=review)
            change = Change(connection, person, review, at)
            yield change
            if change.review != review:
                update_review(connection, change.review)

    def review(self, actor: Actor, incident: str) -> Review:
        """One small query: its revision says whether anything has changed."""
        with self._known(actor, incident) as (_, review):
            return review

    def listed(self, actor: Actor) -> list[Review]:
        """Those that the actor may know of, the newest first."""
        with self._reads() as connection:
            person = allowed(connection, actor, Role.VIEWER)
            return known_reviews(connection, person)

    def snapshot(self, actor: Actor, incident: str) -> Snapshot:
        with self._known(actor, incident) as (connection, review):
            return snapshot_of(connection, review)

    def evidence(self, actor: Actor, incident: str, draft: int | None = None) -> tuple[Evidence, ...]:
        """All redacted evidence of a draft, without a number of the one that the items come from."""
        drafts = tables.drafts
        with self._known(actor, incident) as (connection, review):
            here = (drafts.c.incident == incident) & (drafts.c.number == (review.draft if draft is None else draft))
            kept = connection.scalar(select(drafts.c.evidence).where(here))
        return EVIDENCE.validate_json(kept) if kept else ()

    def audit(self, actor: Actor, incident: str | None = None, limit: int = 200) -> list[AuditEntry]:
        """Newest first: of one incident, or of all that the actor may know of and of what concerns none."""
        with self._reads() as connection:
            person = allowed(connection, actor, Role.VIEWER)
            if incident is not None:
                review_of(connection, person, incident)
            return entries(connection, person, incident, limit)

    def lines(self, actor: Actor, *parts: str, rejected: bool = False) -> list[Line]:
        """The items of these parts over all incidents that the actor may know of, newest incident first; those that somebody
        rejected only where they are asked for."""
        table = tables.items
        with self._reads() as connection:
            reviews = known_reviews(connection, allowed(connection, actor, Role.VIEWER))
            place = {review.id: n for n, review in enumerate(reviews)}
            query = select(table).where(table.c.part.in_(parts)).order_by(table.c.part, table.c.position, table.c.id)
            found = [row for row in connection.execute(query).mappings() if row["incident"] in place]
        found.sort(key=lambda row: place[row["incident"]])
        every = (Line(reviews[place[row["incident"]]], built(Item, row)) for row in found)
        return [line for line in every if rejected or line.item.decision not in LEFT_OUT]

    def actions(self, actor: Actor) -> list[ActionLine]:
        return self.lines(actor, ACTION_ITEMS)

    @contextmanager
    def change(self, actor: Actor, incident: str, needs: Role, at: datetime.datetime) -> Generator[Change]:
        """One transaction on one review, which gets its next revision; nothing of it is kept if anything is raised.

        Raises UnknownReview, then NotAllowed, before anything else is done; RuntimeError for a change that was not audited.
        """
        with self._writes() as connection:
            person = allowed(connection, actor, Role.VIEWER)
            review = review_of(connection, person, incident)
            require(person, needs)
            change = Change(connection, person, review.model_copy(update={"revision": review.revision + 1}), at)
            yield change
            if not change.recorded:
                raise RuntimeError(f"a change of {incident} that the audit log says nothing of")
            update_review(connection, change.review)

    def unsettled(self) -> list[str]:
        """The reviews whose published files may not be as they say: something was stopped halfway. Asks nobody's leave."""
        with self._reads() as connection:
            return list(connection.scalars(select(tables.unsettled.c.incident)))

    def unsettle(self, incident: str) -> None:
        """Before something outside of the database is changed: if that is stopped halfway, it is known."""
        with self._writes() as connection:
            connection.execute(delete(tables.unsettled).where(tables.unsettled.c.incident == incident))
            connection.execute(insert(tables.unsettled), [{"incident": incident}])

    @contextmanager
    def settling(self, incident: str, at: datetime.datetime) -> Generator[Change]:
        """For whoever sees to its files: the review stays as it is meanwhile, and is settled unless something is raised."""
        with self._writes() as connection:
            found = connection.scalar(select(tables.reviews.c.review).where(tables.reviews.c.id == incident))
            change = Change(connection, THE_DESK, Review.model_validate(found), at)
            yield change
            follow_review(connection, change.review)
            change.settled()

    @contextmanager
    def _known(self, actor: Actor, incident: str) -> Generator[tuple[Connection, Review]]:
        with self._reads() as connection:
            person = allowed(connection, actor, Role.VIEWER)
            yield connection, review_of(connection, person, incident)


def known_reviews(connection: Connection, person: Actor) -> list[Review]:
    query = select(tables.reviews.c.review).where(known_to(person)).order_by(tables.reviews.c.number.desc())
    return [Review.model_validate(review) for review in connection.scalars(query)]
