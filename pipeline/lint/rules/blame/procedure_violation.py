"""Somebody broke, bypassed or misfollowed a procedure.

Why: a violation is not a cause, it has one: how the rule meets the work on an ordinary day.
Question: How is this step usually done, and what makes the written way hard to follow?

Bad:
    The engineer bypassed the change process.
    They followed the failover steps in the wrong order.
    Access was granted against policy.
Good:
    The change process takes two days and has no path for urgent fixes.
    Steps 4 and 5 of the failover page can be read in either order.
    The access tool lets any member grant themselves the role.
    The write failed with a foreign-key violation.
    The traffic bypassed the WAF.
    The client did not follow redirects.
Source: NPSF RCA2, rule 4; Dekker, Field Guide.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.blame.judgement import Judgement
from pipeline.lint.blame.reframe import hits
from pipeline.lint.rule import Hit, Rule, Scope

MESSAGE = 'stops at the broken procedure: "{words}"'
QUESTION = "How is this step usually done, and what makes the written way hard to follow?"


def check(judgement: Judgement) -> Iterator[Hit]:
    return hits(
        judgement,
        MESSAGE,
        QUESTION,
        about="What makes “{matter}” the normal way to get this done?",
        without="Tell how the work is usually done, and what the written procedure costs.",
    )


RULE = Rule(level=Level.WARNING, scope=Scope.JUDGEMENT, check=check)
