"""What a remark or sentence does about work: takes, proposes, reports, puts off. In: Remark or Sentence. Out: whether it does."""

from pipeline.draft.actions.lexicon import (
    BACK_REFERENCE,
    NO_WORDS,
    OPEN_ANSWERS,
    QUESTION_WORDS,
    SECRET_THINGS,
    SECRET_WORDS,
    SPILLED,
    Act,
)
from pipeline.draft.actions.opening import opening_words
from pipeline.draft.actions.remarks import Remark, Sentence, work_verbs

SHOWN = "[secret "
"""So begins the placeholder of a secret."""
TAKEN, PROMISED, SAID, AGREED, LIGHTLY, OFFERED, SUGGESTED, REPORTED = 2.0, 1.5, 1.25, 1.25, 0.5, 1.25, 0.75, 1.5
"""How firmly each way of speaking puts a piece of work."""


def spilled(r: Remark) -> bool:
    """Speaks of a secret that stands in the chat."""
    return not SECRET_THINGS.isdisjoint(r.words) and not SPILLED.isdisjoint(r.words)


def deferred(r: Remark) -> bool:
    """Put off until after the response: by its words or its day, or because it is about a secret that was shown."""
    if spilled(r) or r.does(Act.DEFERRED):
        return True
    return r.does(Act.TAKE, Act.PROMISE, Act.PRESENT, Act.ASK, Act.SEEK) and bool(r.due and r.day and r.due > r.day)


def dated(r: Remark) -> bool:
    """A day stands in a statement that asks nobody."""
    return any(due and not s.question and not s.does(Act.ASK, Act.SEEK) for s, due in zip(r.sentences, r.dues, strict=True))


def back_refers(r: Remark) -> bool:
    return not BACK_REFERENCE.isdisjoint(r.words[:5]) and len(r.content) < 5


def opens_with_no(r: Remark) -> bool:
    return opening_words(r)[:1] != () and opening_words(r)[0] in NO_WORDS


def takes(s: Sentence) -> bool:
    if s.question and not s.does(Act.TAKE):
        return False
    if s.does(Act.IDLE):
        return False
    return s.does(Act.TAKE) or (s.does(Act.PROMISE, Act.PRESENT) and not s.does(Act.SEEK)) or rising(s)


def rising(s: Sentence) -> bool:
    """A subject left out: "will rotate", "me, by Friday"."""
    return s.words[:1] == ("me",) or (s.words[:1] == ("will",) and bool(work_verbs(s.words[1:3])))


def grip_of(s: Sentence) -> float:
    if s.does(Act.TAKE) or s.words[:1] == ("me",):
        return TAKEN
    return PROMISED if s.does(Act.PROMISE) or rising(s) else SAID


def reports(s: Sentence) -> bool:
    return s.does(Act.DONE, Act.CHANGED, Act.UNDERWAY) and not s.does(Act.NOT_DONE, Act.PROMISE, Act.ASK) and not s.question


def proposes(s: Sentence, collected: bool) -> bool:
    if s.does(Act.FORBID) and not s.does(Act.IDEA, Act.SEEK):
        return False
    if s.does(Act.IDEA, Act.ASK, Act.SEEK, Act.SUGGEST):
        return True
    return collected and (
        (s.question and not question_of_fact(s)) or (s.does(Act.UNSURE) and len(s.words) > 4 and not s.does(Act.DONE))
    )


def question_of_fact(s: Sentence) -> bool:
    return not QUESTION_WORDS.isdisjoint(s.words[:4])


def leaves_open(r: Remark) -> bool:
    """Opens with "maybe" or the like, and names no day."""
    return opening_words(r)[:1] != () and opening_words(r)[0] in OPEN_ANSWERS and not r.due


def tells_secret(r: Remark) -> bool:
    return not SECRET_WORDS.isdisjoint(r.words)


def offers(r: Remark) -> bool:
    """Says that the speaker could."""
    return r.does(Act.ABLE, Act.TAKE, Act.PROMISE, Act.PRESENT)
