"""Parts of a name where no sentence names a person: handles, fields of logs, paths, hosts, channel names, identifiers.

In: people and any text. Out: spans and who is meant by each. `pipeline.text.names` reads prose and leaves what stands inside
identifiers alone, as those are things; what goes to a model may hold no part of a name there either. A name that is also a
word ("may", "merchant") counts only in the place of somebody: a field, an account's path, a handle.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.domain.material import Person
from pipeline.text.name_words import COMMON_WORD_NAMES, NOT_NAMES, PARTICLES, THING_NOUNS
from pipeline.text.names import Words, fold, words_of
from pipeline.text.surname_words import SURNAME_WORDS

Found = tuple[int, int, tuple[Person, ...]]

_TOKEN = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_MIXED = re.compile(r"[A-Za-z]{4}\d|\d[A-Za-z]{4}|[a-z][A-Z]|[A-Z]{2}[a-z]")
"""Where a token of ASCII is made of several parts, one of which is long enough for a name."""
_PART = re.compile(r"[^\W\d_]?[^\W\d_A-Z]+|[A-Z]+(?![a-z])")
_JOIN = re.compile(r"[ \u00a0\-‐'’._+]{1,2}|%20")
_GLUE = re.compile(r"[._\-]")
_ASIDE = re.compile(r"\s*[(\[|<].*$")
_FIELD = re.compile(
    r"(?:\b\w*(?:by|user(?:name)?|author|owner|actor|requester|assignee|approver|operator|reviewer|committer|login|uid|principal|"
    r"email|mail|account|sub|who|as)[\"']?(?:=|:(?=\S)|: ?(?=[\"']))[\"']?|/(?:home|[Uu]sers|u)/|~|@)\Z"
)
_OWNED = re.compile(
    r"(?:['’]?s)?-(?:laptop|mbp|macbook|desktop|pc|workstation|sandbox|devbox|dev|test|tmp|branch|vm|phone)\b|@\w"
)
_SOFT = COMMON_WORD_NAMES | THING_NOUNS | SURNAME_WORDS
SHORTEST, SHORTEST_INSIDE, SHORTEST_TOGETHER = 3, 4, 6


class NameParts:
    """Every way in which a person's name, handle or display name is written inside of something else."""

    def __init__(self, people: Sequence[Person]):
        self._words: dict[str, list[Person]] = {}
        self._runs: dict[Words, list[Person]] = {}
        for person in people:
            for words in dict.fromkeys(_runs_of(person)):
                self._runs.setdefault(words, []).append(person)
            for word in dict.fromkeys(_words_of(person)):
                self._words.setdefault(word, []).append(person)
        self._lengths = _lengths(self._runs)
        longest = (max(words, key=len) for words in self._runs)
        self._telling = frozenset((*longest, *self._words, *(f"{word}s" for word in self._words)))

    def found(self, text: str) -> Iterator[Found]:
        """Spans that may mean somebody, in order, without overlaps."""
        if not self._may_stand_in(text):
            return
        tokens = [(m.start(), m.end(), fold(m[0])) for m in _TOKEN.finditer(text)]
        done = -1
        for at, (start, end, word) in enumerate(tokens):
            if start < done:
                continue
            for found in self._at(text, tokens, at) if word in self._lengths else self._alone(text, start, end, word):
                done = found[1]
                yield found

    def _may_stand_in(self, text: str) -> bool:
        """Whether the text, if it is ASCII, has a word that every span of somebody holds, or a token made of parts."""
        return not (text.isascii() and self._telling.isdisjoint(words_of(text)) and not _MIXED.search(text))

    def _at(self, text: str, tokens: list[tuple[int, int, str]], at: int) -> list[Found]:
        for length in self._lengths[tokens[at][2]]:
            here = tokens[at : at + length]
            words = tuple(token[2] for token in here)
            if words in self._runs and _joined(text, here, words):
                return [(here[0][0], here[-1][1], tuple(self._runs[words]))]
        return list(self._alone(text, *tokens[at]))

    def _alone(self, text: str, start: int, end: int, word: str) -> Iterator[Found]:
        people = self._words.get(word)
        if people:
            if word not in _SOFT or _in_a_persons_place(text, start, end):
                yield start, end, tuple(people)
        elif word[-1] == "s" and len(word) > SHORTEST_INSIDE and (owner := self._words.get(word[:-1])):
            if word[:-1] not in _SOFT:
                yield start, end - 1, tuple(owner)
        elif not (word.isalpha() and text[start + 1 : end].islower()):
            yield from self._inside(text, start, end)

    def _inside(self, text: str, start: int, end: int) -> Iterator[Found]:
        """Of a token that mixes cases or digits: "tundeLaptop", "rafael2"."""
        for part in _PART.finditer(text, start, end):
            word = fold(part[0])
            if len(word) >= SHORTEST_INSIDE and word not in _SOFT and (people := self._words.get(word)):
                yield part.start(), part.end(), tuple(people)


def _lengths(runs: Iterable[Words]) -> dict[str, list[int]]:
    """How many words the names that begin with a word have, the longest first."""
    found: dict[str, set[int]] = {}
    for words in runs:
        found.setdefault(words[0], set()).add(len(words))
    return {word: sorted(lengths, reverse=True) for word, lengths in found.items()}


def _names_of(person: Person) -> Iterator[Words]:
    """The full name and the other names, without what stands in brackets, and the part of a mail address before the @."""
    for name in (person.name, *person.aliases):
        yield words_of(_ASIDE.sub("", name.lstrip("@")).split("@")[0])


def _runs_of(person: Person) -> Iterator[Words]:
    """Names of several words, and an initial with a first or last name."""
    yield from (words for words in _names_of(person) if len(words) > 1)
    name = words_of(_ASIDE.sub("", person.name))
    if len(name) > 1:
        first, last = name[0], name[-1]
        yield from ((first[0], last), (first, last[0]), (last, first), (last, first[0]), (last[0], first))


def _words_of(person: Person) -> Iterator[str]:
    """Single words: those of the name, whole handles, and the name run together as handles are made."""
    name = words_of(_ASIDE.sub("", person.name))
    for word in name:
        if len(word) >= SHORTEST and word.isalpha() and word not in PARTICLES and word not in NOT_NAMES:
            yield word
    for words in _names_of(person):
        plain = "".join(words)
        if len(plain) >= SHORTEST and plain not in NOT_NAMES and not plain.isdigit():
            yield plain
    if len(name) > 1:
        first, last = name[0], name[-1]
        made = (
            first + last,
            last + first,
            first[0] + last,
            first + last[0],
            last + first[0],
            *(a + b for a, b in pairwise(name)),
        )
        yield from (handle for handle in made if len(handle) >= SHORTEST_TOGETHER and last not in _SOFT and first not in _SOFT)
        yield from (first + last, last + first)


def _joined(text: str, tokens: Sequence[tuple[int, int, str]], words: Words) -> bool:
    """Whether nothing but what joins names stands between; an initial is joined to a name by a sign, as in "a.shenoy"."""
    join = _GLUE if min(map(len, words)) == 1 else _JOIN
    return all(join.fullmatch(text, one[1], other[0]) for one, other in pairwise(tokens))


def _in_a_persons_place(text: str, start: int, end: int) -> bool:
    return bool(_FIELD.search(text, max(0, start - 40), start) or _OWNED.match(text, end))
