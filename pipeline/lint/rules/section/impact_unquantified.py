"""The impact is described without a number.

A count with its unit, a share, a length of time, money, "all users", a pair of clock times or "none" will do; where numbers are
confidential, ignore the rule with that as the reason.

Why: "some users, for a while" cannot be compared with the last incident, nor with what a remedy costs.
Question: how many were affected, by what, for how long, and where is that measured?

Bad:
    Some customers saw errors.
    Search was degraded for a while.
    Impact was limited.
Good:
    412 customers saw HTTP 500 on search for 37 minutes.
    p95 of search rose from 0.3 s to 6 s between 10:02 and 10:39 UTC.
    No customer impact: 0 failed requests in the edge log.
    All visitors of the shop saw an error page for eleven minutes.
Source: PagerDuty, Postmortem documentation, "Writing": length, customers affected, support calls, a business metric.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.domain.finding import Level
from pipeline.lint.document import Document
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.sections import SectionKind
from pipeline.text.markdown import CELL, CODE, HTML, PROSE

FEWEST = 3
"""A heading with fewer words below it says nothing to be counted."""


@cache
def quantity() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w#-])\d[\d,.]*(?![\w-])(?!\.\d)|\d\s?(?:%|k\b|m\b|s\b|ms\b|min|h\b|hrs?\b|x\b|[MG]i?B\b)|[$€£]\s?\d"
        r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|half"
        r"|a third|quarter|an hour|a minute|a day|single|percent|all|every|each|entire|everyone|everything|any|whole)\b"
        r"|\b(?:no|none|nobody|zero|without|not) (?:\w+ ){0,3}(?:impact|affected|loss|lost|downtime|errors?|users?|customers?)\b"
        r"|^none\b|\bno (?:\w+ ){0,2}data\b",
        re.IGNORECASE | re.MULTILINE,
    )


def check(document: Document) -> Iterator[Hit]:
    sections = document.of(SectionKind.IMPACT)
    blocks = [block for section in sections for block in section.blocks if block.kind in (PROSE, CELL, CODE, HTML)]
    told = [block for block in blocks if block.kind is PROSE and not block.quoted]
    if not told or sum(len(block.text.split()) for block in told) < FEWEST:
        return
    if any(quantity().search(block.text) for block in blocks):
        return
    first = told[0]
    yield Hit(first, 0, len(first.text.rstrip()), "No number says how large the impact was.")


RULE = Rule(level=Level.WARNING, scope=Scope.DOCUMENT, check=check)
