"""PastIncident -> the mechanisms that it tells of, by the names and phrases of mechanisms.txt, and how often it tells each.

A mechanism is what broke and how (`disk full`); products, people, days and the courtesies of status pages are none.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from pipeline.domain.past_incident import PartKind, PastIncident
from pipeline.related.boilerplate import said
from pipeline.text.phrases import PhraseBook, phrase_lists, words

TELLING = frozenset({PartKind.SUMMARY, PartKind.CAUSE, PartKind.FACTORS})
LONGEST = 6000
"""Characters that are looked at of one incident: the rest repeats them."""
ADDRESS = re.compile(r"https?://\S+")
SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n")
ASIDE = re.compile(
    r"workaround\b|if you\b|customers (?:that|who|can)\b|.{0,40}\bno (?:data )?(?:loss|corruption)\b"
    r"|.*\b(?:to mitigate|not affected)\b",
    re.IGNORECASE,
)
"""A sentence of what is advised, of what was done about it, or of what did not happen."""
TITLE = 2
"""Sentences that a title is worth."""
SHARE = 0.4
"""Of all that is told of mechanisms: what is told of the one that it was."""


@dataclass(frozen=True)
class Told:
    """How often each mechanism is told of, and the first sentence that does, without its figures."""

    counts: Counter[str]
    by: dict[str, tuple[str, ...]]

    def chief(self, spread: Counter[str]) -> str | None:
        """The one that is told of most; of several the one that fewest incidents tell of. None where none stands out."""
        if not self.counts:
            return None
        best = min(self.counts, key=lambda name: (-self.counts[name], spread[name], name))
        return best if self.counts[best] >= SHARE * self.counts.total() else None


@cache
def book() -> PhraseBook:
    return PhraseBook(phrase_lists("pipeline.related", "mechanisms.txt"))


def told(incident: PastIncident) -> Told:
    counts: Counter[str] = Counter()
    by: dict[str, tuple[str, ...]] = {}
    for place, sentence in enumerate(dict.fromkeys(SENTENCE.split(mechanism(incident)))):
        if ASIDE.match(sentence):
            continue
        read = words(sentence)
        for name in book().find(read):
            counts[name] += 1 if place else TITLE
            by.setdefault(name, tuple(read))
    return Told(counts, by)


def mechanism(incident: PastIncident) -> str:
    """What is said of how it came about: title, summary, cause and factors; all of it where there are no such parts."""
    telling = [part.text for part in incident.parts if part.kind in TELLING]
    text = "\n".join([incident.title, *(telling or [part.text for part in incident.parts])])
    return said(ADDRESS.sub(" ", text[:LONGEST]))
