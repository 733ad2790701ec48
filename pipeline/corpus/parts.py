"""Blocks of a document -> its parts in plain text, each of a kind.

A part begins at a heading, at a line in bold that heads something, or at a label ("**Root cause:** the lock"). A heading that
names no kind is of the kind of the one above it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.corpus.headings import heads, kind_of
from pipeline.corpus.inline import clean, plain
from pipeline.domain.past_incident import Part, PartKind
from pipeline.text.markdown import CELL, CODE, HEADING, HTML, Block

BOLD = re.compile(r"(?:\*\*|__)([^*_\n]{2,80})(?:\*\*|__)\s*:?\Z")
LABEL = re.compile(
    r"(?:(?:\*\*|__)(?P<bold>[^*_\n:]{2,60}):?(?:\*\*|__)\s*:?|(?P<bare>[A-Z][\w' /-]{2,40}):)(?:\s+(?P<rest>.+))?\Z", re.DOTALL
)
DEEPEST = 6


@dataclass
class Section:
    heading: str
    kind: PartKind
    level: int
    blocks: list[Block] = field(default_factory=list[Block])


def sections(blocks: Iterable[Block]) -> list[Section]:
    """The blocks under their headings, in order; the first section is what stands before any."""
    found = [Section("", PartKind.OTHER, 0)]
    above: list[Section] = []
    for block in blocks:
        level, heading, rest = begun(block)
        if not level:
            found[-1].blocks.append(block)
            continue
        while above and above[-1].level >= level:
            above.pop()
        kind = kind_of(heading)
        if kind is PartKind.OTHER and above:
            kind = above[-1].kind
        section = Section(heading, kind, level)
        if block.kind != HEADING and block.item:
            section.level = DEEPEST + block.depth
        found.append(section)
        above.append(section)
        if rest:
            found[-1].blocks.append(put_back(block, rest))
    return found


def begun(block: Block) -> tuple[int, str, str]:
    """Level, heading and what follows it in the same block, if the block begins a part; else 0."""
    if block.kind == HEADING:
        return block.level, clean(plain(block.text.rstrip("# "))), ""
    if block.table or block.kind in (CODE, HTML) or block.quoted:
        return 0, "", ""
    level = DEEPEST + block.depth
    if bold := BOLD.match(block.text):
        heading = plain(bold[1]).rstrip(":")
        return (level, heading, "") if heads(heading) or not block.item else (0, "", "")
    label = LABEL.match(block.text)
    if label and heads(heading := plain(label["bold"] or label["bare"])):
        return level, heading, label["rest"] or ""
    return 0, "", ""


def put_back(block: Block, text: str) -> Block:
    """The block without the label that headed it: a paragraph of its own."""
    return Block(block.kind, text, block.line, block.end, quoted=block.quoted)


def parts_of(found: Iterable[Section], title: str = "") -> tuple[Part, ...]:
    """The sections that say something. A heading that is the title heads nothing."""
    parts: list[Part] = []
    for section in found:
        text = text_of(section.blocks)
        if text:
            heading = section.heading if section.heading != title else ""
            kind = section.kind if section.heading or section.kind is not PartKind.OTHER else PartKind.SUMMARY
            parts.append(Part(kind=kind if heading or not section.heading else PartKind.SUMMARY, heading=heading, text=text))
    return tuple(parts)


def text_of(blocks: Iterable[Block]) -> str:
    """Paragraphs apart from each other, list items and table rows a line each."""
    lines: list[str] = []
    for line, close in written(blocks):
        if lines and not close:
            lines.append("")
        lines.append(line)
    return clean("\n".join(lines))


def written(blocks: Iterable[Block]) -> Iterator[tuple[str, bool]]:
    """Each line or paragraph, and whether it belongs close to the one before it."""
    row: tuple[int, int] = (0, 0)
    cells: list[str] = []
    before = None
    for block in blocks:
        here = (block.table, block.row) if block.kind == CELL else (0, 0)
        if cells and here != row:
            yield f"| {' | '.join(cells)} |", row[1] > 0
            cells = []
        row = here
        if block.kind == CELL:
            cells.append(" ".join(plain(block.text).split()))
        elif block.kind == CODE:
            yield block.text.strip("\n"), False
        elif text := plain(block.text):
            yield ("- " * bool(block.item)) + text, bool(block.item and before and before.item)
        before = block
    if cells:
        yield f"| {' | '.join(cells)} |", row[1] > 0
