"""Names of the roster in text: who is meant, where they are mentioned, and which role stands for them outside the timeline.

In: people (pipeline.domain.material.Person) and any text. Out: a person, spans of mentions, or the text with roles for names.

A name is known in these forms: the full name, the aliases, the first name, "First L.", "F. Last" and the surname; case and
accents do not matter for the first three. A first name that is also a word (Will, Mark, May) counts only capitalized and with
another sign, and a name inside an identifier, path, host, address or code span is a thing's name.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from pipeline.domain.incident import Role
from pipeline.domain.material import Person
from pipeline.text.name_words import (
    COMMON_WORD_NAMES,
    MONTH_NAMES,
    NAME_CUES_AFTER,
    NAME_CUES_BEFORE,
    NOT_NAMES,
    PARTICLES,
    SENTENCE_OPENING_CUES_AFTER,
    THING_NOUNS,
    UNITS,
)

Words: TypeAlias = tuple[str, ...]
Span: TypeAlias = tuple[int, int, str]

_ASCII_WORD = re.compile(r"[A-Za-z0-9]+")
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_JOIN = re.compile(r"[ \u00a0\-‐'’._]{1,2}")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.?[\s,:(\"“]*$")
_NEXT_WORD = re.compile(r"[\s,:)\"”]*([^\W\d_]+)")
_COUNTED = re.compile(r"(?:\d[\d.,]*|\b(?:few|couple of|per|every|each|last|next|several|ten|five|twenty|thirty))[\s\-]?$")
_LONGEST_NAME = 300
_LONGEST_JOB = 6
_JOB = re.compile(r"[\w &+.'’\-\[\]]{1,60}")
_ASIDE = re.compile(r"\s*[(\[|<].*$")
_UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "t", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True)
class NameMention:
    """A roster name at text[start:end]; a leading `@` is part of it, a possessive 's is not."""

    start: int
    end: int
    person: Person


class _Rank(IntEnum):
    """How a form names a person; where two people share a form, the lower rank wins."""

    FULL = 0
    ALIAS = 1
    FIRST = 2
    SHORTENED = 3
    LAST = 4


@dataclass(frozen=True)
class _Form:
    words: Words
    rank: _Rank
    people: tuple[Person, ...]


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without case and accents: "Łukasz" and "LUKASZ" are one."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_UNDECOMPOSED)


def words_of(text: str) -> Words:
    """The folded words of a text."""
    return tuple(_ASCII_WORD.findall(text.lower())) if text.isascii() else tuple(map(fold, _WORD.findall(text)))


class Roster:
    """The people who may be named. Entries with one full name are one person, with the aliases of all."""

    def __init__(self, people: Sequence[Person]):
        self.people = _merged(people)
        self._forms = _forms(self.people)
        self._by_first_word: dict[str, list[_Form]] = {}
        for form in sorted(self._forms.values(), key=lambda f: (-len(f.words), f.words)):
            self._by_first_word.setdefault(form.words[0], []).append(form)
        self._initials = _initials(self.people)

    def resolve(self, name: str) -> Person | None:
        """The one person whom a name, handle, alias, first name or initials mean; None if nobody or several."""
        cleaned = _ASIDE.sub("", name[:_LONGEST_NAME].strip().lstrip("@"))
        given, comma, rest = cleaned.partition(",")
        form = self._forms.get(words_of(cleaned)) or (self._forms.get(words_of(f"{rest} {given}")) if comma else None)
        if form:
            return form.people[0] if len(form.people) == 1 else None
        return self._initials.get("".join(words_of(cleaned))) if len(cleaned) <= 6 else None

    def mentions(self, text: str) -> list[NameMention]:
        """Where the text names one person of the roster, in order, without overlaps. Names that several share are left out."""
        return [NameMention(start, end, people[0]) for start, end, people in self._found(text) if len(people) == 1]

    def found(self, text: str) -> list[tuple[int, int, tuple[Person, ...]]]:
        """As `mentions`, with all who may be meant by each span."""
        return list(self._found(text))

    def _found(self, text: str) -> Iterator[tuple[int, int, tuple[Person, ...]]]:
        if self._by_first_word.keys().isdisjoint(words_of(text)):
            return
        spans = [(m.start(), m.end(), fold(m[0])) for m in (_ASCII_WORD if text.isascii() else _WORD).finditer(text)]
        at = 0
        while at < len(spans):
            form = next((f for f in self._by_first_word.get(spans[at][2], ()) if _stands(f, text, spans, at)), None)
            if form is None:
                at += 1
                continue
            start, end = spans[at][0], spans[at + len(form.words) - 1][1]
            end += form.rank == _Rank.SHORTENED and text[end : end + 1] == "."
            yield start - (text[start - 1 : start] == "@"), end, form.people
            at += len(form.words)


def role_of(person: Person, incident_roles: Sequence[Role]) -> str:
    """The role that stands for a person outside the timeline: held in the incident, else the job title, else "responder"."""
    names = {words_of(name) for name in (person.name, *person.aliases)}
    held = next((r.role for r in incident_roles if words_of(r.name) in names), "")
    return _ROLE_WORDS.get(held.strip().lower()) or _lowered(held) or _lowered(_job(person.title)) or "responder"


def _job(title: str) -> str:
    """The job that a title names first; nothing where people wrote a sentence into the field."""
    job = re.split(r"[,/|(;]", title)[0].strip()
    return job if _JOB.fullmatch(job) and len(job.split()) <= _LONGEST_JOB else ""


def with_roles(text: str, roster: Roster, roles: Sequence[Role]) -> str:
    """The text with every roster name replaced by its `[role]`: "Tunde's fix" -> "[engineer]'s fix"."""
    parts: list[str] = []
    done = 0
    for start, end, people in roster.found(text):
        meant = {role_of(person, roles) for person in people}
        parts += [text[done:start], f"[{meant.pop() if len(meant) == 1 else 'responder'}]"]
        done = end
    return "".join([*parts, text[done:]])


_ROLE_WORDS = {
    "ic": "incident commander",
    "commander": "incident commander",
    "incident lead": "incident commander",
    "on-call": "on-call engineer",
    "oncall": "on-call engineer",
    "on call": "on-call engineer",
    "assignee": "on-call engineer",
    "comms": "communications lead",
}


def _lowered(title: str) -> str:
    """A title in lower case, acronyms kept: "Senior SRE" -> "senior SRE"."""
    return " ".join(w if w.isupper() and len(w) > 1 else w.lower() for w in title.split())


def _merged(people: Sequence[Person]) -> tuple[Person, ...]:
    merged: dict[Words, Person] = {}
    for person in people:
        key = words_of(person.name) or (person.name,)
        known = merged.setdefault(key, person)
        if known is not person:
            merged[key] = replace(
                known,
                aliases=tuple(dict.fromkeys((*known.aliases, *person.aliases))),
                title=known.title or person.title,
                team=known.team or person.team,
                timezone=known.timezone or person.timezone,
            )
    return tuple(merged.values())


def _forms(people: Sequence[Person]) -> dict[Words, _Form]:
    ranked: dict[Words, dict[int, _Rank]] = {}
    for index, person in enumerate(people):
        for words, rank in _forms_of(person):
            if words and " ".join(words) not in NOT_NAMES and not words[0].isdigit():
                held = ranked.setdefault(words, {})
                held[index] = min(rank, held.get(index, rank))
    forms: dict[Words, _Form] = {}
    for words, held in ranked.items():
        best = min(held.values())
        forms[words] = _Form(words, best, tuple(people[i] for i, rank in held.items() if rank == best))
    return forms


def _forms_of(person: Person) -> Iterator[tuple[Words, _Rank]]:
    parts = _name_parts(person.name)
    yield words_of(" ".join(parts)), _Rank.FULL
    for alias in person.aliases:
        if "@" not in alias.lstrip("@"):
            yield words_of(_ASIDE.sub("", alias)), _Rank.ALIAS
    if len(parts) < 2 or person.bot:
        return
    first, last = words_of(parts[0]), words_of(parts[-1])
    if len(parts[0].rstrip(".")) > 1:
        yield first, _Rank.FIRST
    if not first or not last:
        return
    yield (*first, last[0][0]), _Rank.SHORTENED
    yield (first[0][0], *last), _Rank.SHORTENED
    yield last, _Rank.LAST
    surname = words_of(" ".join(parts[1:]))
    if surname[0] in PARTICLES:
        yield surname, _Rank.LAST
        yield (*first, surname[0][0]), _Rank.SHORTENED


def _name_parts(name: str) -> list[str]:
    name = _ASIDE.sub("", name[:_LONGEST_NAME].strip().lstrip("@"))
    last, comma, first = name.partition(",")
    return (f"{first} {last}" if comma else name).split()


def _initials(people: Sequence[Person]) -> dict[str, Person]:
    holders: dict[str, list[Person]] = {}
    for person in people:
        words = words_of(" ".join(_name_parts(person.name)))
        if len(words) > 1 and not person.bot:
            for initials in dict.fromkeys(("".join(w[0] for w in words), words[0][0] + words[-1][0])):
                holders.setdefault(initials, []).append(person)
    return {initials: held[0] for initials, held in holders.items() if len(held) == 1}


def _stands(form: _Form, text: str, spans: list[Span], at: int) -> bool:
    """Whether the form is at spans[at:] and means a person there."""
    here = spans[at : at + len(form.words)]
    if len(here) < len(form.words) or any(span[2] != word for span, word in zip(here, form.words, strict=True)):
        return False
    if not all(_JOIN.fullmatch(text, a[1], b[0]) for a, b in pairwise(here)):
        return False
    if all(person.bot for person in form.people):
        return False
    start, end = here[0][0], here[-1][1]
    if text[start - 1 : start] == "@":
        return start < 2 or not text[start - 2].isalnum()
    return not _inside_identifier(text, start, end) and _meant_as_name(form, text, start, end)


def _inside_identifier(text: str, start: int, end: int) -> bool:
    before, after, beyond = text[start - 1 : start], text[end : end + 1], text[end + 1 : end + 2]
    if (before and before in "-_.\\=#$%+~&") or (after and after in "_\\=@"):
        return True
    if after and after in "-.:+" and (beyond.isalnum() or beyond in ("/", "\\")):
        return True
    if before == "/" or after == "/":
        return not _slashed_names(text, start)
    return before == ":" and text[start - 2 : start - 1].isalnum()


def _slashed_names(text: str, start: int) -> bool:
    """ "tunde/leilani": two plain words with one slash between, not a path."""
    left = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
    run = text[left:].split(maxsplit=1)[0].strip("(),.:;?!")
    return run.count("/") == 1 and all(part.isalpha() for part in run.split("/"))


def _meant_as_name(form: _Form, text: str, start: int, end: int) -> bool:
    if form.rank == _Rank.FULL and len(form.words) > 1:
        return True
    if text.count("`", 0, start) % 2 and form.rank != _Rank.FULL:
        return False
    word = text[start:end]
    if form.rank >= _Rank.SHORTENED and not (word[0].isupper() and _last_part(word)[0].isupper()):
        return False
    if len(form.words) > 1:
        return True
    if _names_a_thing(text, end) or (word in UNITS and _COUNTED.search(text, max(0, start - 12), start)):
        return False
    if len(word) > 2 and fold(word) not in COMMON_WORD_NAMES:
        return True
    return word[0].isupper() and not word.isupper() and _has_name_sign(text, start, end)


def _last_part(name: str) -> str:
    return _JOIN.split(name)[-1]


def _names_a_thing(text: str, end: int) -> bool:
    following = _NEXT_WORD.match(text, end)
    return text[end : end + 1] == " " and following is not None and following[1].lower() in THING_NOUNS


def _has_name_sign(text: str, start: int, end: int) -> bool:
    word = text[start:end].lower()
    if text[end : end + 2] in ("'s", "’s"):
        return word not in MONTH_NAMES
    before, after = _LAST_WORD.search(text, max(0, start - 30), start), _NEXT_WORD.match(text, end)
    previous, following = (before[1].lower() if before else ""), (after[1].lower() if after else "")
    opening = not before or text[:start].rstrip(' "“(*_>').endswith((".", "!", "?", "\n", ":"))
    if opening:
        return text[end : end + 1] in (",", ":") or following in SENTENCE_OPENING_CUES_AFTER
    if word in MONTH_NAMES:
        return following in SENTENCE_OPENING_CUES_AFTER or previous in ("thanks", "thank", "cc", "hi", "hey")
    return previous in NAME_CUES_BEFORE or following in NAME_CUES_AFTER or text[end : end + 1] in (",", ":")
