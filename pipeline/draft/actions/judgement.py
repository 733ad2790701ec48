"""What kind of work it is, how urgent and how far ahead, by its words and its day (the post-mortem process's categories)."""

import datetime
import re

from pipeline.domain.action_item import ActionCategory, Commitment, Horizon, Priority
from pipeline.draft.actions.lexicon import CATEGORIES
from pipeline.draft.actions.speech import SHOWN, spilled
from pipeline.draft.actions.work import Work
from pipeline.text.phrases import words

SAID_PRIORITY = re.compile(
    r"(?:\bprio(?:rity)?\W{0,3}(?:is |as )?|\bas (?:a )?|\bmake (?:it|this|that) (?:a )?|[(\[,]\s*|^)(P[012])\b"
    r"(?!\s+(?:incident|page|outage|alert|sev))",
    re.IGNORECASE,
)
PREVENTS_THE_SAME = re.compile(
    r"\b(?:prevents? (?:a |the same |this |any )?(?:recurrence|incident|outage)"
    r"|(?:so|and) (?:that )?(?:this|it|the same)(?: \w+){0,2} (?:can(?:no|['’]?)t|never|won['’]?t|does(?:n['’]?t| not))"
    r" (?:ever )?happens? again"
    r"|(?:would|will) (?:have )?(?:fully )?prevent(?:ed)? (?:this|it|the whole thing))\b",
    re.IGNORECASE,
)
CLOSES_SECRET = re.compile(r"\b(?:rotat|revok|invalidat|reissu)(?:e|es|ed|ing)\b", re.IGNORECASE)
REPAIRS_DATA = re.compile(
    r"\b(?:backfill|reconcile|repair|correct|deduplicate|dedupe|restore)(?:s|ing|ed)?\b[^.;!?\n]{0,60}?"
    r"\b(?:rows?|records?|data|orders?|payments?|balances?|accounts?|entries|invoices?|buckets?)\b",
    re.IGNORECASE,
)
SUCCESS = re.compile(
    r"\b(?:done when|success criteri(?:on|a)(?: is|:)|acceptance(?: criteria)?:|good when|counts as done when)"
    r"\s+([^.;!?\n]{6,160})",
    re.IGNORECASE,
)
DEPENDS = re.compile(
    r"\b(?:depends on|blocked (?:by|on)|not before)\s+([^,.;!?\n]{3,80})"
    r"|\b(?:after|once)\s+(\w+['’]s [^,.;!?\n]{3,60}"
    r"|[^,.;!?\n]{3,50}? (?:is|are|has|have) (?:been )?(?:merged|in|live|out|finished|landed|deployed|available|there)\b)",
    re.IGNORECASE,
)
DAYS = ((1, Horizon.IMMEDIATE), (7, Horizon.SHORT), (31, Horizon.MEDIUM))
SAID_HORIZON = (
    (("today", "tonight", "now", "tomorrow", "tmrw", "immediately", "asap"), Horizon.IMMEDIATE),
    (("this week", "few days", "this sprint", "shortly"), Horizon.SHORT),
    (("next week", "next sprint", "this month", "next month", "couple of weeks", "few weeks"), Horizon.MEDIUM),
    (
        ("quarter", "q1", "q2", "q3", "q4", "long term", "long-term", "next year", "some day", "someday", "one day", "backlog"),
        Horizon.LONG,
    ),
)


def category_of(text: str) -> ActionCategory:
    """The kind with most of its words in the text; prevention where none has any."""
    found = words(text)
    counts = [(sum(w in CATEGORIES[kind] for w in found), -n, kind) for n, kind in enumerate(("detect", "respond", "process"))]
    most, _, kind = max(counts)
    return ActionCategory(kind) if most else ActionCategory.PREVENT


def horizon_of(work: Work, ended: datetime.datetime | None) -> Horizon | None:
    day = work.due or (work.done.day if work.done else None)
    start = ended.date() if ended else work.root.day
    if day and start:
        days = (day - start).days
        return next((horizon for limit, horizon in DAYS if days <= limit), Horizon.LONG)
    said = " ".join(r.text for r in work.members).lower()
    return next((horizon for signs, horizon in SAID_HORIZON if any(re.search(rf"\b{s}\b", said) for s in signs)), None)


def priority_of(work: Work, action: str) -> Priority | None:
    """As said, else P0 where the words show what the process calls P0; else none, for the owner to give.

    P0 closes a security hole (here: a secret that was shown), mends data, or prevents the same incident from recurring.
    """
    said = [work.root, *([work.taken] if work.taken else [])]
    if found := next((m for r in said if (m := SAID_PRIORITY.search(r.text))), None):
        return Priority(found[1].upper())
    if work.commitment is Commitment.DECLINED:
        return None
    secret = CLOSES_SECRET.search(action) and any(spilled(r) or SHOWN in r.piece.text for r in work.members)
    mends = any(PREVENTS_THE_SAME.search(r.text) for r in said) or REPAIRS_DATA.search(action)
    return Priority.P0 if secret or mends else None


def success_of(work: Work) -> str | None:
    found = (SUCCESS.search(r.text) for r in work.members)
    return next((m[1].strip() for m in found if m), None)


def dependencies_of(work: Work) -> tuple[str, ...]:
    said = [work.root, *([work.taken] if work.taken else [])]
    found = [(m[1] or m[2]).strip() for r in said for m in DEPENDS.finditer(r.text)]
    return tuple(dict.fromkeys(found))
