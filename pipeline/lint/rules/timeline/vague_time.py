"""A row of a timeline says "later" where the others say a time.

Why: a row without a time cannot be set beside the logs, and what it took to get there is lost.
Question: between which two times was this, and what would show it?

Bad:
    | ## Timeline (UTC)
    |
    | - 10:02 alert fires
    | - Later the cache was flushed
    | - 10:26 rates normal

    | ## Timeline (UTC)
    |
    | - 10:02 alert fires
    | - At some point the lock cleared
    | - 10:26 rates normal

    | ## Timeline (UTC)
    |
    | - 09:41 deploy 88
    | - 10:02 alert fires
    | - Soon after, traffic recovered
Good:
    10:19 UTC cache flushed
    between 10:11 and 10:14 UTC (log gap) lock cleared
    10:26 UTC traffic at baseline, an hour later than in the test
Source: PagerDuty, Postmortem documentation, "Writing": each entry rests on data.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.domain.finding import Level
from pipeline.lint.document import Document
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.timeline import timeline


@cache
def vague() -> re.Pattern[str]:
    return re.compile(
        r"[\s*_~-]{0,4}((?:at some point|some ?time (?:later|after)|a (?:while|bit|few (?:minutes|hours|days)) (?:later|after)"
        r"|(?:shortly|soon|right|not long) (?:after|afterwards|thereafter)"
        r"|later(?: on| that (?:day|morning|afternoon|evening|night))?"
        r"|after (?:a|some) (?:while|time)|eventually|afterwards|subsequently|in the meantime|meanwhile|some ?time)\b)",
        re.IGNORECASE,
    )


def check(document: Document) -> Iterator[Hit]:
    for row in timeline(document):
        if not row.timed and (match := vague().match(row.block.text)):
            words = match[1]
            yield Hit(row.block, match.start(1), match.end(1), f'"{words}" is no time; the rows around it have one.')


RULE = Rule(level=Level.SUGGESTION, scope=Scope.DOCUMENT, check=check)
