"""A negative word judges a cause and measures nothing: poor, inadequate, insufficient, a lack of.

Why: the second rule of causation of RCA2 asks for specific descriptors in place of negative and vague ones: "poor monitoring"
tells neither what was not watched nor what would do.
Question: what exactly was missing or too little, where, and how much would do?

Bad:
    Poor monitoring was a factor.
    Inadequate testing allowed it.
    There was a lack of communication.
    The delay goes back to insufficient documentation.
Good:
    No alert covers replica lag; the only signal is the support queue.
    The suite has no case with an empty basket.
    The schema change was posted in #db, which the billing team does not follow.
    There is insufficient memory for a second copy: the limit is 512 MiB and no test measures the need.
    The lack of a rate limit on /export lets one client take every worker.
Source: RCA2: Improving Root Cause Analyses and Actions to Prevent Harm (NPSF, 2015), five rules of causation.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.domain.finding import Level
from pipeline.lint.late import late
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.sections import SectionKind
from pipeline.lint.sentences import Sentence

JUDGING = "poor|bad|inadequate|insufficient|improper|weak|substandard|suboptimal|lacking|(?:a |the )?lack of"
ABSTRACT = (
    "monitoring|testing|tests|test coverage|communications?|documentation|planning|coordination|training|oversight|visibility"
    "|process|processes|procedures?|practices?|management|design|quality|understanding|awareness|preparation|reviews?|code review"
    "|maintenance|alerting|observability|handling|knowledge|ownership|governance|collaboration|experience|controls?|safeguards"
    "|validation|security|onboarding|supervision|resilience|redundancy|transparency|clarity|discipline|attention|care"
)
QUALIFIERS = "(?:proper |adequate |sufficient |good |clear |internal |overall |general |enough |system |code |change )"
SPECIFIC = late(r"\s*(?:of|for|on|in|around|about|between|to|with|at|when|that|which|over|from)\b|[^.;]{0,60}\d", re.IGNORECASE)


@cache
def pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{JUDGING})\s+{QUALIFIERS}?(?:{ABSTRACT})\b(?!\s+(?:rule|agent|stack|team|flag))", re.IGNORECASE)


def check(sentence: Sentence) -> Iterator[Hit]:
    for match in pattern().finditer(sentence.text):
        if not SPECIFIC.match(sentence.text, match.end()):
            start = sentence.start + match.start()
            yield Hit(
                sentence.block,
                start,
                sentence.start + match.end(),
                "This judges and does not measure.",
                suggestions=("<What> had no <control>: <what was seen, and what would have been needed>.",),
            )


RULE = Rule(
    level=Level.SUGGESTION,
    scope=Scope.SENTENCE,
    check=check,
    triggers=frozenset(
        {"poor", "bad", "inadequate", "insufficient", "improper", "weak", "substandard", "suboptimal", "lacking", "lack"}
    ),
    sections=frozenset(
        {SectionKind.CAUSES, SectionKind.WHYS, SectionKind.LESSONS, SectionKind.WENT_BADLY, SectionKind.DETECTION}
    ),
)
