"""Something partial is called an outage, or said to be down.

Off by default, on in the profile external.

Why: "outage" tells customers that nothing worked; used for a slow page it alarms some and teaches the rest to disregard it.
Question: what could users still do, and what exactly could they not?

Bad:
    Outage of search (2% of queries slow).
    The site was down for EU mobile users.
    Total outage: 3% error rate.
Good:
    Slow search for 2% of queries.
    EU mobile users could not log in for 12 minutes.
    Elevated errors: 3% of requests.
    The whole site was down for 42 minutes.
Source: PagerDuty, Postmortem documentation, "Effective postmortems": "outage" only for a real outage.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.domain.finding import Level
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.sections import SectionKind
from pipeline.lint.sentences import Sentence


@cache
def word() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?:total |complete |full |major )?outage|(?:is|was|were|went|been) (?:completely )?down)\b", re.IGNORECASE
    )


@cache
def partial() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\d.])(?!100)\d{1,2}(?:\.\d{1,3})?\s?%|\b(?:some (?:users|customers|requests|regions)|a subset|slow(?:er|ness)?"
        r"|degraded|elevated|intermittent(?:ly)?"
        r"|(?:EU|US|UK|APAC|mobile|android|iOS|desktop|beta|free|new) (?:\w+ )?(?:users|customers))\b",
        re.IGNORECASE,
    )


def check(sentence: Sentence) -> Iterator[Hit]:
    if (match := word().search(sentence.text)) and (part := partial().search(sentence.text)):
        start = sentence.start + match.start()
        message = f'"{match[0]}" says that nothing worked; here it is {part[0]}.'
        yield Hit(sentence.block, start, sentence.start + match.end(), message)


RULE = Rule(
    level=Level.SUGGESTION,
    scope=Scope.SENTENCE,
    check=check,
    default=False,
    triggers=frozenset({"outage", "down"}),
    sections=frozenset({SectionKind.SUMMARY, SectionKind.EXTERNAL, SectionKind.IMPACT}),
    profiles={"external": True},
)
