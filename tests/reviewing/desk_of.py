"""A desk on a folder of its own, and a small incident to work on: drafted in this process, so that a test is quick."""

import datetime
import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.domain.actor import Actor
from pipeline.domain.job import Job, JobKind, JobState
from pipeline.domain.review import Item, SignOffKind
from pipeline.jobs.process import all_kinds
from pipeline.jobs.steps import Steps
from pipeline.reviewing import ReviewDesk, open_desk
from pipeline.settings import Settings

SAID: list[tuple[str, str, str]] = [
    ("10:00", "Ana Lima", "alert: checkout errors at 12%, customers cannot pay"),
    ("10:02", "Ana Lima", "looking at it, it began right after build 41 went out"),
    ("10:05", "Bo Ek", "the root cause is that build 41 reads a config key that is missing in production"),
    ("10:09", "Bo Ek", "rolling back to build 40"),
    ("10:15", "Bo Ek", "errors are back to 0%, customers can pay again. resolved"),
    ("10:20", "Bo Ek", "I'll add a canary check by Friday"),
    ("10:21", "Ana Lima", "what went well: the rollback took 6 minutes"),
]
INCIDENT = {"id": "7", "title": "Checkout down", "severity": "SEV2", "date": "2024-05-02"}


def export(said: list[tuple[str, str, str]] = SAID, **facts: Any) -> bytes:
    evidence = [
        {"id": f"m{number}", "at": f"2024-05-02T{clock}:00Z", "author": author, "kind": "message", "text": text}
        for number, (clock, author, text) in enumerate(said)
    ]
    return json.dumps({"incident": INCIDENT | facts, "evidence": evidence}).encode()


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = datetime.datetime(2024, 5, 2, 12, tzinfo=datetime.UTC)

    def __call__(self) -> datetime.datetime:
        return self.now

    def later(self, **by: float) -> None:
        self.now += datetime.timedelta(**by)


def desk_in(folder: Path, clock: Any = None) -> ReviewDesk:
    settings = Settings(home=str(folder / "home"), embedder="none")
    return open_desk(settings, clock) if clock else open_desk(settings)


class Meanwhile(Steps):
    """Steps at the last of which something happens."""

    def __init__(self, last: str, what: Callable[[], object]) -> None:
        super().__init__()
        self.last, self.what = last, what

    def say(self, step: str, done: int = 0, steps: int = 0) -> None:
        super().say(step, done, steps)
        if step == self.last:
            self.what()


def draft(
    desk: ReviewDesk, actor: Actor, incident: str, kind: JobKind = JobKind.DRAFT, steps: Steps | None = None, **request: Any
) -> dict[str, Any]:
    """What a job of this kind does, here and now."""
    job = Job(id=uuid.uuid4().hex, kind=kind, incident=incident, request=request, by=actor.name, created_at=desk.clock())
    desk.store.add_job(actor, job)
    desk.store.claim(job.id, 1, at=desk.clock())
    result = all_kinds()[kind](job, desk.store, desk.settings, Steps() if steps is None else steps)
    desk.store.end_job(job.id, JobState.DONE, result=result, at=desk.clock())
    return result


def drafted(desk: ReviewDesk, actor: Actor, said: list[tuple[str, str, str]] = SAID, **how: Any) -> str:
    """The id of a small incident with its first draft."""
    review = desk.create(actor, "Checkout down", [("incident.json", export(said))], **how)
    draft(desk, actor, review.id)
    return review.id


def item(desk: ReviewDesk, actor: Actor, incident: str, part: str, containing: str = "") -> Item:
    return next(one for one in desk.look(actor, incident).parts[part] if containing in json.dumps(one.value))


def sign(desk: ReviewDesk, actor: Actor, incident: str, *kinds: SignOffKind, **how: Any) -> None:
    """On the document as it is now."""
    for kind in kinds:
        desk.sign_off(actor, incident, kind, desk.look(actor, incident).today, **how)


def read(desk: ReviewDesk, actor: Actor, incident: str, part: str) -> None:
    desk.mark_read(actor, incident, part, desk.look(actor, incident).digests[part])


def decide_all(desk: ReviewDesk, actor: Actor, incident: str) -> None:
    for part in desk.look(actor, incident).parts:
        desk.accept_part(actor, incident, part)
        for one in desk.look(actor, incident).parts[part]:
            if one.decision is None:
                desk.accept(actor, incident, part, one.id, one.revision)
