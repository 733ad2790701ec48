"""Which happenings the story cannot be told without: the moments' own, then the heaviest of the rest, each told once."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from pipeline.text.terms import content_words
from pipeline.timeline.features import Setting, features
from pipeline.timeline.fold import Happening
from pipeline.timeline.moments import Moments
from pipeline.timeline.weights import weight

MOST = 26
FEWEST = 10
HEAVY_ENOUGH = -1.6
TOLD_TWICE = timedelta(minutes=4)
TWICE_COSTS = 0.6
ALIKE = 0.5
A_THIRD = 3


def heaviness(happening: Happening, setting: Setting) -> float:
    """The weight of the heaviest line of a happening."""
    return max(weight(features(line, setting)) for line in happening.lines)


def choose_keys(happenings: Sequence[Happening], setting: Setting, moments: Moments) -> set[int]:
    """Places of the key happenings in the sequence: at most `MOST`, and no more than a third of all where there are few."""
    rests = {id for moment in moments.named().values() if moment for id in moment.evidence[:1]}
    kept = [i for i, h in enumerate(happenings) if rests & set(h.evidence)]
    most = max(FEWEST, min(MOST, len(happenings) // A_THIRD + len(kept)))
    rated = sorted(((heaviness(h, setting), -i) for i, h in enumerate(happenings) if i not in set(kept)), reverse=True)
    for value, minus in rated:
        if len(kept) >= most or (value < HEAVY_ENOUGH and len(kept) >= FEWEST):
            break
        if value - TWICE_COSTS * told_already(happenings[-minus], (happenings[k] for k in kept)) >= HEAVY_ENOUGH:
            kept.append(-minus)
    return set(kept)


def told_already(happening: Happening, kept: Iterable[Happening]) -> bool:
    """Whether a kept happening close by says much the same."""
    mine = content_words(happening.lead.text)
    for other in kept:
        if abs(other.at - happening.at) <= TOLD_TWICE:
            theirs = content_words(other.lead.text)
            if len(mine & theirs) > ALIKE * max(1, min(len(mine), len(theirs))):
                return True
    return False
