"""How a remark opens towards what was said before it: agreeing, approving, refusing."""

from functools import lru_cache

from pipeline.draft.actions.lexicon import (
    AGREE_EMOJI,
    AGREE_PAIRS,
    AGREE_WORDS,
    APPROVES,
    HESITATION,
    NO_EMOJI,
    NO_WORDS,
    VOLUNTEER_WORDS,
    Act,
)
from pipeline.draft.actions.remarks import Remark
from pipeline.text.phrases import words

SHORT = 12
"""Words of a remark that can be no more than an answer."""


@lru_cache(maxsize=8)
def opening_words(remark: Remark) -> tuple[str, ...]:
    """The first words behind names that are called and emoji."""
    start = 0
    for mention in remark.mentions:
        if mention.start > start + 2:
            break
        start = mention.end
    return tuple(w for w in words(remark.text[start : start + 60]) if w not in HESITATION)[:3]


def agrees(remark: Remark) -> bool:
    """Opens with a yes, in words or as an emoji."""
    if remark.text.startswith(AGREE_EMOJI) or (len(remark.words) < SHORT and any(e in remark.text for e in AGREE_EMOJI)):
        return True
    first = opening_words(remark)
    return first[:2] in AGREE_PAIRS or (first[:1] != () and first[0] in AGREE_WORDS and not refuses(remark))


def approves(remark: Remark) -> bool:
    """Agrees that it is right, and takes nothing on."""
    first = opening_words(remark)
    return first[:2] in APPROVES or first[:1] in APPROVES


def volunteers(remark: Remark, call: Remark) -> bool:
    """Says "I can" to a call for anybody."""
    return call.question and opening_words(remark)[:2] == ("i", "can") and not VOLUNTEER_WORDS.isdisjoint(call.words)


def refuses(remark: Remark) -> bool:
    """Says no, or that it will not be done."""
    if remark.text.startswith(NO_EMOJI):
        return True
    first = opening_words(remark)
    if first[:1] != () and first[0] in NO_WORDS and first[:2] not in (("no", "problem"), ("no", "worries"), ("no", "objections")):
        return True
    if len(remark.sentences) < 4 and any(len(s.words) == 1 and s.words[0] in NO_WORDS for s in remark.sentences):
        return True
    return any(s.does(Act.DECLINE) and not s.does(Act.TAKE) and not s.question for s in remark.sentences)
