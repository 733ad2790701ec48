"""Puts the five moments together, and asks about what is missing or told in two ways.

Chat and records together give moments by what responders said; a status report alone gives those that it states.
"""

from collections.abc import Iterator, Sequence

from pipeline.domain.evidence import EvidenceKind
from pipeline.domain.incident import MomentName
from pipeline.domain.model import in_words
from pipeline.domain.moment import Basis, Moment
from pipeline.domain.postmortem import Question
from pipeline.text.times import TimeContext
from pipeline.timeline import moments as words
from pipeline.timeline.moments import Moments
from pipeline.timeline.open_questions import DIFFERENT, differing, inferred, missing, only_closed
from pipeline.timeline.scene import Scene
from pipeline.timeline.start import Cluster, candidates, clusters, end_of_impact
from pipeline.timeline.stated import StatedMoments, stated_moments

REPORTED = frozenset({EvidenceKind.STATUS_UPDATE, EvidenceKind.DOCUMENT})
RIVAL = 2.0


def find_moments(scene: Scene) -> tuple[Moments, tuple[Question, ...]]:
    reports = [line.piece for line in scene.lines if line.piece.kind in REPORTED]
    stated = stated_moments(reports, context_of(scene)) if reports else None
    if stated and len(reports) == len(scene.lines):
        found = Moments(started=stated.started, resolved=stated.resolved)
        return found, tuple(ask(scene, found, (), None))
    detected = detected_by(scene)
    acknowledged = words.acknowledged(scene, detected) or on_record(scene, MomentName.ACKNOWLEDGED)
    mitigated = words.declared(scene, "mitigated", detected.at if detected else None) or on_record(scene, MomentName.MITIGATED)
    floor = mitigated or detected
    over = words.declared(scene, "resolved", floor.at if floor else None) or on_record(scene, MomentName.RESOLVED)
    resolved = over or (stated.resolved if stated else None)
    if mitigated is None:
        over_by = resolved.at if resolved else None
        mitigated = end_of_impact(scene) or words.seemed_over(scene, detected.at if detected else None, over_by)
    ends = [m.at for m in (detected, mitigated, resolved) if m]
    latest = detected or mitigated or resolved
    starts = clusters(candidates(scene, latest.at, ends)) if latest else []
    started = starts[0].moment if starts else first_sign(detected)
    found = Moments(started, detected, acknowledged, mitigated, resolved)
    return found, tuple(ask(scene, found, starts[1:], stated))


def detected_by(scene: Scene) -> Moment | None:
    """The first signal that somebody acted on; a record that states it knows better than the opening of a page or a guess."""
    found = words.detected(scene)
    if found and found.basis not in (Basis.RECORD, Basis.INFERRED):
        return found
    return on_record(scene, MomentName.DETECTED) or found


def on_record(scene: Scene, name: MomentName) -> Moment | None:
    """What the most trusted record that states a moment says of it."""
    records = sorted(scene.material.records, key=lambda record: -record.trust)
    return next((record.moments[name] for record in records if name in record.moments), None)


def context_of(scene: Scene) -> TimeContext:
    records = scene.material.records
    return TimeContext(
        date=next((r.date for r in records if r.date), None),
        zone=next((r.timezone for r in records if r.timezone), None),
    )


def first_sign(detected: Moment | None) -> Moment | None:
    """No stated start: the first sign in the evidence, as a guess."""
    if detected is None:
        return None
    return Moment(at=detected.at, precision=detected.precision, basis=Basis.INFERRED, evidence=detected.evidence)


def ask(scene: Scene, found: Moments, rivals: Sequence[Cluster], stated: StatedMoments | None) -> Iterator[Question]:
    closed = words.page_closed(scene)
    for name, moment in found.named().items():
        if moment is None:
            yield only_closed(closed) if closed and name is MomentName.RESOLVED else missing(name)
        elif moment.basis is Basis.INFERRED:
            yield inferred(name, moment)
    others = recorded(scene) + from_reports(stated)
    others += [(MomentName.STARTED, c.moment, told_in(scene, c.moment)) for c in rivals if c.weight >= RIVAL]
    others += [(MomentName.RESOLVED, closed, "the closing of the page")] if closed else []
    told: list[tuple[MomentName, Moment]] = []
    for name, other, where in others:
        taken = found.named()[name]
        said = any(name == n and abs(other.at - m.at) <= DIFFERENT for n, m in told)
        if taken and not said and (asked := differing(name, taken, other, where)):
            told.append((name, other))
            yield asked


def told_in(scene: Scene, moment: Moment) -> str:
    """Where a time is told, so that the owner finds it: "the alert in #ops of 2026-03-17 09:14:32 UTC"."""
    piece = next((line.piece for line in scene.lines if line.piece.id in moment.evidence[:1]), None)
    if piece is None:
        return "the record"
    place = f"#{piece.channel}" if piece.channel else piece.source.file
    return f"the {piece.kind.value.replace('_', ' ')} in {place}{f' of {in_words(piece.at)}' if piece.at else ''}"


def recorded(scene: Scene) -> list[tuple[MomentName, Moment, str]]:
    return [
        (name, moment, f"the record ({r.source})") for r in scene.material.records for name, moment in sorted(r.moments.items())
    ]


def from_reports(stated: StatedMoments | None) -> list[tuple[MomentName, Moment, str]]:
    if stated is None:
        return []
    pairs = ((MomentName.STARTED, stated.started), (MomentName.RESOLVED, stated.resolved))
    return [(name, moment, "the written report") for name, moment in pairs if moment and moment.basis is not Basis.INFERRED]
