"""The text of an action item -> its tokens: words, numbers, dates, tickets, names of things, code, links, marks.

kinds("Cap `pool` at 80 in api.yaml (OPS-7)")  -> word, code, word, number, word, name, mark, ticket, mark
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

CODE, URL, TICKET, HANDLE, DATE, NUMBER, NAME, WORD, QUOTE, MARK = (
    "code", "url", "ticket", "handle", "date", "number", "name", "word", "quote", "mark",
)  # fmt: skip
LONGEST = 800
"""Characters of an item that are read: what comes later only explains."""
MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)


class Token(NamedTuple):
    """`low` is the word in lower case with a plain apostrophe; the token stands at `start` to `end` of the item's text."""

    kind: str
    low: str
    start: int
    end: int


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?P<plain>(?<![\w./$-])(?!https?://)[a-z][\w'’./*-]*)"
        r"|(?P<code>`{1,3}[^`\n]{1,400}`{1,3})"
        r"|(?P<url>\]\([^)\s]{1,400}\)|https?://[^\s)\]>|]{1,400})"
        r"|(?P<ticket>\#\d{1,7}\b|\b[A-Z][A-Z0-9]{1,9}-\d{1,7}\b|\b[TD]\d{3,7}\b)"
        r"|(?P<handle>@[A-Za-z][\w.-]{0,40})"
        r"|(?P<date>\b\d{4}-\d\d?-\d\d?\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b)"
        r"|(?P<number>\d[\d.,:]*\s?%?)"
        r"|(?P<quote>\"[^\"\n]{1,200}\"|“[^”\n]{1,200}”)"
        r"|(?P<word>(?:--?|[./_$])?[^\W\d_][\w'’./*-]*)"
        r"|(?P<mark>[^\s\w])"
    )


@lru_cache(maxsize=4096)
def _word(text: str) -> tuple[str, str]:
    """(kind, lower case) of a word without the marks that end its sentence: names are paths, identifiers and the like."""
    low = text.lower().replace("’", "'")
    head = text[0]
    if head in "./$-_" or "_" in text or "*" in text:
        return (NAME, low) if len(text) > 2 else (WORD, low.strip("./$-_"))
    inner = text[1:]
    if "/" in text:
        return (NAME, low) if text.count("/") > 1 or "." in text or "-" in text else (WORD, low)
    if "." in inner:
        return NAME, low
    if any(c.isdigit() for c in text) or (
        inner != inner.lower() and inner != inner.upper() and "'" not in text and "-" not in text
    ):
        return NAME, low
    return WORD, low


@lru_cache(maxsize=256)
def tokens(text: str) -> tuple[Token, ...]:
    found: list[Token] = []
    for match in _pattern().finditer(text, 0, LONGEST):
        kind, (start, end), piece = match.lastgroup or MARK, match.span(), match[0]
        if kind == "plain" or kind == WORD:
            if piece[-1] in "'’./*-" and len(piece) > 1:
                whole, piece = piece, piece.rstrip("'’./*-") or piece
                found.append(Token(*_word(piece), start, start + len(piece)))
                if whole[-1] == ".":
                    found.append(Token(MARK, ".", end - 1, end))
            else:
                found.append(Token(*_word(piece), start, end))
            continue
        if kind == NUMBER:
            number = piece.rstrip(".,: ")
            found.append(Token(kind, number, start, start + len(number)))
            if piece.rstrip().endswith("."):
                found.append(Token(MARK, ".", end - 1, end))
            continue
        found.append(Token(kind, piece, start, end))
    return _dated(found)


def _dated(found: list[Token]) -> tuple[Token, ...]:
    """Numbers beside a month, years, and numbers of sprints and weeks are dates."""
    last = len(found) - 1
    for index, token in enumerate(found):
        if token.kind != NUMBER:
            continue
        before = found[index - 1].low if index else ""
        after = found[index + 1].low if index < last else ""
        year = len(token.low) == 4 and token.low[:2] == "20"
        if before in MONTHS or after in MONTHS or year or before in ("sprint", "week", "iteration"):
            found[index] = token._replace(kind=DATE)
    return tuple(found)
