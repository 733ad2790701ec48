"""A sentence as features for the learned model: its words and what stands beside them, with people made one.

    features(*tokens("Ana never looked", roster))  ->  {"never", "<N>_never", "<H>_never", "H:never", "never_looked", ...}

Words that stand for people become classes (a name, a role, a team, I or we, a pronoun), so that what is learned about one
holds for all; words after a human in their clause are told from words before any.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from pipeline.lint.people import OUTSIDERS, PRONOUNS, ROLES, SELF, TEAMS, Roster

WORD = re.compile(r"@?[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[,;:—?!]")
BREAKS = frozenset(
    """
    , ; : — because when if which that while and but or so although though since as where after before until than
    """.split()
)
HARD_BREAKS = frozenset([";", ":", "—"])
HUMAN = frozenset("NRTSPC")
LONG = 6


@cache
def classes() -> dict[str, str]:
    """The class letter of each word for people: R a role, T a group, S I or we, P another pronoun, O an outsider."""
    known: dict[str, str] = {}
    for letter, words in (("O", OUTSIDERS), ("T", TEAMS), ("R", ROLES), ("P", PRONOUNS), ("S", SELF)):
        for word in words:
            known[word] = letter
            if letter in "TRO":
                known[f"{word}'s"] = known[f"{word}s"] = letter
    known.update({"our": "S", "my": "S", "his": "P", "their": "P", "ours": "S", "mine": "S", "you": "P", "your": "P"})
    return known


def tokens(text: str, roster: Roster) -> tuple[list[str], list[str]]:
    """The words in lower case, names as `<N>`, and the class of each ("" for things). A name of several words is one."""
    words: list[str] = []
    letters: list[str] = []
    known = classes().get
    forms = roster.forms
    for token in WORD.findall(text.replace("’", "'") if "’" in text else text):
        word = token.lower()
        letter = known(word, "")
        first = token[0]
        if first.isdigit():
            word = "<n>"
        elif (first.isupper() or first == "@" or token in forms) and (not letter or token in forms):
            possessive = word.endswith("'s")
            base = token[:-2] if possessive else token
            if first == "@" or base in forms:
                word, letter = "<N>'s" if possessive else "<N>", "N"
                if letters and letters[-1] == "N":
                    words[-1] = word
                    continue
            elif letters and base[1:].islower():
                letter = "C"
        words.append(word)
        letters.append(letter)
    return words, letters


def features(words: list[str], letters: list[str]) -> set[str]:
    """All features of a sentence with these tokens. Linear in its words: some six for each."""
    found = set(words)
    found.update([f"{a}_{b}" for a, b in pairwise(["^", *words, "$"])])
    if any(letters):
        general = [
            "^",
            *["<H>" if letter in HUMAN and letter else word for word, letter in zip(words, letters, strict=True)],
            "$",
        ]
        for index, word in enumerate(general):
            if word == "<H>":
                found.update(_around(general, index))
    last = "0"
    for word, letter in zip(words, letters, strict=True):
        if word in BREAKS:
            found.add(f"b:{last}_{word}")
            if word in HARD_BREAKS:
                last = "0"
        if letter and letter != "C":
            last = letter
            continue
        side = "0" if last == "0" else "H"
        found.add(f"{side}:{word}")
        if len(word) >= LONG:
            found.add(f"{side}~{word[:5]}")
            found.add(f"~{word[:5]}")
    return found


def _around(general: list[str], index: int) -> Iterator[str]:
    """A human with its neighbours, and with the next but one on each side."""
    yield f"{general[index - 1]}_<H>"
    yield f"<H>_{general[index + 1]}"
    if index > 1:
        yield f"{general[index - 2]}_*_<H>"
    if index + 2 < len(general):
        yield f"<H>_*_{general[index + 2]}"
