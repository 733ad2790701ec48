"""Conduct in absolutes, or the incident in strong words: nobody ever, a total disaster, unacceptable.

Off unless asked for.

Why: strong words tell how it felt and not how much it was; readers answer the feeling, and the number is never looked for.
Question: how often, how long, how many, against which target?

Bad:
    Nobody ever reads these alerts.
    This was a total disaster of a deploy.
    It is unacceptable that it took two hours.
    The team always ignores the yellow banner.
Good:
    The alert fired 212 times in 30 days and was acted on 3 times.
    The deploy took 41 minutes to reverse; target is 10.
    Two of nine rollbacks this year met the objective of 10 minutes.
    The expression backtracks catastrophically on long headers.
    The disaster recovery site was 4 hours behind.
    The flag is always read before the first request.
    The disk was completely full.
Source: Google SRE workbook, ch. 10: animated language; PagerDuty postmortem guide, negativity bias.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.domain.finding import Level
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.sentences import Sentence
from pipeline.lint.subjects import subject

EXTREME = (
    "unacceptable|inexcusable|unforgivable|outrageous|appalling|atrocious|disgraceful|shameful|embarrassing(?:ly)?|horrible|horribly"
    "|horrendous|terrible|terribly|awful|ridiculous(?:ly)?|absurd(?:ly)?|nightmare|fiasco|debacle|shambles|ludicrous|abysmal(?:ly)?"
)
CONDUCT = (
    "reads?|checks?|ignores?|looks?|tests?|bothers?|cares?|listens?|reviews?|answers?|documents?|tells?|asks?|learns?|follows?"
    "|updates?|forgets?|thinks?"
)


@cache
def pattern() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{EXTREME})\b(?! \w*(?:loss|metric))"
        r"|\b(?:total|totally|complete|absolute|utter|real|huge|such a) (?:disaster|mess|chaos|catastrophe|nonsense|joke)\b"
        r"|\b(?:was|is|were|became) (?:a |an )?(?:\w+ )?(?:disaster|catastrophe)\b(?! recovery)"
        r"|\bcatastrophic (?:mistakes?|error|decision|judge?ment|handling|choice)\b"
        rf"|\b(?:nobody|no one|no-one) (?:ever|at all)\b|\b(?P<ever>always|never) (?=(?:{CONDUCT})\b)"
        r"|\beveryone (?:always |just )?(?:ignore[sd]?|forgets?|forgot|panicked|assumes?|assumed)\b",
        re.IGNORECASE,
    )


def check(sentence: Sentence) -> Iterator[Hit]:
    for match in pattern().finditer(sentence.text):
        if match["ever"] and not subject(sentence.text, match.start(), sentence.people).human:
            continue
        words = " ".join(match[0].split())
        yield Hit(
            sentence.block,
            sentence.start + match.start(),
            sentence.start + match.start() + len(match[0].rstrip()),
            f'"{words}" is how it felt; put the number in its place.',
            suggestions=("<n> times in <period>, against a target of <m>.", "It took <n> minutes; the objective is <m>."),
        )


RULE = Rule(
    level=Level.SUGGESTION,
    scope=Scope.SENTENCE,
    check=check,
    default=False,
    triggers=frozenset(
        """
        unacceptable inexcusable unforgivable outrageous appalling atrocious disgraceful shameful embarrassing embarrassingly
        horrible horribly horrendous terrible terribly awful ridiculous ridiculously absurd absurdly nightmare fiasco debacle
        shambles ludicrous abysmal abysmally disaster failure mess chaos catastrophe nonsense joke catastrophic nobody no-one
        no always never everyone
        """.split()
    ),
)
