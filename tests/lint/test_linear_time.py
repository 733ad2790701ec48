"""Four times as much of anything takes about four times as long: no text, however odd, makes the lint slow."""

import gc
import time

import pytest

from pipeline.lint.check import Task, check
from pipeline.lint.options import Options, Wanted

SHORT, LONG = 50_000, 200_000
GROWTH = 7.0
"""Between the 4 of linear time, which busy neighbors stretch as they empty the caches that the long text needs, and the 16 of
quadratic time."""
QUICK = 0.4
"""Seconds of CPU; what takes no longer for the long text is not measured more closely."""
TRIES = 8
EVERY_RULE = Options(select=("all",))
EVERYTHING = Wanted(keys=True, words=True, lines=True)

MARKS = (
    "(",
    "[",
    "]",
    "<",
    "`",
    '"',
    "'",
    "“",
    "**",
    "*a ",
    "_",
    "|",
    "\\",
    "&amp;",
    "![",
    "[a](",
    "(a, ",
    "<!-- ",
    "<a ",
    "- ",
    "> ",
)
LINES = (
    "> a\n",
    "- a\n",
    "1. a\n",
    "# a\n",
    "a\n",
    "a\n\n",
    "```\n",
    "~~~\n",
    "---\n",
    "    a\n",
    "\t",
    "  \n",
    "a: b\n",
    "=\n",
    "\r",
)
TABLES = ("| a ", "| a | b |\n|---|---|\n", "|---|\n", "| Improve monitoring | Ana | 2024-05-01 |\n")
TIMES = ("10:00 ", "- 10:00 a\n", "2024-05-01 ", "10:00 - 10:30 ", "5 minutes ", "1.5 h ", "0", "%", "10:00 UTC, ", "May ")
WORDS = (
    "did not ", "we had ", "a, ", "a. ", "A. ", "... ", "? ", "because ", "@a ", "if we had ", "should have ", "should ", "not ",
    "and ", "was ", "the engineer who ", "The team ", "Ana ", "Ana Lima ", "forgot to ", "failed to ", "root cause: ", "due to ",
    "TBD ", "by the team ", "did not check because ", "of the ", "human error ", "https://a.b/", "a@b.c ",
    "x", "é", "😀", "\u00a0",
)  # fmt: skip
WHOLE = (
    "We failed to check the disk. ",
    "We failed to check the disk.\n",
    "- We failed to check the disk.\n",
    "| We failed to check the disk. ",
    "- Improve monitoring\n",
    "- [ ] Improve monitoring\n",
    "[x]: y\n",
    "<!-- pm-ignore: blame -->\n",
    "<!-- pm-ignore -- a -->\nWe failed to check the disk.\n\n",
    "Root cause: the disk was full because the log was not rotated.\n\n",
)
PIECES = (*MARKS, *LINES, *TABLES, *TIMES, *WORDS, *WHOLE)


def seconds(piece: str, above: str, size: int) -> float:
    """CPU seconds for a document of `size` characters of this piece, with everything that a report may ask for."""
    text = above + (piece * (size // len(piece) + 1))[:size]
    task = Task("given.md", EVERY_RULE, EVERYTHING, data=text.encode())
    gc.disable()  # it goes through all that the test run holds
    try:
        began = time.process_time()
        check(task)
        return time.process_time() - began
    finally:
        gc.enable()


def growth(piece: str, above: str) -> float:
    """How many times longer the long text takes than the short one; the least of some tries, since the machine is not ours."""
    least = float("inf")
    short = long = least
    for _ in range(TRIES):
        long = min(long, seconds(piece, above, LONG))
        if long < QUICK:
            return 1.0
        short = min(short, seconds(piece, above, SHORT))
        least = long / short
        if least <= GROWTH:
            break
    return least


@pytest.mark.parametrize("piece", PIECES, ids=[repr(piece)[1:-1] for piece in PIECES])
def test_a_long_repeat_takes_time_in_proportion(piece: str) -> None:
    assert growth(piece, "# Incident\n\n## What happened\n\n") <= GROWTH


@pytest.mark.parametrize("section", ["Root cause", "Action items", "Timeline"])
@pytest.mark.parametrize("piece", [*WHOLE[:3], "a. ", "because ", "- a\n", "- 10:00 a\n", "a, ", "did not "])
def test_so_does_a_long_repeat_where_rules_look_closely(section: str, piece: str) -> None:
    assert growth(piece, f"# Incident\n\n## {section}\n\n") <= GROWTH
