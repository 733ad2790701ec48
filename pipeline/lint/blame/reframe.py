"""A judgement as a hit: the message, the question, and ways to say it that are built from the clause's own words.

Never a word swapped for another: questions to answer and openings to complete are offered, with what the sentence is about.
"""

import re
from collections.abc import Iterator

from pipeline.lint.blame.judgement import Judgement
from pipeline.lint.rule import Hit

CLAUSE_END = re.compile(
    r"[.,;:!?()—–]|\b(?:because|which|while|although|though|so|but|and then|until|when|after|before|as)\b", re.IGNORECASE
)
LEADING = re.compile(r"^(?:to|that|the fact that|at|for|of|on|in|been|have|be|it)\s+", re.IGNORECASE)
LONGEST = 60


def matter(judgement: Judgement) -> str:
    """What the predicate is about: the words behind it up to the end of the clause, "" where there are none or too many."""
    text = judgement.sentence.text
    if not judgement.sure:
        return ""
    stop = CLAUSE_END.search(text, judgement.end)
    words = " ".join(text[judgement.end : stop.start() if stop else len(text)].split())
    words = LEADING.sub("", LEADING.sub("", words))
    return words if 2 < len(words) <= LONGEST else ""


def words_of(judgement: Judgement) -> str:
    """The words that the judgement rests on."""
    return " ".join(judgement.sentence.text[judgement.start : judgement.end].split())


def hits(judgement: Judgement, message: str, question: str, about: str, without: str) -> Iterator[Hit]:
    """One hit. `message` may hold {words}; `about` is a reframe with {matter}, for where there is one, `without` needs none."""
    start = judgement.sentence.start + judgement.start
    end = judgement.sentence.start + judgement.end
    block = judgement.sentence.block
    said = matter(judgement)
    suggestions = tuple(one for one in ((about.format(matter=said) if said else ""), without) if one)
    from pipeline.domain.finding import Level

    yield Hit(
        block, start, end, message.format(words=words_of(judgement)), question, suggestions,
        level=None if judgement.sure else Level.WARNING,
    )  # fmt: skip
