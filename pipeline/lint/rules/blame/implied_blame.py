"""Blame that no word shows: irony, a rhetorical question, faint praise, a pointed fact. Speaks with --deep only.

Why: readers who are meant hear it all the same, and say less next time; a list of words cannot find it.
Question: What made this the sensible thing to do at the time?

Bad:
    A fine afternoon to learn what the restore button does.
    Guess whose laptop the only copy of the runbook was on.
    The checklist spent the night where it always is: in the drawer.
Good:
    Restores had last been exercised in March.
    The runbook was kept outside the repository, where search does not reach.
    The checklist is on paper and stands in another building.
Source: Etsy Debriefing Facilitation Guide; Dekker, Just Culture, ch. 1.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.verdict import BLAME, Place


def check(place: Place) -> Iterator[Hit]:
    if place.verdict.kind == BLAME:
        message = f'a model reads this as blame: "{place.words}"'
        yield Hit(place.block, place.verdict.start, place.verdict.end, message, place.verdict.question)


RULE = Rule(level=Level.WARNING, scope=Scope.DEEP, check=check)
