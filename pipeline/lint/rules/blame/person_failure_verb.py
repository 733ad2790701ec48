"""A person is the subject of a verb of failing.

Why: naming who failed ends the search one step before the condition that let a reasonable person do this; agentive wording
    raises blame and penalties even with readers who saw the event.
Question: What made this the likely thing to do, and what would have shown or stopped it?

Bad:
    Tomasz forgot to run the schema check before merging.
    The release manager ignored two warnings from the canary.
    The night-shift operator failed to acknowledge the page.
Good:
    The schema check is a manual step and nothing blocks a merge without it.
    The canary printed its warnings below the fold of a 900-line log.
    The page went to a phone in do-not-disturb mode and the escalation wait was 20 minutes.
    The health check failed to notice the stalled worker.
    The operator pod failed to reconcile.
    The admin API forgot the session.
    Ana rolled back 4.2 at 10:31.
Source: Dekker, Field Guide, 2nd ed., ch. 3 and 5; NPSF RCA2, rule 3; Fausey and Boroditsky 2010.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.blame.judgement import Judgement
from pipeline.lint.blame.reframe import hits
from pipeline.lint.rule import Hit, Rule, Scope

MESSAGE = 'says that a person failed: "{words}"'
QUESTION = "What made this the likely thing to do, and what would have shown or stopped it?"


def check(judgement: Judgement) -> Iterator[Hit]:
    return hits(
        judgement,
        MESSAGE,
        QUESTION,
        about="What made “{matter}” easy to miss or hard to do here?",
        without="Tell what the person saw and had at hand, and which step nothing guarded.",
    )


RULE = Rule(level=Level.ERROR, scope=Scope.JUDGEMENT, check=check)
