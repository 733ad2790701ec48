"""Numbers that somebody corrected: what a draft must not repeat.

In: the pieces of the incident, and the pairs that the timeline found. Out: Corrections, which says of a sentence whether
it gives a
number that a later message took back ("correction: 7, not 41" takes back the 41 of an earlier message that counts the same
thing).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.domain.evidence import Evidence
from pipeline.text.terms import content_words

COUNT = re.compile(
    r"(?<![\w.:/#\-→])~?(\d{1,3}(?:[, ]\d{3})+|\d+(?:\.\d+)?)\s?(k|m|million|thousand|billion)?\b(?![\w:/]|\.\d|-\d"
    r"|-[a-z])(?:\s+([a-z]+))?",
    re.IGNORECASE,
)
SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "billion": 1e9}
CORRECTING = re.compile(
    r"\bcorrect(?:ion|ed)\b|\bexact\s*:|\bfixed\s*:|\bmiscounted|\bcounted .{0,30}(?:double|twice|retr)"
    r"|\bi counted (?:one|the)|\bsorry,? wrong|\brecount|\bmake that \d|\brevised|\bsimply wrong"
    r"|\b(?:one|number|figure) was wrong|\bshould read|\bthe real number|\blet'?s use \d|\bscratch that|\bdeduped"
    r"|\bincluded? (?:the )?(?:retr|dup)",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\b(?:not|forget|instead of|rather than)\s+(?:about |the |some )?~?(\d[\d,.]*\s?(?:k|m|million)?\b)", re.IGNORECASE
)
SMALL = 12
TIED = 2
SAID_TOO_OFTEN = 4


@dataclass(frozen=True)
class Count:
    value: float
    unit: str


@dataclass(frozen=True)
class Corrections:
    """`taken_back`: by value, the content words of the messages that took it back, and their ids. `pairs`: by the id of a
    corrected
    message, the counts and the content words of what corrects it."""

    taken_back: dict[float, tuple[frozenset[str], frozenset[str]]]
    pairs: dict[str, tuple[frozenset[Count], frozenset[str]]]

    def outdated(self, id: str, text: str) -> bool:
        """Whether a sentence of evidence `id` states a number that was taken back."""
        if not any(c.isdigit() for c in text):
            return False
        given, topic = counts(text), _topic(text)
        old = {c.value for c in given if c.value in self.taken_back and self.taken_back[c.value][0] & topic}
        if old:
            corrects = all(id in self.taken_back[value][1] for value in old)
            return not (corrects and any(c.value not in old for c in given))
        return id in self.pairs and _replaced(given, topic, *self.pairs[id])


def _replaced(given: frozenset[Count], topic: frozenset[str], new: frozenset[Count], about: frozenset[str]) -> bool:
    kept = {c.value for c in new}
    units = {c.unit for c in new if c.unit}
    return any(c.value not in kept and (len(about & topic) >= TIED or c.unit in units) for c in given)


def counts(text: str) -> frozenset[Count]:
    """Numbers that count something, with the word behind them: no identifiers, times or versions. "41k" is 41000."""
    return frozenset(Count(_value(m.group(1), m.group(2)), (m.group(3) or "").lower()) for m in COUNT.finditer(text))


def _value(number: str, scale: str | None) -> float:
    return float(number.replace(",", "").replace(" ", "")) * SCALES.get((scale or "").lower(), 1)


def read_corrections(pieces: Sequence[Evidence], superseded: Iterable[tuple[str, str]]) -> Corrections:
    """What was taken back, from the words of the corrections and from the timeline's pairs."""
    texts = {piece.id: piece.text for piece in pieces}
    pairs = {
        old: (counts(texts[new]), content_words(texts[new]))
        for old, new in superseded
        if old in texts and CORRECTING.search(texts.get(new, ""))
    }
    said: dict[float, list[frozenset[str]]] = {}
    taken: dict[float, tuple[frozenset[str], frozenset[str]]] = {}
    for piece in pieces:
        if not any(c.isdigit() for c in piece.text):
            continue
        about = _topic(piece.text)
        values = {c.value for c in counts(piece.text)}
        parent = piece.thread if piece.thread != piece.id and CORRECTING.search(piece.text) else None
        if parent in texts:
            pairs.setdefault(parent, (counts(piece.text), content_words(piece.text)))
        for value in sorted(_taken_back(piece, values)):
            earlier = said.get(value, [])
            if any(about & topic for topic in earlier) and len(earlier) < SAID_TOO_OFTEN:
                known = taken.get(value, (frozenset[str](), frozenset[str]()))
                taken[value] = (known[0] | about, known[1] | {piece.id})
        for value in values:
            said.setdefault(value, []).append(about)
    return Corrections(taken, pairs)


def _topic(text: str) -> frozenset[str]:
    """What a text counts and speaks of."""
    return content_words(text) | {c.unit for c in counts(text) if c.unit}


def _taken_back(piece: Evidence, values: set[float]) -> set[float]:
    """Values that a message may take back: all larger ones of a correction, and what it says "not" to."""
    if piece.automated:
        return set()
    denied = {c.value for m in DENIED.finditer(piece.text) for c in counts(m.group(1))}
    return denied | {v for v in values if v > SMALL} if CORRECTING.search(piece.text) else denied
