"""Sentences that speak of customers -> the companies that are named in them.

A guess, made to find too many rather than too few: what it finds is shown before anything is published.
"""

import re
from collections.abc import Iterable, Iterator

SPEAKS = re.compile(
    r"(?i)\b(?:customers?|clients?|tenants?|accounts?|merchants?|shippers?|partners?|competitors?|subscribers?)\b"
)
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*")
CAPITAL = r"[A-Z][A-Za-z0-9&'’-]*"
COMPANY = re.compile(rf"\b{CAPITAL}(?: (?:of|and|the|&|de) (?={CAPITAL})| {CAPITAL})+")
"""Two or more capitalized words: "Halden Cold Chain", "Bank of Example"."""
LEGAL = re.compile(rf"\b({CAPITAL},? (?:Inc|Ltd|LLC|GmbH|AG|BV|SA|plc|Corp|Co|Oy|AS|AB|Pty)\b)")
INTRODUCED = re.compile(
    rf"\b(?:[Cc]ustomer|[Cc]lient|[Tt]enant|[Mm]erchant|[Ss]hipper)s?:? (?:named |called )?({CAPITAL}(?: {CAPITAL})*)"
)
NO_COMPANY = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday Black Cyber UTC Support Impact".split())


def companies(texts: Iterable[str], known: Iterable[str] = ()) -> tuple[str, ...]:
    """Names in order of first use; `known` are names of services, regions and people, which are none."""
    apart = {name.lower() for name in known}
    found = dict.fromkeys(name for text in texts for name in _in(text))
    return tuple(name for name in found if not _is_known(name, apart))


def _in(text: str) -> Iterator[str]:
    for sentence in SENTENCE.findall(text):
        if SPEAKS.search(sentence):
            for pattern in (LEGAL, INTRODUCED):
                yield from pattern.findall(sentence)
            yield from COMPANY.findall(sentence)


def _is_known(name: str, known: set[str]) -> bool:
    words = name.split()
    whole = name.lower()
    return (
        any(word in NO_COMPANY for word in words)
        or all(word.isupper() for word in words)
        or any(whole in other or other in whole for other in known if other)
    )
