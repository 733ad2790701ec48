"""We, or I, failed, omitted or caused.

Why: self-blame is kinder and hides the same question: what would have made the better course the easy one?
Question: What would have made this step the default, or its absence visible?

Bad:
    We failed to plan for a retry storm.
    I forgot the second replica, my bad.
    We never checked the quota of the new region.
Good:
    Clients retried three times with no jitter, which tripled load.
    The restore script covers one replica; the second is not in its inventory.
    The quota page shows one number and does not say it is per region.
    We did not have access to the logs.
    We decided to fail over at 10:12.
Source: Etsy Debriefing Facilitation Guide, opening script.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.blame.judgement import Judgement
from pipeline.lint.blame.reframe import hits
from pipeline.lint.rule import Hit, Rule, Scope

MESSAGE = 'takes the blame instead of telling the condition: "{words}"'
QUESTION = "What would have made this step the default, or its absence visible?"


def check(judgement: Judgement) -> Iterator[Hit]:
    return hits(
        judgement,
        MESSAGE,
        QUESTION,
        about="What would have shown us “{matter}” in time?",
        without="Say what the process, the tool or the plan did not provide.",
    )


RULE = Rule(level=Level.WARNING, scope=Scope.JUDGEMENT, check=check)
