"""Remarks that doubt: what their speaker does not know, and what they only think or hope. No section quotes them as a fact."""

import re

UNSURE = re.compile(
    r"\bi(?:'m| am)? (?:really |honestly |still |also |just )?(?:not (?:sure|certain|convinced)"
    r"|don'?t (?:think|know|understand"
    r"|see why|get|remember|believe)|do not (?:know|think|understand|believe)|didn'?t (?:know|understand)|have no (?:idea|clue)"
    r"|can'?t tell"
    r"|doubt|wonder)\b|^(?:not sure|no idea|no clue|dunno|unclear)\b",
    re.IGNORECASE,
)
HOPING = re.compile(
    r"\b(?:i|we) (?:think|guess|hope|believe|suppose)\b|\bhopefully\b|\bfingers crossed\b"
    r"|\b(?:looks|seems|feels) (?:like|as if|to)\b"
    r"|\bshould (?:be|have|work)\b|\bmaybe\b|\bperhaps\b|\bprobably\b|\bsupposedly\b",
    re.IGNORECASE,
)


INTERIM = re.compile(
    r"(?:\d+\s?-?min(?:ute)?s?\s+)?(?:(?:quick|short|status|next)\s+)?(?:update|summary|recap|status|situation)\b[^:.!?]{0,40}:",
    re.IGNORECASE,
)


def interim(text: str) -> bool:
    """Whether it reports how things stood at one time in between: "15 min update: ...", "Summary 13:00: ..."."""
    return INTERIM.match(text) is not None


def unsure(text: str) -> bool:
    """Whether the speaker says that they do not know, or doubt."""
    return UNSURE.search(text.replace("’", "'")) is not None


def hoping(text: str) -> bool:
    """Whether the speaker only thinks or hopes it."""
    return HOPING.search(text.replace("’", "'")) is not None
