"""Remarks that put an incident on somebody else. In: a text. Out: whether it accuses.

A draft leaves them out of its timeline and never quotes them; what a speaker takes on themselves ("I had it backwards") is
not meant.
"""

import re
from collections.abc import Callable

Refuses = Callable[[str], bool]
"""Whether a report may not say a sentence as its own. The path gives the stages the lint's test (run.py)."""

ACCUSING = re.compile(
    r"\b(?:your|his|her|their) (?:fault|mess|mistake|screw-?up|stupidity)\b"
    r"|\b(?:tired|sick) of\b|\bcleaning up after\b|\blooking at you\b|\bfat[- ]?fingered\b|\bnot to be that (?:guy|person)\b"
    r"|\bwithout (?:telling|asking|testing|checking|thinking)\b|\bnothing happened with (?:it|that)\b"
    r"|\b(?:you|he|she|they) (?:\w+ )?(?:forgot|screwed|messed up|botched|never (?:check|test|read|ask)\w*"
    r"|should(?:'ve| have) \w+ed)\b"
    r"|\bwho (?:the hell |on earth )?(?:did this|broke|approved this)\b"
    r"|\bwho (?:changed|pushed|merged|deployed) .{0,60}\bwithout\b"
    r"|\b(?:careless|sloppy|incompetent|lazy|negligent|clueless|reckless|irresponsible|idiot\w*|moron)\b"
    r"|\b(?:rookie mistake|shame on)\b"
    r"|\b(?:the )?intern could\b|\bwhat (?:an?|a complete) (?:idiot|joke|clown)\b|\bthis is how you lose\b",
    re.IGNORECASE,
)


def accuses(text: str) -> bool:
    """Whether the text blames somebody other than its speaker."""
    return ACCUSING.search(text) is not None
