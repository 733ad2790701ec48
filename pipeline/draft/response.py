"""Response actions: what the responders and their tools did, in order, each with what the evidence says came of it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.domain.moment import Basis
from pipeline.domain.statement import ResponseAction
from pipeline.draft import notices
from pipeline.draft.notebook import Notebook
from pipeline.draft.passage import Passage, Stage, within
from pipeline.draft.quoting import choose, in_order, quote, quoted, response, words_of_quote
from pipeline.draft.theme import Theme

MOST = 10
AT_ONCE = timedelta(minutes=2)
RESULT_WITHIN = timedelta(minutes=12)
ENDED_WITHIN = timedelta(minutes=60)
DONE_WORDS = """
    restarted, rebooted, reverted, failed over, promoted, scaled, disabled, enabled, paused, resumed, killed, terminated,
    drained, evicted, cordoned, flushed, purged, cleared, rotated, revoked, restored, replayed, redeployed, deployed,
    pushed, merged, applied, switched, flipped, bumped, raised, increased, doubled, reduced, lowered, resized, removed,
    reset, reloaded, recreated, rebuilt, shut down, throttled, rerouted, repointed, stopped the, started the, patched,
    moved, isolated, detached, cancelled, canceled, suspended, renewed, reissued, invalidated, closed again, opened it,
    prewarmed, narrowed, aborted, replaced, swapped, updated the, released, powered off, putting, lifted, stubbed, added,
    fixed the, fixed it, corrected the, reconfigured, re-created,
    restarting, rolling restart, killing, promoting, pausing, failing over, recreating, restoring, shifting, draining the
"""
DONE_FORMS = (
    r"rolled (?!out)",
    r"re-?enabled",
    r"blocked (?!by|because|on\b|until|for)",
    r"turned (?:off|on|it)",
    r"ctrl-?c",
    r"took .{1,30} out",
    r"put .{1,30} back",
    r"set .{1,30} (?:to|back)",
    r"tried (?:\w+ing|to)\b",
    r"manually \w+ing",
    r"(?:running|ran|deleted|deleting) .{1,30} by hand",
    r"trying (?:a|an|to|the|out)\b",
    r"rolling (?:it |them |gateway )?back",
    r"(?:restart|rollback|roll back|promotion|prewarm|failover|revert|restore|reload|deploy|replay|feeds?|page)"
    r" (?:is |was )?(?:done|complete|completed|finished|off|on)",
)
DID = re.compile(rf"\b(?:{'|'.join([*(' '.join(w.split()) for w in DONE_WORDS.split(',')), *DONE_FORMS])})\b", re.IGNORECASE)
NOT_DONE = re.compile(
    r"\b(?:if|would|could|should|never|don'?t|didn'?t|not|won'?t|can'?t|will|before|was|were|been|needs?|wants?|might"
    r"|why|out of memory|oom|kernel)\b.{0,24}$",
    re.IGNORECASE,
)
ABOUT_OTHERS = re.compile(r"(?:they|those|these|that|which|the one|so if|who)\b", re.IGNORECASE)
EARLY = 48
OUTCOME = ("worse", "better", "false_trail", "mitigated")
TOOLS = frozenset({EvidenceKind.MESSAGE, EvidenceKind.DEPLOY, EvidenceKind.LOG_ENTRY})
TOLD_ELSEWHERE = frozenset(
    s.value
    for s in (
        Subtype.TRIGGER,
        Subtype.ACKNOWLEDGE,
        Subtype.ASSIGN,
        Subtype.PRIORITY,
        Subtype.RESOLVE,
        Subtype.ESCALATE,
        Subtype.MERGE,
    )
)


def response_actions(book: Notebook, theme: Theme) -> tuple[ResponseAction, ...]:
    """At most ten, in order of time; a tool's log line is left out where somebody or a bot says the same."""
    if book.only_written:
        return tuple(response(quote(book, "response_actions", p), None) for p in notices.remedies(book))
    stages = _stages(book)
    done = [p for p in book.passages if p.stage in stages and p.piece.at and _did(p)]
    spoken = [p for p in done if not p.id.startswith("log:")]
    done = [p for p in done if not p.id.startswith("log:") or not any(within(p, other, AT_ONCE) for other in spoken)]
    outcomes = _outcomes(book)
    kept = in_order(choose(done, lambda p: _weight(p, theme, outcomes), MOST, least=0.6, alike=0.75))
    return tuple(_action(book, kept, place, outcomes) for place in range(len(kept)))


def _stages(book: Notebook) -> tuple[Stage, ...]:
    """When actions count: in the response; where its end is only a guess, after it too."""
    ended = book.story.incident.mitigated_at
    guessed = ended is not None and ended.basis is Basis.INFERRED
    return (Stage.RESPONSE, Stage.CLOSING, Stage.AFTER) if guessed or not book.timed else (Stage.RESPONSE, Stage.CLOSING)


def _did(passage: Passage) -> bool:
    if passage.question or passage.plan or passage.public or passage.document or passage.has("hypothesis", "not_yet"):
        return False
    if passage.machine:
        told = passage.piece.subtype in TOLD_ELSEWHERE or passage.has("severity", "escalated", "acknowledged", "blocked")
        if not passage.central and passage.piece.kind is EvidenceKind.MESSAGE:
            return False
        return passage.piece.kind in TOOLS and passage.has("acted") and not told
    match = DID.search(passage.text)
    return (
        match is not None
        and match.start() <= EARLY
        and not ABOUT_OTHERS.match(passage.text)
        and not NOT_DONE.search(passage.text[: match.start()])
        and len(passage.words) > 1
    )


def _weight(passage: Passage, theme: Theme, outcomes: Sequence[Passage]) -> float:
    score = (
        1.0
        + 0.8 * passage.key
        + 0.8 * passage.central
        + 0.6 * passage.machine
        + 0.6 * min(2, len(passage.identifiers & theme.fix))
    )
    score += 0.8 * (_result(passage, None, outcomes) is not None) + 0.4 * (passage.stage is Stage.RESPONSE)
    return score - 0.6 * passage.has("chatter") - 0.8 * (not passage.central)


def _action(book: Notebook, kept: Sequence[Passage], place: int, outcomes: Sequence[Passage]) -> ResponseAction:
    passage = kept[place]
    following = kept[place + 1] if place + 1 < len(kept) else None
    came = _result(passage, following, outcomes)
    statement = quoted("response_actions", words_of_quote(book, passage), (passage.id, came.id) if came else (passage.id,))
    return response(statement, words_of_quote(book, came) if came else None)


def _result(passage: Passage, following: Passage | None, outcomes: Sequence[Passage]) -> Passage | None:
    """The first outcome told after the action, and not long after the next action; a relapse takes back an early success."""
    assert passage.piece.at
    until: datetime = passage.piece.at + RESULT_WITHIN
    if following and following.piece.at:
        until = min(until, max(following.piece.at, passage.piece.at + AT_ONCE))
    times = [o.piece.at or until for o in outcomes]
    begin, end = bisect_right(times, passage.piece.at), bisect_right(times, until)
    came = [o for o in outcomes[begin:end] if o.id != passage.id]
    if not came or not came[0].has("better", "mitigated") or came[0].has("worse", "false_trail"):
        return came[0] if came else None
    return next((o for o in came if _relapsed(o)), came[0])


def _relapsed(outcome: Passage) -> bool:
    again = "again" in outcome.words or not outcome.has("better", "mitigated")
    return again and outcome.has("worse", "false_trail")


def _outcomes(book: Notebook) -> list[Passage]:
    """What people said of how it went, in order."""
    refused = ("hypothesis", "escalated", "severity", "not_yet")
    return [
        p
        for p in book.passages
        if p.piece.at
        and p.spoken
        and p.central
        and p.has(*OUTCOME)
        and not (p.question or p.plan or p.has(*refused))
        and len(p.words) > 2
    ]


def ending(book: Notebook, actions: Sequence[ResponseAction]) -> ResponseAction | None:
    """The last thing done before users were no longer hurt."""
    ends = book.story.incident.mitigated_at or book.story.incident.resolved_at
    if ends is None:
        return None
    times = [(action, book.evidence[action.evidence[0]].at) for action in actions]
    before = [action for action, at in times if at and ends.at - ENDED_WITHIN <= at <= ends.at]
    return before[-1] if before else None
