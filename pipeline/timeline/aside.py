"""What does not belong in the timeline: chatter, joins, other topics. Left out of it, and of everything drafted from it."""

import heapq
from collections.abc import Mapping
from datetime import timedelta
from itertools import islice

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.text.blame import accuses
from pipeline.timeline.features import Setting, features
from pipeline.timeline.lines import Line
from pipeline.timeline.moments import Moments
from pipeline.timeline.weights import weight

TOO_LIGHT = -2.3
LIGHTEST, HOPELESS, WEIGHTLESS = -4.0, -5.0, -100.0
FEWEST_TOLD, MOST_TOLD = 25, 600
FEW_WORDS = 4
EMPTY_CUES = frozenset({"number", "chatter", "decided", "change", "plan", "meaning"})
FOLLOW_UP = timedelta(days=21)
RECORDED = (EvidenceKind.LOG_ENTRY, EvidenceKind.NOTE, EvidenceKind.STATUS_UPDATE)


def weigh(setting: Setting, moments: Moments) -> dict[str, float]:
    """The weight of each line by its id; infinite where a moment rests on it, `WEIGHTLESS` where it is beside the point."""
    rests = {id for moment in moments.named().values() if moment for id in moment.evidence}
    return {line.id: float("inf") if line.id in rests else weight_of(line, setting) for line in setting.scene.lines}


def weight_of(line: Line, setting: Setting) -> float:
    if not line.at or line.instruction or line.piece.kind is EvidenceKind.DOCUMENT:
        return WEIGHTLESS
    if not line.text.strip() or line.at > setting.periods.resolved + FOLLOW_UP:
        return WEIGHTLESS
    if line.piece.kind is EvidenceKind.MESSAGE and not line.piece.automated and says_nothing(line):
        return LIGHTEST
    return weight(features(line, setting))


def aside(setting: Setting, weights: Mapping[str, float]) -> frozenset[str]:
    """Ids of the lines that tell nothing of this incident: of a short talk few, of a long one all but the heaviest."""
    heaviest = sorted(setting.scene.lines, key=lambda line: -weights[line.id])
    told = list(islice((line.id for line in heaviest if tells(line, weights[line.id])), MOST_TOLD))
    if len(told) < FEWEST_TOLD:
        worded = {line.id for line in setting.scene.lines if weights[line.id] > HOPELESS and may_be_told(line)}
        told += heapq.nlargest(FEWEST_TOLD - len(told), worded - set(told), key=lambda id: (weights[id], id))
    return frozenset(weights) - frozenset(told)


def tells(line: Line, value: float) -> bool:
    if line.piece.kind in RECORDED and line.piece.subtype != Subtype.ASSIGN:
        return value > WEIGHTLESS
    return value >= TOO_LIGHT and not (line.spoken and (accuses(line.text) or says_nothing(line)))


def may_be_told(line: Line) -> bool:
    """Of a short talk: more than a word, no accusation, and not only chatter."""
    chatter = line.has("chatter") and line.cues <= EMPTY_CUES
    return len(line.reading.words) > 1 and not chatter and not (line.spoken and accuses(line.text))


def says_nothing(line: Line) -> bool:
    """A word or two that name nothing: "worth it", "yes please", an emoji."""
    return (
        len(line.reading.words) <= FEW_WORDS
        and not line.identifiers
        and line.reading.cues <= EMPTY_CUES
        and not line.reading.code
    )
