"""A PDF -> a PastIncident. Its text has lines and no headings: a short line that names a section is one."""

import io
import logging
import re
from collections.abc import Iterator

from pipeline.corpus.assembling import assembled
from pipeline.corpus.facts import STATED, Facts, named
from pipeline.corpus.headings import heads
from pipeline.domain.past_incident import PastIncident
from pipeline.errors import UnreadableSource
from pipeline.text.markdown import HEADING, PROSE, Block

MOST_PAGES = 2000
LISTED = re.compile(r"\s*(?:[-*•●▪◦‣–]|\d{1,2}[.)])\s+")
BOX = {"☐": "[ ] ", "☑": "[x] ", "☒": "[x] ", "✅": "[x] "}
GOES_ON = re.compile(r"[,:]\Z")
"""A list of names that goes on in the next line, or a key without its value."""
ENDS = re.compile(r"[.,;!)\]]\s*\Z")
TABLED = re.compile(
    r"\A(visibility|confidentiality|classification)\s+(restricted|confidential|secret|need[- ]to[- ]know)\W*\Z", re.IGNORECASE
)
"""A row of a table, of which a PDF keeps the words alone."""
PAGE_NUMBER = re.compile(r"\s*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\s*\Z", re.IGNORECASE)


def read_pdf(data: bytes, stem: str, file: str, notes: list[str] | None = None) -> PastIncident:
    """Raises UnreadableSource for what is no PDF, is locked, or holds pictures alone. What was passed over is told to `notes`."""
    facts = Facts(file, notes)
    facts.title, lines = text_of(data, facts)
    if not any(line.strip() for line in lines):
        raise UnreadableSource(file, "there is no text in this PDF", "give one that is not made of pictures, or the text itself")
    return assembled(blocks(lines), facts, stem)


def text_of(data: bytes, facts: Facts) -> tuple[str | None, list[str]]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    locked = UnreadableSource(facts.file, "this PDF is locked with a password", "save it without one")
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise locked
        pages = len(reader.pages)
        lines = [line for page in reader.pages[:MOST_PAGES] for line in page.extract_text().splitlines()]
        title = reader.metadata.title if reader.metadata else None
    except UnreadableSource:
        raise
    except DependencyError:  # pypdf itself opens the older locks alone
        raise locked from None
    except Exception:  # what a broken file makes of the library is not for us to foresee
        raise UnreadableSource(facts.file, "this PDF cannot be read", "save it again, or give the text itself") from None
    if pages > MOST_PAGES:
        facts.note(f"it has {pages:,} pages, of which the first {MOST_PAGES:,} were read; split it to have the others too")
    written = " ".join(title.split()) if isinstance(title, str) else ""
    return (written if len(written.split()) > 2 else None), lines


def blocks(lines: list[str]) -> Iterator[Block]:
    """Headings, list items, lines that state a fact, and paragraphs of the lines between them. The first line is the title."""
    item, first = 0, True
    taken: list[str] = []
    for number, line in enumerate([*lines, ""]):
        text = TABLED.sub(r"\1: \2", line.strip())
        listed = LISTED.match(line) or text[:1] in BOX
        stated = not listed and states(text)
        heading = bool(text) and not listed and not stated and (first or is_heading(text))
        apart = not text or listed or heading or stated or PAGE_NUMBER.match(text)
        if taken and (apart or (states(taken[0]) and not GOES_ON.search(taken[-1]))):
            yield paragraph(taken, number, item)
            taken, item = [], item if text and not (listed or heading or stated) else 0
        if not text or PAGE_NUMBER.match(text):
            continue
        if heading:
            yield Block(HEADING, text.rstrip(":"), number, number + 1, level=1 if first else 2)
        elif listed:
            item = number + 1
            taken = [BOX[text[0]] + text[1:].strip() if text[0] in BOX else line[len(LISTED.match(line)[0]) :].strip()]  # pyright: ignore
        else:
            taken.append(text)
        first = first and bool(stated)


def is_heading(text: str) -> bool:
    return heads(text) and not ENDS.search(text) and text[:1].isupper()


def states(text: str) -> bool:
    """Whether the line begins with a key that is known: it is no part of the sentence before it, nor of the one after it."""
    key, colon, _ = text.partition(":")
    return bool(colon) and named(key) in STATED


def paragraph(lines: list[str], number: int, item: int) -> Block:
    block = Block(PROSE, " ".join(lines), number, number)
    block.item, block.depth = item, int(item > 0)
    return block
