"""What a rule can put right by itself: replacements of exact ranges of the source, safe or not.

    Fix((Replace(block, 4, 13, ""),), safe=False)         text[4:13] of the block goes away
    Fix((Lines(10, 14, "...\\n"),))                        lines 10 to 13 (0-based) of the source become this text

A fix is safe when it cannot change what is said: order of rows, marks of a list, the form of a date. Everything else is unsafe
and applied only when asked for. Of fixes that overlap the first is applied; a document is gone through until nothing changes.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from pipeline.lint.document import Document
from pipeline.text.markdown import Block

ROUNDS = 10
Edit = tuple[int, int, str]
"""source[start:end] becomes the text."""


class Replace(NamedTuple):
    """text[start:end] of the block; must lie within one line of the source."""

    block: Block
    start: int
    end: int
    text: str


class Lines(NamedTuple):
    """The source's lines first <= line < last, 0-based, each with its line end."""

    first: int
    last: int
    text: str


class Fix(NamedTuple):
    edits: tuple[Replace | Lines, ...]
    safe: bool = True


def ranges(document: Document, fix: Fix) -> tuple[Edit, ...]:
    """The edits in offsets of the document's source, in order."""
    starts = [0, *accumulate(len(line) + 1 for line in document.lines)]
    found: list[Edit] = []
    for edit in fix.edits:
        if isinstance(edit, Lines):
            found.append((starts[edit.first], min(starts[edit.last], len(document.source)), edit.text))
            continue
        line, column = document.place(edit.block, edit.start)
        last, end = document.place(edit.block, edit.end)
        found.append((starts[line] + column, starts[last] + end, edit.text))
    return tuple(sorted(found))


def apply(raw: str, fixes: Iterable[Sequence[Edit]]) -> tuple[str, int]:
    """The text with the fixes that don't overlap an earlier one, and how many those are.

    `raw` may have line ends other than the `\\n` that the offsets count; they are kept, new lines get those of the file.
    """
    kept: list[Edit] = []
    count = 0
    for fix in sorted(sorted(fix) for fix in fixes if fix):
        if not any(_overlaps(kept, edit) for edit in fix):
            for edit in fix:
                insort(kept, edit)
            count += 1
    joined = _joined_ends(raw)
    newline = "\r\n" if len(joined) * 2 > raw.count("\n") else "\n"
    parts: list[str] = []
    at = 0
    for start, end, text in kept:
        parts += (raw[at : start + bisect_left(joined, start)], text.replace("\n", newline))
        at = end + bisect_left(joined, end)
    return "".join((*parts, raw[at:])), count


def _overlaps(kept: list[Edit], edit: Edit) -> bool:
    """Whether it touches a range that is taken; `kept` is sorted and without overlaps."""
    place = bisect_left(kept, edit)
    return any((edit[0] < end and start < edit[1]) or start == edit[0] for start, end, _ in kept[max(0, place - 1) : place + 1])


def _joined_ends(raw: str) -> list[int]:
    """Where the line ends of two characters are, counted as one."""
    found: list[int] = []
    at = raw.find("\r\n")
    while at >= 0:
        found.append(at - len(found))
        at = raw.find("\r\n", at + 2)
    return found


def diff(path: str, before: str, after: str) -> str:
    """A unified diff, with plain line ends."""
    import difflib

    lines = difflib.unified_diff(before.splitlines(True), after.splitlines(True), path, path)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def overwrite(path: str, data: bytes) -> None:
    """Writes the file whole or not at all, with the mode that it had."""
    import tempfile
    from pathlib import Path

    real = Path(path).resolve()
    with tempfile.NamedTemporaryFile(prefix=".", dir=real.parent, delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(data)
            file.flush()
            temporary.chmod(real.stat().st_mode & 0o7777)
            temporary.replace(real)
        except BaseException:
            temporary.unlink()
            raise
