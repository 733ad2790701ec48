"""Text -> the stems of its words, as searches by word compare them.

    stems("We were running out of connections (db-3)") -> ["run", "out", "connect", "db-3", "db"]

Words that carry no meaning are left out. A name of parts (`pool_size`, `us-east-1`) stands as a whole and in its parts. Where
words are not told apart by spaces, each two signs are one.
"""

import re
from functools import lru_cache
from typing import Any

from snowballstemmer import stemmer  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

WORD = re.compile(r"[^\W_]+(?:[-_.][^\W_]+)*")
RUN = re.compile("[々\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]+")
"""Signs of Chinese, Japanese and Korean: words there are not told apart by spaces, or have others grown onto them."""
PART = re.compile(r"[^\W_]+")
SILENT = frozenset(
    (
        "a about after again all also am an and any are as at be because been before being both but by can could did do does"
        " doing each else ever few for from had has have having he her here him his how i if in into is it its itself just"
        " let me more most much must my no nor not now of on once one only or other our own same she should so some still"
        " such than that the their them then there these they this those though through to too under until us very was we"
        " were what when where which while who whom why will with would you your"
    ).split()
)
"""Words of grammar. What says how something was (up, down, over, off, out) is none of them here."""
_ENGLISH: Any = stemmer("english")  # pyright: ignore[reportUnknownVariableType]


def stems(text: str) -> list[str]:
    """The stems in the order of the text, each as often as it occurs."""
    found: list[str] = []
    text = text if text.isascii() else RUN.sub(in_pairs, text)
    for word in WORD.findall(text.lower()):
        if "-" in word or "_" in word or "." in word:
            parts = PART.findall(word)
            if all(part.isalpha() for part in parts) and "_" not in word and "." not in word:
                found.extend(stem(part) for part in parts if part not in SILENT and len(part) > 1)
            else:
                found.append(word)
                found.extend(stem(part) for part in parts if part not in SILENT and len(part) > 1)
        elif word not in SILENT and len(word) > 1:
            found.append(stem(word))
    return found


def in_pairs(run: re.Match[str]) -> str:
    """Each two signs that follow each other as a word: "満杯に" -> "満杯 杯に"."""
    signs = run[0]
    return f" {' '.join(signs[at : at + 2] for at in range(max(1, len(signs) - 1)))} "


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of one word in lower case."""
    return _ENGLISH.stemWord(word)
