"""Text of the evidence -> Markdown that shows exactly that text: one line, safe anywhere in a document and in table cells."""

import re

from markupsafe import Markup

from pipeline.render.message import Part, PartKind, lines, parts, shortened

ALWAYS = frozenset("\\`*[]|")
PLACEHOLDER = re.compile(r"\[[A-Za-z][A-Za-z0-9 _.-]{1,40}\](?=[^(\[:])")
"""`[EMAIL-1]`, `[on-call]`: brackets that cannot become a link where they are followed by more text."""
ENTITY = re.compile(r"&#?\w+;")
SPECIAL = re.compile(PLACEHOLDER.pattern + r"|[\\`*_\[\]|<&~$!]")
AT_LINE_START = re.compile(r"[=#>]|-(?=[\s-]|$)|\+(?=\s|$)|\d{1,9}(?=[.)](?:\s|$))")
SPACES = re.compile(r"\s+")
SHOWN_LINES = 3
BACKTICKS = re.compile(r"`+")


def escape(text: str) -> Markup:
    """Text as one line of Markdown that may stand at the start of a line."""
    written = inline(text)
    if start := AT_LINE_START.match(written):
        place = start.end() if start[0].isdigit() else start.start()
        written = f"{written[:place]}\\{written[place:]}"
    return Markup(written)


def inline(text: str) -> Markup:
    """Text as one line of Markdown; `code` stays code, addresses stay addresses, everything else is shown as typed."""
    return Markup("".join(map(_part, parts(text))).strip())


def code(text: str) -> Markup:
    """Text as a code span, or escaped where that cannot hold it in a table cell."""
    inside = SPACES.sub(" ", text).strip()
    if not inside or "|" in inside:
        return Markup(words(inside))
    fence = "`" * (longest_run(inside) + 1)
    padding = " " if "`" in (inside[0], inside[-1]) else ""
    return Markup(f"{fence}{padding}{inside}{padding}{fence}")


def address(url: str) -> str:
    return f"<{url.replace('|', '%7C')}>"


def words(text: str) -> str:
    text = SPACES.sub(" ", text)
    return SPECIAL.sub(lambda match: match[0] if len(match[0]) > 1 else _character(text, match.start()), text)


def longest_run(text: str) -> int:
    return max(map(len, BACKTICKS.findall(text)), default=0)


def _part(part: Part) -> str:
    match part.kind:
        case PartKind.CODE:
            return code(part.text)
        case PartKind.BLOCK:
            return _block_in_line(part.text)
        case PartKind.ADDRESS:
            return address(part.text)
        case PartKind.WORDS:
            return words(part.text)


def _block_in_line(block: str) -> str:
    shown = [line for line in lines(block) if line.strip()]
    more = f" … ({len(shown) - SHOWN_LINES} more)" if len(shown) > SHOWN_LINES else ""
    return ", ".join(code(shortened(line, 120)) for line in shown[:SHOWN_LINES]) + more


def _character(text: str, place: int) -> str:
    """One special character, escaped only where it would be taken for markup."""
    character, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if character in ALWAYS:
        return "\\" + character
    match character:
        case "_":
            return "_" if before.isalnum() and after.isalnum() else r"\_"
        case "<":
            return "<" if after and after in " =0123456789" else "&lt;"
        case "&":
            return "&amp;" if ENTITY.match(text, place) else "&"
        case "!":
            return r"\!" if after == "[" else "!"
        case _:
            return character if after.isalnum() and (not before or before in " (") else "\\" + character
