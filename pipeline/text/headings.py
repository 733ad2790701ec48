"""What a heading names, told by the phrases that such headings are known by.

A heading is looked through for the phrases, kind by kind in their order; a space before or after a phrase stands for the edge of
a word, two for the edge of the heading. They count only within its first words: what comes late in a long heading is its subject.
No regular expressions: they would cost more to compile than a small file to check.
"""

from collections.abc import Iterable
from typing import TypeVar

Kind = TypeVar("Kind")

EDGES = str.maketrans(dict.fromkeys("*_`#:?!.,()[]/&", " "))
REACH = 4
"""So many words may stand before a phrase."""


def kind_named(heading: str, phrases: Iterable[tuple[Kind, tuple[str, ...]]], otherwise: Kind) -> Kind:
    """The first kind of which a phrase stands in the heading, `otherwise` where none does. Phrases are in lower case."""
    words = f"  {' '.join(heading.lower().translate(EDGES).split())}  "
    for kind, of_kind in phrases:
        for phrase in of_kind:
            at = words.find(phrase)
            if at >= 0 and words.count(" ", 2, at + 1) <= REACH:
                return kind
    return otherwise
