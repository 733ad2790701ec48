"""An action item has no owner.

One named person, handle or team is an owner; "we", "everyone", "engineering" and "TBD" are none. Where no item of a document has
an owner, that is said once. Items that are done are left alone.

Why: an item without an owner is the surest one never to be done.
Question: how will anybody know whom to ask about this?

Bad:
    We will add a retry budget.
    Add a retry budget to edge-proxy. (owner: TBD)
    Everyone to review their dashboards.
Good:
    Add a retry budget of 10 % to edge-proxy - @noor - 2026-05-02
    Payments team sets `idempotency_key` on every capture request by 2026-06-01.
    | ## Action items
    |
    | | Action | Owner | Due | Ticket |
    | |---|---|---|---|
    | | Page db-infra when replica lag is above 30 s for 5 min | db-infra | 2026-04-20 | OPS-91 |
Source: Lunney, Lueder and Beyer, Postmortem action items, ;login: 42(1), 2017.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.action_items import action_items
from pipeline.lint.actions.fields import owners
from pipeline.lint.document import Document
from pipeline.lint.rule import Hit, Rule, Scope

ENOUGH = 2
"""From so many items on, a document in which none has an owner gets one finding for all."""


def check(document: Document) -> Iterator[Hit]:
    items = [item for item in action_items(document) if not item.done]
    named = [(item, owners(item)) for item in items]
    orphans = [item for item, who in named if not who]
    if len(orphans) >= ENOUGH and len(orphans) == len(items):
        first = items[0]
        yield Hit(first.block, first.start, first.end, f"none of the {len(items)} open action items has an owner")
        return
    for item in orphans:
        yield Hit(item.block, item.start, item.end, "this action item has no owner")
    for item, who in named:
        if len(who) > 1:
            message = f"{len(who)} owners are none: {', '.join(who)}"
            yield Hit(item.block, item.start, item.end, message, level=Level.SUGGESTION)


RULE = Rule(level=Level.ERROR, scope=Scope.DOCUMENT, check=check, profiles={"external": False, "draft": False}, unfinished=True)
