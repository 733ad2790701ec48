"""Text that tells a machine reader what to write. In: a sentence, a line or a whole message. Out: whether, and where, it does.

Chat, alerts and tickets are data (design: rule 7). Such a passage stays in its message as an event of the incident, and
nothing is taken from it: no section, severity, action or link. People also give each other orders ("ignore that alert", "write
it in the doc"), so what counts is whom the words address: an assistant, a model, an automated reader; or the marks of a prompt.
"""

import binascii
import re
from base64 import b64decode
from functools import lru_cache

from pipeline.text.instruction_forms import NEEDLES, PATTERNS
from pipeline.text.unseen import as_it_looks, is_masked, read_backwards

REMEMBERED = 1 << 16
"""Every stage asks of the same texts."""
_ENCODED = re.compile(r"[A-Za-z0-9+/]{40,}={0,2}")
_TAGGED = re.compile(r"[\U000e0020-\U000e007e]{8,}")
"""Text in signs that nobody sees; the flags of regions are shorter."""
_SENTENCE_START = re.compile(r"[.!?][\"”')\]]*\s+(?=\S)|\n[\s>]*(?=\S)")


def looks_like_instruction(text: str) -> bool:
    """Whether the text addresses assistants, models or automated readers to steer what they write or ignore."""
    return first_instruction(text) is not None


@lru_cache(maxsize=REMEMBERED)
def first_instruction(text: str) -> int | None:
    """Where the first sentence that does so starts; None if none does.

    Also where it is hidden: in signs that nobody sees, in letters of another alphabet, turned around, or in base64.
    """
    found = [_first_written(text), *_first_hidden(text)] if not text.isascii() else [_first_written(text)]
    found += _first_encoded(text) if _ENCODED.search(text) else []
    return min((place for place in found if place is not None), default=None)


def _first_written(text: str) -> int | None:
    if not _may_address(text.lower()):
        return None
    found = [match.start("at") for pattern in PATTERNS if (match := pattern.search(text))]
    return _sentence_start(text, min(found)) if found else None


def _sentence_start(text: str, place: int) -> int:
    return max((m.end() for m in _SENTENCE_START.finditer(text, 0, place + 1) if m.end() <= place), default=0)


def _first_hidden(text: str) -> list[int | None]:
    if not is_masked(text):
        return []
    looks, places = as_it_looks(text)
    start = _first_written(looks) if looks != text else None
    tagged = [match.start() for match in [_TAGGED.search(text)] if match]
    turned = [place for place, words in read_backwards(text) if _first_written(words) is not None]
    return [None if start is None else places[start], *tagged, *turned]


def _first_encoded(text: str) -> list[int | None]:
    return [match.start() for match in _ENCODED.finditer(text) if _first_written(_decoded(match[0])) is not None]


def _decoded(value: str) -> str:
    """What a base64 value says, if it is text."""
    try:
        return b64decode(value + "=" * (-len(value) % 4)).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _may_address(lowered: str) -> bool:
    for needle in NEEDLES:  # noqa: SIM110 (it runs on every message, and any() with a generator takes twice as long)
        if needle in lowered:
            return True
    return False


def without_instructions(text: str) -> str:
    """The text without such passages: from the sentence that addresses the machine to the end of its paragraph.

    To be read instead of the text wherever a meaning is taken from it: what follows in the paragraph belongs to the order.
    A paragraph ends at a blank line, or where the quoting of a mail ends.
    """
    start = first_instruction(text)
    if start is None:
        return text
    lines = text[start:].split("\n")
    quoted = text[text.rfind("\n", 0, start) + 1 : start + 1].lstrip().startswith(">")
    after = next((n for n, line in enumerate(lines) if n and _ends_paragraph(line, quoted)), len(lines))
    return "\n".join(
        part for part in (text[:start].rstrip(" >\n\t"), without_instructions("\n".join(lines[after:])).strip("\n")) if part
    )


def _ends_paragraph(line: str, quoted: bool) -> bool:
    bare = line.lstrip()
    return not bare.strip("> \t") or (quoted and not bare.startswith(">"))
