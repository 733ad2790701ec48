"""A judgement of care, competence or character.

Why: character cannot be fixed and is seldom the difference: careful people did the same on other days.
Question: How did this look from inside at the time, and what made it the sensible thing to do?

Bad:
    A reckless change to the firewall took out the region.
    Poor judgement by the shift lead cost us an hour.
    The sloppy handover left the next team blind.
Good:
    The firewall change reached all regions at once because staging covers one.
    The lead had no view of queue depth when choosing to wait.
    The handover form has no field for changes still in flight.
    Lazy loading delays the first request.
    The reads use a sloppy quorum.
Source: PagerDuty postmortem guide, bias table; NPSF RCA2, rule 2.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.blame.judgement import Judgement
from pipeline.lint.blame.reframe import hits
from pipeline.lint.rule import Hit, Rule, Scope

MESSAGE = 'judges people rather than conditions: "{words}"'
QUESTION = "How did this look from inside at the time, and what made it the sensible thing to do?"


def check(judgement: Judgement) -> Iterator[Hit]:
    return hits(
        judgement,
        MESSAGE,
        QUESTION,
        about="What about “{matter}” made this the sensible choice at the time?",
        without="Replace the adjective by what was known, shown and asked for at that moment.",
    )


RULE = Rule(level=Level.ERROR, scope=Scope.JUDGEMENT, check=check)
