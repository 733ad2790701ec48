"""Hypotheses that somebody ruled out, and numbers that somebody corrected: later words win over earlier ones.

A refutation reaches back over a few minutes, or over its thread, to what it shares a word with.
"""

from collections import deque
from datetime import timedelta

from pipeline.timeline.lines import Line
from pipeline.timeline.periods import Period, Periods
from pipeline.timeline.scene import Scene

REACH = timedelta(minutes=25)
GUESSES, NUMBERS = 60, 400
"""So many of the last guesses and numbers can be meant by a later word."""
CORRECTION_REACH = timedelta(hours=6)


def refuted(scene: Scene, periods: Periods) -> frozenset[str]:
    """Ids of the lines whose guess was ruled out."""
    guesses: deque[Line] = deque(maxlen=GUESSES)
    ruled_out: set[str] = set()
    for line in scene.lines:
        if (
            not line.at
            or not line.spoken
            or not scene.central(line)
            or periods.of(line.at) not in (Period.RESPONSE, Period.UNNOTICED)
        ):
            continue
        while guesses and guesses[0].at and line.at - guesses[0].at > REACH:
            guesses.popleft()
        if line.has("refuted"):
            ruled_out |= {g.id for g in guesses if tied(line, g)}
        if line.has("hypothesis") or line.reading.question:
            guesses.append(line)
    return frozenset(ruled_out)


def corrected(scene: Scene) -> tuple[tuple[str, str], ...]:
    """Pairs of ids: a line with a number, and the later line that gives the right one."""
    with_numbers: deque[Line] = deque(maxlen=NUMBERS)
    pairs: list[tuple[str, str]] = []
    for line in scene.lines:
        if not line.at or not line.spoken or "#" not in line.reading.words:
            continue
        if line.has("correction"):
            meant = next((o for o in reversed(with_numbers) if corrects(line, o)), None)
            pairs += [(meant.id, line.id)] if meant else []
        with_numbers.append(line)
    return tuple(pairs)


def corrects(line: Line, other: Line) -> bool:
    if not line.at or not other.at or line.at - other.at > CORRECTION_REACH:
        return False
    return same_thread(line, other) or (other.piece.author == line.piece.author and tied(line, other))


def same_thread(line: Line, other: Line) -> bool:
    return line.piece.thread is not None and line.piece.thread in (other.piece.thread, other.id)


def tied(line: Line, other: Line) -> bool:
    return same_thread(line, other) or bool(line.identifiers & other.identifiers) or bool(line.content & other.content)
