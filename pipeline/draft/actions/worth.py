"""Which pieces of work are worth an action item: points for how they were put, and where, and about what."""

from collections.abc import Sequence

from pipeline.domain.action_item import Commitment
from pipeline.draft.actions.lexicon import JOKE_SIGNS, JOKE_WORDS, LAUGHS, MATTERS
from pipeline.draft.actions.remarks import work_verbs
from pipeline.draft.actions.scope import Scope, When
from pipeline.draft.actions.speech import PROMISED, SUGGESTED, spilled, tells_secret
from pipeline.draft.actions.work import Work
from pipeline.text.phrases import words

ENOUGH = 2.5
MOST_ITEMS = 60


def worth(work: Work, scope: Scope) -> float:
    """Points; from ENOUGH on it is an item."""
    said = [work.root, *([work.taken] if work.taken else [])]
    text = " ".join(r.text for r in said).lower()
    points = work.grip
    points += 2.0 * work.collected
    points -= 0.75 * (not work.collected and not scope.short and passing(work))
    points += 0.75 * (work.due is not None and work.due != work.root.day) + 0.4 * (
        work.due is not None and work.due == work.root.day
    )
    points += 0.5 * any(r.tickets for r in said)
    points += stage(work, scope)
    points += 0.5 * (scope.short and scope.ended is not None and work.commitment is Commitment.PROPOSED)
    points += 0.4 * work.answered + 0.75 * (work.done is not None and work.done is not work.root)
    points += subject(work, scope)
    concrete = bool(work_verbs(w for r in said for w in r.words))
    points += 0.5 * concrete
    points -= 0.5 * (not (work.collected or concrete or work.due or work.answered or work.done))
    matters = MATTERS.find(words(text))
    points -= 4.0 * ("paperwork" in matters)
    points -= 1.0 * ("communication" in matters and not work.collected)
    return points


def passing(work: Work) -> bool:
    """Said in passing: a mere opinion, or something of the moment."""
    if work.commitment is not Commitment.COMMITTED:
        return work.grip <= SUGGESTED
    return work.grip <= PROMISED and "now" in (work.taken or work.root).words and work.asked == ()


def stage(work: Work, scope: Scope) -> float:
    if scope.when(work.taken or work.root) is When.AFTER:
        return 0.25 if scope.settling(work.root) and not work.collected else 0.75
    secret = any(tells_secret(r) or spilled(r) for r in work.members[:3])
    if work.done and scope.when(work.done) is When.DURING and not secret:
        return -3.0
    dated = work.due is not None and work.root.day is not None and work.due > work.root.day
    return -1.5 + (2.75 if work.deferred and secret else 2.25 if dated else 0.5 if work.deferred else 0.0)


def subject(work: Work, scope: Scope) -> float:
    if work.collected or not (scope.vocabulary or scope.short):
        return 0.0
    known = len(work.stems & scope.vocabulary)
    return 0.5 if known > 1 else 0.0 if known or scope.short else -1.0


def in_fun(work: Work) -> bool:
    """A joke: its words are of food and feasts, or it laughs, and nobody took it on."""
    if work.commitment is Commitment.COMMITTED:
        return False
    root = work.root
    laughs = any(sign in root.text.lower() for sign in JOKE_SIGNS) or not LAUGHS.isdisjoint(root.piece.reactions)
    funny = not JOKE_WORDS.isdisjoint(root.words)
    return funny or (laughs and len(work.members) == 1)


def worthy(works: Sequence[Work], scope: Scope) -> list[Work]:
    """The works that are items, in their order; of very many those with most points."""
    points = {work: worth(work, scope) for work in works if not in_fun(work)}
    kept = [work for work, p in points.items() if p >= (ENOUGH if work.live or work.collected else ENOUGH + 1)]
    best = sorted(kept, key=lambda work: -points[work])[:MOST_ITEMS]
    return [work for work in kept if work in best]
