"""A PDF -> a PastIncident. Its text has lines and no headings: a short line that names a section is one."""

import io
import logging
import re
from collections.abc import Iterator

from pipeline.corpus.assembling import assembled
from pipeline.corpus.facts import Facts
from pipeline.corpus.headings import heads
from pipeline.domain.past_incident import PastIncident
from pipeline.errors import UnreadableSource
from pipeline.text.markdown import HEADING, PROSE, Block

MOST_PAGES = 500
LISTED = re.compile(r"\s*(?:[-*•●▪◦‣–]|\d{1,2}[.)])\s+")
BOX = {"☐": "[ ] ", "☑": "[x] ", "☒": "[x] ", "✅": "[x] "}
ENDS = re.compile(r"[.,;!)\]]\s*\Z")
PAGE_NUMBER = re.compile(r"\s*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\s*\Z", re.IGNORECASE)


def read_pdf(data: bytes, stem: str, file: str) -> PastIncident:
    """Raises UnreadableSource for what is no PDF, is locked, or holds pictures alone."""
    title, lines = text_of(data, file)
    facts = Facts(file)
    facts.title = title
    if not any(line.strip() for line in lines):
        raise UnreadableSource(file, "there is no text in this PDF", "give one that is not made of pictures, or the text itself")
    return assembled(blocks(lines), facts, stem)


def text_of(data: bytes, file: str) -> tuple[str | None, list[str]]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableSource(file, "this PDF is locked with a password", "save it without one")
        lines = [line for page in reader.pages[:MOST_PAGES] for line in page.extract_text().splitlines()]
        title = reader.metadata.title if reader.metadata else None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError, ArithmeticError):
        # what a broken file makes of the library is not for us to foresee
        raise UnreadableSource(file, "this PDF cannot be read", "save it again, or give the text itself") from None
    written = " ".join(title.split()) if isinstance(title, str) else ""
    return (written if len(written.split()) > 2 else None), lines


def blocks(lines: list[str]) -> Iterator[Block]:
    """Headings, list items, and paragraphs of the lines between them. The first line is the title."""
    item, first = 0, True
    taken: list[str] = []
    for number, line in enumerate([*lines, ""]):
        text = line.strip()
        listed = LISTED.match(line) or text[:1] in BOX
        heading = bool(text) and not listed and (first or (heads(text) and not ENDS.search(text) and text[:1].isupper()))
        if taken and (not text or listed or heading or PAGE_NUMBER.match(text)):
            yield paragraph(taken, number, item)
            taken, item = [], item if text and not listed and not heading else 0
        if not text or PAGE_NUMBER.match(text):
            continue
        if heading:
            yield Block(HEADING, text.rstrip(":"), number, number + 1, level=1 if first else 2)
        elif listed:
            item = number + 1
            taken = [BOX[text[0]] + text[1:].strip() if text[0] in BOX else line[len(LISTED.match(line)[0]) :].strip()]  # pyright: ignore
        else:
            taken.append(text)
        first = False


def paragraph(lines: list[str], number: int, item: int) -> Block:
    block = Block(PROSE, " ".join(lines), number, number)
    block.item, block.depth = item, int(item > 0)
    return block
