"""Who may do what, decided here alone: a connection + an Actor -> the person as they are kept, the reviews they may know of.

A role is looked up each time, so that one which was taken away counts at once. A restricted review is there for its owner and its
readers, by name or team; for anybody else, admins included, it is as if it had never been.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, delete, insert, or_, select, update

from pipeline.domain.actor import Actor, Role, folded
from pipeline.domain.incident import Visibility
from pipeline.domain.review import Review
from pipeline.errors import BadOption, NotAllowed, UnknownReview
from pipeline.store.documents import follow_review
from pipeline.store.review_rows import built
from pipeline.store.review_schema import people, review_access, reviews

DOES = {
    Role.VIEWER: "Reading",
    Role.REVIEWER: "Commenting or signing off",
    Role.OWNER: "Deciding, editing or publishing",
    Role.ADMIN: "Naming people",
}


def person_of(connection: Connection, actor: Actor) -> Actor:
    """Raises NotAllowed for somebody who never signed in."""
    person = find(connection, actor.name)
    if person is None:
        raise NotAllowed(DOES[Role.VIEWER], "somebody who is not known here", "say who you are first")
    return person


def find(connection: Connection, name: str) -> Actor | None:
    row = connection.execute(select(people).where(people.c.key == folded(name))).mappings().first()
    return built(Actor, row) if row else None


def require(person: Actor, role: Role) -> None:
    if not person.role.includes(role):
        raise NotAllowed(DOES[role], person.role)


def allowed(connection: Connection, actor: Actor, role: Role) -> Actor:
    person = person_of(connection, actor)
    require(person, role)
    return person


def known_to(person: Actor) -> ColumnElement[bool]:
    """True for the rows of `reviews` that this person may know of."""
    names = [folded(name) for name in (person.name, *person.teams)]
    meant_for = select(review_access.c.incident).where(review_access.c.name.in_(names))
    return or_(reviews.c.visibility != Visibility.RESTRICTED, reviews.c.id.in_(meant_for))


def review_of(connection: Connection, person: Actor, id: str) -> Review:
    """Raises UnknownReview for what is not there, and just so for what this person may not know of."""
    found = connection.scalar(select(reviews.c.review).where(reviews.c.id == id, known_to(person)))
    if found is None:
        raise UnknownReview(id)
    return Review.model_validate(found)


def insert_review(connection: Connection, review: Review) -> None:
    connection.execute(insert(reviews).values(id=review.id, visibility=review.visibility, review=review, options={}))
    admit(connection, review)


def update_review(connection: Connection, review: Review) -> None:
    changed = {"visibility": review.visibility, "review": review}
    connection.execute(update(reviews).where(reviews.c.id == review.id).values(changed))
    connection.execute(delete(review_access).where(review_access.c.incident == review.id))
    admit(connection, review)
    follow_review(connection, review)


def admit(connection: Connection, review: Review) -> None:
    """Raises BadOption for a restricted review that nobody could open."""
    names = readers_of(filter(None, (review.owner, *review.readers)))
    if names:
        connection.execute(insert(review_access), [{"incident": review.id, "name": name} for name in names])
    elif review.visibility is Visibility.RESTRICTED:
        raise BadOption("visibility", review.visibility, "name an owner or a reader first, or nobody could open it")


def readers_of(names: Iterable[str]) -> list[str]:
    return sorted({key for name in names if (key := folded(name))})
