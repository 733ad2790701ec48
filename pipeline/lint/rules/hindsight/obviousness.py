"""Words that make it look easy or obvious in hindsight.

Why: knowing the outcome makes its signs obvious. To those who were there they stood among a hundred others; "obviously" is the
cue to dig, not to move on.
Question: what could be seen at that moment, and what made it hard to tell from the rest?

Bad:
    It was obvious that the queue was stuck.
    Clearly the flag was wrong.
    All they had to do was restart it.
    The limit was obviously too low for four replicas.
    A quick look at the second tab would have shown it.
Good:
    Queue depth was flat at 40k from 11:02; the dashboard tops out at 40k.
    The flag was on for 3% of traffic; the page shows on/off only.
    A restart cleared the lock; the lock is visible only in pg_locks.
    The trace clearly shows two writers, and there was no obvious error message.
    To flush the cache, simply run the job twice.
    It was not immediately obvious which thread held the lock.
    The owner of each cluster is clearly stated on its page.
Source: PagerDuty postmortem guide, hindsight bias; Etsy Debriefing Facilitation Guide on "obviously".
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.domain.finding import Level
from pipeline.lint.fixes import Fix, Replace
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.sections import SectionKind
from pipeline.lint.sentences import Sentence
from pipeline.lint.subjects import subject

ELSEWHERE = frozenset({SectionKind.ACTIONS, SectionKind.GENERAL})
ADVERB = "obviously|clearly|plainly|evidently|simply"
VERDICT = "forgot|failed|missed|ignored|overlooked|did|should|could|had|was|were"
SEEN = (
    r"visible|marked|labell?ed|documented|stated?|show\w{0,3}|indicat\w{1,3}|defined?|sa(?:y|ys|id)|see\w?|reveal\w{0,3}|describe\w?"
    r"|understood|separated|recogni[sz]\w{2,4}|demonstrat\w{1,3}|identif\w{1,6}|communicate\w?|specified|distinguish\w{0,4}"
    r"|explain\w{0,2}|recorded|correlated|important|implied|preexisted"
)
HUMAN = r"we|they|he|she|you|anyone|somebody|someone|nobody|(?-i:[A-Z])\w+|the (?:\w+ )?\w+"
EASY = r"(?:\w+ly |so |quite |very |just |only |a )?(?:obvious|clear|evident|apparent|easy|trivial|simple|plain|self-evident)"
TELLS = r"kn[oe]wn?|see|seen|noticed?|spot|spotted|tell|told|reali[sz]ed?|caught"
PROVED = re.compile(r"\b(?:graph|trace|log|metric|dashboard|chart|data|screenshot|profile|figure)s?\b", re.IGNORECASE)
NEGATED = re.compile(
    r"\b(?:not|no|nothing|never|isn['’]t|wasn['’]t|hardly|less|more|most|far from|if|whether|where|so that|make)\b[^.;]{0,24}$",
    re.IGNORECASE,
)


@cache
def pattern() -> re.Pattern[str]:
    return re.compile(
        r"^[\W\d]{0,12}(?:and |but |so )?(?P<opening>(?:obviously|clearly|plainly|needless to say),? )"
        rf"|\b(?:was|were|should|had|did|could) (?P<inside>(?:obviously|clearly|plainly|evidently) )(?!(?:not )?(?:{SEEN}))"
        rf"|\b(?P<human>{HUMAN}) (?P<beside>(?:{ADVERB}) )(?=(?:{VERDICT})\b)"
        r"|\bit (?:was|is|had been) (?:\w+ly |so |quite |very |pretty )?(?:obvious|self-evident|plain)\b(?: that\b)?"
        rf"|\b(?:should|ought to|must) have been {EASY}\b"
        rf"|\ball (?:that )?(?:{HUMAN}) (?:had|needed) to do was\b"
        rf"|\bwould have been {EASY}\b(?! to (?:miss|overlook))"
        r"|\b(?:a|one) (?:simple|quick|single|glance|look|trivial)(?: \w+){0,5} would have"
        r" (?:been enough|shown|caught|prevented|avoided|sufficed|revealed|told|fixed)\b"
        r"|\b(?:trivially|easily|entirely|completely) (?:avoidable|preventable|foreseeable)\b|\bcommon sense\b|\bno-brainer\b"
        rf"|\b(?:anyone|anybody|everyone|everybody|any engineer) (?:would|could|should|ought to) (?:have )?(?:{TELLS})\b"
        r"|\bgoes without saying\b|\b(?:glaring(?:ly)?|blindingly|painfully|blatant(?:ly)?) (?:obvious|error|mistake|omission)\b",
        re.IGNORECASE,
    )


def check(sentence: Sentence) -> Iterator[Hit]:
    text = sentence.text
    if sentence.section.kind in ELSEWHERE or not may_tell(sentence.words):
        return
    for match in pattern().finditer(text):
        if not match["opening"] and (NEGATED.search(text[: match.start()]) or PROVED.search(text, 0, match.start())):
            continue
        if match["human"] and not subject(text, match.start("beside"), sentence.people).human:
            continue
        adverb = next((group for group in ("opening", "inside", "beside") if match[group]), None)
        start, end = match.span(adverb or 0)
        words = text[start:end].strip(", ")
        yield Hit(
            sentence.block,
            sentence.start + start,
            sentence.start + start + len(words),
            f'"{words}" tells how it looks from here.',
            suggestions=("Say what could be seen then: the value, the page, the line of the log, and what stood around it.",),
            fix=without(sentence, start, end) if adverb else None,
        )


def may_tell(words: list[str]) -> bool:
    """Cheap, for the many sentences that have such words and mean nothing by them."""
    if not TELLING.isdisjoint(words):
        return True
    if "do" in words and "all" in words:
        return True
    return not (OF_CONDITIONS.isdisjoint(words) or CONDITIONAL.isdisjoint(words))


def without(sentence: Sentence, start: int, end: int) -> Fix | None:
    """The adverb at text[start:end] goes, and what follows one that opened the sentence opens it; None over the end of a line."""
    text = sentence.block.text
    first, last = sentence.start + start, sentence.start + end
    put = ""
    if text[first].isupper() and text[last : last + 1].islower():
        put, last = text[last].upper(), last + 1
    if "\n" in text[first:last]:
        return None
    return Fix((Replace(sentence.block, first, last, put),), safe=False)


TELLING = frozenset(
    """
    obviously clearly plainly evidently simply needless obvious self-evident avoidable preventable foreseeable sense no-brainer
    saying glaring glaringly blindingly painfully blatant blatantly
    """.split()
)
OF_CONDITIONS = frozenset(
    """
    clear evident apparent easy trivial simple plain quick single glance look anyone anybody everyone everybody engineer
    """.split()
)
"""These tell only beside a conditional."""
CONDITIONAL = frozenset({"would", "should", "could", "must", "ought"})
RULE = Rule(level=Level.SUGGESTION, scope=Scope.SENTENCE, check=check, triggers=TELLING | (OF_CONDITIONS - {"engineer"}) | {"do"})
