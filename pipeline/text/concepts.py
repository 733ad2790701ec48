"""Text -> the concepts of operations that it speaks of: words that stand for each other or for the same mechanism share one.

    concepts(stems("too many clients"))         -> the concept that "pool exhaustion" and "connection limit" have too
    terms("too many clients")                   -> its stems and its concepts: what searches by word index and ask for

The groups are in operations.txt, one a line. A member of several words counts where they follow each other.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from pipeline.text.stems import stems

MARK = "~"
"""Begins every concept, and no stem."""


def terms(text: str) -> list[str]:
    """Stems and concepts, each as often as it occurs."""
    found = stems(text)
    return found + concepts(found)


def concepts(found: Sequence[str]) -> list[str]:
    """The concepts in a sequence of stems, each as often as one of its members occurs."""
    return [concept for _, _, concept in places(found)]


def places(found: Sequence[str]) -> list[tuple[int, int, str]]:
    """Where in a sequence of stems a member stands, how many stems it has, and its concept. Linear in the sequence."""
    members, lengths = _members()
    return [
        (place, length, concept)
        for place, stem in enumerate(found)
        for length in lengths.get(stem, ())
        if place + length <= len(found)
        for concept in members.get(tuple(found[place : place + length]), ())
    ]


def kin(concept: str) -> tuple[tuple[str, ...], ...]:
    """The members of a concept, each as its stems."""
    return _groups().get(concept, ())


def is_member(word: str) -> bool:
    """Whether a word stands for a concept by itself."""
    return tuple(stems(word)) in _members()[0]


@cache
def _groups() -> dict[str, tuple[tuple[str, ...], ...]]:
    """A concept is named by the first two of its members, so that a new line in the list renames no other."""
    lines = files("pipeline.text").joinpath("operations.txt").read_text("utf-8").splitlines()
    groups = [[tuple(stems(member)) for member in line.split(",")] for line in lines if line and not line.startswith("#")]
    return {
        MARK + "_".join(stem for member in group[:2] for stem in member): tuple(dict.fromkeys(filter(None, group)))
        for group in groups
    }


@cache
def _members() -> tuple[dict[tuple[str, ...], list[str]], dict[str, list[int]]]:
    """The concepts of each member, and for each stem that begins one how long such members are."""
    members: dict[tuple[str, ...], list[str]] = {}
    for concept, group in _groups().items():
        for member in group:
            members.setdefault(member, []).append(concept)
    lengths: dict[str, set[int]] = {}
    for member in members:
        lengths.setdefault(member[0], set()).add(len(member))
    return members, {stem: sorted(sizes) for stem, sizes in lengths.items()}
