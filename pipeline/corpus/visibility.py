"""What a document states of who may read it -> a Visibility. What it states and is not understood is refused: an incident must
not be shown to more people than it was meant for.

visibility_of("**Restricted** (legal only)", "x.md") -> Visibility.RESTRICTED
"""

import re
from typing import Any

from pipeline.corpus.inline import plain, scalar
from pipeline.domain.incident import Visibility
from pipeline.errors import UnreadableSource

VISIBILITIES = {
    **dict.fromkeys(("public", "external", "open", "everyone"), Visibility.PUBLIC),
    **dict.fromkeys(
        ("internal", "company", "private", "organization", "all staff", "employees", "internal only", "internal use only",
         "for internal use only"),
        Visibility.INTERNAL,
    ),
    **dict.fromkeys(
        ("restricted", "confidential", "secret", "need to know", "limited", "top secret", "strictly confidential",
         "highly confidential"),
        Visibility.RESTRICTED,
    ),
}  # fmt: skip
OF_READERS_ALONE = ("visibility", "confidentiality")
"""Keys that speak of nothing but who may read it; "access" and "classification" are headings of other things as well."""
FEW_MAY = re.compile(
    r"\b(?:restrict\w*|confiden\w*|secret|need[- ]to[- ]know|privileged|embargo\w*|classified|tlp|only\W*\Z)", re.IGNORECASE
)
WORD = re.compile(r"[^\W_]+")
AFTER = re.compile(r"[(\[,;:|/–—]|\s-\s|\s(?:to|for)\s", re.IGNORECASE)
"""What stands between the word and more about it."""
NOTHING = re.compile(r"[\s_–—.-]*\Z")
LONGEST_PHRASE = 6
LONGEST_SHOWN = 60


def visibility_of(value: Any, file: str) -> Visibility | None:
    """None where nothing is said. Raises UnreadableSource for what is no visibility."""
    said = plain(scalar(value)) if value is not None else ""
    if (value is None or isinstance(value, str)) and NOTHING.match(said):
        return None
    if found := understood(said):
        return found
    word = f" {said[:LONGEST_SHOWN]!r}" if said else ""
    raise UnreadableSource(file, f"its visibility{word} is not known", f"write one of {', '.join(Visibility)}")


def understood(said: str) -> Visibility | None:
    """One of the words; where more is said after it, only one that lets few read it."""
    found = VISIBILITIES.get(words(said))
    begun = VISIBILITIES.get(words(AFTER.split(said, maxsplit=1)[0]))
    return found or (begun if begun is Visibility.RESTRICTED else None)


def speaks_of_readers(key: str, value: str) -> bool:
    """Whether a line "key: value" of a text says who may read it: "Access: VPN" and a sentence about visibility do not."""
    said = plain(value)
    if understood(said) or FEW_MAY.search(said):
        return True
    return words(key) in OF_READERS_ALONE and len(said.split()) <= LONGEST_PHRASE


def stricter(one: Visibility | None, other: Visibility | None) -> Visibility | None:
    return max((found for found in (one, other) if found), key=tuple(Visibility).index, default=None)


def words(text: str) -> str:
    return " ".join(WORD.findall(text.lower()))
