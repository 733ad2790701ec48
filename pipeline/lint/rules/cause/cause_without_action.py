"""A factor stands in the list of causes and no action item takes it up.

Looked at are conditions listed as items, in a document that has action items; an id, a shared word or a note that the factor is
fixed or accepted answers it.

Why: each action should be linked to the cause it removes (RCA2), and a balanced plan leaves no known cause open in silence
(Lunney).
Question: what will be done about this factor, or what decided that it is left as it is?

Bad:
    | ## Contributing factors
    |
    | - certificate expiry is not monitored
    |
    | ## Action items
    |
    | - Rewrite the wiki page on failover by 2026-05-02 (@noor)

    | ## Contributing factors
    |
    | - all offices share a single resolver, with no fallback
    |
    | ## Action items
    |
    | - Delete the v1 export endpoint by 2026-05-02 (@noor)

    | ## Root causes
    |
    | - nobody owns the shared gateway
    | - plugin versions are not pinned
    |
    | ## Action items
    |
    | - Pin plugin versions in the build by 2026-05-02 (@noor)
Good:
    | ## Contributing factors
    |
    | - certificate expiry is not monitored
    |
    | ## Action items
    |
    | - Alert 30 days before a certificate expires, by 2026-05-02 (@noor)

    | ## Contributing factors
    |
    | - all offices share a single resolver; accepted as risk on 2026-03-02, no budget for a fallback
    |
    | ## Action items
    |
    | - Delete the v1 export endpoint by 2026-05-02 (@noor)

    | ## Contributing factors
    |
    | - no test feeds an empty basket (OPS-77)
    |
    | ## Action items
    |
    | - Delete the v1 export endpoint by 2026-05-02 (@noor)
Source: RCA2, action plan; Lunney, Lueder and Beyer, ;login: 42(1), 2017.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.action_items import action_items
from pipeline.lint.causes.links import unanswered
from pipeline.lint.causes.reframes import without_stop
from pipeline.lint.causes.statement import statements
from pipeline.lint.document import Document
from pipeline.lint.rule import Hit, Rule, Scope


def check(document: Document) -> Iterator[Hit]:
    listed = [one for one in statements(document) if one.block.item]
    if not listed or not (items := action_items(document)):
        return
    conditions = {id(one.block): one.block for one in listed if one.systemic}
    for block in unanswered(conditions.values(), items):
        suggestions = (f"Add an action for: {without_stop(block.text)}", "Say that it is accepted as a risk, by whom and when.")
        yield Hit(block, 0, len(block.text), "No action item takes this factor up.", suggestions=suggestions)


RULE = Rule(level=Level.SUGGESTION, scope=Scope.DOCUMENT, check=check)
