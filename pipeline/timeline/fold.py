"""Near-duplicates folded: what a tool logged, its bot announced and a person repeated is one event that cites all of them.

In: lines. Out: Happenings in order of time, each with its lead line (the one that says it best) and the others.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.domain.moment import Precision
from pipeline.text.terms import content_words
from pipeline.timeline.lines import Line

NEAR = timedelta(seconds=100)
MOST_CITED = 6
STATED_WITHIN = timedelta(minutes=60)
LOGGED_FIRST = (EvidenceKind.LOG_ENTRY, EvidenceKind.STATUS_UPDATE, EvidenceKind.DEPLOY, EvidenceKind.ALERT)
TOPICS: tuple[tuple[str, ...], ...] = (("acknowledged",), ("severity",), ("mitigated",), ("resolved",))
RECORDS = {
    Subtype.ACKNOWLEDGE: "acknowledged",
    Subtype.PRIORITY: "severity",
    Subtype.RESOLVE: "resolved",
    Subtype.TOPIC: "severity",
}


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


def fold(lines: Iterable[Line]) -> list[Happening]:
    """Happenings in order of time. Linear: a line is compared with what lies within `NEAR` before it only."""
    lines = list(lines)
    turns = {line.id: topic_of(line) for line in lines}
    stamped = sorted(
        ((*happened(line), line) for line in lines if line.at), key=lambda s: (s[0], not machine(s[2]), s[2].at, s[2].id)
    )
    open_groups: list[tuple[datetime, Precision, list[Line]]] = []
    done: list[Happening] = []
    for at, precision, line in stamped:
        while open_groups and at - open_groups[0][0] > NEAR:
            done.append(close(open_groups.pop(0)))
        group = next((g for g in open_groups if len(g[2]) < MOST_CITED and any(same(line, other, turns) for other in g[2])), None)
        if group:
            group[2].append(line)
        else:
            open_groups.append((at, precision, [line]))
    done.extend(close(g) for g in open_groups)
    return sorted(done, key=lambda h: (h.at, h.lead.id))


def close(group: tuple[datetime, Precision, list[Line]]) -> Happening:
    at, precision, lines = group
    return Happening(tuple(sorted(lines, key=rank)), at, precision)


def rank(line: Line) -> tuple[int, int]:
    """Which line leads: a person's words over a bot's, a record over chatter of the same kind; then the fuller one."""
    order = 0 if line.spoken and len(line.reading.words) > 3 else 1 if line.piece.kind in LOGGED_FIRST else 2
    return order, -min(len(line.text), 400)


def same(line: Line, other: Line, turns: Mapping[str, str | None]) -> bool:
    if turns[line.id] and turns[line.id] == turns[other.id]:
        return machine(line) or machine(other)
    return machine(line) and machine(other) and alike(line, other)


def topic_of(line: Line) -> str | None:
    """What turn of the incident the line marks, if it marks one."""
    subtype = line.piece.subtype
    if subtype in RECORDS:
        return RECORDS[Subtype(subtype)] if line.has("severity", "resolved") or subtype != Subtype.TOPIC else None
    if line.reading.question or line.has("not_yet") or not (line.spoken or line.piece.automated):
        return None
    return next((name for (name,) in TOPICS if line.has(name)), None)


def alike(line: Line, other: Line) -> bool:
    """Two machine lines about the same thing: they share an identifier and a third of the words, or most of the words."""
    mine, theirs = content_words(line.text), content_words(other.text)
    shared = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    return shared >= 0.6 or (bool(line.identifiers & other.identifiers) and shared >= 0.25)


def repeats(lines: Sequence[Line]) -> dict[str, str]:
    """Ids of alerts that say again what the same bot said before, with the id of the first."""
    first: dict[tuple[str | None, str], str] = {}
    again: dict[str, str] = {}
    for line in lines:
        if line.piece.kind is EvidenceKind.ALERT:
            head = (line.piece.author, line.text.split("\n", 1)[0])
            if head in first:
                again[line.id] = first[head]
            else:
                first[head] = line.id
    return again
