"""A team, a department, a vendor or the management failed, omitted or caused.

Why: blaming a group is blaming its people; what they worked with is still not told.
Question: What did the team have to work with: owners, time, tools, notice?

Bad:
    The data platform team neglected the upgrade for months.
    Ops dropped the ball on failover.
    Management ignored the warnings before the launch.
Good:
    The upgrade had no owner after the reorganisation in May.
    Failover had last been exercised fourteen months earlier.
    The launch date was set before the load-test environment existed.
    AWS failed to return credentials.
    The network team joined at 10:02.
    The security group failed to attach.
Source: Google SRE book, ch. 15; Etsy Debriefing Facilitation Guide.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.blame.judgement import Judgement
from pipeline.lint.blame.reframe import hits
from pipeline.lint.rule import Hit, Rule, Scope

MESSAGE = 'puts it on a group: "{words}"'
QUESTION = "What did the team have to work with: owners, time, tools, notice?"


def check(judgement: Judgement) -> Iterator[Hit]:
    return hits(
        judgement,
        MESSAGE,
        QUESTION,
        about="What stood between the team and “{matter}”?",
        without="Say what was missing between the groups: an owner, a channel, a date, a test.",
    )


RULE = Rule(level=Level.WARNING, scope=Scope.JUDGEMENT, check=check)
