"""A past that did not happen, held against people without saying so. Speaks with --deep only.

Why: what looks plain afterwards was one of many things at the time; the sentence tells what is known now.
Question: What could be seen at that moment, and what could not?

Bad:
    One glance at the second graph, and the night would have been quiet.
    It would have cost the team five minutes to ask.
    Anybody else would have waited for the second approval.
Good:
    The second graph is on another dashboard, which no runbook names.
    There is no channel in which such changes are announced.
    The second approval could be given after the deploy.
Source: Dekker, Field Guide, ch. 2 and 5.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.verdict import HINDSIGHT, Place


def check(place: Place) -> Iterator[Hit]:
    if place.verdict.kind == HINDSIGHT:
        message = f'a model reads this as hindsight: "{place.words}"'
        yield Hit(place.block, place.verdict.start, place.verdict.end, message, place.verdict.question)


RULE = Rule(level=Level.WARNING, scope=Scope.DEEP, check=check)
