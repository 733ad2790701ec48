"""An action item builds its safeguard on the very system that failed.

The systems that failed are the `services` of the front matter and what the title calls an outage of.

Why: when that system fails again, its safeguard fails with it.
Question: what will still work when this system is down?

Bad:
    | ---
    | services: [prometheus]
    | ---
    | ## Action items
    |
    | - Page on scrape failures with a Prometheus rule

    | # Slack outage
    |
    | ## Action items
    |
    | - Send status updates to all responders via Slack

    | ---
    | services: [vault]
    | ---
    | ## Action items
    |
    | - Store the emergency credentials in Vault
Good:
    | ---
    | services: [prometheus]
    | ---
    | ## Action items
    |
    | - Page on scrape failures from the external checker every 60 s - @noor - 2026-05-02

    | ---
    | services: [ledger-db]
    | ---
    | ## Action items
    |
    | - Page db-infra when replica lag of ledger-db is above 30 s - @noor - 2026-05-02
    Keep printed copies of the emergency numbers in rooms 1 and 2 - @noor - 2026-05-02
Source: the rule against circular dependencies in postmortem guides.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.domain.finding import Level
from pipeline.lint.action_items import action_items
from pipeline.lint.document import Document
from pipeline.lint.late import late
from pipeline.lint.rule import Hit, Rule, Scope

SAFEGUARD = late(
    r"\b(?:alert\w{0,3}|page[sd]?|paging|notif\w{1,10}|back-?ups?|fail-?over|fall-?back|status|emergency|monitor\w{0,3}|runbooks?|"
    r"updates?|warn\w{0,4}|alarms?|rollback|credentials|contacts?)\b",
    re.IGNORECASE,
)
TITLE = late(r"\b([A-Z][\w.-]{2,30}) (?:outage|failure|downtime|unavailab\w{1,6}|disruption)", re.ASCII)
LONGEST = 40


@cache
def _means(name: str) -> re.Pattern[str]:
    word = re.escape(name)
    return re.compile(
        rf"\b(?:via|through|using|with|by|in|from|to) (?:an? |the |our )?{word}\b(?!['’]s? (?:lag|latency|load))"
        rf"|\b{word}[ -](?:alerts?|alertmanager|rules?|bot|dashboards?|jobs?|pipelines?|channels?|notifications?)\b",
        re.IGNORECASE,
    )


def failed(document: Document) -> tuple[str, ...]:
    """Names of the systems that failed, as the document states them."""
    heading = next((section.title for section in document.sections if section.level == 1), "")
    titled = tuple(match[1] for match in TITLE.finditer(heading[:200]))
    named = (*document.services, *titled)
    return tuple(dict.fromkeys(name for name in named if 2 < len(name) <= LONGEST))


def check(document: Document) -> Iterator[Hit]:
    items = [item for item in action_items(document) if not item.done]
    for name in failed(document) if items else ():
        low = name.lower()
        for item in items:
            text = item.written
            if low in text.lower() and SAFEGUARD.search(text) and (match := _means(name).search(text)):
                message = f'this safeguard relies on "{name}", which failed'
                yield Hit(item.block, item.start + match.start(), item.start + match.end(), message)


RULE = Rule(level=Level.SUGGESTION, scope=Scope.DOCUMENT, check=check, profiles={"external": False})
