"""Slack's marks for bold, italic and struck text -> the text without them.

A mark is one only in pairs, at the borders of words and around no space: `*.log`, `~5 min`, `snake_case`, `2 * 3` keep theirs.
"""

import re
from collections.abc import Iterable

MARKS = ("*", "_", "~")
MAY_OPEN = re.compile(r"[*_~](?<![^\W_].)(?=\S)")
"""Found in every text that holds a mark, and in few others."""

HOLE = "\ue000"
"""Stands for what is not to be touched while marks are looked for. No font has it, and nobody types it."""

BORDER = r"\s(\[{\"'“‘>—–"
OPENS = rf"(?:(?<=[{BORDER}].)|(?<=^.)|(?<=[{BORDER}][*_~].)|(?<=^[*_~].))"
"""Looks back over a mark: it opens after a border, or after another mark that stands there."""

PAIRS = tuple(
    (
        mark,
        re.compile(
            rf"\{mark}(?![\s\{mark}]){OPENS}(?<!\{mark}\{mark})([^\{mark}\n]{{1,2000}})(?<!\s)\{mark}"
            rf"(?![^\W_]|_\w|[\{mark}/\\*({{\[]|[.:,;-]\w)",
            re.MULTILINE,
        ),
    )
    for mark in MARKS
)
"""Each mark with what it is around: no other of its kind, and no end of a line."""


def unmarked(pieces: Iterable[tuple[str, bool]]) -> str:
    """Joins pieces of text; `True` beside one says that it stays as it is (code, links, names), and may stand between marks."""
    parts = list(pieces)
    text = "".join(HOLE if fixed else part for part, fixed in parts)
    holes = [part for part, fixed in parts if fixed]
    if any(HOLE in part for part, _ in parts):
        return "".join(part for part, _ in parts)
    for mark, pair in PAIRS:
        if text.count(mark) > 1:
            text = pair.sub(r"\1", text)
    if not holes:
        return text
    outside = text.split(HOLE)
    return "".join(part for pair in zip(outside, [*holes, ""], strict=True) for part in pair)
