"""The immediate cause, and what happened around it.

The cause is the last explanation that was accepted: notes of the record and root cause sections of documents first, then what the
finding said in its own words, tied by its identifiers to the action that ended the incident.
"""

import re
from datetime import timedelta

from pipeline.domain.statement import Statement
from pipeline.domain.timeline import Phase
from pipeline.draft import notices
from pipeline.draft.doubt import unsure
from pipeline.draft.lexicon import CAUSE
from pipeline.draft.notebook import Notebook
from pipeline.draft.passage import Passage, Stage, within
from pipeline.draft.quoting import choose, in_order, quote
from pipeline.draft.theme import CAUSE_HEADING, Theme

NOTED_CAUSE = re.compile(
    r"^(?:(?:root |immediate )?cause|reason|trigger)\b(?: found)?\s*[:=]|(?<!the )\bcause\s*:|\broot cause (?:is"
    r"|was)\b|\bcaused by\b",
    re.IGNORECASE,
)
SAME_MOMENT = timedelta(minutes=2)
RULED_OUT_WITHIN = timedelta(minutes=45)
DOING = re.compile(r"(?:now |just |i'm )?[a-z]+ing\b", re.IGNORECASE)
MOST_CAUSES = 3
SHORT_TALK = 60
"""Passages of a talk so short that nobody names a cause as such: who says what broke is taken to tell it."""
NOT_A_CAUSE = ("refuted", "hypothesis", "worse")
EXPLAINING = {"cause_named": 1.6, "cause_found": 1.0, "found": 0.8, "mechanism": 0.7, "meaning": 0.3, "acted": -1.0}
BESIDE = (
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


def immediate_cause(book: Notebook, theme: Theme) -> list[Passage]:
    """The passages that state the cause, the best first; empty where nothing does."""
    if book.only_written:
        return notices.causes(book)
    span = _response_span(book)
    candidates = [p for p in book.passages if _may_explain(p) and not ruled_out(book, p)]
    best = choose(candidates, lambda p: _explains(book, p, theme, span), MOST_CAUSES, least=3.6)
    if best or len(book.passages) > SHORT_TALK:
        return best
    return choose(
        [p for p in candidates if p.has("mechanism") and p.has("found") and not p.has("signal")],
        lambda p: _explains(book, p, theme, span),
        1,
        least=2.2,
    )


def cause_statements(book: Notebook, causes: list[Passage]) -> tuple[Statement, ...]:
    """The causes as quotes, each with the sentence after it where that is no cause of its own."""
    told, onward = {(p.id, p.place) for p in causes}, not book.only_written
    return tuple(quote(book, "immediate_cause", p, onward=onward and (p.id, p.place + 1) not in told) for p in in_order(causes))


def _may_explain(passage: Passage) -> bool:
    if (
        passage.question
        or passage.plan
        or passage.machine
        or passage.stage is Stage.BEFORE
        or passage.has(*NOT_A_CAUSE)
        or unsure(passage.text)
    ):
        return False
    denied = passage.has("unharmed") or (passage.words and passage.words[0] in ("nobody", "none", "no"))
    if denied and not NOTED_CAUSE.search(passage.text):
        return False
    if passage.spoken and not passage.note and passage.has("communicated"):
        return False
    return passage.note or passage.has(*CAUSE, "found", "meaning") or heading_weight(passage) > 0


def heading_weight(passage: Passage) -> float:
    """A document's section on the cause says it; its sections on what happened and why come near."""
    if CAUSE_HEADING.search(passage.heading):
        return 1.5 if passage.heading.startswith("why") else 3.5
    return 1.8 if passage.heading.startswith("what happened") else 0.0


def ruled_out(book: Notebook, passage: Passage) -> bool:
    """Whether somebody said soon after that it was not that: "not the disk" takes "its disk was replaced" off the table."""
    said = passage.piece.at
    return said is not None and any(
        said < at <= said + RULED_OUT_WITHIN and topic & passage.content for at, topic in book.ruled_out
    )


def _response_span(book: Notebook) -> tuple[float, float]:
    incident = book.story.incident
    begins, ends = incident.detected_at or incident.started_at, incident.mitigated_at or incident.resolved_at
    if not begins or not ends or ends.at <= begins.at:
        return 0.0, 1.0
    return begins.at.timestamp(), ends.at.timestamp()


def _explains(book: Notebook, passage: Passage, theme: Theme, span: tuple[float, float]) -> float:
    named = bool(NOTED_CAUSE.search(passage.text))
    tie = theme.ties(passage)
    score = (
        passage.weigh(EXPLAINING)
        + 3.0 * named
        + heading_weight(passage)
        + 2.0 * (passage.note and passage.has(*CAUSE))
        + 2.0 * tie
    )
    score += 0.8 * passage.key + 0.5 * bool(passage.piece.reactions) + 0.4 * passage.central + 1.5 * _lateness(passage, span)
    if not (passage.note or passage.document or named):
        score -= 2.0 * (tie == 0 and theme.explained)
    score -= 2.0 * bool(DOING.match(passage.text)) + 1.5 * passage.has(*BESIDE) * (not named) + 1.0 * (len(passage.words) < 5)
    if passage.public:
        score += 1.5 if book.only_written else -2.0
    return score


def _lateness(passage: Passage, span: tuple[float, float]) -> float:
    """Where in the response it was said, 0 to 1: later explanations win over earlier ones."""
    if passage.stage is not Stage.RESPONSE or not passage.piece.at:
        return 0.0
    return max(0.0, min(1.0, (passage.piece.at.timestamp() - span[0]) / (span[1] - span[0])))


STORY: tuple[tuple[tuple[Phase, ...], int, float, tuple[str, ...]], ...] = (
    ((Phase.LEAD_UP,), 2, 1.4, ("change",)),
    ((Phase.IMPACT_START, Phase.DETECTION), 1, 0.6, ("impact", "symptom")),
    ((Phase.DIAGNOSIS,), 1, 1.2, ("found", "meaning", "mechanism")),
    ((Phase.MITIGATION, Phase.RESOLUTION), 1, 0.9, ("mitigated", "better", "resolved")),
)
"""For each part of the story: its phases, how many passages at most, the least score, and the signs that speak for a passage."""


def what_happened(book: Notebook, theme: Theme, causes: list[Passage]) -> tuple[Statement, ...]:
    """The causal story in the order of its events: the change that led up to it, the first effect, the finding, what ended it."""
    if book.only_written:
        return _account(book, causes)
    told = list(causes)
    for phases, most, least, signs in STORY:
        told += _part(book, theme, told, phases, most, least, signs)
    return tuple(quote(book, "what_happened", p) for p in sorted(told, key=lambda p: (p.piece.at is None, p.order, p.place)))


def _account(book: Notebook, causes: list[Passage]) -> tuple[Statement, ...]:
    """The story of written accounts: the effect, the cause, what was done, the end; nothing where only an effect is told."""
    told = [*causes, *notices.remedies(book)[:2], *notices.endings(book)]
    if not told:
        return ()
    found = {(p.id, p.place): p for p in (*notices.main_effect(book), *told)}
    return tuple(quote(book, "what_happened", p) for p in in_order(found.values()))


def _part(
    book: Notebook, theme: Theme, told: list[Passage], phases: tuple[Phase, ...], most: int, least: float, signs: tuple[str, ...]
) -> list[Passage]:
    lead_up = Phase.LEAD_UP in phases
    cited = {id for e in book.story.timeline if e.phase in phases and (e.key or lead_up) for id in e.evidence[:2]}
    known = {(p.id, p.place) for p in told}

    def belongs(passage: Passage) -> float:
        score = 2.0 * theme.ties(passage) + 0.6 * passage.has(*signs) + 0.3 * passage.key - 0.8 * passage.from_log
        return score if passage.has(*signs) or passage.machine else score - 1.0

    candidates = [
        p for p in book.passages if p.id in cited and (p.id, p.place) not in known and _tellable(p) and not ruled_out(book, p)
    ]
    better = [p for p in candidates if not p.from_log]
    chosen = choose(candidates, belongs, most, least)
    return [p for p in chosen if not p.from_log or not any(same_matter(p, other) for other in (*better, *told))]


def same_matter(line: Passage, other: Passage) -> bool:
    """Whether a log line and what somebody or a bot says are of one moment, or name the same things."""
    return within(line, other, SAME_MOMENT) or len(line.identifiers & other.identifiers) > 1


def _tellable(passage: Passage) -> bool:
    return not (
        passage.question or passage.plan or passage.public or passage.has("hypothesis", "acknowledged", "not_yet", "refuted")
    )
