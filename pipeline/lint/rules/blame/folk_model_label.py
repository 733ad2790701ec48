"""A label such as complacency or lost awareness, which renames human error.

Why: the label explains nothing: it says again, in the language of the mind, that the outcome was bad.
Question: What competed for attention, and what did the screens show?

Bad:
    The crew lost situational awareness after the second page.
    Complacency on the platform side let the disk fill.
    Lack of attention to the graph delayed the response.
Good:
    Forty pages in six minutes pushed the disk alert off the first screen.
    The disk alert had fired weekly for a year and closed itself each time.
    The graph shows a five-minute average, so the spike was a flat line.
    The attention layer of the model ran out of memory.
Source: Dekker, Field Guide, ch. 14 (3rd ed. on explaining patterns of breakdown).
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.blame.judgement import Judgement
from pipeline.lint.blame.reframe import hits
from pipeline.lint.rule import Hit, Rule, Scope

MESSAGE = 'is a label for a state of mind, not an explanation: "{words}"'
QUESTION = "What competed for attention, and what did the screens show?"


def check(judgement: Judgement) -> Iterator[Hit]:
    return hits(
        judgement,
        MESSAGE,
        QUESTION,
        about="What signals about “{matter}” were there, among how many others?",
        without="Count the signals, and say where and how they were shown.",
    )


RULE = Rule(level=Level.WARNING, scope=Scope.JUDGEMENT, check=check)
