"""What every topic of the desk works with: settings, the store, a clock."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from pipeline.doctor import home
from pipeline.domain.actor import Actor, Role, folded
from pipeline.domain.evidence import Evidence
from pipeline.domain.finding import DraftFinding
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.review import Block
from pipeline.domain.statement import Check
from pipeline.reviewing.look import Standing
from pipeline.reviewing.recent import Recent
from pipeline.settings import Settings
from pipeline.store.reviews import Change, Reviews

Clock = Callable[[], datetime]


FEW, MANY = 8, 2_000


class Bench:
    """`clock` says what time it is, as an aware time. What was read and computed lately is at hand, by what it comes from; who
    asks is looked at before that."""

    def __init__(self, settings: Settings, store: Reviews, clock: Clock) -> None:
        self.settings, self.store, self.clock = settings, store, clock
        self.home: Path = home(settings)
        self._standings: Recent[Standing] = Recent(FEW)
        self._envelopes: Recent[Postmortem] = Recent(FEW)
        self._evidence: Recent[tuple[Evidence, ...]] = Recent(FEW)
        self._findings: Recent[tuple[DraftFinding, ...]] = Recent(FEW)
        self._outsides: Recent[tuple[Block, ...]] = Recent(FEW)
        self._checks: Recent[Check] = Recent(MANY)

    def known(self, actor: Actor) -> Actor:
        """The person as they are kept now: a role or a team may have been taken away. Raises NotAllowed for nobody known."""
        return next((one for one in self.store.people(actor) if folded(one.name) == folded(actor.name)), actor)

    def change(self, actor: Actor, incident: str, needs: Role = Role.OWNER) -> AbstractContextManager[Change]:
        """One transaction. Raises NotAllowed, UnknownReview, Conflict, StoreUnavailable; then nothing has changed."""
        return self.store.change(actor, incident, needs=needs, at=self.clock())
