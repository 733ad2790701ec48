"""A long channel -> chunks that a model can read whole, cut at pauses and never inside a thread, each with what came before.

Where a chunk ends depends on what is near, not on a count from the beginning: a pause that is longer than all others within half
a chunk ends one. So a new message changes the chunk that it stands in, and rarely a neighbor.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate, pairwise
from zlib import crc32

from pipeline.domain.evidence import Evidence

OVERLAP = 6
PER_LINE = 90
EDGE = 0.2
"""How near to its ends, as a part of its size, a part that is too long is not cut."""
NO_PAUSE = timedelta(0)
LATE = timedelta(hours=8)
"""A reply that comes so long after the last of its thread stands where it was said: it belongs to that time."""


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
    ordered = together(pieces)
    if not ordered:
        return []
    parts = [tuple(ordered[one:other]) for one, other in pairwise([0, *_cuts(ordered, most), len(ordered)])]
    return [Chunk(part, parts[n - 1][-OVERLAP:] if n else ()) for n, part in enumerate(parts)]


def together(pieces: Sequence[Evidence]) -> list[Evidence]:
    """The pieces with each thread in one place, where it began; a late reply begins anew where it stands."""
    places: dict[str, int] = {}
    last: dict[str, Evidence] = {}
    order: list[tuple[int, int]] = []
    for index, piece in enumerate(pieces):
        thread = piece.thread or piece.id
        if thread not in places or _pause(last[thread], piece) > LATE:
            places[thread] = index
        last[thread] = piece
        order.append((places[thread], index))
    return [pieces[index] for _, index in sorted(order)]


def _cuts(pieces: Sequence[Evidence], most: int) -> list[int]:
    """Where chunks end: at each place that is better than all within half a chunk of it, and where a part is still too long."""
    starts = [0, *accumulate(map(size_of, pieces))]
    seen = [0, starts[-1]]
    peaks = [0, len(pieces)]
    for index in sorted(range(1, len(pieces)), key=lambda i: _worth(pieces, i), reverse=True):
        place = bisect_left(seen, starts[index])
        if starts[index] - seen[place - 1] >= most / 2 <= seen[place] - starts[index]:
            peaks.append(index)
        seen.insert(place, starts[index])
    return [start for one, other in pairwise(sorted(peaks)) for start in _parts(pieces, starts, one, other, most)][1:]


def _parts(pieces: Sequence[Evidence], starts: Sequence[int], one: int, other: int, most: int) -> Iterator[int]:
    """Where the parts of pieces[one:other] begin, each as long as a chunk may be, none cut near its ends."""
    size = starts[other] - starts[one]
    if size <= most or other - one < 2:
        yield one
        return
    first = min(max(one + 1, bisect_left(starts, starts[one] + size * EDGE)), other - 1)
    last = min(max(first, bisect_left(starts, starts[other] - size * EDGE)), other - 1)
    cut = _best_cut(pieces, first, last)
    yield from _parts(pieces, starts, one, cut, most)
    yield from _parts(pieces, starts, cut, other, most)


def _best_cut(pieces: Sequence[Evidence], first: int, last: int) -> int:
    return max(range(first, last + 1), key=lambda i: _worth(pieces, i))


def _worth(pieces: Sequence[Evidence], index: int) -> tuple[bool, timedelta, int]:
    """How good it is to cut before a piece: never inside a thread if another place is near, at a long pause; else by chance."""
    before, piece = pieces[index - 1], pieces[index]
    return not _same_thread(before, piece), _pause(before, piece), crc32(piece.id.encode())


def _same_thread(one: Evidence, other: Evidence) -> bool:
    return other.thread is not None and other.thread in (one.id, one.thread)


def _pause(one: Evidence, other: Evidence) -> timedelta:
    return abs(other.at - one.at) if one.at and other.at else NO_PAUSE
