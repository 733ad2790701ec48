"""Evidence in chunks -> what a model read in each. All chunks are asked side by side; one that is too much is asked in halves.

A stretch that no answer came for is listed with the reason: the extractive timeline stands for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from pipeline.domain.evidence import Evidence
from pipeline.llm.task import TOO_MUCH, Desk, Failure, Fault, InTurn, Outcome, Stage, Task
from pipeline.timeline.model.answers import Reading
from pipeline.timeline.model.asking import PARTS, Asking
from pipeline.transcript.chunks import Chunk, chunks_of
from pipeline.transcript.page import Page

SMALLEST = 4
"""A chunk of fewer pieces is not halved."""
MOST_HALVINGS = 3
"""What is too much at an eighth of its size is so for another reason."""


@dataclass(frozen=True)
class ReadPart:
    """An answer and the page that its references are of."""

    page: Page
    reading: Reading


@dataclass(frozen=True)
class UnreadPart:
    pieces: tuple[Evidence, ...]
    failure: Failure


@dataclass(frozen=True)
class ReadParts:
    """In the order of the evidence."""

    read: tuple[ReadPart, ...]
    unread: tuple[UnreadPart, ...]


@dataclass(frozen=True)
class _Asked:
    """`opens` and `closes` say whether the record begins and ends with this chunk."""

    asking: Asking
    place: tuple[int, ...]
    chunk: Chunk
    opens: bool
    closes: bool

    @cached_property
    def page(self) -> Page:
        return self.asking.page(self.chunk)

    def task(self, label: str) -> Task[Reading]:
        return self.asking.reading(self.page, PARTS[self.opens, self.closes], label)


def read_parts(asking: Asking, desk: Desk, most: int) -> ReadParts:
    """Asks until each chunk has an answer, or is too small to be halved again, or failed in a way that halves cannot help."""
    chunks = chunks_of(asking.material.evidence, most)
    waiting = [_Asked(asking, (n,), chunk, n == 0, n == len(chunks) - 1) for n, chunk in enumerate(chunks)]
    read: dict[tuple[int, ...], ReadPart] = {}
    unread: dict[tuple[int, ...], UnreadPart] = {}
    while waiting:
        again: list[_Asked] = []
        for asked, outcome in zip(waiting, _ask(desk, waiting), strict=True):
            if outcome.answer is not None:
                read[asked.place] = ReadPart(asked.page, outcome.answer)
            elif halves := _halves(asked, outcome):
                again += halves
            else:
                failure = outcome.failure or Failure(Fault.EMPTY, "no answer came")
                unread[asked.place] = UnreadPart(asked.chunk.pieces, failure)
        waiting = again
    return ReadParts(tuple(read[place] for place in sorted(read)), tuple(unread[place] for place in sorted(unread)))


def _ask(desk: Desk, waiting: Sequence[_Asked]) -> list[Outcome[Reading]]:
    labels = ["reading"] if len(waiting) == 1 else [f"reading {n} of {len(waiting)}" for n in range(1, len(waiting) + 1)]
    return desk.ask(InTurn([partial(asked.task, label) for asked, label in zip(waiting, labels, strict=True)], Stage.READ))


def _halves(asked: _Asked, outcome: Outcome[Reading]) -> list[_Asked]:
    """Empty where smaller pages would not help."""
    if outcome.failure is None or outcome.failure.fault not in TOO_MUCH:
        return []
    if len(asked.chunk.pieces) < SMALLEST or len(asked.place) > MOST_HALVINGS:
        return []
    first, second = asked.chunk.halves()
    return [
        _Asked(asked.asking, (*asked.place, 0), first, asked.opens, closes=False),
        _Asked(asked.asking, (*asked.place, 1), second, opens=False, closes=asked.closes),
    ]
