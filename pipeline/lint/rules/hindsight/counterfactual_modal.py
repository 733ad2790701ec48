"""People should, could or ought to have acted otherwise.

Why: it tells of a world that was not: hindsight knows the outcome, and the people did not.
Question: What did people know then, and what would have made the other course visible?

Bad:
    Niamh should have paged the storage rota.
    The on-call could have rolled back in two minutes.
    They ought to have known the cert was expiring.
Good:
    The storage rota is not listed on the service page.
    Rollback was one command; the responder's runbook did not mention it.
    Certificate expiry has no alert; the date sits in a spreadsheet.
    We should have alerting on config loads.
    The page should have been served from cache.
    The attacker should not have been able to list buckets.
    This could have been a lot worse.
Source: Dekker, Field Guide, ch. 5; Howie guide, ground rules; learningfromincidents.io, three analytical traps.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.blame.judgement import Judgement
from pipeline.lint.blame.reframe import hits
from pipeline.lint.rule import Hit, Rule, Scope

MESSAGE = 'judges from hindsight: "{words}"'
QUESTION = "What did people know then, and what would have made the other course visible?"


def check(judgement: Judgement) -> Iterator[Hit]:
    return hits(
        judgement,
        MESSAGE,
        QUESTION,
        about="What would have pointed to “{matter}” at the time?",
        without="Tell what was known and shown then; put the better course into an action item.",
    )


RULE = Rule(level=Level.ERROR, scope=Scope.JUDGEMENT, check=check)
