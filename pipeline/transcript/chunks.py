"""A long channel -> chunks that a model can read whole, cut at pauses and never inside a thread, each with what came before.

Where a chunk ends depends on the pieces near its end alone, so that one new message changes the chunk that it stands in and
not those far from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.domain.evidence import Evidence

OVERLAP = 6
PER_LINE = 90
NO_PAUSE = timedelta(0)


@dataclass(frozen=True)
class Chunk:
    """`before` are the last pieces of the chunk before: they are there to be understood, and read elsewhere."""

    pieces: tuple[Evidence, ...]
    before: tuple[Evidence, ...] = ()

    def halves(self) -> tuple["Chunk", ...]:
        """The chunk in two; the chunk itself where it is one piece."""
        if len(self.pieces) < 2:
            return (self,)
        middle = _best_cut(self.pieces, len(self.pieces) // 4 or 1, len(self.pieces) * 3 // 4 or 1)
        first, second = self.pieces[:middle], self.pieces[middle:]
        return Chunk(first, self.before), Chunk(second, first[-OVERLAP:])


def size_of(piece: Evidence) -> int:
    """About how many characters the piece takes on a page."""
    return len(piece.text) + PER_LINE


def chunks_of(pieces: Sequence[Evidence], most: int) -> list[Chunk]:
    """Chunks of at most `most` characters, unless one piece alone is longer; replies stand behind what they reply to."""
    rest, made = list(together(pieces)), list[Chunk]()
    while rest:
        count = _that_fit(rest, most)
        cut = len(rest) if count == len(rest) else _best_cut(rest, max(1, count // 2), count)
        made.append(Chunk(tuple(rest[:cut]), made[-1].pieces[-OVERLAP:] if made else ()))
        rest = rest[cut:]
    return made


def together(pieces: Sequence[Evidence]) -> list[Evidence]:
    """The pieces with each thread in one place, where it began."""
    first = {piece.id: index for index, piece in enumerate(pieces)}
    order = sorted(range(len(pieces)), key=lambda i: (first.get(pieces[i].thread or "", i) if pieces[i].thread else i, i))
    return [pieces[i] for i in order]


def _that_fit(pieces: Sequence[Evidence], most: int) -> int:
    taken = 0
    for count, piece in enumerate(pieces):
        taken += size_of(piece)
        if taken > most and count:
            return count
    return len(pieces)


def _best_cut(pieces: Sequence[Evidence], first: int, last: int) -> int:
    """Where to cut between `first` and `last`: before the longest pause that splits no thread."""
    return max(range(first, last + 1), key=lambda i: (not _same_thread(pieces[i - 1], pieces[i]), _pause(pieces, i), i))


def _same_thread(one: Evidence, other: Evidence) -> bool:
    return other.thread is not None and other.thread in (one.id, one.thread)


def _pause(pieces: Sequence[Evidence], i: int) -> timedelta:
    before, after = _at(pieces[i - 1]), _at(pieces[i])
    return abs(after - before) if before and after else NO_PAUSE


def _at(piece: Evidence) -> datetime | None:
    return piece.at
