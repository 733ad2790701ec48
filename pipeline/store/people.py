"""People of the review desk: a name -> an Actor; and what an admin says of them."""

import datetime

from sqlalchemy import Connection, func, insert, select, update

from pipeline.domain.actor import Actor, Role
from pipeline.errors import BadOption
from pipeline.store.access import allowed, folded
from pipeline.store.audit_log import record
from pipeline.store.database import Database
from pipeline.store.review_schema import people

LONGEST = 100


class People(Database):
    def sign_in(self, name: str, at: datetime.datetime) -> Actor:
        """Who has this name, without regard to case. Somebody new may own reviews; the very first one is the admin."""
        name = checked(name)
        with self._reads() as connection:
            if known := found(connection, name):
                return known
        with self._writes() as connection:
            return found(connection, name) or join(connection, name, at)

    def people(self, actor: Actor) -> list[Actor]:
        with self._reads() as connection:
            allowed(connection, actor, Role.VIEWER)
            return [
                one for key in connection.scalars(select(people.c.key).order_by(people.c.key)) if (one := found(connection, key))
            ]

    def set_person(self, actor: Actor, person: Actor, at: datetime.datetime) -> Actor:
        """Their role and teams as given; somebody new is added. Raises NotAllowed unless an admin asks, BadOption where no admin
        would be left."""
        person = person.model_copy(update={"name": checked(person.name)})
        with self._writes() as connection:
            admin = allowed(connection, actor, Role.ADMIN)
            before = found(connection, person.name)
            write(connection, person, new=before is None)
            if not connection.scalar(select(func.count()).where(people.c.role == Role.ADMIN)):
                raise BadOption("role", person.role, "at least one admin has to stay: make somebody else an admin first")
            record(connection, admin, at, "set_person", target=person.name, before=before, after=person)
        return person


def checked(name: str) -> str:
    trimmed = " ".join(name.split())
    if not trimmed or len(trimmed) > LONGEST or not trimmed.isprintable():
        raise BadOption("name", trimmed[:LONGEST], f"give a name of 1 to {LONGEST} letters that can be read")
    return trimmed


def found(connection: Connection, name: str) -> Actor | None:
    row = connection.execute(select(people).where(people.c.key == folded(name))).first()
    return Actor(name=row.name, role=Role(row.role), teams=tuple(row.teams)) if row else None


def join(connection: Connection, name: str, at: datetime.datetime) -> Actor:
    first = not connection.scalar(select(func.count()).select_from(people))
    person = Actor(name=name, role=Role.ADMIN if first else Role.OWNER)
    write(connection, person, new=True)
    record(connection, person, at, "join", target=name, after=person)
    return person


def write(connection: Connection, person: Actor, new: bool) -> None:
    known = {"name": person.name, "role": person.role, "teams": person.teams}
    key = folded(person.name)
    connection.execute(
        insert(people).values(key=key, **known) if new else update(people).where(people.c.key == key).values(known)
    )
