"""The cause says again what happened.

Why: a review asks whether the root cause is deep enough (Google SRE); "it was down because it was unavailable" is no step deeper.
Question: what is new in the cause that was not yet in the effect?

Bad:
    The API was down because the API servers were unavailable.
    Latency rose due to high latency.
    Root cause: the job failed.
    The checkout outage was caused by an outage of the checkout service.
Good:
    | ## Root cause
    |
    | The API servers ran out of file handles: nothing counts them, and upgrades of the proxy are not tested under load.

    | ## Root cause
    |
    | Latency rose because the cache node restarts empty and nothing warms it up before it takes traffic.

    | ## Root cause
    |
    | The job failed. It is killed at a limit of 2 GiB that was never compared with the size of its input.
Source: Google, Site Reliability Engineering, chapter 15: review criteria of postmortems.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.causes.circles import circle
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.sentences import Sentence


def check(sentence: Sentence) -> Iterator[Hit]:
    if found := circle(sentence):
        start, end = found
        yield Hit(sentence.block, start, end, "The cause says again what happened, in other words.")


RULE = Rule(
    level=Level.WARNING, scope=Scope.SENTENCE, check=check, triggers=frozenset(["because", "due", "caused", "cause", "reason"])
)
