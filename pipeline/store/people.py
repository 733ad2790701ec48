"""People of the review desk: a name -> an Actor; and what an admin says of them."""

import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from pipeline.domain.actor import Actor, Role, folded
from pipeline.errors import BadOption
from pipeline.store.access import allowed, find
from pipeline.store.audit_log import record
from pipeline.store.database import Database
from pipeline.store.review_rows import built
from pipeline.store.review_schema import people

LONGEST = 100


class People(Database):
    def sign_in(self, name: str, at: datetime.datetime) -> Actor:
        """Who has this name, without regard to case. Somebody new may own reviews; the very first one is the admin."""
        name = checked(name)
        with self._reads() as connection:
            if known := find(connection, name):
                return known
        with self._writes() as connection:
            return find(connection, name) or join(connection, name, at)

    def permit(self, actor: Actor, role: Role) -> Actor:
        """The person as they are kept. Raises NotAllowed where their role is less than this one."""
        with self._reads() as connection:
            return allowed(connection, actor, role)

    def note(self, actor: Actor, role: Role, what: str, at: datetime.datetime, after: Any = None) -> None:
        """What somebody does that concerns no review, for the audit log. Raises NotAllowed, and notes nothing."""
        with self._writes() as connection:
            record(connection, allowed(connection, actor, role), at, what, after=after)

    def people(self, actor: Actor) -> list[Actor]:
        with self._reads() as connection:
            allowed(connection, actor, Role.VIEWER)
            return [built(Actor, row) for row in connection.execute(select(people).order_by(people.c.key)).mappings()]

    def set_person(self, actor: Actor, person: Actor, at: datetime.datetime) -> Actor:
        """Their role and teams as given; somebody new is added. Raises NotAllowed unless an admin asks, BadOption where no admin
        would be left."""
        person = person.model_copy(update={"name": checked(person.name)})
        with self._writes() as connection:
            admin = allowed(connection, actor, Role.ADMIN)
            before = find(connection, person.name)
            write(connection, person, new=before is None)
            if not connection.scalar(select(func.count()).where(people.c.role == Role.ADMIN)):
                raise BadOption("role", person.role, "at least one admin has to stay: make somebody else an admin first")
            record(connection, admin, at, "set_person", target=person.name, before=before, after=person)
        return person


def of_team(connection: Connection, team: str) -> list[Actor]:
    """Whoever is of the team of this name."""
    everybody = (built(Actor, row) for row in connection.execute(select(people)).mappings())
    return [one for one in everybody if folded(team) in map(folded, one.teams)]


def checked(name: str) -> str:
    trimmed = " ".join(name.split())
    if not trimmed or len(trimmed) > LONGEST or not trimmed.isprintable():
        raise BadOption("name", trimmed[:LONGEST], f"give a name of 1 to {LONGEST} letters that can be read")
    return trimmed


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
