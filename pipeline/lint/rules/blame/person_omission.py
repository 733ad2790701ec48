"""A person did not do what diligence would have done.

States and perceptions are context, not blame: did not have, did not receive, did not see. An explanation by a condition
("because the link was dead") makes it one too.

Why: reviews drift into listing what people did not do and then call that the cause; what they did made sense with what they had.
Question: What would have prompted this step, and what did the work show instead?

Bad:
    Wanjiru didn't run the load test.
    The responder never read the second half of the runbook.
    Deniz pushed the flag change without asking anyone.
Good:
    The pipeline deploys without a load-test result for this service.
    The rollback step is on page two of the runbook, after a section titled Appendix.
    Flag changes need no second approval in the admin console.
    The primary engineer did not have the new token.
    The incident commander did not receive the page.
    The responder didn't check the queue because the link in the page was dead.
Source: Etsy Debriefing Facilitation Guide, ch. 3-5; Dekker, Field Guide.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.blame.judgement import Judgement
from pipeline.lint.blame.reframe import hits
from pipeline.lint.rule import Hit, Rule, Scope

MESSAGE = 'lists what a person did not do: "{words}"'
QUESTION = "What would have prompted this step, and what did the work show instead?"


def check(judgement: Judgement) -> Iterator[Hit]:
    return hits(
        judgement,
        MESSAGE,
        QUESTION,
        about="What would have put “{matter}” in front of the person at that moment?",
        without="Say which step is manual or optional, and what made it easy to pass over.",
    )


RULE = Rule(level=Level.ERROR, scope=Scope.JUDGEMENT, check=check)
