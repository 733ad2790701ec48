"""Signs that a reader does not see, and letters that only look like Latin ones: how orders to machines are hidden in texts.

In: a text. Out: the text without unseen signs, or as it looks to a person, with the place of each sign in the original.
"""

import re
import unicodedata
from collections.abc import Sequence

_UNSEEN = (
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    r"\U000e0000-\U000e007f\U000e0100-\U000e01ef]|[\ufe00-\ufe0f]{2,}|(?<=[ -~])[\u200c\u200d]|[\u200c\u200d](?=[ -~])"
)
_UNSEEN_SIGNS = re.compile(_UNSEEN)
_MASKED = re.compile(_UNSEEN + r"|[\u0370-\u058f\u2100-\u214f\uff00-\uff5e\U0001d400-\U0001d7ff]")
_REVERSED = re.compile(r"\u202e([^\u202c\u202e\n]{8,})")
_TAGS = range(0xE0020, 0xE007F)
_LOOKS = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеорсухѕіјԁһԛԝӏгпкмтвΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοιρνκυτеՕօ",
    "ABESIJKMHOPCTYXaeopcyxsijdhqwlrnkmtbABEZHIKMNOPTYXaoipvkuteOo",
)


def without_unseen(text: str) -> str:
    """The text without zero-width, direction and tag signs; joiners inside of emoji and of other scripts stay."""
    return text if text.isascii() else _UNSEEN_SIGNS.sub("", text)


def is_masked(text: str) -> bool:
    """Whether the text may read otherwise to a person than to a program."""
    return not text.isascii() and _MASKED.search(text) is not None


def as_it_looks(text: str) -> tuple[str, Sequence[int]]:
    """The text in the letters that it seems to be written in, and for each of its characters the place in the original.

    Letters hidden as tags become letters; words of mixed alphabets become Latin.
    """
    shown = [_looked(sign) for sign in text]
    starts = [place for place, part in enumerate(shown) for _ in part]
    return "".join(shown), starts


def read_backwards(text: str) -> list[tuple[int, str]]:
    """What a direction sign turns around, as a person reads it, with where it begins."""
    return [(match.start(), match[1][::-1]) for match in _REVERSED.finditer(text)]


def _looked(sign: str) -> str:
    if sign.isascii():
        return sign
    if ord(sign) in _TAGS:
        return chr(ord(sign) - 0xE0000)
    if _UNSEEN_SIGNS.fullmatch(sign) or sign in "\u200c\u200d":
        return ""
    looks = sign.translate(_LOOKS)
    return looks if looks != sign else unicodedata.normalize("NFKC", sign)
