"""What does not belong in the timeline: chatter, joins, other topics. Left out of it, and of everything drafted from it."""

from datetime import timedelta

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.timeline.features import Setting, features
from pipeline.timeline.lines import Line
from pipeline.timeline.moments import Moments
from pipeline.timeline.weights import weight

TOO_LIGHT = -3.2
FOLLOW_UP = timedelta(days=21)


def aside(setting: Setting, moments: Moments) -> frozenset[str]:
    """Ids of the lines that tell nothing of this incident; never one that a moment rests on."""
    rests = {id for moment in moments.named().values() if moment for id in moment.evidence}
    return frozenset(line.id for line in setting.scene.lines if line.id not in rests and beside_the_point(line, setting))


def beside_the_point(line: Line, setting: Setting) -> bool:
    if not line.at or line.instruction or line.piece.kind is EvidenceKind.DOCUMENT:
        return True
    if not line.text.strip() or line.at > setting.periods.resolved + FOLLOW_UP:
        return True
    if (
        line.piece.kind in (EvidenceKind.LOG_ENTRY, EvidenceKind.NOTE, EvidenceKind.STATUS_UPDATE)
        and line.piece.subtype != Subtype.ASSIGN
    ):
        return False
    return weight(features(line, setting)) < TOO_LIGHT
