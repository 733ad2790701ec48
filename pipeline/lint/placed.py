"""A document whose blocks stand elsewhere than Markdown's: each says itself where the pieces of its text are in the source."""

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from pipeline.lint.document import Document
from pipeline.text.markdown import Block

Pieces = list[tuple[int, int]]
"""(offset in the block's text, offset in the source), ascending; what follows a piece follows it in the source too."""


@dataclass(eq=False, repr=False)
class PlacedDocument(Document):
    """`pieces` by the identity of the block."""

    pieces: dict[int, Pieces] = field(default_factory=dict[int, Pieces])

    @cached_property
    def line_starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self.lines)]

    def place(self, block: Block, offset: int) -> tuple[int, int]:
        pieces = self.pieces.get(id(block))
        if not pieces:
            return super().place(block, offset)
        before, start = pieces[max(0, bisect_right(pieces, offset, key=lambda piece: piece[0]) - 1)]
        return self.position(start + offset - before)

    def position(self, at: int) -> tuple[int, int]:
        """0-based line and column of an offset in the source."""
        line = bisect_right(self.line_starts, at) - 1
        line = min(line, len(self.lines) - 1)
        return line, at - self.line_starts[line]
