"""Compounds of plain English that look like identifiers: "follow-up" is one, "bk-pg-2" is not. Data and one test."""

import re

FIRST = frozenset(
    "after all already back best by cross day double early ever fast first five follow four full fully half hand "
    "hard high higher in known last late left less long longer low lower mid mis multi near never new newly non not "
    "off old on one open out over part per post pre previously re same second self semi short single six slow so "
    "stand still sub ten third three time to top two un under up well whole wide year".split()
)
LAST = frozenset(
    "able and as at back based by cause day days driven down end ended facing fix for free half hand hour hours in "
    "level life long made of off on only out over point recovery related running scale side specific style term "
    "time to turn up ups wide week year minute minutes month".split()
)
SHAPE = re.compile(r"[a-z]{2,}(?:-[a-z]{2,})+")
HYPHENATED = re.compile(r"\b[A-Za-z]{2,}(?:-[a-z]{2,})+\b")


def is_compound(word: str) -> bool:
    """Whether a hyphenated word is plain English."""
    parts = word.lower().split("-")
    return SHAPE.fullmatch(word.lower()) is not None and (parts[0] in FIRST or parts[-1] in LAST)


def without_compounds(text: str) -> str:
    """The text with the hyphens of plain compounds taken out."""
    return HYPHENATED.sub(lambda m: m[0].replace("-", " ") if is_compound(m[0]) else m[0], text)
