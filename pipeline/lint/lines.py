"""The lines of a text in pieces, cut out when they are asked for: few are, and all of them would need more room than the text."""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import overload


class Lines(Sequence[str]):
    """As `"".join(pieces).split("\\n")`; `starts` says where each begins, `ends` where each piece ends."""

    __slots__ = ("ends", "pieces", "starts")

    def __init__(self, pieces: Sequence[str]) -> None:
        self.pieces = pieces
        self.ends = list(accumulate(map(len, pieces)))
        self.starts = array("I", [0])
        for piece, end in zip(pieces, self.ends, strict=True):
            found = piece.find("\n") + 1
            while found:
                self.starts.append(end - len(piece) + found)
                found = piece.find("\n", found) + 1

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self.starts)))]
        start = self.starts[index]
        number = min(bisect_right(self.ends, start), len(self.pieces) - 1)
        piece = self.pieces[number]
        start -= self.ends[number] - len(piece)
        end = piece.find("\n", start)
        return piece[start : end if end >= 0 else len(piece)]
