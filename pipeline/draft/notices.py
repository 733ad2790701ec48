"""What there is to say where only written accounts tell of an incident: a status page, a provider's report.

In: the notebook's passages. Out: the passages of each section, chosen by the label they stand under and by how such accounts
state an effect, a cause, a remedy and how it was noticed.
"""

from collections.abc import Callable

from pipeline.domain.postmortem import DetectionMethod
from pipeline.draft.labels import Label
from pipeline.draft.notebook import Notebook
from pipeline.draft.notice_words import (
    BY_HAND,
    CAUSE_NAMED,
    CAUSE_SAID,
    CAUSE_SOUGHT,
    COUNTED,
    DENIED,
    DONE,
    EFFECT,
    FELT,
    FOUND,
    GUESS,
    MEASURED,
    OVER,
    REPORTED,
    SEEN,
    SPANNED,
    TOLD_BY_OTHERS,
    UNDONE,
    WORKING,
    WORSENED,
)
from pipeline.draft.passage import Passage
from pipeline.draft.quoting import choose, in_order

MOST_EFFECTS = 5
MOST_CAUSES = 3
MOST_VAGUE = 2
MOST_REMEDIES = 6
MOST_FACTORS = 5
ALIKE = 0.5
NOTICED = (
    (DetectionMethod.THIRD_PARTY, TOLD_BY_OTHERS),
    (DetectionMethod.MONITORING, MEASURED),
    (DetectionMethod.USER_REPORT, REPORTED),
)


def effects(book: Notebook) -> list[Passage]:
    """What customers saw, where, and what was not harmed; what was being looked into where nothing more definite is said."""
    return _best(book, _effect, MOST_EFFECTS, least=2.0) or _best(book, _effect, MOST_VAGUE, least=0.2)


def main_effect(book: Notebook) -> list[Passage]:
    """The one of the effects that says most."""
    return sorted((p for p in effects(book) if not (p.has("unharmed") or DENIED.search(p.text))), key=lambda p: -_effect(p))[:1]


def causes(book: Notebook) -> list[Passage]:
    """What is said to have caused it; without such words, how the part on the cause begins."""
    return _best(book, _cause, MOST_CAUSES, least=2.4) or _best(book, _cause, MOST_VAGUE, least=1.5)


def remedies(book: Notebook) -> list[Passage]:
    """What was done to end it."""
    return _best(book, _remedy, MOST_REMEDIES, least=2.0)


def endings(book: Notebook) -> list[Passage]:
    """The last sentence that says it is over."""
    over = [p for p in book.passages if _told(p) and OVER.search(p.text) and not UNDONE.search(p.text)]
    return over[-1:]


def worsening(book: Notebook, told: list[Passage]) -> list[Passage]:
    """What made it possible, larger or longer, beside the causes that are told."""
    known = {(p.id, p.place) for p in told}
    return _best(book, lambda p: 0.0 if (p.id, p.place) in known else _worsens(p), MOST_FACTORS, least=2.0)


def noticed(book: Notebook) -> tuple[DetectionMethod, list[Passage]]:
    """By what it was noticed, and the sentence that says so."""
    for passage in book.passages:
        if _told(passage):
            for method, pattern in NOTICED:
                if pattern.search(passage.text):
                    return method, [passage]
    return DetectionMethod.OTHER, []


def _told(passage: Passage) -> bool:
    """Whether the sentence states something of the incident, in running text."""
    written = passage.public or passage.document
    return written and not passage.plan and not passage.question and passage.heading not in (Label.ASIDE, Label.NEXT_STEPS)


def _best(book: Notebook, score: Callable[[Passage], float], most: int, least: float) -> list[Passage]:
    last = max(1, len(book.order))
    candidates = [p for p in book.passages if _told(p)]
    return in_order(choose(candidates, lambda p: score(p) + 0.3 * p.order / last, most, least, alike=ALIKE))


def _effect(passage: Passage) -> float:
    text = passage.text
    unharmed = passage.has("unharmed") or DENIED.search(text) is not None
    if passage.heading in (Label.CAUSE, Label.MITIGATION, Label.DETECTION) or not (unharmed or EFFECT.search(text)):
        return 0.0
    score = (
        1.2
        + 1.6 * bool(FELT.search(text) or SEEN.search(text))
        + 0.8 * bool(SPANNED.search(text))
        + 0.9 * bool(COUNTED.search(text))
        + 1.5 * (passage.heading == Label.IMPACT)
    )
    score += 1.0 * unharmed - 1.5 * bool(OVER.search(text)) - 0.6 * bool(CAUSE_SAID.search(text) and not FELT.search(text))
    return score - 0.8 * bool(WORKING.search(text)) - 2.0 * bool(CAUSE_SOUGHT.search(text) and not FELT.search(text))


def _cause(passage: Passage) -> float:
    text = passage.text
    labelled, said = passage.heading == Label.CAUSE, CAUSE_SAID.search(text)
    noticing = any(pattern.search(text) for _, pattern in NOTICED)
    found = FOUND.search(text) is not None
    sought = CAUSE_SOUGHT.search(text) or (WORKING.search(text) and not found)
    if sought or noticing or OVER.search(text) or not (labelled or said):
        return 0.0
    named = bool(CAUSE_NAMED.search(text))
    score = 1.6 * labelled + 1.6 * bool(said) + 1.0 * found + 1.5 * named + 0.5 * passage.has("mechanism", "change")
    score -= 1.0 * (passage.heading == Label.IMPACT) + 0.8 * bool(GUESS.search(text)) * (not labelled)
    return score + 0.6 * (not FELT.search(text)) - 1.0 * (passage.heading == Label.MITIGATION) * (not named)


def _remedy(passage: Passage) -> float:
    text = passage.text
    if not DONE.search(text) or UNDONE.search(text) or (passage.heading == Label.CAUSE and "mitigat" not in text):
        return 0.0
    return (
        1.0
        + 1.6 * (passage.heading == Label.MITIGATION)
        + 1.2 * bool(BY_HAND.search(text))
        - 0.8 * bool(OVER.search(text))
        - 1.0 * bool(CAUSE_SAID.search(text))
    )


def _worsens(passage: Passage) -> float:
    if (
        not WORSENED.search(passage.text)
        or passage.heading == Label.IMPACT
        or FELT.search(passage.text)
        or " will " in passage.text
    ):
        return 0.0
    return 1.4 + 0.8 * (passage.heading in (Label.CAUSE, Label.MITIGATION)) + 0.4 * len(WORSENED.findall(passage.text))
