"""Which happenings the story cannot be told without: the moments' own, then the heaviest of the rest, each told once.

Chosen greedily; what says much the same as one already chosen close by counts for less.
"""

import heapq
from collections.abc import Mapping, Sequence
from datetime import timedelta

from pipeline.timeline.fold import Happening
from pipeline.timeline.moments import Moments

MOST = 28
FEWEST = 12
HEAVY_ENOUGH = -1.2
A_SHARE = 3
LOOKED_AT = 300
CLOSE_BY = timedelta(minutes=6)
SAME_COSTS = 1.0
ALIKE = 0.5
RESTING = 3.0


def choose_keys(happenings: Sequence[Happening], weights: Mapping[str, float], moments: Moments) -> set[int]:
    """Places of the key happenings in the sequence: at most `MOST`, fewer where there is little to tell."""
    rests = moments.rest_on()
    kept = [i for i, h in enumerate(happenings) if not rests.isdisjoint(h.evidence)]
    most = max(FEWEST, min(MOST, len(happenings) // A_SHARE + len(kept)))
    chosen = set(kept)
    others = ((heaviest(h, weights), -i) for i, h in enumerate(happenings) if i not in chosen)
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


def heaviest(happening: Happening, weights: Mapping[str, float]) -> float:
    """The weight of the heaviest line of a happening; lines that moments rest on beside their first count as middling."""
    return max(min(weights[line.id], RESTING) for line in happening.lines)


def discount(values: dict[int, float], happenings: Sequence[Happening], chosen: int) -> None:
    """Takes from the values of what stands close to the chosen one and shares most of its words."""
    told, words = happenings[chosen], happenings[chosen].lead.content
    for place in values:
        if abs(happenings[place].at - told.at) <= CLOSE_BY:
            mine = happenings[place].lead.content
            if len(mine & words) > ALIKE * max(1, min(len(mine), len(words))):
                values[place] -= SAME_COSTS
