"""What should have been done, or was not done properly, with nobody said to have left it undone.

Why: the actor is gone and the hindsight stays: the sentence compares with what is known now, and tells nothing about what was
known then. It only suggests: often the wording shields somebody on purpose.
Question: what would have caught this, and what of it was there at the time?

Bad:
    This should have been caught in review.
    The change was not properly tested.
    The feature was rushed out.
    The drift ought to have been noticed weeks ago.
    A second replica was overlooked.
Good:
    Review shows generated files collapsed, so the change was not on screen.
    The change ran unit tests only; there is no integration suite for billing.
    The feature shipped six days after design freeze; the checklist allows it.
    The write should have been rejected by the validator.
    Cached pages should have been available.
    The switch should have resulted in a brief failover.
    The message was missed by the consumer, which had no lease.
Source: PagerDuty postmortem guide, blameless culture, on hindsight bias.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.domain.finding import Level
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.sections import SectionKind
from pipeline.lint.sentences import Sentence
from pipeline.lint.subjects import subject

DONE = (
    "caught|tested|noticed|reviewed|checked|double-checked|spotted|verified|validated|monitored|escalated|communicated|announced"
    "|documented|found|identified|discovered|anticipated|foreseen|predicted|considered|questioned|flagged|followed|rolled back"
    "|reverted|coordinated|investigated|prepared|planned|rehearsed|addressed|fixed|detected|raised|known|done|deployed|avoided"
    "|prevented|synced|merged|picked up|looked at|thought through|taken seriously|dealt with|recogni[sz]ed|reali[sz]ed"
)
LOOKED = (
    "tested|reviewed|checked|validated|verified|monitored|documented|communicated|planned|coordinated|prepared|considered"
    "|thought through|assessed|evaluated|investigated|vetted|maintained|executed|handled|managed|written"
)
FORESEEN = "avoided|prevented|caught|foreseen|spotted"
CARE = "properly|adequately|sufficiently|thoroughly|correctly|carefully|appropriately|rigorously|seriously"
ELSEWHERE = frozenset({SectionKind.TIMELINE, SectionKind.ACTIONS, SectionKind.GENERAL, SectionKind.EXTERNAL})
WORSE = re.compile(r"\b(?:worse|luck\w*|fortunate\w*|no-op|unlikely|not sure|unclear)\b", re.IGNORECASE)


@cache
def pattern() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:should|ought to)(?:n['’]t| not)? have been (?:\w+ly |well |first |more ){{0,2}}(?:{DONE})\b"
        rf"|\bcould (?:easily |also )?have been (?:\w+ly |well ){{0,2}}(?:{FORESEEN})\b(?! (?:by|with|if|through|using))"
        rf"|\b(?:was|were|been)(?:n['’]t| not| never) (?:{CARE}) (?:{LOOKED})\b"
        rf"|\b(?:insufficiently|inadequately|improperly|poorly|badly|barely|hastily|carelessly) (?!docu|writ)(?:{LOOKED})\b"
        rf"|\b(?:was|were|been|not) (?:{LOOKED}) (?:{CARE})\b"
        r"|\b(?:was|were|been|got) (?:simply |just |clearly |completely |apparently )?(?:rushed|overlooked|forgotten|neglected)\b"
        r"(?! to hospital)",
        re.IGNORECASE,
    )


def check(sentence: Sentence) -> Iterator[Hit]:
    text = sentence.text
    if sentence.section.kind in ELSEWHERE or (" been " not in text and CARELESS.isdisjoint(sentence.words)) or WORSE.search(text):
        return
    for match in pattern().finditer(text):
        if text.startswith(" by ", match.end()) or subject(text, match.start(), sentence.people).human:
            continue
        words = " ".join(match[0].split())
        yield Hit(
            sentence.block,
            sentence.start + match.start(),
            sentence.start + match.end(),
            f'"{words}" compares with what is known now.',
            suggestions=(
                "Say what there was: which check ran, what it covers, and what it could not show.",
                "Say what would have shown it, as a missing control: no alert on <what>, no test with <what>.",
            ),
        )


CARELESS = frozenset(
    """
    properly adequately sufficiently thoroughly carefully appropriately rigorously seriously correctly insufficiently inadequately
    improperly poorly badly barely hastily carelessly rushed overlooked forgotten neglected
    """.split()
)
MODAL = frozenset({"should", "shouldn't", "ought", "avoided", "prevented", "foreseen", "caught", "spotted"})
RULE = Rule(level=Level.SUGGESTION, scope=Scope.SENTENCE, check=check, triggers=CARELESS | MODAL)
