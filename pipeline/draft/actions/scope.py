"""Where and when follow-ups are spoken of: before, during or after the response, and the threads where they are collected."""

import datetime
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.domain.evidence import Evidence
from pipeline.domain.incident import Incident
from pipeline.domain.moment import Moment
from pipeline.draft.actions.lexicon import Act
from pipeline.draft.actions.remarks import Remark, stems

PAUSE = datetime.timedelta(minutes=40)
"""A silence that ends a round of follow-ups held in a channel."""
LONGEST = datetime.timedelta(hours=3)
BREATH = datetime.timedelta(minutes=8)
VOICES = 3
"""So many people taking and proposing things in one thread make it a round of follow-ups, whatever it was opened with."""
SHORT_TALK = 30
"""Up to so many messages, a talk is short."""
SAMPLE = 2000
"""So many messages of the incident are enough to know its words."""


class When(StrEnum):
    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


@dataclass(frozen=True)
class Round:
    """A stretch of a channel in which follow-ups are collected."""

    since: datetime.datetime
    until: datetime.datetime


@dataclass(frozen=True)
class Scope:
    """`vocabulary` are the stems that the incident's own messages repeat."""

    began: datetime.datetime | None
    ended: datetime.datetime | None
    over: datetime.datetime | None = None
    threads: frozenset[str] = frozenset()
    rounds: Mapping[str, Sequence[Round]] = field(default_factory=dict[str, Sequence[Round]])
    vocabulary: frozenset[str] = field(default=frozenset(), repr=False)
    short: bool = False
    """Whether so little was said that one word in passing is no small part of it."""

    def when(self, remark: Remark) -> When:
        at = remark.piece.at
        if at is None or self.began is None:
            return When.AFTER
        if at < self.began:
            return When.BEFORE
        return When.DURING if self.ended and at < self.ended else When.AFTER

    def settling(self, remark: Remark) -> bool:
        """Whether it was said before the incident was over."""
        return bool(self.over and remark.piece.at and remark.piece.at < self.over)

    def collects(self, remark: Remark) -> bool:
        """Whether the remark stands where follow-ups are collected."""
        if remark.place in self.threads:
            return True
        if remark.place not in self.rounds or remark.piece.at is None:
            return False
        return any(r.since <= remark.piece.at <= r.until for r in self.rounds[remark.place])


def set_scope(incident: Incident, evidence: Sequence[Evidence], remarks: Sequence[Remark]) -> Scope:
    began = earliest(incident.started_at, incident.detected_at)
    ended = earliest(incident.mitigated_at, incident.resolved_at)
    over = incident.resolved_at.at if incident.resolved_at else ended
    plain = Scope(began, ended)
    later = [r for r in remarks if plain.when(r) is When.AFTER]
    replied = {r.piece.thread for r in later if r.piece.thread}
    calls = [r for r in later if r.does(Act.CALL) and "not now" not in r.text.lower()]
    threads = {r.place for r in calls if r.piece.thread} | {r.id for r in calls if r.id in replied} | busy_threads(later)
    calling = [r for r in calls if not r.piece.thread and r.id not in replied and "thread" not in r.words]
    during = (p.text for p in evidence if p.at and (began is None or p.at >= began) and (ended is None or p.at <= ended))
    short = len(remarks) <= SHORT_TALK
    return Scope(began, ended, over, frozenset(threads), rounds(calling, later), vocabulary(incident, during), short)


def earliest(*moments: Moment | None) -> datetime.datetime | None:
    return min((m.at for m in moments if m), default=None)


def busy_threads(remarks: Iterable[Remark]) -> set[str]:
    voices: dict[str, set[str]] = defaultdict(set)
    for r in remarks:
        if r.piece.thread and r.does(Act.TAKE, Act.PROMISE, Act.PRESENT, Act.IDEA) and not r.does(Act.IDLE):
            voices[r.piece.thread].add(r.speaker or "")
    return {thread for thread, heard in voices.items() if len(heard) >= VOICES}


def rounds(calls: Sequence[Remark], remarks: Sequence[Remark]) -> dict[str, list[Round]]:
    """The rounds of each channel: those that were called for, and those that show in how people speak."""
    spoken: dict[str, list[Remark]] = defaultdict(list)
    for r in remarks:
        if not r.piece.thread and r.piece.at:
            spoken[r.place].append(r)
    found: dict[str, list[Round]] = defaultdict(list)
    for call in calls:
        found[call.place].append(called(call, spoken[call.place]))
    for place, said in spoken.items():
        found[place] += [Round(at(run[0]) - BREATH, at(run[-1]) + BREATH) for run in runs(filter(puts_work, said)) if busy(run)]
    return found


def called(call: Remark, said: Sequence[Remark]) -> Round:
    """From the call to the first long silence in its channel, or as long as a round may be."""
    since = until = at(call)
    for r in said[bisect_right(said, since, key=at) :]:
        if at(r) - until > PAUSE or at(r) - since > LONGEST:
            break
        until = at(r)
    return Round(since, until)


def busy(run: Sequence[Remark]) -> bool:
    return len(run) > VOICES and len({r.speaker for r in run}) >= VOICES and sum(r.due is not None for r in run) > 1


def puts_work(r: Remark) -> bool:
    """Takes something on, has an idea, or names a day to come."""
    if r.does(Act.TAKE, Act.PROMISE, Act.PRESENT, Act.IDEA) and not r.does(Act.IDLE):
        return True
    return r.due is not None and r.day is not None and r.due > r.day


def runs(remarks: Iterable[Remark]) -> list[list[Remark]]:
    """Remarks that follow each other without a pause."""
    found: list[list[Remark]] = []
    for r in remarks:
        if found and at(r) - at(found[-1][-1]) <= 2 * BREATH:
            found[-1].append(r)
        else:
            found.append([r])
    return found


def at(remark: Remark) -> datetime.datetime:
    return remark.piece.at or datetime.datetime.min.replace(tzinfo=datetime.UTC)


def vocabulary(incident: Incident, texts: Iterable[str]) -> frozenset[str]:
    counted: Counter[str] = Counter()
    for text, _ in zip(texts, range(SAMPLE), strict=False):
        counted.update(stems(text))
    known = stems(" ".join((incident.title, *incident.services)))
    return known | {s for s, n in counted.items() if n > 1}
