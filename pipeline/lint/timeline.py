"""The rows of a document's timelines, each with its time: out of tables, lists, headings and paragraphs that begin with one.

    timeline(document)  -> [Row, ...] in the order of the text, read once and kept on the document

A row that says no day is of the day before it: of the row, heading or line with a day that stands above. Under a timeline heading
every row counts; elsewhere a list or table does once three of its rows begin with a time. Rows of one `track` (a table, a list,
the headings or paragraphs of one section) follow each other.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from pipeline.lint.document import Document, Section
from pipeline.lint.late import late
from pipeline.lint.sections import SectionKind
from pipeline.lint.stamps import Stamp, number_of, offset_of, read_stamp
from pipeline.text.markdown import CELL, PROSE, Block

TIME_COLUMN = late(r"\b(?:time|when|date|timestamp|at|utc|zeit|hora)\b", re.IGNORECASE)
BEGINS = late(r"[\s*_~`\[({<|>-]{0,6}\d")
LINE_TIME = late(r"\n[\s*_`\[(-]{0,6}(?=\d)")
NIGHT, DAY = 6 * 60, 24 * 60
FEW = 3
"""So many rows with a time make a timeline where no heading says so."""


@dataclass(slots=True, eq=False, repr=False)
class Row:
    """`block` holds the time, text[start:end], and what happened from `after` on, unless that stands in `told`.

    `seconds` is the time of day, None where only a day is said; `day` counts days from an arbitrary one, None where unknown.
    `timed` is False for a list item or table row that says no time among others that do. `last` is where its words end.
    """

    block: Block
    section: Section
    track: tuple[str, int]
    start: int
    end: int
    after: int
    last: int
    timed: bool = True
    seconds: int | None = None
    until: int | None = None
    zone: str = ""
    half: bool = False
    dated: bool = False
    day: int | None = None
    told: tuple[Block, ...] = ()

    @property
    def text(self) -> str:
        """What happened, as it is written."""
        own = self.block.text[self.after : self.last]
        return own if not self.told else " ".join((own, *(block.text for block in self.told))).strip()

    @property
    def minutes(self) -> float | None:
        """Minutes since midnight of day 0, or of its day where that is unknown."""
        return None if self.seconds is None else (self.day or 0) * 1440 + self.seconds / 60


def timeline(document: Document) -> list[Row]:
    """All rows of all timelines of the document, in order."""
    if "timeline" not in document.kept:
        rows = [row for section in document.sections for row in _in_section(section)]
        document.kept["timeline"] = list(_with_days(rows))
    return document.kept["timeline"]


def tracks(document: Document) -> list[list[Row]]:
    """The rows that follow each other, track by track."""
    if "tracks" not in document.kept:
        document.kept["tracks"] = [list(rows) for _, rows in groupby(timeline(document), key=lambda row: row.track)]
    return document.kept["tracks"]


def running(track: list[Row]) -> list[tuple[Row, float]]:
    """The rows that say a clock time, with their minutes, a day added where the clock falls so far that a night lies between.

    In a track of several zones all are reckoned in UTC; a row that says none is of the zone before it.
    """
    found: list[tuple[Row, float]] = []
    several = len({row.zone for row in track if row.zone}) > 1
    added, last, offset = 0, None, 0
    for row in track:
        if (minutes := row.minutes) is None:
            continue
        if several and row.zone:
            offset = offset_of(row.zone)
        minutes -= offset
        if row.dated:
            added = 0
        elif last is not None and minutes + added < last - NIGHT:
            added += DAY
        last = minutes + added
        found.append((row, last))
    return found


def _in_section(section: Section) -> Iterator[tuple[Row, Stamp | None]]:
    expected = section.kind is SectionKind.TIMELINE
    if expected and section.heading:
        yield from _heading_row(section)
    elif not expected and not any(block.item or block.table for block in section.blocks):
        return
    for (kind, number), group in groupby(section.blocks, key=_shape):
        if not kind:
            continue
        found = list(group)
        if kind == "paragraph":
            if expected:
                yield from _paragraphs(section, found)
            continue
        rows = list(_table(section, found, number, expected) if kind == "table" else _list(section, found, expected))
        timed = sum(1 for _, stamp in rows if stamp)
        if timed and (expected or (timed >= FEW and timed * 2 >= len(rows))):
            yield from rows


def _shape(block: Block) -> tuple[str, int]:
    """What kind of timeline the block can be part of: a table, a list, paragraphs; "" for none."""
    if block.kind is CELL:
        return "table", block.table
    if block.kind is not PROSE or block.quoted:
        return "", 0
    return ("list", 0) if block.item else ("paragraph", 0)


def _heading_row(section: Section) -> Iterator[tuple[Row, Stamp | None]]:
    """A heading that is a time; what happened stands below it."""
    heading = section.heading
    if heading and (stamp := read_stamp(heading.text)) and (stamp.seconds is not None or stamp.after >= len(heading.text) - 2):
        told = tuple(block for block in section.blocks if block.kind is PROSE)
        yield _row(heading, section, ("heading", 0), stamp, told=told), stamp


def _paragraphs(section: Section, found: list[Block]) -> Iterator[tuple[Row, Stamp | None]]:
    """Paragraphs that begin with a time, and lines of them that do."""
    track = "paragraph", found[0].line
    for block in found:
        starts = [0, *(match.end() for match in LINE_TIME.finditer(block.text))] if "\n" in block.text else [0]
        for start, stop in pairwise((*starts, len(block.text))):
            if stamp := read_stamp(block.text, start):
                yield _row(block, section, track, stamp, last=stop), stamp


def _list(section: Section, found: list[Block], expected: bool) -> Iterator[tuple[Row, Stamp | None]]:
    """The items of the outermost lists; what hangs below an item belongs to it."""
    if not expected and not any(BEGINS.match(block.text) for block in found):
        return
    track = "list", found[0].line
    depth = min(block.depth for block in found)
    for index, block in enumerate(found):
        if block.depth > depth:
            continue
        stop = next((i for i in range(index + 1, len(found)) if found[i].depth <= depth), len(found))
        yield _item(section, block, track, tuple(found[index + 1 : stop]))


def _item(section: Section, block: Block, track: tuple[str, int], told: tuple[Block, ...]) -> tuple[Row, Stamp | None]:
    stamp = read_stamp(block.text)
    return _row(block, section, track, stamp or Stamp(0, 0, 0), timed=stamp is not None, told=told), stamp


def _table(section: Section, cells: list[Block], number: int, expected: bool) -> Iterator[tuple[Row, Stamp | None]]:
    """The rows below the header. The time stands in the column that is headed so, else in the first."""
    headed = [cell.column for cell in cells if cell.row == 0 and TIME_COLUMN.search(cell.text)]
    if not headed and not expected:
        return
    column = headed[0] if headed else 0
    for _, group in groupby((cell for cell in cells if cell.row > 0), key=lambda cell: cell.row):
        row = {cell.column: cell for cell in group}
        if (main := row.get(column)) is None:
            continue
        stamp = read_stamp(main.text)
        if stamp and stamp.seconds is None and (second := row.get(column + 1)) and (clock := read_stamp(second.text)):
            clock.day, stamp, main = clock.day or stamp.day, clock, second
        told = tuple(cell for cell in row.values() if cell is not main)
        yield _row(main, section, ("table", number), stamp or Stamp(0, 0, 0), timed=stamp is not None, told=told), stamp


def _row(
    block: Block,
    section: Section,
    track: tuple[str, int],
    stamp: Stamp,
    *,
    timed: bool = True,
    last: int | None = None,
    told: tuple[Block, ...] = (),
) -> Row:
    row = Row(block, section, track, stamp.start, stamp.end, stamp.after, len(block.text) if last is None else last, timed=timed)
    row.seconds, row.until, row.zone, row.half = stamp.seconds, stamp.until, stamp.zone, stamp.half
    row.told = told
    return row


def _with_days(rows: Iterable[tuple[Row, Stamp | None]]) -> Iterator[Row]:
    """The rows with the day each is of: its own, or that of what stands before it in its section or in the heading above."""
    year, day, track = 0, None, ("", 0)
    for row, stamp in rows:
        if row.track != track and row.track[0] != "heading" and track[0] != "heading":
            day = None
        track = row.track
        if stamp and stamp.day:
            year = stamp.day[0] or year
            day = number_of(year or 2000, *stamp.day[1:])
            row.dated = day is not None
        row.day = day
        yield row
