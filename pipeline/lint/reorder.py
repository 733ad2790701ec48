"""The rows of a timeline, put into the order of their times: a fix, where nothing but the order of whole lines changes.

Only for rows that stand one right after the other, each with a clock time, all with a day of their own or none; not where a night
seems to lie between two of them, and not for numbered lists.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.lint.document import Document
from pipeline.lint.timeline import Row, running
from pipeline.text.markdown import CELL

if TYPE_CHECKING:
    from pipeline.lint.fixes import Fix


def in_order(document: Document, track: list[Row], *, newest_first: bool) -> Fix | None:
    """Rows of the same minute keep their order, or in a list that runs backward change it as the others do."""
    timed = running(track)
    spans = [span(row) for row in track]
    if len(timed) != len(track) or len({row.dated for row in track}) > 1 or track[0].track[0] not in ("list", "table"):
        return None
    if any(minutes != row.minutes for row, minutes in timed) or not movable(document, spans):
        return None
    from pipeline.lint.fixes import Fix, Lines

    rows = list(zip((minutes for _, minutes in timed), spans, strict=True))
    rows = sorted(rows[::-1] if newest_first else rows, key=lambda one: one[0])
    lines = document.lines
    text = "".join("\n".join(lines[first:last]) + "\n" for _, (first, last) in rows)
    return Fix((Lines(spans[0][0], spans[-1][1], text),))


def span(row: Row) -> tuple[int, int]:
    """The lines a row stands on, what hangs below it included; the end is exclusive."""
    if row.block.kind is CELL:
        return row.block.line, row.block.line + 1
    return row.block.line, max((row.block.end, *(block.end for block in row.told)))


def movable(document: Document, spans: list[tuple[int, int]]) -> bool:
    """Whether the rows touch each other and begin with the same mark, and the text ends with a line end."""
    lines = document.lines
    if any(last != first for (_, last), (first, _) in pairwise(spans)) or spans[-1][1] >= len(lines):
        return False
    marks = {lines[first].lstrip(" ")[:1] for first, _ in spans}
    indents = {len(lines[first]) - len(lines[first].lstrip(" ")) for first, _ in spans}
    return len(marks) == 1 and marks <= set("-*+|") and len(indents) == 1
