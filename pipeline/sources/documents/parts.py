"""Lines of a document -> its parts: a heading with what stands under it, cut where that is too long for one piece of evidence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

LONGEST_PART = 6000
"""Characters."""
PROSE_PART = 1200
"""Characters of paragraphs taken together where there are no headings."""

HASHES = re.compile(r" {0,3}(?:#{1,6}|={2,5})(?:[ \t]|\Z)")
UNDERLINE = re.compile(r" {0,3}(?:={3,}|-{3,}|~{3,})[ \t]*\Z")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
PLAIN_HEADING = re.compile(r"[^\Wa-z_][^\n]{0,59}[\w)?:]\Z")
MOST_HEADING_WORDS = 7


@dataclass(frozen=True)
class Part:
    """`number` is the line in the file that the part begins on."""

    number: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip("\n").rstrip()


def parts_of(lines: Sequence[str], offset: int = 0) -> Iterator[Part]:
    """The parts in order, none empty. `offset` is how many lines of the file stand before these."""
    prose = without_comments(lines)
    starts = _headings(prose) or _plain_headings(prose)
    longest = LONGEST_PART if starts else PROSE_PART
    edges = sorted({0, *starts, len(prose)})
    for start, end in pairwise(edges):
        for first, last in _cut(prose, start, end, longest):
            part = Part(offset + first + 1, tuple(line.rstrip() for line in prose[first:last]))
            if part.text.strip():
                yield part


def without_comments(lines: Sequence[str]) -> list[str]:
    """The lines with those of HTML comments (a template's instructions) emptied, so that numbers stay."""
    kept: list[str] = []
    inside = False
    for line in lines:
        inside = inside or line.lstrip().startswith("<!--")
        kept.append("" if inside else line)
        inside = inside and "-->" not in line
    return kept


def _headings(lines: Sequence[str]) -> list[int]:
    """Indexes of the lines that are headings, outside of code."""
    found: list[int] = []
    fence = ""
    for index, line in enumerate(lines):
        if not line:
            continue
        if match := FENCE.match(line):
            if not fence:
                fence = match[1]
            elif match[1].startswith(fence) and not line[match.end() :].strip():
                fence = ""
        elif not fence and (HASHES.match(line) or _is_underlined(lines, index)):
            found.append(index)
    return found


def _is_underlined(lines: Sequence[str], index: int) -> bool:
    """A single line with a rule right below it; a table's head has one too, with bars."""
    if index + 1 >= len(lines) or lines[index + 1][:1] not in ("=", "-", "~", " ") or not UNDERLINE.match(lines[index + 1]):
        return False
    before = lines[index - 1] if index else ""
    line = lines[index].strip()
    return not before.strip() and line[:1].isalnum() and "|" not in line


def _plain_headings(lines: Sequence[str]) -> list[int]:
    """In text without marks: short lines between blank ones that do not end like a sentence."""
    return [index for index, line in enumerate(lines) if len(line) <= 61 and _is_plain_heading(lines, index)]


def _is_plain_heading(lines: Sequence[str], index: int) -> bool:
    line = lines[index].rstrip()
    alone = not (index and lines[index - 1].strip()) and index + 1 < len(lines) and not lines[index + 1].strip()
    return alone and len(line.split()) <= MOST_HEADING_WORDS and PLAIN_HEADING.match(line) is not None


def _cut(lines: Sequence[str], start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """Stretches of at most so many characters, ending at blank lines where there are any; a longer line stands alone."""
    first, size, blank, size_to_blank = start, 0, start, 0
    for index in range(start, end):
        if not lines[index].strip() and size * 3 > longest:
            blank, size_to_blank = index, size
        length = len(lines[index]) + 1
        if size + length > longest and index > first:
            last, taken = (blank, size_to_blank) if blank > first else (index, size)
            yield first, last
            first, blank, size = last, last, size - taken
        size += length
    yield first, end
