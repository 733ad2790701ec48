"""If only somebody had done otherwise.

Why: an imagined past explains nothing about the real one; the condition behind it can be named instead.
Question: What control would have made the difference, whoever was there?

Bad:
    If Pilar had looked at the second tab, this was avoidable.
    Had the team tested on ARM, none of this happens.
    If only somebody had asked.
Good:
    The second tab holds the only graph of replica lag.
    CI has no ARM runner.
    There is no place where cross-team schema changes are announced.
    If the alert had fired, the disk would not have filled.
    Had the team not spotted it, the loss would be larger.
Source: Dekker, Field Guide, ch. 5; learningfromincidents.io.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.blame.judgement import Judgement
from pipeline.lint.blame.reframe import hits
from pipeline.lint.rule import Hit, Rule, Scope

MESSAGE = 'imagines people acting otherwise: "{words}"'
QUESTION = "What control would have made the difference, whoever was there?"


def check(judgement: Judgement) -> Iterator[Hit]:
    return hits(
        judgement,
        MESSAGE,
        QUESTION,
        about="",
        without="Name the missing control: a check, an alert, a test, a place to ask.",
    )


RULE = Rule(level=Level.ERROR, scope=Scope.JUDGEMENT, check=check)
