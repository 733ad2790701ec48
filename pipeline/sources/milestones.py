"""Milestones of an incident as its tool keeps them, name and time -> log entries, and the moments that rest on them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.domain.evidence import Evidence, EvidenceKind, Subtype
from pipeline.domain.incident import MomentName
from pipeline.domain.moment import Basis, Moment, Precision
from pipeline.sources.accounts import Place, When
from pipeline.sources.status_text import SET_BACK

MEANING = {
    MomentName.STARTED: ("started", "impact started", "incident started", "impact start", "incident start", "start of impact"),
    MomentName.DETECTED: ("detected", "detection", "first detected", "impact detected"),
    MomentName.ACKNOWLEDGED: ("acknowledged", "accepted"),
    MomentName.MITIGATED: ("mitigated", "fixed", "stabilized", "stabilised", "impact ended", "impact mitigated", "contained"),
    MomentName.RESOLVED: ("resolved", "incident ended", "incident end"),
}
MOMENT_OF = {name: moment for moment, words in MEANING.items() for name in words}
CLOSING = frozenset({"closed", "postmortem completed", "retrospective completed", "cancelled", "canceled", "declined"})
SUBTYPES: dict[MomentName | None, Subtype] = {MomentName.ACKNOWLEDGED: Subtype.ACKNOWLEDGE, MomentName.RESOLVED: Subtype.RESOLVE}


@dataclass(frozen=True)
class Milestones:
    evidence: tuple[Evidence, ...] = ()
    moments: dict[MomentName, Moment] = field(default_factory=dict[MomentName, Moment])
    closed_at: Moment | None = None


def milestones(place: Place, given: Iterable[tuple[str, When, str]], created: datetime | None) -> Milestones:
    """From name, time and who set it. A start that is only the time of declaring, which tools fill in, says nothing of impact."""
    evidence: list[Evidence] = []
    moments: dict[MomentName, Moment] = {}
    closed: Moment | None = None
    for name, at, author in given:
        word = " ".join(name.lower().replace("_", " ").split()).removesuffix(" at").removesuffix(" time")
        meant = MOMENT_OF.get(word)
        if not word or at == When() or (meant is MomentName.STARTED and _is_default(at.at, created)):
            continue
        piece = place.piece(
            f"{place.incident}#{word.replace(' ', '-')}",
            f"Milestone: {word.capitalize()}",
            as_set(at),
            EvidenceKind.LOG_ENTRY,
            author,
            subtype=str(SUBTYPES.get(meant, "milestone")),
            automated=not author,
        )
        evidence.append(piece)
        if piece.at and meant:
            moments.setdefault(meant, moment_at(piece))
        elif piece.at and word in CLOSING:
            closed = moment_at(piece)
    return Milestones(tuple(evidence), moments, closed)


def as_set(at: When) -> When:
    """A time that a person may have set: one on the full minute is no more precise than that."""
    return at._replace(precision=precision_of(at.at)) if at.at else at


def precision_of(at: datetime) -> Precision:
    return Precision.SECOND if at.second or at.microsecond else Precision.MINUTE


def moment_at(piece: Evidence) -> Moment:
    """The moment on record that a piece with a time stands for."""
    assert piece.at
    return Moment(at=piece.at, precision=piece.precision, basis=Basis.RECORD, evidence=(piece.id,))


def _is_default(at: datetime | None, created: datetime | None) -> bool:
    return bool(at and created and abs(at - created) < SET_BACK)
