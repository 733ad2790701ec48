"""Terms: the words that tie texts together - identifiers (hosts, builds, tickets, settings) and content words.

identifiers("LED-815: raise pool_size on bk-pg-2") -> {"led-815", "pool_size", "bk-pg-2"}
"""

import re

from pipeline.text.phrases import word_list

JOINED = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]++(?:[-_.:][A-Za-z0-9]++)+")
CAPITALS = re.compile(r"\b[A-Z][A-Z0-9]{2,}+\b|\b\w*[a-z][A-Z]\w*")
NUMBERED = re.compile(r"\b(?:build|version|release|pr) ?#?(\d[\w.]*)")
NUMBERED_WORDS = ("build", "version", "release", "pr")
CLOCK_OR_NUMBER = re.compile(r"[\d.,:/-]+(?:am|pm|z|s|ms|gb|mb|kb|min|h|x|k)?", re.IGNORECASE)
CONTENT = re.compile(r"[a-z]{4,}")
ZONES_AND_NOISE = word_list("no_identifiers.txt")
STOP = word_list("stop_words.txt")


def identifiers(text: str) -> frozenset[str]:
    """Names that only systems have, in lower case: hosts, settings, tickets, builds, error codes."""
    found = JOINED.findall(text)
    if not text.islower():
        found += CAPITALS.findall(text)
    names = {f for name in found if (f := name.lower()) not in ZONES_AND_NOISE and not CLOCK_OR_NUMBER.fullmatch(f)}
    if any(word in text for word in NUMBERED_WORDS):
        names.update(NUMBERED.findall(text))
    return frozenset(names)


def content_words(text: str) -> frozenset[str]:
    """Words of four letters and more that carry meaning, plural `s` cut off."""
    return frozenset(
        w[:-1] if w.endswith("s") and not w.endswith("ss") else w for w in CONTENT.findall(text.lower()) if w not in STOP
    )
