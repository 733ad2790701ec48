"""Drafts of an incident, made by jobs; and what a newer one offers, taken or left by a person."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pipeline.domain.actor import Actor
from pipeline.domain.job import Job, JobKind
from pipeline.domain.review import Item, OfferState
from pipeline.errors import BadOption
from pipeline.jobs import launching
from pipeline.jobs.requests import model
from pipeline.review import after_edit, taken
from pipeline.reviewing.bench import Bench
from pipeline.reviewing.deciding import put

LONGEST_INSTRUCTION = 4_000
TAKE = "take offer"


class Drafts(Bench):
    def start_draft(self, actor: Actor, incident: str) -> Job:
        """Drafts from the incident's files: the first time its items, later what a newer draft would change. Where one is under
        way, that one. Raises WrongState where the document cannot be changed."""
        after_edit(self.store.review(actor, incident))
        return self._start(actor, JobKind.DRAFT, incident)

    def start_redraft(
        self, actor: Actor, incident: str, parts: Sequence[str], instruction: str = "", engine: str = "auto"
    ) -> Job:
        """Tells these parts anew, as the instruction says; without a model they are made shorter, and that alone. What comes of
        it is offered. Raises BadOption for what cannot be done, WrongState where the document cannot be changed."""
        after_edit(self.store.review(actor, incident))
        if len(instruction) > LONGEST_INSTRUCTION:
            raise BadOption("The instruction", f"{instruction[:40]}...", f"write at most {LONGEST_INSTRUCTION} characters")
        if instruction.strip() and model(engine, self.settings) is None:
            raise BadOption("The instruction", instruction[:60], "without a model sections can only be shortened; leave it empty")
        return self._start(actor, JobKind.REDRAFT, incident, parts=list(parts), instruction=instruction, engine=engine)

    def start_index(self, actor: Actor) -> Job:
        """Brings what is searched in up to date with the past incidents."""
        return self._start(actor, JobKind.INDEX, None)

    def stop(self, actor: Actor, job: str) -> None:
        """Its process is asked to end, and killed where it does not."""
        stopped = self.store.stop_job(actor, job, at=self.clock())
        launching.end(stopped)
        if stopped.is_alive:  # of one that failed it says why
            launching.log_of(job, self.settings).unlink()

    def jobs(self, actor: Actor, incident: str | None = None) -> list[Job]:
        """Newest first; one whose process is gone has failed."""
        now: datetime = self.clock()
        return [launching.settle(self.store, job, now) for job in self.store.jobs(actor, incident)]

    def take_offer(self, actor: Actor, incident: str, offer: int, revision: int | None) -> tuple[Item, ...]:
        """What the newer draft says stands in the item from now on; fields of it that only a person changed stay theirs.
        `revision` is that of the item beside which the offer was seen, None where there was none. Raises Conflict."""
        with self.change(actor, incident) as change:
            wanted = change.set_offer(offer, OfferState.TAKEN)
            items = change.items(wanted.part)
            before = {item.id: item for item in items}
            changed = taken(wanted, items)
            return tuple(put(change, TAKE, before.get(one.id, one), revision, one) for one in changed)

    def leave_offer(self, actor: Actor, incident: str, offer: int) -> None:
        """The item stays as it is; the same is not offered again."""
        with self.change(actor, incident) as change:
            left = change.set_offer(offer, OfferState.LEFT)
            change.audit("leave offer", f"{left.part}/{left.item}", before=left.before, after=left.after)

    def _start(self, actor: Actor, kind: JobKind, incident: str | None, **request: Any) -> Job:
        self.jobs(actor, incident)  # one whose process is gone is in the way of none
        return launching.start(self.store, actor, kind, incident, request, self.settings, self.clock())
