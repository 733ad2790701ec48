"""A timeline steps back in time.

A drop of more than six hours in a row without a date is read as the next day, and a range may begin before the row above it ends.
The fix turns a list that runs backward around, and moves a single row that is out of place by half an hour at most.

Why: readers take the order of rows for the order of events; a row out of place makes effects seem to come before their causes.
Question: what happened first, and how is the time of this row known?

Bad:
    | ## Timeline (UTC)
    |
    | - 10:05 alert fires
    | - 09:58 rollback of release 71 starts

    | ## Timeline (UTC)
    |
    | - 23:50 page received
    | - 23:10 fix deployed

    | ## Timeline (UTC)
    |
    | | Time | Event |
    | |---|---|
    | | 2026-03-02 10:00 | certificate replaced |
    | | 2026-03-01 11:00 | first handshake errors |
Good:
    | ## Timeline (UTC)
    |
    | - 09:58 error rate rises to 4%
    | - 10:05 alert fires
    | - 10:20 rollback; errors resolved

    | ## Timeline (UTC)
    |
    | - 23:40 first failed logins
    | - 23:50 page received
    | - 00:12 fix deployed, logins recovered

    | ## Timeline (UTC)
    |
    | - 2026-03-01 22:00 disk at 91%
    | - 2026-03-01 22:00-23:30 writes slow
    | - 2026-03-01 22:40 alert fires
    | - 2026-03-02 01:10 volume grown, writes recovered
Source: PagerDuty, Postmortem documentation, "Writing": the timeline runs forward.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.domain.finding import Level
from pipeline.lint.document import Document
from pipeline.lint.reorder import in_order
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.timeline import Row, running, tracks

if TYPE_CHECKING:
    from pipeline.lint.fixes import Fix

MANY = 3
"""From so many steps back on, they are one finding: the rows were sorted by something else."""


NEAR = 30
"""A single row is moved by the fix if it is out of place by no more minutes; more may be a slip in the time itself."""


def check(document: Document) -> Iterator[Hit]:
    for track in tracks(document):
        yield from in_track(document, track)


def in_track(document: Document, track: list[Row]) -> Iterator[Hit]:
    timed = running(track)
    if len(timed) < 2:
        return
    back = [
        (before, row, earlier - minutes)
        for (before, earlier), (row, minutes) in pairwise(timed)
        if steps_back(row, earlier, minutes)
    ]
    if len(timed) > 2 and len(back) == len(timed) - 1:
        message = "The newest row stands first: this timeline runs backward."
        yield hit(back[0][1], message, in_order(document, track, newest_first=True))
    elif len(back) > MANY:
        yield hit(back[0][1], f"{len(back)} of these {len(timed)} rows are earlier than the row above them.")
    else:
        simple = len(back) == 1 and back[0][2] <= NEAR
        for before, row, _ in back:
            fix = in_order(document, track, newest_first=False) if simple else None
            yield hit(row, f"This row is earlier than the one above it ({written(before)}).", fix)


def steps_back(row: Row, earlier: float, minutes: float) -> bool:
    if minutes >= earlier or row.seconds is None:
        return False
    spans = row.until is not None and minutes + (row.until - row.seconds) / 60 >= earlier
    return not spans


def hit(row: Row, message: str, fix: Fix | None = None) -> Hit:
    return Hit(row.block, row.start, row.end, message, fix=fix)


def written(row: Row) -> str:
    return row.block.text[row.start : row.end]


RULE = Rule(level=Level.WARNING, scope=Scope.DOCUMENT, check=check)
