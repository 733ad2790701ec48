"""A sentence as features for the learned model: its words and what stands beside them, with people made one.

    features("Ana never looked", roster)  ->  {"never", "<N>_never", "<H>_never", "H:never", "never_looked", ...}

Words that stand for people become classes (a name, a role, a team, I or we, a pronoun), so that what is learned about one
holds for all; words after a human in their clause are told from words before any.
"""

import re
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
            if letter in "TRO" and not word.endswith("s"):
                known[word + "s"] = letter
    known.update({"our": "S", "my": "S", "his": "P", "their": "P", "ours": "S", "mine": "S", "you": "P", "your": "P"})
    return known


def tokens(text: str, roster: Roster) -> tuple[list[str], list[str]]:
    """The words in lower case, names as `<N>`, and the class of each ("" for things). A name of several words is one."""
    words: list[str] = []
    letters: list[str] = []
    known = classes().get
    for index, token in enumerate(WORD.findall(text.replace("’", "'"))):
        lower = token.lower()
        base, mark = (token[:-2], "'s") if lower.endswith("'s") else (token, "")
        if base in roster or token[0] == "@":
            word, letter = "<N>" + mark, "N"
        elif token[0].isdigit():
            word, letter = "<n>", ""
        else:
            word = lower
            letter = known(lower[:-2] if mark else lower, "")
            if not letter and index and token[0].isupper() and base[1:].islower():
                letter = "C"
        if letter == "N" and letters and letters[-1] == "N":
            words[-1] = word
            continue
        words.append(word)
        letters.append(letter)
    return words, letters


def features(text: str, roster: Roster) -> set[str]:
    """All features of one masked sentence. Linear in its words: some seven for each."""
    words, letters = tokens(text, roster)
    line = ["^", *words, "$"]
    found = set(words)
    found.update([f"{a}_{b}" for a, b in pairwise(line)])
    found.update([f"{a}_*_{b}" for a, b in zip(line, line[2:], strict=False)])
    found.update([f"{a}_{b}_{c}" for a, b, c in zip(line, line[1:], line[2:], strict=False)])
    general = ["^", *["<H>" if letter in HUMAN and letter else word for word, letter in zip(words, letters, strict=True)], "$"]
    for a, b, c in zip(general, general[1:], [*general[2:], ""], strict=False):
        if a == "<H>" or b == "<H>" or c == "<H>":
            found.add(f"{a}_{b}")
            found.add(f"{a}_{b}_{c}")
            found.add(f"{a}_*_{c}")
    found.update(_by_clause(words, letters))
    return found


def _by_clause(words: list[str], letters: list[str]) -> set[str]:
    """Each word with the last human before it: `S:forgot` after I or we, `H:forgot` after any, `0:forgot` after none."""
    found: set[str] = set()
    last = "0"
    humans = any(letters)
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
        if side == "H":
            found.add(f"{last}:{word}")
        if len(word) >= LONG:
            found.add(f"{side}~{word[:5]}")
            found.add(f"~{word[:5]}")
        if humans:
            found.add(f"h&{word}")
    found.add("human" if humans else "nohuman")
    return found
