"""Which happenings the story cannot be told without: the moments' own, then the heaviest of the rest, each told once.

Chosen greedily; what says much the same as one already chosen close by counts for less.
"""

import heapq
from collections.abc import Sequence
from datetime import timedelta

from pipeline.text.terms import content_words
from pipeline.timeline.features import Setting, features
from pipeline.timeline.fold import Happening
from pipeline.timeline.moments import Moments
from pipeline.timeline.weights import weight

MOST = 26
FEWEST = 12
HEAVY_ENOUGH = -1.2
A_SHARE = 3
LOOKED_AT = 300
CLOSE_BY = timedelta(minutes=6)
SAME_COSTS = 1.0
ALIKE = 0.5


def heaviness(happening: Happening, setting: Setting) -> float:
    """The weight of the heaviest line of a happening."""
    return max(weight(features(line, setting)) for line in happening.lines)


def choose_keys(happenings: Sequence[Happening], setting: Setting, moments: Moments) -> set[int]:
    """Places of the key happenings in the sequence: at most `MOST`, fewer where there is little to tell."""
    rests = {id for moment in moments.named().values() if moment for id in moment.evidence[:1]}
    kept = [i for i, h in enumerate(happenings) if rests & set(h.evidence)]
    most = max(FEWEST, min(MOST, len(happenings) // A_SHARE + len(kept)))
    others = ((heaviness(h, setting), -i) for i, h in enumerate(happenings) if i not in set(kept))
    values = {-minus: value for value, minus in heapq.nlargest(LOOKED_AT, others)}
    for place in kept:
        discount(values, happenings, place)
    while values and len(kept) < most:
        best = max(values, key=lambda i: (values[i], -i))
        if values[best] < HEAVY_ENOUGH and len(kept) >= FEWEST:
            break
        del values[best]
        kept.append(best)
        discount(values, happenings, best)
    return set(kept)


def discount(values: dict[int, float], happenings: Sequence[Happening], chosen: int) -> None:
    """Takes from the values of what stands close to the chosen one and shares most of its words."""
    told, words = happenings[chosen], content_words(happenings[chosen].lead.text)
    for place in values:
        if abs(happenings[place].at - told.at) <= CLOSE_BY:
            mine = content_words(happenings[place].lead.text)
            if len(mine & words) > ALIKE * max(1, min(len(mine), len(words))):
                values[place] -= SAME_COSTS
