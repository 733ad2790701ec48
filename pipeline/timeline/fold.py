"""Near-duplicates folded: what a tool logged, its bot announced and a person repeated is one event that cites all of them.

In: lines. Out: Happenings in order of time, each with its lead line (the one that says it best) and the others.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.domain.moment import Precision
from pipeline.text.phrases import words
from pipeline.text.terms import identifiers
from pipeline.timeline.lines import Line

NEAR = timedelta(seconds=100)
MOST_TOGETHER = 6
REPEATED = timedelta(minutes=60)
STATED_WITHIN = timedelta(minutes=60)
LOGGED_FIRST = (EvidenceKind.LOG_ENTRY, EvidenceKind.STATUS_UPDATE, EvidenceKind.DEPLOY, EvidenceKind.ALERT)
MOST_WORDS = 0.6
FEW = 8
TURNS = ("acknowledged", "severity", "mitigated", "resolved")
RECORDS = {Subtype.ACKNOWLEDGE: "acknowledged", Subtype.PRIORITY: "severity", Subtype.RESOLVE: "resolved"}
FINISHED = re.compile(
    r"\b(done|completed?|finished|aborted|rejected|succeeded|applied|cancell?ed)\b|(?<!\d)(\d{1,9})/\2\b",
    re.IGNORECASE,
)

Repeated: TypeAlias = tuple[str | None, tuple[str, ...], frozenset[str], frozenset[str]]


@dataclass(frozen=True)
class Happening:
    """Lines that tell of one thing; `at` is when it happened, which may be earlier than when it was told."""

    lines: tuple[Line, ...]
    at: datetime
    precision: Precision

    @property
    def lead(self) -> Line:
        return self.lines[0]

    @property
    def evidence(self) -> tuple[str, ...]:
        return tuple(line.id for line in self.lines)


def happened(line: Line) -> tuple[datetime, Precision]:
    """When what a line tells of happened: a tool's own stamp in its text where it gives one, else the line's time."""
    assert line.at
    if line.piece.automated and line.piece.kind is not EvidenceKind.LOG_ENTRY:
        stamps = [(t.until or t.at, t.precision) for t in line.times if line.at - STATED_WITHIN <= (t.until or t.at) <= line.at]
        if stamps:
            return stamps[-1]
    return line.at, line.piece.precision


def machine(line: Line) -> bool:
    return line.piece.automated or line.piece.kind in LOGGED_FIRST


def fold(lines: Iterable[Line], rests: Collection[str] = ()) -> list[Happening]:
    """Happenings in order of time; `rests` are ids of lines that moments rest on, which stay events of their own.

    Linear: a line is compared with what lies within `NEAR` before it, and with the last alert of the same words.
    """
    lines = [line for line in lines if line.at]
    turns = {line.id: turn_of(line) for line in lines}
    rare = rare_identifiers(lines)
    stamped = [Stamped(line, *happened(line)) for line in lines]
    open_groups: list[list[Stamped]] = []
    done: list[Happening] = []
    for stamp in sorted(stamped, key=lambda s: (s.at, not machine(s.line), s.line.at, s.line.id)):
        while open_groups and stamp.at - open_groups[0][0].at > NEAR:
            done.append(close(open_groups.pop(0)))
        group = next((g for g in open_groups if belongs(stamp.line, g, turns, rare)), None)
        if group:
            group.append(stamp)
        else:
            open_groups.append([stamp])
    done.extend(close(g) for g in open_groups)
    return without_repeats(sorted(done, key=lambda h: (h.at, h.lead.id)), rests)


def without_repeats(happenings: Iterable[Happening], rests: Collection[str]) -> list[Happening]:
    """An alert that is said again before long is one with the first of its kind."""
    kept: list[Happening] = []
    last: dict[Repeated, tuple[int, datetime]] = {}
    for happening in happenings:
        alert = repeatable(happening.lead)
        if alert is None:
            kept.append(happening)
            continue
        first, said = last.get(alert, (len(kept), happening.at))
        if first < len(kept) and happening.at - said <= REPEATED and not any(id in rests for id in happening.evidence):
            kept[first] = replace(kept[first], lines=kept[first].lines + happening.lines)
        else:
            first = len(kept)
            kept.append(happening)
        last[alert] = (first, happening.at)
    return kept


def repeatable(line: Line) -> Repeated | None:
    """What makes two alerts the same: who says it, the first line without its numbers, the names in it, the words below."""
    if line.piece.kind is not EvidenceKind.ALERT or line.piece.subtype == Subtype.TRIGGER:
        return None
    head = line.text.strip().split("\n")[0]
    return line.piece.author, tuple(words(head)), identifiers(head), line.content


@dataclass(frozen=True)
class Stamped:
    line: Line
    at: datetime
    precision: Precision


def close(group: Sequence[Stamped]) -> Happening:
    """The time is the lead's when a tool leads, the record's where there is one, else when it was first told."""
    ranked = sorted(group, key=lambda s: rank(s.line))
    told = ranked[0] if machine(ranked[0].line) else group[0]
    timed = next((s for s in ranked if s.line.piece.kind is EvidenceKind.LOG_ENTRY), told)
    return Happening(tuple(s.line for s in ranked), timed.at, timed.precision)


def rank(line: Line) -> tuple[int, bool, int]:
    """Which line leads: a person's words, then a tool's last word ("done"), then its first; the fuller one of equals."""
    order = 0 if line.spoken and len(line.reading.words) > 3 else 1
    return order, not FINISHED.search(line.text), -min(len(line.text), 400)


def belongs(line: Line, group: Sequence[Stamped], turns: Mapping[str, str | None], rare: frozenset[str]) -> bool:
    return len(group) < MOST_TOGETHER and any(same(line, other.line, turns, rare) for other in group)


def same(line: Line, other: Line, turns: Mapping[str, str | None], rare: frozenset[str]) -> bool:
    if turns[line.id] and turns[line.id] == turns[other.id]:
        return machine(line) or machine(other)
    return machine(line) and machine(other) and family(line) == family(other) and alike(line, other, rare)


def family(line: Line) -> str:
    """Tools that may speak of one thing: pagers and alerts, deploys and their logs, status pages."""
    kind = line.piece.kind
    if kind is EvidenceKind.STATUS_UPDATE:
        return "public"
    if kind is EvidenceKind.ALERT or line.piece.subtype == Subtype.TRIGGER:
        return "alert"
    return "change"


def turn_of(line: Line) -> str | None:
    """What turn of the incident the line marks, if it marks one."""
    subtype = line.piece.subtype
    if subtype == Subtype.TOPIC:
        return "severity" if line.has("severity") else None
    if subtype in RECORDS:
        return RECORDS[Subtype(subtype)]
    if line.reading.question or line.has("not_yet") or not (line.spoken or line.piece.automated):
        return None
    return next((name for name in TURNS if line.has(name)), None)


def alike(line: Line, other: Line, rare: frozenset[str]) -> bool:
    """Two lines of tools about the same thing: they share an identifier that few lines have, or most of their words.

    Lines that both name things, and none in common, are about two things.
    """
    if line.identifiers and other.identifiers and line.identifiers.isdisjoint(other.identifiers):
        return False
    mine, theirs = line.content, other.content
    shared = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    return shared >= MOST_WORDS or bool(line.identifiers & other.identifiers & rare)


def rare_identifiers(lines: Iterable[Line]) -> frozenset[str]:
    """Identifiers of a single change or alert (a rollout's id, a bundle), not those of a service that all lines name."""
    counts = Counter(i for line in lines if machine(line) for i in line.identifiers)
    return frozenset(i for i, n in counts.items() if n <= FEW)
