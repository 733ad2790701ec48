"""Cues: what the words of a message tell of its part in an incident, by phrases of the trade (not of any one company).

    cues("ruled out. cert is fine, not us") -> Reading with {"refuted"}

Code blocks and quoted mail are set aside first: they are evidence, but not the speaker's own words.
"""

import re
from dataclasses import dataclass

from pipeline.text.phrases import PhraseBook, phrase_lists, words

CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)
QUOTED = re.compile(r"^[ \t]*(?:>|&gt;).*$", re.MULTILINE)

LISTS = phrase_lists("pipeline.text", "cues.txt")
BOOK = PhraseBook(LISTS)


@dataclass(frozen=True)
class Reading:
    """A text read for cues. `words` are those outside code and quotes."""

    cues: frozenset[str]
    words: tuple[str, ...]
    code: bool
    quote: bool
    question: bool

    def has(self, *names: str) -> bool:
        return not self.cues.isdisjoint(names)


def own_words(text: str) -> str:
    """The text without code blocks and quoted mail."""
    if "`" in text:
        text = CODE.sub(" ", text)
    if ">" in text or "&gt;" in text:
        text = QUOTED.sub(" ", text)
    return text


def read(text: str) -> Reading:
    own = own_words(text)
    found = words(own)
    return Reading(
        cues=BOOK.find(found),
        words=tuple(found),
        code="```" in text,
        quote=len(own) < len(text) and ">" in text,
        question=own.rstrip().endswith("?"),
    )
