"""Human error, or somebody's mistake, stands as the explanation.

Why: human error is where an analysis starts; it has causes of its own, and those can be changed.
Question: What in the tool, the text or the timing made this action look right?

Bad:
    The outage was down to operator error.
    Fat-fingered region name, classic human mistake.
    Manual error during the key rotation caused the lockout.
Good:
    The console accepts a region name as free text and has no confirmation.
    Both region names differ by one digit and sit next to each other in the list.
    Key rotation takes eleven manual steps with no dry run.
    Assumed user error at first, then saw the 500s.
    This was not human error.
    User errors rose to 4% of requests.
Source: PagerDuty postmortem guide; NPSF RCA2, rule 3; Microsoft Learn, reliability traps.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.blame.judgement import Judgement
from pipeline.lint.blame.reframe import hits
from pipeline.lint.rule import Hit, Rule, Scope

MESSAGE = 'explains by an error of people: "{words}"'
QUESTION = "What in the tool, the text or the timing made this action look right?"


def check(judgement: Judgement) -> Iterator[Hit]:
    return hits(
        judgement,
        MESSAGE,
        QUESTION,
        about="What made “{matter}” easy to get wrong?",
        without="Describe the step as the tool presents it: what it asks, what it checks, what it lets through.",
    )


RULE = Rule(level=Level.ERROR, scope=Scope.JUDGEMENT, check=check)
