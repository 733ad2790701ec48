"""A timeline begins when somebody noticed.

Why: a story that starts with the page leaves out how the trap was set: the change, the growth, the quiet months. Going forward
from before the incident is the remedy against hindsight.
Question: what changed, grew or broke before the first sign, and since when?

Bad:
    | ## Timeline (UTC)
    |
    | - 10:02 page received
    | - 10:20 rollback of deploy 88
    | - 10:26 rates normal

    | ## Timeline (UTC)
    |
    | - 10:10 call opened
    | - 10:20 rollback of deploy 88
    | - 10:26 rates normal

    | ## Timeline (UTC)
    |
    | - 10:04 customer tweet about failed logins
    | - 10:20 rollback of deploy 88
    | - 10:26 rates normal
Good:
    | ## Timeline (UTC)
    |
    | - 2026-02-27 16:10 config merged
    | - 2026-03-02 10:02 page received
    | - 2026-03-02 10:26 rolled back, rates normal

    | ## Timeline (UTC)
    |
    | - 09:41 deploy 88
    | - 10:02 page received
    | - 10:26 rolled back, rates normal

    | ## Timeline (UTC)
    |
    | - Since March: TTL is one day
    | - 10:02 page received
    | - 10:26 rolled back, rates normal
Source: PagerDuty, Postmortem documentation, "Writing": begin before the incident and go forward.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.document import Document
from pipeline.lint.moments import opens_with_notice
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.sections import SectionKind
from pipeline.lint.timeline import timeline

FEWEST = 3


def check(document: Document) -> Iterator[Hit]:
    rows = timeline(document)
    if len(rows) < FEWEST or not document.of(SectionKind.TIMELINE):
        return
    first = rows[0]
    if first.timed and opens_with_notice(first.text):
        yield Hit(first.block, first.start, first.end, "The timeline begins when the trouble was noticed, with nothing before.")


RULE = Rule(level=Level.SUGGESTION, scope=Scope.DOCUMENT, check=check)
