"""What happened, the immediate cause, and what contributed to it.

The cause is the last explanation that was accepted: notes of the record and root cause sections of documents first, then what the
finding said in its own words, tied by its identifiers to the action that ended the incident.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from pipeline.domain.statement import ContributingFactor, FactorCategory, Statement
from pipeline.domain.timeline import Phase
from pipeline.draft.lexicon import CATEGORIES, CAUSE, FACTORS, NEGATIVE
from pipeline.draft.notebook import Notebook
from pipeline.draft.passage import Passage, Stage
from pipeline.draft.quoting import choose, factor, in_order, quote
from pipeline.text.cues import own_words
from pipeline.text.terms import content_words, identifiers

CAUSE_HEADING = re.compile(r"\b(?:root )?cause\b|^why (?:it happened|this happened)|^why$|^trigger")
FACTOR_HEADING = re.compile(r"\bcause|contribut|^why|factor|went wrong|came back|root")
NOTED_CAUSE = re.compile(
    r"^(?:(?:root |immediate )?cause|reason|trigger)\b(?: found)?\s*[:=]|(?<!the )\bcause\s*:|\broot cause (?:is|was)\b|\bcaused by\b",
    re.IGNORECASE,
)
FIX_REACH = timedelta(minutes=50)
MOST_CAUSES = 3
MOST_FACTORS = 10
NOT_A_CAUSE = ("refuted", "hypothesis", "worse")


@dataclass(frozen=True)
class Theme:
    """Words of the explanation that held: identifiers of the fix, words of the notes and of documents' cause sections."""

    fix: frozenset[str]
    words: frozenset[str]


def theme_of(book: Notebook) -> Theme:
    incident = book.story.incident
    ends = incident.mitigated_at or incident.resolved_at
    fixes = [
        p.text
        for p in book.passages
        if ends
        and p.piece.at
        and ends.at - FIX_REACH <= p.piece.at <= ends.at
        and (p.machine or p.has("acted"))
        and not p.question
    ]
    explained = [p.text for p in book.passages if (p.note and not p.has("hypothesis")) or CAUSE_HEADING.search(p.heading)]
    counted = Counter(word for text in (*explained, incident.title) for word in content_words(text) | identifiers(text))
    return Theme(frozenset(i for text in fixes for i in identifiers(own_words(text))), frozenset(counted))


def immediate_cause(book: Notebook, theme: Theme) -> list[Passage]:
    """The passages that state the cause, in the order they were said; empty where nothing does."""
    candidates = [p for p in book.passages if may_explain(p)]
    if not candidates:
        return []
    span = _response_span(book)
    best = choose(candidates, lambda p: _explains(book, p, theme, span), MOST_CAUSES, least=4.0)
    return in_order(best)


def may_explain(passage: Passage) -> bool:
    if (
        passage.question
        or passage.plan
        or passage.has(*NOT_A_CAUSE)
        or passage.has("communicated")
        and passage.spoken
        and not passage.note
        or passage.stage is Stage.BEFORE
        or passage.machine
    ):
        return False
    return passage.has(*CAUSE, "found", "meaning") or passage.note or bool(CAUSE_HEADING.search(passage.heading))


def _response_span(book: Notebook) -> tuple[float, float]:
    incident = book.story.incident
    begins, ends = incident.detected_at or incident.started_at, incident.mitigated_at or incident.resolved_at
    if not begins or not ends or ends.at <= begins.at:
        return 0.0, 1.0
    return begins.at.timestamp(), ends.at.timestamp()


def _explains(book: Notebook, passage: Passage, theme: Theme, span: tuple[float, float]) -> float:
    named = bool(NOTED_CAUSE.search(passage.text))
    score = (
        1.6 * passage.has("cause_named")
        + 1.0 * passage.has("cause_found")
        + 0.8 * passage.has("found")
        + 0.7 * passage.has("mechanism")
        + 0.3 * passage.has("meaning")
    )
    score += 1.2 * min(2, len(passage.identifiers & theme.fix)) + 0.35 * min(5, len(passage.content & theme.words))
    score += (
        3.0 * named + (2.0 if passage.note and passage.has(*CAUSE) else 0.0) + 3.5 * bool(CAUSE_HEADING.search(passage.heading))
    )
    score += 0.8 * passage.key + 0.5 * bool(passage.piece.reactions) + 0.4 * passage.central
    score -= (
        1.0 * passage.has("acted") * (not named)
        + 0.8 * passage.has("number") * (len(passage.words) < 7)
        + 1.0 * (len(passage.words) < 5)
    )
    score -= (
        1.5
        * passage.has(
            "mitigated",
            "resolved",
            "better",
            "verified",
            "communicated",
            "escalated",
            "severity",
            "blocked",
            "approved",
            "decided",
        )
        * (not named)
    )
    if passage.public:
        score += 1.5 if book.only_public else -2.0
    if passage.stage is Stage.RESPONSE and passage.piece.at:
        score += 1.5 * max(0.0, min(1.0, (passage.piece.at.timestamp() - span[0]) / (span[1] - span[0])))
    return score


def contributing_factors(book: Notebook, theme: Theme, causes: list[Passage]) -> tuple[ContributingFactor, ...]:
    """What made it possible, worse or longer, by category; the cause itself is not repeated."""
    told = {(p.id, p.place) for p in causes}
    candidates = [p for p in book.passages if (p.id, p.place) not in told and may_contribute(p)]
    best = choose(candidates, lambda p: _contributes(p, theme), MOST_FACTORS, least=2.4)
    return tuple(factor(quote(book, "contributing_factors", p), category_of(p)) for p in in_order(best))


def may_contribute(passage: Passage) -> bool:
    if passage.question or passage.plan or passage.public or passage.machine or passage.has("hypothesis"):
        return False
    return passage.has(*FACTORS) or bool(FACTOR_HEADING.search(passage.heading))


def _contributes(passage: Passage, theme: Theme) -> float:
    signs = passage.count(*FACTORS)
    score = (
        1.6 * min(3, signs)
        + 0.9 * (not NEGATIVE.isdisjoint(passage.words))
        + 0.5 * min(4, len(passage.content & theme.words)) * 0.6
    )
    score += (
        2.5 * passage.has("for_the_record")
        + 3.0 * bool(FACTOR_HEADING.search(passage.heading))
        + 0.8 * passage.has("cause_named", "found")
    )
    score += 0.5 * bool(passage.piece.reactions) + 0.5 * (passage.stage in (Stage.CLOSING, Stage.AFTER)) + 0.4 * passage.key
    score -= (
        1.5 * passage.has("refuted")
        + 0.5 * passage.has("acted")
        + 2.0 * passage.has("correction")
        + 1.0 * passage.has("escalated", "severity", "acknowledged")
        + 1.2 * (len(passage.words) < 6)
        + 0.7 * passage.has("chatter")
        + 2.0 * (passage.stage is Stage.BEFORE)
    )
    score -= 1.5 * passage.has("mitigated", "resolved")
    return score


def category_of(passage: Passage) -> FactorCategory:
    """The category of most signs; the people behind a sign that has none of its own count as technical."""
    votes = Counter(category for name, category in CATEGORIES.items() if name in passage.signs)
    order = (FactorCategory.ORGANIZATIONAL, FactorCategory.PEOPLE, FactorCategory.PROCESS, FactorCategory.TECHNICAL)
    return max(order, key=lambda c: (votes[c], c is FactorCategory.TECHNICAL)) if votes else FactorCategory.TECHNICAL


STORY = (
    ((Phase.LEAD_UP,), 2),
    ((Phase.IMPACT_START, Phase.DETECTION), 1),
    ((Phase.DIAGNOSIS,), 1),
    ((Phase.MITIGATION, Phase.RESOLUTION), 1),
)


def what_happened(book: Notebook, theme: Theme, causes: list[Passage]) -> tuple[Statement, ...]:
    """The causal story in the order of its events: the change that led up to it, the first effect, the finding, what ended it."""
    told: list[Passage] = list(causes)
    for phases, most in STORY:
        cited = {id for event in book.story.timeline if event.phase in phases and event.key for id in event.evidence[:2]}
        candidates = [
            p
            for p in book.passages
            if p.id in cited
            and not p.question
            and not p.plan
            and not p.has("hypothesis", "acknowledged", "not_yet")
            and not p.public
        ]
        lead_up = Phase.LEAD_UP in phases
        ahead = 1.4 if lead_up else 0.6
        found = choose(candidates, lambda p: _belongs(p, theme, lead_up), most, least=ahead)
        told += [p for p in found if (p.id, p.place) not in {(t.id, t.place) for t in told}]
    return tuple(quote(book, "what_happened", p) for p in sorted(told, key=lambda p: (p.piece.at is None, p.order, p.place)))


def _belongs(passage: Passage, theme: Theme, lead_up: bool) -> float:
    score = (
        0.6 * min(4, len(passage.content & theme.words))
        + 0.8 * min(2, len(passage.identifiers & theme.fix))
        + 0.4 * passage.has("impact", "symptom")
    )
    score -= 0.8 * passage.id.startswith("log:")
    return score + (0.6 * passage.has("change") if lead_up else 0.5 * passage.has("mitigated", "better", "resolved", "impact"))
