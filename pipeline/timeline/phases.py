"""Which phase of the response a happening belongs to, by its record, its words and where it stands."""

import re
from datetime import timedelta

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.domain.incident import MomentName
from pipeline.domain.moment import Basis
from pipeline.domain.timeline import Phase
from pipeline.timeline.fold import Happening
from pipeline.timeline.lines import Line
from pipeline.timeline.moments import Moments
from pipeline.timeline.periods import Period, Periods

AT_START = timedelta(seconds=90)
BY_SUBTYPE = {
    Subtype.TRIGGER: Phase.DETECTION,
    Subtype.ACKNOWLEDGE: Phase.ACKNOWLEDGEMENT,
    Subtype.UNACKNOWLEDGE: Phase.ESCALATION,
    Subtype.ESCALATE: Phase.ESCALATION,
    Subtype.ASSIGN: Phase.ESCALATION,
    Subtype.PRIORITY: Phase.ESCALATION,
    Subtype.RESOLVE: Phase.RESOLUTION,
    Subtype.REOPEN: Phase.ESCALATION,
}
BY_MOMENT = {
    MomentName.STARTED: Phase.IMPACT_START,
    MomentName.DETECTED: Phase.DETECTION,
    MomentName.ACKNOWLEDGED: Phase.ACKNOWLEDGEMENT,
    MomentName.MITIGATED: Phase.MITIGATION,
    MomentName.RESOLVED: Phase.RESOLUTION,
}
IN_RESPONSE: tuple[tuple[str, Phase], ...] = (
    ("severity", Phase.ESCALATION),
    ("command", Phase.ESCALATION),
    ("approved", Phase.ESCALATION),
    ("escalated", Phase.ESCALATION),
    ("refuted", Phase.DIAGNOSIS),
    ("hypothesis", Phase.DIAGNOSIS),
    ("found", Phase.DIAGNOSIS),
    ("worse", Phase.OTHER),
    ("blocked", Phase.MITIGATION_ATTEMPT),
    ("acted", Phase.MITIGATION_ATTEMPT),
    ("better", Phase.VERIFICATION),
    ("symptom", Phase.DIAGNOSIS),
    ("meaning", Phase.DIAGNOSIS),
)
OUTCOME = frozenset(["effect", "change", "difference", "help", "helped", "work", "worked", "worse"])
"""Words that tell what came of an attempt, where `it's back` tells of the incident itself."""
FAILURE = re.compile(r"\b(?:WARN(?:ING)?|ERROR|FATAL|CRITICAL|PANIC|SEVERE)\b")


def phase_of(happening: Happening, moments: Moments, periods: Periods) -> Phase:
    """The phase of the happening; one that a moment rests on, at its time, has that moment's.

    A start that is only inferred from the first sign leaves that sign what it is.
    """
    for name, moment in moments.named().items():
        if name is MomentName.STARTED and moment and moment.basis is Basis.INFERRED:
            continue
        if moment and set(moment.evidence) & set(happening.evidence) and abs(moment.at - happening.at) <= AT_START:
            return BY_MOMENT[name]
    for line in happening.lines:
        if line.piece.kind is EvidenceKind.ALERT and line.piece.subtype in (Subtype.TRIGGER, Subtype.ACKNOWLEDGE):
            return BY_SUBTYPE[Subtype(line.piece.subtype)]
        if line.piece.subtype in BY_SUBTYPE and line.piece.kind is EvidenceKind.LOG_ENTRY:
            return BY_SUBTYPE[Subtype(line.piece.subtype)]
    if any(line.piece.kind is EvidenceKind.STATUS_UPDATE for line in happening.lines):
        return Phase.COMMUNICATION
    return by_words(happening.lead, happening, periods)


def by_words(line: Line, happening: Happening, periods: Periods) -> Phase:
    period = periods.of(happening.at)
    if period in (Period.LONG_BEFORE, Period.LEAD_UP):
        return Phase.LEAD_UP
    if line.piece.kind is EvidenceKind.ALERT:
        return Phase.DIAGNOSIS if period is Period.RESPONSE else Phase.OTHER
    if line.piece.kind is EvidenceKind.LOG_ENTRY and FAILURE.search(line.text):
        return Phase.DIAGNOSIS if period is Period.RESPONSE else Phase.OTHER
    if line.piece.kind is EvidenceKind.DEPLOY or (line.piece.automated and line.has("acted", "change")):
        return (
            Phase.MITIGATION_ATTEMPT
            if period is Period.RESPONSE
            else Phase.LEAD_UP
            if period is Period.UNNOTICED
            else Phase.OTHER
        )
    if period is Period.RESPONSE and line.has("worse") and not OUTCOME.isdisjoint(line.reading.words):
        return Phase.MITIGATION_ATTEMPT
    if period is Period.RESPONSE:
        return next(
            (phase for cue, phase in IN_RESPONSE if line.has(cue)),
            Phase.COMMUNICATION if line.has("communicated") else Phase.OTHER,
        )
    if line.has("communicated"):
        return Phase.COMMUNICATION
    if period is Period.CLOSING and line.has("verified", "better", "impact"):
        return Phase.VERIFICATION
    return Phase.VERIFICATION if period is Period.AFTER and line.has("verified") and not line.has("plan") else Phase.OTHER
