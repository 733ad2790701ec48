"""The text of a file, held in pieces that end with a line: a character of four bytes makes its piece wide, and not all of it."""

from collections.abc import Iterator, Sequence

PIECE = 1 << 14
"""About so many characters; most documents are one piece."""


class Source:
    """`words in source` looks into each piece; a pattern that stays within a line can be looked for in one after the other."""

    __slots__ = ("pieces",)

    def __init__(self, text: str) -> None:
        self.pieces: Sequence[str] = [text] if len(text) <= PIECE else list(_cut(text))

    def __contains__(self, words: str) -> bool:
        return any(words in piece for piece in self.pieces)

    def __len__(self) -> int:
        return sum(map(len, self.pieces))

    def __str__(self) -> str:
        return "".join(self.pieces)

    def behind(self, offset: int) -> Iterator[str]:
        """The pieces of what follows an offset."""
        for piece in self.pieces:
            if offset < len(piece):
                yield piece[offset:]
            offset = max(0, offset - len(piece))

    def lines(self) -> Sequence[str]:
        """As `split("\\n")` gives them."""
        if len(self.pieces) == 1:
            return self.pieces[0].split("\n")
        from pipeline.lint.lines import Lines

        return Lines(self.pieces)


def _cut(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start + PIECE) + 1 or len(text)
        yield text[start:end]
        start = end
