"""The document knows a single cause.

Why: failures of complex systems need several conditions at once (Cook); where one is named, the search stopped at the first.
Question: what else had to be true for this to happen, to reach users, or to last as long as it did?

Bad:
    Root cause: the disk was full.
    Cause: DNS.
    | ## Root Cause
    |
    | A bad deploy.
Good:
    Three factors: TTL of a day, one resolver, no probe from outside.
    | ## Contributing factors
    |
    | - no disk alert
    | - logs not rotated
    | - failover reads the same volume

    | ## Contributing factors
    |
    | - canary covers 1% of carts
    | - rollback needs a second team
Source: Cook, How complex systems fail (1998); PagerDuty, Postmortem documentation, "Writing": there is no single root cause.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.causes.statement import conditions_elsewhere, labelled, stated, statements
from pipeline.lint.document import Document
from pipeline.lint.rule import Hit, Rule, Scope

LOW = ("low", "minor", "sev4", "sev5", "sev-4", "sev-5", "p4", "p5", "4", "5")


def check(document: Document) -> Iterator[Hit]:
    found = stated(statements(document)) or stated(labelled(document))
    if len(found) != 1 or str(document.front.get("severity", "")).lower() in LOW:
        return
    only = found[0]
    if only.surface and not only.points and not only.several and not conditions_elsewhere(document):
        yield Hit(only.block, only.body, only.end, "This is the only cause the document names.")


RULE = Rule(level=Level.SUGGESTION, scope=Scope.DOCUMENT, check=check)
