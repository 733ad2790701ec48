"""Shorter without a model: of each section the statements that tell most, in the order in which they stood.

What a statement tells are its figures, its names of systems and its words; figures count three times, names and words of key
events twice, and nothing counts that a kept statement tells already. The sum is divided by the length in words, each
statement counted twelve words longer, so that neither long nor short ones are kept for that. Half of a section stays, rounded up,
and whatever a person wrote. The timeline, action items and the chain of whys, which breaks without a link, stay whole.
"""

from collections.abc import Mapping, Sequence

from pipeline.domain.parts import PARTS, Item, by_person, held, text_of, with_part
from pipeline.domain.postmortem import Postmortem
from pipeline.text.terms import content_words, identifiers

WHOLE = frozenset({"timeline", "action_items", "five_whys"})
FIGURE_COUNTS, KEY_COUNTS = 3, 2
FLOOR = 12


def shortened(document: Postmortem, parts: Sequence[str] = PARTS) -> Postmortem:
    """The document with fewer statements in these parts."""
    key = frozenset(word for event in document.timeline if event.key for word in _told(event.text))
    for part in parts:
        if part not in WHOLE:
            document = with_part(document, part, _best(held(document, part), key))
    return document


def _best(items: Sequence[Item], key: frozenset[str]) -> list[Item]:
    tells = [_weighed(text_of(item), key) for item in items]
    kept = [index for index, item in enumerate(items) if by_person(item)]
    rest = [index for index in range(len(items)) if index not in kept]
    known = {word for index in kept for word in tells[index]}
    for _ in range((len(rest) + 1) // 2):
        best = max(rest, key=lambda index: (_gain(tells[index], known, text_of(items[index])), -index))
        rest.remove(best)
        kept.append(best)
        known.update(tells[best])
    return [items[index] for index in sorted(kept)]


def _gain(tells: Mapping[str, int], known: set[str], text: str) -> float:
    return sum(weight for word, weight in tells.items() if word not in known) / (len(text.split()) + FLOOR)


def _weighed(text: str, key: frozenset[str]) -> dict[str, int]:
    return {word: FIGURE_COUNTS if word[:1].isdigit() else KEY_COUNTS if word in key else 1 for word in sorted(_told(text))}


def _told(text: str) -> frozenset[str]:
    figures = (word.strip(".,;:()[]“”\"'%") for word in text.split())
    return content_words(text) | identifiers(text) | {word for word in figures if word[:1].isdigit()}
