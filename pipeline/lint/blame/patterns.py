"""Predicates and phrases that are blame when a human is their subject.

In: a masked sentence. Out: Matches, each a signal with the subject it is about and the words it rests on. The patterns stand in
patterns.txt. Each has trigger words, so that a sentence without any of them costs nothing, and its regular expression is compiled
when one of them is first met.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from pipeline.lint.blame.doers import doer, owner_of
from pipeline.lint.blame.excuses import excused
from pipeline.lint.blame.signals import Signal
from pipeline.lint.people import Kind, Roster
from pipeline.lint.subjects import NOBODY, Subject, phrase_at


class Where(StrEnum):
    """Where the human of a pattern stands."""

    BEFORE = "before"
    """It is the subject of the match."""
    AFTER = "after"
    """It begins where the match ends, or at its group `who`."""
    ANYWHERE = "anywhere"
    """The words themselves are about a human."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """`regex` with the names of other expressions in it put in; `named` where only a name counts as its human.

    A sentence is looked at for one of the words `alone`, or for one of the `triggers` if it holds a word for people; and
    where there are words `besides`, only if it holds one of them too.
    """

    signal: Signal
    where: Where
    triggers: tuple[str, ...]
    alone: tuple[str, ...]
    besides: frozenset[str]
    regex: str
    named: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern met at text[start:end], about `subject`."""

    signal: Signal
    subject: Subject
    start: int
    end: int


PERSONAL = re.compile(
    r"forgot|overlook|neglect|misread|misjudg|misunderst|mistakenly|wrongly|messed|screwed|got (?:it|this) wrong"
    r"|made (?:a|the) (?:mistake|slip|typo)",
    re.IGNORECASE,
)
"""What only people do: an unknown capitalised word before it is a name."""


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns of patterns.txt, in its order."""
    text = Path(__file__).with_name("patterns.txt").read_text(encoding="utf-8")
    named: dict[str, str] = {}
    found: list[Pattern] = []
    for block in text.split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith("#")]
        if not lines:
            continue
        regex = "".join(line[4:] for line in lines if line.startswith("    "))
        for name, expression in named.items():
            regex = regex.replace(f"<{name}>", expression)
        first, *rest = lines[0].split()
        if first == "let":
            named[rest[0]] = regex
            continue
        on, alone, besides = (words_of(lines, kind) for kind in ("on ", "alone ", "with "))
        found.append(Pattern(Signal(first), Where(rest[0]), on, alone, frozenset(besides), regex, "named" in rest))
    return tuple(found)


def words_of(lines: Sequence[str], kind: str) -> tuple[str, ...]:
    return tuple(word for line in lines if line.startswith(kind) for word in line[len(kind) :].split())


@cache
def triggers() -> tuple[dict[str, tuple[int, ...]], dict[str, tuple[int, ...]]]:
    """Which patterns a word calls for, by their numbers: beside people, and alone."""
    beside: dict[str, list[int]] = {}
    alone: dict[str, list[int]] = {}
    for number, pattern in enumerate(patterns()):
        for word in pattern.triggers:
            beside.setdefault(word, []).append(number)
        for word in pattern.alone:
            alone.setdefault(word, []).append(number)
    return {word: tuple(n) for word, n in beside.items()}, {word: tuple(n) for word, n in alone.items()}


@cache
def called_by() -> frozenset[str]:
    """All words that a pattern asks for."""
    beside, alone = triggers()
    return frozenset(beside) | frozenset(alone) | frozenset(word for pattern in patterns() for word in pattern.besides)


@cache
def _regex(number: int) -> re.Pattern[str]:
    return re.compile(patterns()[number].regex)


def matches(text: str, words: Set[str], roster: Roster, people: bool = True) -> Iterator[Match]:
    """What the patterns find in a masked sentence. `words` are its lower-case words, `people` whether one of them is a human."""
    beside, alone = triggers()
    due = set[int]()
    for word in words:
        if word in alone:
            due.update(alone[word])
        if people and word in beside:
            due.update(beside[word])
    if not due:
        return
    plain = text.replace("’", "'")
    lower = plain.lower()
    if len(lower) != len(plain):
        lower = plain
    for number in sorted(due):
        pattern = patterns()[number]
        if pattern.besides and pattern.besides.isdisjoint(words):
            continue
        for match in _regex(number).finditer(lower):
            about = _about(plain, match, pattern, roster)
            if pattern.where is not Where.ANYWHERE and not about.human:
                continue
            if (about.named or not pattern.named) and not excused(plain, match, pattern.signal, about):
                yield Match(pattern.signal, about, match.start(), match.end())


def _about(text: str, match: re.Match[str], pattern: Pattern, roster: Roster) -> Subject:
    if pattern.where is Where.BEFORE:
        found = doer(text, match, pattern.signal, roster)
        return replace(found, kind=Kind.PERSON) if found.named and PERSONAL.match(match[0]) else found
    if pattern.where is Where.AFTER:
        group = next((name for name, value in match.groupdict().items() if value), None)
        found = phrase_at(text, match.start(group) if group else match.end(), roster)
        if pattern.signal is Signal.CAUSE and not found.human:
            return owner_of(text, match.start(group) if group else match.end(), roster)
        return NOBODY if pattern.signal is Signal.CAUSE and not found.sure else found
    return NOBODY
