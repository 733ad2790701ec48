"""Contributing factors: what made the incident possible, worse or longer, each with its category; the cause itself is not
repeated.
"""

import re
from collections import Counter

from pipeline.domain.statement import ContributingFactor, FactorCategory
from pipeline.draft import notices
from pipeline.draft.corrections import CORRECTING
from pipeline.draft.doubt import interim, unsure
from pipeline.draft.lexicon import CATEGORIES, FACTORS, GUARD_CATEGORIES, GUARDS, LIMITING, NEGATIVE
from pipeline.draft.notebook import Notebook
from pipeline.draft.passage import Passage, Stage
from pipeline.draft.quoting import choose, factor, in_order, quote
from pipeline.draft.symptoms import HURT
from pipeline.draft.theme import Theme

HEADING = re.compile(r"\bcause|contribut|^why|factor|went wrong|came back|root")
MOST = 10
EACH_SIGN = 2.0
LACKING = 0.6
EACH_GUARD = 0.4
WEIGHTS = {
    "for_the_record": 2.5,
    "cause_named": 0.8,
    "found": 0.4,
    "refuted": -1.5,
    "correction": -2.0,
    "escalated": -1.0,
    "severity": -1.0,
    "acknowledged": -1.0,
    "chatter": -0.7,
    "mitigated": -1.0,
}
DONE_SINCE = re.compile(
    r"\b(?:is|are) (?:now )?(?:live|out|done|merged|deployed)\b|\bi (?:closed|merged|moved|added|removed)\b|\bback to \d"
    r"|^status ?page\b",
    re.IGNORECASE,
)
DIRECTIVE = re.compile(
    r"(?:you can|leave|into the|put|let|add|make|say|tell|q\b|(?:can'?t|could(?:n'?t)?|should(?:n'?t)?"
    r"|why (?:don'?t|not)) ?(?:we|you|i|it)?)\b",
    re.IGNORECASE,
)
NO_FACTOR = (unsure, interim, CORRECTING.search, DIRECTIVE.match)
"""Doubts, interim reports, corrected counts and orders are not what made the incident possible."""
ORDER = (FactorCategory.TECHNICAL, FactorCategory.ORGANIZATIONAL, FactorCategory.PEOPLE, FactorCategory.PROCESS)


def contributing_factors(book: Notebook, theme: Theme, causes: list[Passage]) -> tuple[ContributingFactor, ...]:
    if book.only_written:
        best = notices.worsening(book, causes)
        return tuple(factor(quote(book, "contributing_factors", p), category_of(p)) for p in best)
    told = {(p.id, p.place) for p in causes}
    candidates = [p for p in book.passages if (p.id, p.place) not in told and _may_contribute(p)]
    best = choose(candidates, lambda p: _contributes(p, theme), MOST, least=2.4)
    return tuple(factor(quote(book, "contributing_factors", p), category_of(p)) for p in in_order(best))


def _may_contribute(passage: Passage) -> bool:
    if passage.question or passage.plan or passage.public or passage.machine or passage.has("hypothesis"):
        return False
    if any(says(passage.text) for says in NO_FACTOR) or passage.has("not_yet"):
        return False
    return passage.has(*FACTORS) or bool(HEADING.search(passage.heading)) or lacking(passage)


def lacking(passage: Passage) -> bool:
    """Whether the passage says of something that guards against incidents that it was not there or not enough."""
    told = passage.stage is not Stage.BEFORE and passage.spoken
    return told and not HURT.search(passage.text) and passage.has(*GUARDS) and not (NEGATIVE | LIMITING).isdisjoint(passage.words)


def _contributes(passage: Passage, theme: Theme) -> float:
    score = (
        EACH_SIGN * min(3, passage.count(*FACTORS))
        + passage.weigh(WEIGHTS)
        + theme.ties(passage)
        + 3.0 * bool(HEADING.search(passage.heading))
    )
    score += (
        0.9 * (not NEGATIVE.isdisjoint(passage.words))
        + 0.5 * bool(passage.piece.reactions)
        + 0.4 * (passage.key + passage.central)
    )
    score += 0.5 * (passage.stage in (Stage.CLOSING, Stage.AFTER)) - 2.0 * (passage.stage is Stage.BEFORE)
    if lacking(passage):
        score += LACKING + EACH_GUARD * min(3, passage.count(*GUARDS)) + 0.5 * passage.has("meaning", "cause_named", "found")
    score -= 3.0 * bool(DONE_SINCE.search(passage.text)) + 2.0 * passage.has("unharmed")
    return score - 1.2 * (len(passage.words) < 6)


def category_of(passage: Passage) -> FactorCategory:
    """The category of most signs; technical where there is none."""
    votes = Counter(category for name, category in CATEGORIES.items() if name in passage.signs)
    votes.update(category for name, category in GUARD_CATEGORIES.items() if not votes and name in passage.signs)
    return max(ORDER, key=lambda category: votes[category])
