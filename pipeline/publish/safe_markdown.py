"""Markdown -> Markdown that shows the same and loads nothing: no images, no raw HTML, no links that run something.

Everything is made safe but what is surely code in every reading of CommonMark, where it would show. In doubt nothing is code.
"""

import html
import re
from collections.abc import Iterator

SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
RUNNING_SCHEMES = frozenset({"javascript", "vbscript", "data", "file", "blob", "about", "livescript", "view-source"})
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
FENCE = re.compile(r"(`{3,}|~{3,})(.*)")
NESTED_FENCE = re.compile(r"[ \t>*+\-\d.)]+(?:`{3,}|~{3,})")
"""A fence within a list, a quote or after spaces: where it ends depends on what it stands in."""
MATH_BLOCK = "$$"
ADDRESS_BEFORE = re.compile(r"(?:://|www\.|@|mailto:|xmpp:)\S*\Z", re.IGNORECASE)
"""An address that some readings end only at the next space, whatever signs are in it."""
RUN = re.compile(r"`+")
AUTOLINK = re.compile(r"<(?:https?://[^\s<>`]*|mailto:[^\s<>`]*|[\w.+-]+@[\w.-]+)>", re.IGNORECASE)
BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
LOADS = re.compile(
    r"!\[|<(?=[A-Za-z/!?])|\](?P<sign>[(:])(?=[ \t]*(?P<to>[^\s)>]*))|\[(?P<note>\^[^\]\s]{1,100})\]:(?=[ \t]*(?P<told>\S*))"
)
"""What begins an image, a tag, a link or the address of one; of the last two also where they lead."""
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0]+")


def safe_markdown(text: str) -> str:
    """The text with images and raw HTML shown as they are typed, and links to anything but http, https, mail and places of the
    document itself as plain text. `<br>` within a line stays."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    fenced = _fenced(lines)
    safe: list[str] = []
    for block, is_code in _blocks(lines, fenced):
        safe += block if is_code else _safe_block(block)
    return "\n".join(safe)


def _fenced(lines: list[str]) -> set[int]:
    """The numbers of the lines within fences at the margin; none where any fence stands elsewhere, or does not end."""
    if any(NESTED_FENCE.match(line) or line.lstrip().startswith(MATH_BLOCK) for line in lines):
        return set()
    inside: set[int] = set()
    opened, start = "", 0
    for number, line in enumerate(lines):
        match = FENCE.match(line)
        if opened:
            if match and match[1].startswith(opened) and not match[2].strip():
                inside.update(range(start, number + 1))
                opened = ""
        elif match and not (match[1][0] == "`" and "`" in match[2]):
            opened, start = match[1], number
    return set() if opened else inside


def _blocks(lines: list[str], fenced: set[int]) -> Iterator[tuple[list[str], bool]]:
    """Lines that stand together, and whether they are code."""
    block: list[str] = []
    for number, line in enumerate(lines):
        if number in fenced:
            if block:
                yield block, False
                block = []
            yield [line], True
            continue
        block.append(line)
        if not line.strip():
            yield block, False
            block = []
    if block:
        yield block, False


def _safe_block(lines: list[str]) -> list[str]:
    spans = [_code_spans(line) for line in lines]
    sure = all(held is not None for held in spans)
    return [_safe_line(line, held if sure and held else []) for line, held in zip(lines, spans, strict=True)]


def _code_spans(line: str) -> list[tuple[int, int]] | None:
    """Where code spans start and end; None where the line leaves open what is one."""
    spans: list[tuple[int, int]] = []
    runs = list(RUN.finditer(line))
    at = end = 0
    while at < len(runs):
        opening = runs[at]
        closing = next((n for n in range(at + 1, len(runs)) if len(runs[n][0]) == len(opening[0])), None)
        if closing is None or not _opens(line[end : opening.start()]) or "|" in line[opening.end() : runs[closing].start()]:
            return None
        end = runs[closing].end()
        spans.append((opening.start(), end))
        at = closing + 1
    return None if spans and "$" in line[end:] else spans


def _opens(before: str) -> bool:
    """Whether backticks after these words open code in every reading: they are not escaped, nor in math or an address."""
    return not before.endswith("\\") and "$" not in before and not ADDRESS_BEFORE.search(before[-300:])


def _safe_line(line: str, spans: list[tuple[int, int]]) -> str:
    safe: list[str] = []
    end = 0
    for start, stop in [*spans, (len(line), len(line))]:
        safe += [_safe_words(line, end, start), line[start:stop]]
        end = stop
    return "".join(safe)


def _safe_words(line: str, start: int, end: int) -> str:
    safe: list[str] = []
    for match in LOADS.finditer(line, start, end):
        safe += [line[start : match.start()], _shown(match)]
        start = match.end()
    return "".join([*safe, line[start:end]])


def _shown(match: re.Match[str]) -> str:
    found, before = match[0], match.string[: match.start()]
    if match["note"]:
        return rf"\[{found[1:]}" if _scheme(match["told"]) in RUNNING_SCHEMES else found
    if match["sign"]:
        return found if _is_safe(match["to"].lstrip("<")) else rf"]\{match['sign']}"
    if (len(before) - len(before.rstrip("\\"))) % 2:
        return found
    if found == "![":
        return r"\!\["
    within = BREAK.match(match.string, match.start()) and before.strip()
    return found if within or AUTOLINK.match(match.string, match.start()) else "&lt;"


def _is_safe(leads: str) -> bool:
    """Whether an address may be followed; none may stand on the next line, where nobody looks at it."""
    scheme = _scheme(leads)
    return scheme in SAFE_SCHEMES if scheme else bool(leads)


def _scheme(address: str) -> str:
    """What a browser takes for the scheme of an address; empty for one without."""
    plain = UNSEEN.sub("", html.unescape(ESCAPED.sub(r"\1", address)))
    match = SCHEME.match(plain)
    return match[1].lower() if match else ""
