"""An action item has no due date.

A date, week, month, quarter, sprint or "within 15 days" is one; "ASAP", "soon", "ongoing" and "TBD" are none. Where no item of a
document has one, that is said once. Items that are done are left alone.

Why: what is due some day is overtaken by what is due on Friday; a date tells when to ask.
Question: when will it be looked at whether this is done?

Bad:
    Move backups off the primary (soon). - @ken
    Rotate the export keys - @ken - ongoing
    Split the queue - @ken - due TBD
Good:
    Move the nightly dump from `db-1` to the replica's own volume - @ken - due 2026-05-15
    Rotate the keys of `export-bucket` each month, first on 2026-05-01, with an entry in the calendar - @ken
    Split the `orders` queue by tenant, 8 partitions - @ken - sprint 26.11
Source: PagerDuty, Postmortems, culture/accountability; Atlassian, Incident handbook.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.action_items import action_items
from pipeline.lint.actions.fields import due
from pipeline.lint.document import Document
from pipeline.lint.rule import Hit, Rule, Scope

ENOUGH = 2


def check(document: Document) -> Iterator[Hit]:
    items = [item for item in action_items(document) if not item.done]
    undated = [item for item in items if not due(item)]
    if len(undated) >= ENOUGH and len(undated) == len(items):
        first = items[0]
        yield Hit(first.block, first.start, first.end, f"none of the {len(items)} open action items has a due date")
        return
    for item in undated:
        yield Hit(item.block, item.start, item.end, "this action item has no due date")


RULE = Rule(level=Level.WARNING, scope=Scope.DOCUMENT, check=check, profiles={"external": False, "draft": False}, unfinished=True)
