"""A person, or what a person did, stands where the cause should.

Why: an act is never a root cause: it set off what was waiting. Name what was waiting.
Question: What turned this act into an outage, and how many people could have done the same?

Bad:
    The database was wiped because of Haruto.
    Checkout went down and the new contractor is to blame.
    Root cause: Ines restarted the wrong host.
Good:
    The wipe script defaults to the production host when no flag is given.
    Checkout went down when release 7.1 met a schema without the new column.
    Cause: the two hosts share a prompt and a colour, and restart asks no question.
    Mei is responsible for action 3.
    The culprit was a query without an index.
    The outage was caused by a full disk.
Source: Google SRE book, ch. 15; PagerDuty postmortem guide; Cook, How complex systems fail.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.blame.judgement import Judgement
from pipeline.lint.blame.reframe import hits
from pipeline.lint.rule import Hit, Rule, Scope

MESSAGE = 'puts a person where the cause should be: "{words}"'
QUESTION = "What turned this act into an outage, and how many people could have done the same?"


def check(judgement: Judgement) -> Iterator[Hit]:
    return hits(
        judgement,
        MESSAGE,
        QUESTION,
        about="What let “{matter}” reach this far?",
        without="Start the sentence with the condition: what was missing, unclear or unguarded.",
    )


RULE = Rule(level=Level.ERROR, scope=Scope.JUDGEMENT, check=check)
