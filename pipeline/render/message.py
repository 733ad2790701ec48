"""A text of the evidence -> its parts: plain words, code, code blocks, addresses. What writes them decides how they look.

Evidence is data: nothing in a text is markup here but backticks, which chats use for code, and http(s) addresses. Signs of
emphasis are left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class PartKind(StrEnum):
    WORDS = "words"
    CODE = "code"
    BLOCK = "block"
    ADDRESS = "address"


@dataclass(frozen=True)
class Part:
    kind: PartKind
    text: str


PARTS = re.compile(r"```(?P<block>.+?)```|`(?P<code>[^`\n]+)`|(?P<address>https?://[^\s<>`\"'\\]+)", re.DOTALL | re.IGNORECASE)
CODE = r"```.+?```|`[^`\n]+`|(?i:https?)://[^\s<>]+"
OPENS, CLOSES = r"(?<![^\s(\[{“\"'>–—/_*-])", r"(?![^\W_])"
BOLD = re.compile(
    rf"{CODE}|{OPENS}(?<!\*)(?P<sign>\*{{1,3}})(?=[^\s*])(?P<said>[^*\n]{{1,400}})(?<!\s)(?P=sign)(?!\*){CLOSES}", re.DOTALL
)
ITALIC = re.compile(
    rf"{CODE}|{OPENS}(?<!_)(?P<sign>_)(?=[^\s_])(?P<said>[^_\n]{{1,400}})(?<!\s)(?P=sign)(?!_){CLOSES}", re.DOTALL
)
"""Emphasis as chats write it: around words, not within them, and not in code or addresses."""
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""Control characters and marks that turn the direction of text: they show nothing and can disguise what is shown."""
AFTER_ADDRESS = ".,;:!?)]}'*_"


def clean(text: str) -> str:
    return UNSEEN.sub("", text.replace("\r\n", "\n"))


def spoken(text: str) -> str:
    """The text without the signs of emphasis: `*down*` is said as down."""
    if "*" in text:
        text = BOLD.sub(_unmarked, text)
    return ITALIC.sub(_unmarked, text) if text.count("_") > 1 else text


def _unmarked(match: re.Match[str]) -> str:
    return match["said"] or match[0]


def parts(text: str) -> Iterator[Part]:
    """The parts in order; their texts are cleaned, and no part is empty."""
    text = spoken(clean(text))
    end = 0
    for match in PARTS.finditer(text):
        kind = PartKind(match.lastgroup or "words")
        inner = match[kind.value]
        if kind is PartKind.ADDRESS:
            inner = inner.rstrip(AFTER_ADDRESS)
        if not inner.strip() or (kind is PartKind.ADDRESS and not inner.partition("//")[2]):
            continue
        if match.start() > end:
            yield Part(PartKind.WORDS, text[end : match.start()])
        yield Part(kind, inner)
        end = match.start() + len(inner) if kind is PartKind.ADDRESS else match.end()
    if end < len(text):
        yield Part(PartKind.WORDS, text[end:])


def lines(block: str) -> list[str]:
    """The lines of a code block, without empty ones at its ends and without runs of empty ones."""
    kept: list[str] = []
    for line in block.expandtabs(4).splitlines():
        if line.strip() or (kept and kept[-1]):
            kept.append(line.rstrip())
    while kept and not kept[-1]:
        kept.pop()
    return kept


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words where there are any, with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ", limit * 2 // 3)
    return (cut[:space] if space > 0 else cut).rstrip() + "…"
