"""A cause that ends at the trigger or at a person, as a model reads it. Speaks with --deep only.

Why: what can be changed is the condition that let it happen, reach users or stay unseen; words alone do not always show whether
a line names one.
Question: What let this happen, reach users, or stay unseen?

Bad:
    The certificate ran out at midnight, and that was that.
    It all goes back to a line that was pasted into the wrong window.
    The disk was full.
Good:
    Renewal is manual, and nothing watches the date.
    Both windows look alike: production has no mark of its own.
    Nothing limits the size of the write-ahead log, and disk use pages nobody.
Source: PagerDuty, Postmortem documentation, "Writing"; Atlassian, Incident handbook, "Postmortems".
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.verdict import CAUSE, Place


def check(place: Place) -> Iterator[Hit]:
    if place.verdict.kind == CAUSE:
        message = f'a model finds no condition behind this cause: "{place.words}"'
        yield Hit(place.block, place.verdict.start, place.verdict.end, message, place.verdict.question)


RULE = Rule(level=Level.WARNING, scope=Scope.DEEP, check=check)
