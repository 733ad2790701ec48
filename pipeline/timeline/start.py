"""When the impact began: every start that the evidence states, clustered, weighed, the best kept and the others told.

The strongest is a stretch of time that ends when the impact ended ("1,412 failed, 09:14:32 to 11:02:40"), then a first failure
seen in a log, then a stated "since", then what an alert or a status page gives as its own start: alerts begin late, pages are
written later.
"""

import heapq
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.domain.evidence import EvidenceKind
from pipeline.domain.incident import MomentName
from pipeline.domain.moment import Basis, Moment, Precision
from pipeline.text.times import TimeMention
from pipeline.timeline.lines import Line
from pipeline.timeline.scene import Scene

MOST_READ = 1500
"""Lines with times that are read: of a very long talk those nearest to the detection."""
CLUSTER = timedelta(seconds=75)
RUN = timedelta(minutes=15)
"""Failures of a log that are no further apart are one run."""
END_NEAR = timedelta(minutes=3)
LEAD, FAR_LEAD = timedelta(hours=36), timedelta(days=21)
PLAIN = 3.0
FIRST = re.compile(r"\b(first|earliest|initial|oldest)\b[^.;\n]{0,60}$", re.IGNORECASE)
LABELLED = re.compile(
    r"\b(?:impact |incident |real |actual |true )?(?:start|began|beginning|onset)(?: time| of impact)?\s*[:=][^;\n]{0,60}$",
    re.IGNORECASE,
)
SINCE = re.compile(
    r"\b(since|started(?: at| around)?|starting(?: at)?|beg[au]n(?:ning)?(?: at)?|began|from)\W{0,3}(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
ALERT_START = re.compile(r"\b(started|since|firing since|begin|start(?:ed)?[ _-]?(?:at|time)?)\W{1,6}$", re.IGNORECASE)
CLOCK = re.compile(r"\d[:.h]\d\d|\d ?[ap]m\b|\b(?:half|quarter) past", re.IGNORECASE)
FAILING = re.compile(
    r"fail|error|timeout|timed? out|fatal|refus|reject|down\b|unavailable|5\d\d|exhaust|stopped|impact|broken|slow|lag|missing"
    r"|delet|lost|leak|expos|expire|notafter|fetch|not (?:replay|mov|load|send|deliver)"
)
"""For lower-case text."""
LOG_FAILURE = re.compile(r"\b(FATAL|ERROR|CRITICAL|PANIC|SEVERE|exception|denied|failed)\b")
IMPACT = re.compile(r"\b(?:impact|outage|downtime|unavailable|users? affected|customers? affected)\b", re.IGNORECASE)
ENDED = re.compile(r"\b(?:gone|fixed|recovered|back|fine|stable|healthy|green|normal|quiet|ok)\b[^.;\n]{0,25}$", re.IGNORECASE)
EXPIRY = re.compile(r"\b(?:notAfter\s*=|expired?(?: at| on| since)?:?)\W*$", re.IGNORECASE)
NOT_A_START = re.compile(
    r"\b(ack|acked|acknowledged|paged?|joined|posted|resolved|mitigated|restart(?:ed)?|revert(?:ed)?|rolled)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Candidate:
    at: datetime
    weight: float
    precision: Precision
    basis: Basis
    evidence: str


def candidates(scene: Scene, before: datetime, ends: Sequence[datetime]) -> list[Candidate]:
    """Every stated start of impact up to `before`; `ends` are the moments at which the impact or the danger ended."""
    timed = [line for line in scene.lines if line.at and CLOCK.search(line.text) and relevant(line) and not line.instruction]
    if len(timed) > MOST_READ:
        nearest = set(heapq.nsmallest(MOST_READ, range(len(timed)), key=lambda i: abs((timed[i].at or before) - before)))
        timed = [line for i, line in enumerate(timed) if i in nearest]
    found = [candidate for line in timed for candidate in of_line(line, before, ends)]
    found.extend(first_failures(scene.lines, before))
    for record in scene.material.records:
        moment = record.moments.get(MomentName.STARTED)
        if moment:
            found.append(
                Candidate(
                    moment.at,
                    1.0 + record.trust / 100,
                    moment.precision,
                    moment.basis,
                    moment.evidence[0] if moment.evidence else "",
                )
            )
    return found


def end_of_impact(scene: Scene) -> Moment | None:
    """The other end of the last stretch that somebody calls the impact: "Impact 14:01 to 14:26"."""
    for line in reversed(scene.lines):
        if not line.at or line.instruction or line.outsider or not IMPACT.search(line.text):
            continue
        for time in line.times:
            if time.until and IMPACT.search(line.text[max(0, time.start - 40) : time.start]) and not quoted(line, time):
                return Moment(at=time.until, precision=time.precision, basis=Basis.STATED, evidence=(line.id,))
    return None


def relevant(line: Line) -> bool:
    if line.piece.kind in (
        EvidenceKind.DOCUMENT,
        EvidenceKind.LOG_ENTRY,
        EvidenceKind.DEPLOY,
        EvidenceKind.NOTE,
        EvidenceKind.ALERT,
    ):
        return True
    return line.has("impact", "symptom", "found", "correction", "worse") or line.reading.code or fails(line.text)


def first_failures(lines: Iterable[Line], before: datetime) -> list[Candidate]:
    """Of each log the first failure of the run of failures that was going on, or was the last, when it was found."""
    first: dict[str, Line] = {}
    last: dict[str, datetime] = {}
    for line in lines:
        if not line.at or not before - LEAD <= line.at <= before or line.piece.kind is not EvidenceKind.LOG_ENTRY:
            continue
        if line.piece.subtype is not None or not LOG_FAILURE.search(line.text):
            continue
        file = line.piece.source.file
        if file not in last or line.at - last[file] > RUN:
            first[file] = line
        last[file] = line.at
    return [Candidate(line.at, 1.0, line.piece.precision, Basis.LOG, line.id) for line in first.values() if line.at]


def fails(text: str) -> bool:
    return FAILING.search(text.lower()) is not None


def of_line(line: Line, before: datetime, ends: Sequence[datetime]) -> Iterator[Candidate]:
    correcting = 1.5 if line.has("correction") else 1.0
    for time in line.times:
        near = timedelta(0) <= before - time.at <= FAR_LEAD and not quoted(line, time)
        weight = weigh(line, time, ends) if near else 0.0
        if weight and (before - time.at <= LEAD or weight >= PLAIN or expires(line, time)):
            yield Candidate(time.at, weight * correcting, time.precision, basis_of(line), line.id)


def quoted(line: Line, time: TimeMention) -> bool:
    """In somebody else's mail, pasted: in whose zone it is written nobody knows."""
    line_start = line.text.rfind("\n", 0, time.start) + 1
    return line.reading.quote and line.text[line_start:].lstrip().startswith(">")


def expires(line: Line, time: TimeMention) -> bool:
    """What expired may have gone unnoticed for days, and is the start where nothing else is said of one."""
    return EXPIRY.search(line.text[max(0, time.start - 30) : time.start]) is not None


def weigh(line: Line, time: TimeMention, ends: Sequence[datetime]) -> float:
    assert line.at
    before = line.text[max(0, time.start - 70) : time.start]
    clause = line.text[max(0, time.start - 90) : time.end + 90]
    if time.until:
        near = any(abs(time.until - end) <= END_NEAR for end in ends)
        return (
            4.0
            if near and (line.has("impact") or fails(line.text))
            else 0.5
            if fails(clause) and not line.has("refuted")
            else 0.0
        )
    if line.spoken and LABELLED.search(before):
        return 4.0
    if line.piece.kind is EvidenceKind.ALERT or line.piece.automated:
        return 2.5 if FIRST.search(before) and fails(line.text) else 1.0 if ALERT_START.search(before) else 0.0
    if expires(line, time):
        return 1.2
    if line.reading.code and LOG_FAILURE.search(clause):
        return 2.0
    if NOT_A_START.search(line.text[max(0, time.start - 25) : time.start]):
        return 0.0
    if FIRST.search(before) and fails(clause):
        return 3.5
    if SINCE.search(before) and fails(clause) and not ENDED.search(before):
        return 2.0
    if line.piece.kind is EvidenceKind.DOCUMENT and fails(clause):
        return 1.0
    return 0.0


def basis_of(line: Line) -> Basis:
    if line.piece.kind in (EvidenceKind.LOG_ENTRY, EvidenceKind.DEPLOY) or line.reading.code:
        return Basis.LOG
    return Basis.STATED


@dataclass(frozen=True)
class Cluster:
    """Starts that different pieces of evidence put at the same time."""

    members: tuple[Candidate, ...]

    @property
    def weight(self) -> float:
        best: dict[str, float] = {}
        for c in self.members:
            best[c.evidence] = max(best.get(c.evidence, 0.0), c.weight)
        return sum(best.values())

    @property
    def moment(self) -> Moment:
        """The most precise and best founded of the members speaks; all of them are cited."""
        lead = max(self.members, key=lambda c: (c.precision is Precision.SECOND, c.weight, c.at))
        evidence = dict.fromkeys([lead.evidence, *(c.evidence for c in self.members)])
        return Moment(at=lead.at, precision=lead.precision, basis=lead.basis, evidence=tuple(e for e in evidence if e)[:6])


def clusters(found: Iterable[Candidate]) -> list[Cluster]:
    """Starts within a little more than a minute of each other, best founded first, then earliest."""
    groups: list[list[Candidate]] = []
    for candidate in sorted(found, key=lambda c: (c.at, c.evidence)):
        if groups and candidate.at - groups[-1][-1].at <= CLUSTER:
            groups[-1].append(candidate)
        else:
            groups.append([candidate])
    made = [Cluster(tuple(g)) for g in groups]
    return sorted(made, key=lambda c: (-c.weight, c.moment.at))
