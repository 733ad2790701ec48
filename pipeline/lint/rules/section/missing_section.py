"""A part that every postmortem has is missing.

Summary, impact, timeline, causes, action items. A heading by any usual name counts, and so does the front matter (`timeline:`,
`impact:`, `actions: deferred`), or content that is one by itself: rows with times, checkboxes, an opening paragraph, numbers of
those affected. A near miss (`kind: near miss`) needs no impact; a security incident also says how long something was exposed and
what happened to data; a loss of data says what was got back. Only documents with three such parts are looked at. A draft
(`status: draft`) gets a suggestion.

Why: readers look for the same five things in every report; what is missing is what nobody worked out.
Question: what would this part say, and what is not known yet?

Bad:
    | ## Summary
    |
    | Search was slow for 37 minutes on 2 March for 412 customers.
    |
    | ## Contributing factors
    |
    | - The lock table holds 64 entries and has no alert.
    | - The canary sees no carts.
    |
    | ## Lessons learned
    |
    | - Rollback takes one command.

    | ## Summary
    |
    | Search was slow on 2 March.
    |
    | ## Timeline (UTC)
    |
    | - 09:41 deploy 88
    | - 10:02 page received
    | - 10:26 rolled back, latency normal
    |
    | ## Root cause
    |
    | The lock table holds 64 entries and has no alert.

    | ---
    | kind: security incident
    | ---
    |
    | ## Summary
    |
    | A token stood in a public repository.
    |
    | ## Impact
    |
    | 1 token of 1 service.
    |
    | ## Root cause
    |
    | The pre-commit hook scans no notebooks.
Good:
    | ---
    | timeline: [09:41 deploy 88, 10:02 page, 10:26 rolled back]
    | actions: deferred to 2026-03-20
    | ---
    |
    | ## Summary
    |
    | Search was slow for 37 minutes on 2 March for 412 customers.
    |
    | ## What broke for customers: impact
    |
    | 412 customers saw HTTP 500 for 37 minutes.
    |
    | ## Contributing factors
    |
    | - The lock table holds 64 entries and has no alert.
    | - The canary sees no carts.

    | ---
    | kind: near miss
    | timeline: [09:41 deploy 88, 10:02 found in review]
    | actions: deferred to 2026-03-20
    | ---
    |
    | ## Summary
    |
    | A migration without a lock timeout was stopped before it ran.
    |
    | ## Contributing factors
    |
    | - The linter for migrations reads new files alone.
    | - The staging table holds 40 rows.
    |
    | ## What went well
    |
    | - The review template asks for the lock timeout.

    | # Notes on search
    |
    | The lock table holds 64 entries.
Source: Beyer et al., Site Reliability Engineering, chapter 15; headings of 198 published postmortems.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from pipeline.domain.finding import Level
from pipeline.lint.action_items import action_items
from pipeline.lint.document import Document
from pipeline.lint.late import late
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.sections import SectionKind
from pipeline.lint.timeline import timeline
from pipeline.text.markdown import PROSE

PARTS = frozenset(SectionKind) - {SectionKind.OTHER, SectionKind.GENERAL, SectionKind.EXTERNAL}
ENOUGH = 3
"""So many kinds of section make a document a postmortem."""
FIELDS = {
    SectionKind.SUMMARY: ("summary", "description"),
    SectionKind.IMPACT: ("impact", "customer_impact", "user_impact", "affected", "customers_affected", "users_affected"),
    SectionKind.TIMELINE: ("timeline", "events"),
    SectionKind.CAUSES: ("cause", "causes", "root_cause", "root_causes", "contributing_factors", "factors"),
    SectionKind.ACTIONS: ("actions", "action_items", "follow_ups", "followups"),
}
MISSING = {
    SectionKind.SUMMARY: "There is no summary.",
    SectionKind.IMPACT: "Nothing says what the impact was.",
    SectionKind.TIMELINE: "There is no timeline.",
    SectionKind.CAUSES: "Nothing is named as cause or contributing factor.",
    SectionKind.ACTIONS: "There are no action items, nor a word on when they will be decided.",
}
OPENING = 80
"""A first paragraph of so many characters is a summary."""


FELT = (
    "impact", "affect", " down", "fail", "error", "unavailable", "outage", "unreachable", "offline", "inaccessible", "degrad",
    "slow", "broken", "lost", " loss", "leak", "expos", "500", "503", "504", "404", "stuck", "stop", "stall", "delay", "missing",
    "unable", "exploit", "vulnerab", "attacker", "disappear", "wrong", "corrupt", "interrupt", "users could", "users saw",
    "users were", "customers", "not being", "could not", "couldn't",
)  # fmt: skip
"""Words of what did not work and of those who felt it, or did not."""
CAUSED = (
    "cause", "causing", "due to", "because", "trigger", "reason", "result of", "resulted", "results from", "result in",
    "inadvertent", "accident", "typo", "out of memory", "evicted", "turned out", "root of", "led to",
    "as a result", "traced it", "traces it", "mistake", " bug",
)  # fmt: skip
PROMISE = late(
    r"\b[Ww]e(?:['’]ll| will| must| are (?:going|working|planning)| (?:\w{1,9} )?(?:need|plan|want) to)\b"
    r"|\bneeds? to be\b|\bTODO\b|\bshould\b|\bStatus: |\b(?:File|Publish|See if)\b"
    r"|^[ \t]{0,12}(?:[-*+]|\d{1,3}[.)]) (?:\[[ x]\] )?(?i:add|make|fix|improve|investigate|increase|create|update|document"
    r"|move|replace|remove|write|use|set|clarify|consider|ensure|monitor|review|deploy|enable|test|switch|implement|identify"
    r"|stop|find|check) ",
    re.MULTILINE,
)
EXPOSED = late(r"\bexpos(?:ed|ure)\b|\bwindow\b|\bwas (?:public|readable|reachable|accessible)\b|\bfirst access", re.IGNORECASE)
DATA = late(
    r"\b(?:no|any|which|what|customer|user|personal|whose) (?:\w+ )?(?:data|records?|credentials?|secrets?)\b"
    r"|\b(?:exfiltrat|leak|stolen|steal)",
    re.IGNORECASE,
)
GOT_BACK = late(
    r"\brestor(?:ed|e|ation|ing)\b|\bbackups?\b|\brecover(?:ed|y|able)\b|\birrecoverabl|\blost for good\b", re.IGNORECASE
)


def check(document: Document) -> Iterator[Hit]:
    front = document.front
    named = {section.kind for section in document.sections if section.heading} & PARTS
    if len(named) < ENOUGH:
        return
    kind = kind_of_incident(document)
    level = Level.SUGGESTION if is_draft(document) else None
    for part, message in MISSING.items():
        if part in named or any(field in front for field in FIELDS[part]) or (part is SectionKind.IMPACT and "near" in kind):
            continue
        if not IMPLIED[part](document):
            unsure = Level.WARNING if part in (SectionKind.IMPACT, SectionKind.CAUSES) else None
            yield Hit(None, 0, 0, message, level=level or unsure)
    for asked, message in asked_of(kind):
        if not any(map(asked.search, document.source.pieces)):
            yield Hit(None, 0, 0, message, level=level)


def kind_of_incident(document: Document) -> str:
    """In lower case, as the front matter has it; a near miss also by the title."""
    for field in ("kind", "incident_type", "type", "category", "incident_kind"):
        if isinstance(value := document.front.get(field), str):
            return value.lower().replace("-", " ")
    title = next((section.title.lower() for section in document.sections if section.heading), "")
    return "near miss" if "near miss" in title or "near-miss" in title else ""


def is_draft(document: Document) -> bool:
    return document.profile == "draft" or "draft" in str(document.front.get("status", "")).lower()


def asked_of(kind: str) -> Iterator[tuple[re.Pattern[str], str]]:
    if "security" in kind or "breach" in kind or "leak" in kind:
        yield EXPOSED, "Nothing says from when to when it was exposed."
        yield DATA, "Nothing says what happened to data."
    if "data loss" in kind:
        yield GOT_BACK, "Nothing says what of the data was got back."


def has_opening(document: Document) -> bool:
    first = islice((block for section in document.sections for block in section.blocks if block.kind is PROSE), 2)
    return any(len(block.text) >= OPENING for block in first)


def has_times(document: Document) -> bool:
    return len(timeline(document)) > 1


def has_impact(document: Document) -> bool:
    return mentions(document, FELT)


def has_cause(document: Document) -> bool:
    return bool(document.of(SectionKind.LESSONS, SectionKind.WHYS, SectionKind.WENT_BADLY)) or mentions(document, CAUSED)


def mentions(document: Document, words: tuple[str, ...]) -> bool:
    """Whether the text below the headings has one of these."""
    text = "\n".join([block.text for section in document.sections for block in section.blocks]).lower()
    return any(word in text for word in words)


def has_actions(document: Document) -> bool:
    return bool(action_items(document)) or any(map(promises, document.source.pieces))


def promises(text: str) -> bool:
    return " should " in text or " needs to be " in text or PROMISE.search(text) is not None


IMPLIED: dict[SectionKind, Callable[[Document], bool]] = {
    SectionKind.SUMMARY: has_opening,
    SectionKind.TIMELINE: has_times,
    SectionKind.IMPACT: has_impact,
    SectionKind.CAUSES: has_cause,
    SectionKind.ACTIONS: has_actions,
}
RULE = Rule(level=Level.ERROR, scope=Scope.DOCUMENT, check=check, unfinished=True)
