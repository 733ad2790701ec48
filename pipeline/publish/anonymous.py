"""Texts for readers outside: people become the roles they held, customers become "[customer]".

Stricter than the draft is: a name also counts in lower case and inside an identifier ("by=tunde"), and what could still be one is
reported, so that somebody looks.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from pipeline.domain.incident import Role
from pipeline.domain.material import Person
from pipeline.text.name_words import COMMON_WORD_NAMES, MONTH_NAMES, NOT_NAMES
from pipeline.text.names import Roster, fold, role_of, with_roles, words_of
from pipeline.text.surname_words import SURNAME_WORDS

CUSTOMER = "[customer]"
PLACEHOLDER = re.compile(r"\[[^\[\]\n]{1,60}\]")
WORD = re.compile(r"[^\W\d_]+")
HANDLE = re.compile(r"(?<![\w.@/])@(?!(?:here|channel|everyone)\b)[A-Za-z][\w-]{1,38}\b")
ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190}")
SHORTEST = 3
"""Letters that a part of a name must have to be looked for by itself."""


class Anonymous:
    """Rewrites texts of one incident. `customers` are names of companies and people that nobody outside is told of."""

    def __init__(self, people: Sequence[Person], roles: Sequence[Role], customers: Iterable[str] = ()):
        self._people = [person for person in people if not person.bot]
        self._roles = roles
        self._roster = Roster(self._people)
        self._customers = sorted({name for name in customers if name.strip()}, key=lambda name: (-len(name), name))

    def text(self, text: str) -> str:
        """The text with roles for people and "[customer]" for customers."""
        if self._any_customer:
            text = self._any_customer.sub(CUSTOMER, text)
        text = with_roles(text, self._roster, self._roles)
        return "".join(part if kept else WORD.sub(self._as_role, part) for part, kept in _apart(text))

    def left(self, text: str) -> list[str]:
        """What may still name a person: addresses, handles, and words within a sentence that are part of somebody's name."""
        spoken = " ".join(part for part, kept in _apart(text) if not kept)
        words = (match[0] for match in WORD.finditer(spoken) if self._may_name(match))
        return list(dict.fromkeys([*ADDRESS.findall(spoken), *HANDLE.findall(spoken), *words]))

    def _as_role(self, word: re.Match[str]) -> str:
        person = self._parts.get(fold(word[0]))
        unsure = fold(word[0]) in COMMON_WORD_NAMES or fold(word[0]) in SURNAME_WORDS
        return word[0] if person is None or unsure else f"[{role_of(person, self._roles)}]"

    def _may_name(self, word: re.Match[str]) -> bool:
        before = word.string[: word.start()].rstrip(' "“(*')
        within = bool(before) and before[-1] not in ".!?:\n"
        return within and word[0][0].isupper() and fold(word[0]) in self._parts.keys() - MONTH_NAMES

    @cached_property
    def _parts(self) -> dict[str, Person]:
        """Every word of a name that is long enough to be known again."""
        found: dict[str, Person] = {}
        for person in self._people:
            for word in words_of(" ".join((person.name, *person.aliases))):
                if len(word) >= SHORTEST and word.isalpha() and word not in NOT_NAMES:
                    found.setdefault(word, person)
        return found

    @cached_property
    def _any_customer(self) -> re.Pattern[str] | None:
        names = "|".join(map(re.escape, self._customers))
        return re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE) if names else None


def _apart(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is a placeholder: those stay as they are."""
    end = 0
    for match in PLACEHOLDER.finditer(text):
        yield text[end : match.start()], False
        yield match[0], True
        end = match.end()
    yield text[end:], False
