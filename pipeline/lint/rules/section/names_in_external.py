"""A person is named in text for readers outside.

Looks at the sections that are messages to customers, and at everything in the profile external. Names are those of the roster and
the front matter, handles, and what follows a role ("our engineer Ana").

Why: to outsiders a name is the one to blame, and it stays to be found for years; the role says all they need.
Question: what does the reader need to know about this person: a role, a team, or nothing?

Bad:
    | ---
    | participants: [Ana Pereira]
    | ---
    |
    | ## Message to customers
    |
    | Ana moved the traffic at 10:20 UTC.

    | ## Status page
    |
    | The cache was flushed by @dkim at 10:20 UTC.

    | ## Customer communication
    |
    | Our engineer Ana Pereira moved the traffic at 10:20 UTC.
Good:
    | ---
    | participants: [Ana Pereira]
    | ---
    |
    | ## Message to customers
    |
    | Our engineers moved the traffic at 10:20 UTC. Questions: support@example.com.

    | ## Status page
    |
    | The cache was flushed at 10:20 UTC; follow @example for news.

    | ## Customer communication
    |
    | An engineer on call moved the traffic at 10:20 UTC.
Source: PagerDuty, Postmortem documentation, "Writing": a version for outside names nobody.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.domain.finding import Level
from pipeline.lint.document import Document, Section
from pipeline.lint.late import late
from pipeline.lint.people import Roster
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.sections import SectionKind
from pipeline.lint.sentences import mask
from pipeline.text.markdown import CELL, PROSE, Block

WORD = late(r"[^\W\d_][\w'’-]*")
HANDLE = late(r"(?<![\w.@/])@[A-Za-z][\w-]{1,38}\b(?![/.]\w)")
FOLLOW = late(r"\b(?:follow|twitter|mastodon|news|updates|status|contact|support|questions?)\b", re.IGNORECASE)


@cache
def introduced() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:engineer|developer|administrator|admin|operator|technician|manager|commander|responder|sre|cto|colleague)\s"
        r"(?P<name>[A-Z][a-zà-ÿ]{1,20}(?:\s[A-Z][a-zà-ÿ'’-]{1,20})?)\b"
    )


def check(document: Document) -> Iterator[Hit]:
    outside = document.profile == "external"
    sections = document.sections if outside else document.of(SectionKind.EXTERNAL)
    if not sections:
        return
    roster = Roster(document.roster, document.services)
    for section in sections:
        if outside and section.kind is SectionKind.GENERAL:
            continue
        yield from in_section(section, roster)


def in_section(section: Section, roster: Roster) -> Iterator[Hit]:
    for block in section.blocks:
        if (block.kind is PROSE or block.kind is CELL) and not block.quoted:
            for start, end in names_of(block, roster):
                yield Hit(block, start, end, f'"{block.text[start:end]}" is a person, named to readers outside.')


def names_of(block: Block, roster: Roster) -> list[tuple[int, int]]:
    text = mask(block.text)
    found = [match.span("name") for match in introduced().finditer(text)]
    if not FOLLOW.search(text):
        found.extend(match.span() for match in HANDLE.finditer(text))
    if roster:
        found.extend(match.span() for match in WORD.finditer(text) if match[0] in roster and match[0][0].isupper())
    return apart(found)


def apart(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, without those that overlap or follow directly: a first name and its surname are one."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if kept and start <= kept[-1][1] + 1:
            kept[-1] = kept[-1][0], max(end, kept[-1][1])
        else:
            kept.append((start, end))
    return kept


RULE = Rule(level=Level.WARNING, scope=Scope.DOCUMENT, check=check)
