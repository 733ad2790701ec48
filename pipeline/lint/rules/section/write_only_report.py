"""Not one of the open action items has an owner or a date.

A ticket counts, for it has both or will have them.

Why: a report whose items belong to nobody is written to be filed; it changes nothing.
Question: how will anybody find out in a month whether this was done?

Bad:
    | ## Action items
    |
    | - Add an alert on replica lag above 30 s.
    | - Reject region names that are not in the inventory.

    | ## Next steps
    |
    | | Action | Owner | Due |
    | |---|---|---|
    | | Set the pool size to 50 in api.yaml | TBD | - |
    | | Delete the v1 endpoint | | |

    | ## Follow-ups
    |
    | 1. Log the order id on every 5xx in edge-proxy.
    | 2. Upgrade Kafka to 3.9.
    | 3. Delete the v1 endpoint.
Good:
    | ## Action items
    |
    | - Add an alert on replica lag above 30 s - @noor - 2026-05-02
    | - Delete the v1 endpoint - @lwei - 2026-05-09

    | ## Action items
    |
    | | Action | Owner | Due |
    | |---|---|---|
    | | Set the pool size to 50 in api.yaml | db-infra | 2026-04-20 |
    | | Delete the v1 endpoint | payments | 2026-04-27 |

    | ## Lessons learned
    |
    | - Rollback takes one command.
Source: Lunney, Lueder and Beyer, ;login: 42(1), 2017: an item without an owner is the surest one never to be done.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.domain.finding import Level
from pipeline.lint.action_items import ActionItem, action_items, stated
from pipeline.lint.document import Document
from pipeline.lint.rule import Hit, Rule, Scope

FEWEST = 2


@cache
def traced() -> re.Pattern[str]:
    """An owner, a date or a ticket, in any of the ways they are written into an item."""
    months = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
    return re.compile(
        r"(?<![\w.])@(?!(?:here|channel|everyone)\b)[\w-]{2,}"
        r"|\b(?i:owner|assignee|assigned|dri|responsible|lead)\b\s?(?::|=|to\b)\s?(?!(?i:tbd|tba|none|\?))\w"
        r"|\b20\d\d-\d\d|\b\d{1,2}[/.]\d{1,2}[/.](?:20)?\d\d\b"
        r"|\b(?i:by|due|until|before|in)\b[: ]{1,2}(?:the end of )?(?:[A-Z][a-z]{2,8}\b|\d)"
        r"|^\W{0,4}[A-Z]\w{1,20}(?: [A-Z]\w{1,20})? to [a-z]"
        rf"|\b(?:{months})[a-z]{{0,6}}\.? \d|\b\d{{1,2}} (?:{months})"
        r"|\b[Qq][1-4]\b|\b(?i:sprint|week|iteration) \d|\b[A-Z]{2,10}-\d{1,6}\b|\bT\d{4,7}\b|(?<!\w)#\d{1,7}\b|://"
        r"|\b(?i:bug|issue|ticket|phab):? ?\d"
    )


def check(document: Document) -> Iterator[Hit]:
    items = [item for item in action_items(document) if is_open(item)]
    if len(items) < FEWEST or any(is_traced(item, document.roster) for item in items):
        return
    heading = items[0].section.heading or items[0].block
    message = f"None of these {len(items)} action items has an owner or a date."
    yield Hit(heading, 0, len(heading.text), message)


def is_open(item: ActionItem) -> bool:
    closed = item.done or "complete" in item.section.title.lower()
    return not closed and not item.written.startswith(("Status: Done", "Status: Declined", "NOTE"))


def is_traced(item: ActionItem, people: Sequence[str]) -> bool:
    if any(value and stated(value) for value in (item.owner, item.due, item.ticket)):
        return True
    raw = item.raw
    return "://" in raw or bool(traced().search(raw)) or names_owner(item, people)


def names_owner(item: ActionItem, people: Sequence[str]) -> bool:
    return any(name and name.split()[0].lstrip("@") in item.raw for name in people)


RULE = Rule(level=Level.WARNING, scope=Scope.DOCUMENT, check=check)
