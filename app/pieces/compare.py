"""Two wordings -> both beside each other, what differs marked."""

import difflib
import re

from app.pieces.markup import block, text

WORDS = re.compile(r"\s+|\S+")


def beside(left: str, right: str, left_name: str, right_name: str) -> str:
    """What only the left has is struck through, what only the right has is underlined."""
    old, new = WORDS.findall(left), WORDS.findall(right)
    before: list[str] = []
    after: list[str] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = text("".join(old[a:b])), text("".join(new[c:d]))
        before.append(gone if kind == "equal" or not gone else f"<del>{gone}</del>")
        after.append(come if kind == "equal" or not come else f"<ins>{come}</ins>")
    return block("pm-compare", column(left_name, before), column(right_name, after))


def column(name: str, pieces: list[str]) -> str:
    return f"<div><h4>{text(name)}</h4>{''.join(pieces) or '—'}</div>"
