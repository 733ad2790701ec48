"""Blocks -> sentences with their words, code, links and quotes blanked out.

    mask("see `rm -rf` at https://x.io")  -> "see          at              "      the same length, so that offsets hold

A Sentence keeps where it stands in its block's text; `words` are lower-case, without marks, apostrophes made plain.
"""

import re
from collections.abc import Iterator

from pipeline.lint.document import Document, Section
from pipeline.lint.late import late
from pipeline.lint.people import Roster
from pipeline.text.markdown import CELL, PROSE, Block

MASKED = late(
    r"`(?<!``)(?P<more>`*)(?!`)[^`]{0,2000}`(?P=more)"
    r"|!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)"
    r"|\((?<=\]\()[^()\s]{1,2000}(?:\s\"[^\"\n]{0,200}\")?\)"
    r"|h(?<!\wh)ttps?://[^\s>)\]]{1,2000}"
    r"|<!--.{0,5000}?-->|</?[A-Za-z][^<>\n]{0,500}>"
    r"|@(?<![\w.@/]@)(?:here|channel|everyone)(?![\w-])"
    r"|\"[^\"\n]{1,600}\"|“[^”\n]{1,600}”",
    re.DOTALL,
)
"""Code, images, link targets, URLs, HTML, calls to a whole channel, quotations. Every branch begins with a character of its own,
what must stand before it comes after: so the search runs from one such character to the next."""
MARKS = str.maketrans({**dict.fromkeys('*_~[]()<>{}|"“”.,;:!?…—–=+\\/#&%', " "), "’": "'", "‘": "'"})
ASCII = bytes(map(ord, "".join(map(chr, range(128))).translate(MARKS).lower())) + bytes(128)
"""The same for each ASCII byte, in lower case: many times as fast, and nearly all sentences are ASCII."""
END = late(r"[.!?…\n;](?:(?<=[.!?…])[)\]\"'”’*_]*\s+(?=[^a-z\s])|(?<=\n)(?=\s*[-*•] )|(?<=;)\s+(?=[A-Z]))")
ABBREVIATION = late(
    r"(?:^|[\s(])(?:e\.g|i\.e|etc|vs|approx|ca|mr|mrs|ms|dr|no|nr|fig|incl|resp|st|inc|ltd|jr|[a-z])\.$", re.IGNORECASE
)


class Sentence:
    """`text` is masked; it stands at `start` of its block's text. `section` is the one it stands in."""

    __slots__ = ("block", "known_words", "section", "start", "text")

    def __init__(self, text: str, start: int, block: Block, section: Section) -> None:
        self.text = text
        self.start = start
        self.block = block
        self.section = section
        self.known_words: list[str] | None = None

    @property
    def words(self) -> list[str]:
        if self.known_words is None:
            self.known_words = words_of(self.text)
        return self.known_words

    @property
    def people(self) -> Roster:
        return self.section.people

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def words_of(text: str) -> list[str]:
    """The lower-case words of a masked text, without marks, apostrophes made plain."""
    if text.isascii():
        return text.encode().translate(ASCII).decode().split()
    return text.translate(MARKS).lower().split()


def lowered(text: str) -> str:
    """In lower case, of the same length: patterns for it search twice as fast as those that disregard case."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def mask(text: str) -> str:
    """The text with code, URLs, link targets, HTML, quotations and calls to a channel ("@here") blanked, of the same length."""
    if "`" in text or "](" in text or "://" in text or "<" in text or '"' in text or "“" in text or "@" in text:
        return MASKED.sub(_blank, text)
    return text


def _blank(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())


def sentences(document: Document) -> Iterator[Sentence]:
    """Every sentence of prose, list items and table cells, in order; quoted blocks are left out."""
    for section in document.sections:
        for block in section.blocks:
            if (block.kind is PROSE or block.kind is CELL) and not block.quoted:
                yield from split(mask(block.text), block, section)


def split(text: str, block: Block, section: Section, words: list[str] | None = None) -> Iterator[Sentence]:
    """The sentences of a block's masked text. `words` are those of the whole text, kept where it is one sentence."""
    start = 0
    for match in END.finditer(text):
        stop = match.end()
        if text[match.start()] == "." and ABBREVIATION.search(text[max(start, match.start() - 8) : match.start() + 1]):
            continue
        yield Sentence(text[start:stop].rstrip(), start, block, section)
        start = stop
    if start < len(text):
        last = Sentence(text[start:], start, block, section)
        if not start:
            last.known_words = words
        yield last
