"""Jobs as they are seen by everybody: a Job -> kept, with its signs of life. Who runs them is no matter of the store.

waiting -> claim -> running (beats) -> end_job | stop_job: done, failed or stopped, and that for good
"""

import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, or_, select, update

from pipeline.domain.actor import Actor, Role
from pipeline.domain.job import ALIVE, Job, JobState
from pipeline.errors import BadOption
from pipeline.store.access import allowed, known_to, require, review_of
from pipeline.store.audit_log import record
from pipeline.store.database import Database
from pipeline.store.review_rows import built, values
from pipeline.store.review_schema import jobs, reviews


class Jobs(Database):
    def add_job(self, actor: Actor, job: Job) -> Job:
        """The job, which is theirs who ask; where the same work is under way, that one. Raises UnknownReview, and NotAllowed
        unless an owner asks."""
        with self._writes() as connection:
            person = allowed(connection, actor, Role.VIEWER)
            if job.incident is not None:
                review_of(connection, person, job.incident)
            require(person, Role.OWNER)
            if same := under_way(connection, job):
                return same
            job = job.model_copy(update={"by": person.name})
            connection.execute(insert(jobs), [values(job, "") | {"incident": job.incident}])
            record(connection, person, job.created_at, f"start_{job.kind}", job.incident or "", target=job.id)
        return job

    def job(self, id: str) -> Job:
        """For the process that runs it: asks nobody's leave. Raises BadOption for an unknown id."""
        with self._reads() as connection:
            return one(connection, jobs.c.id == id, id)

    def jobs(self, actor: Actor, incident: str | None = None, limit: int = 100) -> list[Job]:
        """Newest first, those that the person may know of: of one incident, or all."""
        with self._reads() as connection:
            person = allowed(connection, actor, Role.VIEWER)
            query = select(jobs).where(visible(person)).order_by(jobs.c.created_at.desc(), jobs.c.id).limit(limit)
            if incident is not None:
                review_of(connection, person, incident)
                query = query.where(jobs.c.incident == incident)
            return [built(Job, row) for row in connection.execute(query).mappings()]

    def claim(self, id: str, pid: int, *, at: datetime.datetime) -> bool:
        """Whether the process `pid` may run it: it was waiting, and nobody else has it."""
        changed = {"state": JobState.RUNNING, "pid": pid, "beat_at": at}
        return self._set(id, (JobState.WAITING,), changed)

    def beat(self, id: str, step: str, done: int, steps: int, *, at: datetime.datetime) -> bool:
        """A sign of life. False: it is over, as when somebody stopped it; the process that runs it should end."""
        return self._set(id, (JobState.RUNNING,), {"step": step, "done": done, "steps": steps, "beat_at": at})

    def end_job(
        self,
        id: str,
        state: JobState,
        problem: str | None = None,
        result: dict[str, Any] | None = None,
        *,
        at: datetime.datetime,
    ) -> bool:
        """False where it was over before: how it ended stays as it is."""
        return self._set(id, ALIVE, {"state": state, "problem": problem, "result": result, "ended_at": at})

    def stop_job(self, actor: Actor, id: str, *, at: datetime.datetime) -> Job:
        """The job as it was, with the process to end if it was alive. Raises BadOption for one that they may not know of."""
        with self._writes() as connection:
            person = allowed(connection, actor, Role.VIEWER)
            job = one(connection, (jobs.c.id == id) & visible(person), id)
            require(person, Role.OWNER)
            if job.is_alive:
                stopped = {"state": JobState.STOPPED, "ended_at": at}
                connection.execute(update(jobs).where(jobs.c.id == id).values(stopped))
                record(connection, person, at, f"stop_{job.kind}", job.incident or "", target=id)
        return job

    def _set(self, id: str, states: tuple[JobState, ...], changed: dict[str, Any]) -> bool:
        with self._writes() as connection:
            of_it = (jobs.c.id == id) & jobs.c.state.in_(states)
            return connection.execute(update(jobs).where(of_it).values(changed)).rowcount == 1


def visible(person: Actor) -> ColumnElement[bool]:
    return or_(jobs.c.incident.is_(None), jobs.c.incident.in_(select(reviews.c.id).where(known_to(person))))


def under_way(connection: Connection, job: Job) -> Job | None:
    """A job that does what this one would do, and is not over."""
    same = (jobs.c.kind == job.kind) & jobs.c.incident.is_not_distinct_from(job.incident) & jobs.c.state.in_(ALIVE)
    found = (built(Job, row) for row in connection.execute(select(jobs).where(same)).mappings())
    return next((one for one in found if one.request == job.request), None)


def one(connection: Connection, which: ColumnElement[bool], id: str) -> Job:
    row = connection.execute(select(jobs).where(which)).mappings().first()
    if row is None:
        raise BadOption("job", id, "there is none that you may see: look at the list of jobs")
    return built(Job, row)
