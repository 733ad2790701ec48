"""Work: one piece of work as it is spoken of, from the remark that brings it up to the one that reports it done."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log

from pipeline.domain.action_item import ActionStatus, Commitment
from pipeline.draft.actions.remarks import Remark

MOST_EVIDENCE = 8
MOST_MEMBERS = 40


@dataclass(eq=False)
class Work:
    """`root` brings it up; `members` are all remarks about it, in order. `grip` says how firmly it was put, in points."""

    root: Remark
    commitment: Commitment
    grip: float
    owner: str | None = None
    asked: tuple[str, ...] = ()
    collected: bool = False
    deferred: bool = False
    members: list[Remark] = field(default_factory=list[Remark])
    stems: set[str] = field(default_factory=set[str])
    status: ActionStatus = ActionStatus.OPEN
    taken: Remark | None = None
    done: Remark | None = None
    answered: bool = False
    words: str | None = None
    """The words for it, where a table gives them."""
    day: datetime.date | None = None
    """The day it is due, where a table or one of several promises gives it."""
    before: Remark | None = None
    """What was said right before it came up."""

    number: int = 0
    """Its place in the order in which work came up."""
    tickets: set[str] = field(default_factory=set[str])
    ids: set[str] = field(default_factory=set[str])
    """Of the evidence."""

    def __post_init__(self) -> None:
        self.join(self.root, about=True)

    def join(self, remark: Remark, about: bool = False) -> None:
        """Adds a remark; `about` when its words describe the work."""
        if remark not in self.members and len(self.members) < MOST_MEMBERS:
            self.members.append(remark)
            self.tickets.update(remark.tickets)
            self.ids.add(remark.id)
            self.answered = self.answered or remark.speaker != self.root.speaker
        if about:
            self.stems |= remark.content

    @property
    def live(self) -> bool:
        return self.commitment is not Commitment.DECLINED

    @property
    def last(self) -> Remark:
        return self.members[-1]

    def concerns(self, speaker: str | None) -> bool:
        return speaker is not None and speaker in (self.owner, self.root.speaker, *self.asked)

    def speaks_of(self, remark: Remark) -> bool:
        """Whether the remark has two of the work's words, or its ticket."""
        return len(self.stems & remark.content) >= 2 or not self.tickets.isdisjoint(remark.tickets)

    @property
    def due(self) -> datetime.date | None:
        """The day it was promised for, else asked for; done the same day it was promised, without a day, is that day."""
        if self.day:
            return self.day
        speaking = [r for r in (self.taken, self.root, *self.members) if r and r is not self.done]
        if said := next((r.due for r in speaking if r.due), None):
            return said
        promised = (self.taken or self.root).day
        return promised if self.done and self.done.day == promised and self.commitment is Commitment.COMMITTED else None


class Kinship:
    """How much two texts have in common: a shared stem counts the more the fewer remarks have it."""

    def __init__(self, texts: Iterable[frozenset[str]]):
        seen: dict[str, int] = {}
        total = 0
        for found in texts:
            total += 1
            for stem in found:
                seen[stem] = seen.get(stem, 0) + 1
        scale = log(max(total, 12))
        self._weights = {stem: max(0.05, 1 - log(times) / scale) for stem, times in seen.items()}

    def weight(self, stem: str) -> float:
        return self._weights.get(stem, 1.0)

    def shared(self, one: Iterable[str], other: Iterable[str]) -> float:
        return sum(map(self.weight, sorted(set(one).intersection(other))))
