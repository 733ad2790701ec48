"""What else the material calls by a word: tells a name that nobody listed from a system, a company or a common word.

In: all texts of the material and the names of its systems. Out: yes or no for a word, looked up only when asked.
"""

import re
from collections.abc import Iterable, Sequence

from pipeline.domain.material import Material
from pipeline.redact.outsider_words import NOT_A_PERSON
from pipeline.text.name_words import THING_NOUNS
from pipeline.text.names import words_of

_IN_A_THINGS_PLACE = ("the", "a", "an", "our", "via", "into", "in")
_OF_A_THING = NOT_A_PERSON | THING_NOUNS | {"status", "portal", "console", "account", "hotline", "ticket"}


class Surroundings:
    def __init__(self, texts: Sequence[str] = (), systems: Iterable[str] = ()):
        self._texts = texts
        self._systems = {word for system in systems for word in words_of(system)}
        self._common: dict[str, bool] = {}
        self._things: dict[str, bool] = {}

    def is_system(self, word: str) -> bool:
        """A word in the name of a service, a channel, a tool or a team."""
        return not self._systems.isdisjoint(words_of(word))

    def is_common(self, word: str) -> bool:
        """Whether the word also stands in lower case, other than in an address: then it is no name, or a system's."""
        lowered = word.lower()
        if lowered not in self._common:
            token = re.compile(rf"(?<![^\W_]){re.escape(lowered)}(?![^\W_])[^\s<>]*")
            self._common[lowered] = any(lowered in text and _outside_addresses(token, text) for text in self._texts)
        return self._common[lowered]

    def is_thing(self, word: str) -> bool:
        """A word used in lower case, for a system, or as things and companies are spoken of ("the X", "X support")."""
        if word not in self._things:
            after = "|".join(sorted(_OF_A_THING))
            place = re.compile(rf"\b(?i:{'|'.join(_IN_A_THINGS_PLACE)}) {re.escape(word)}\b|\b{re.escape(word)} (?i:{after})\b")
            used = any(word in text and place.search(text) for text in self._texts)
            self._things[word] = used or self.is_system(word) or self.is_common(word)
        return self._things[word]


def surroundings(material: Material, texts: Sequence[str]) -> Surroundings:
    """Of the whole material: its texts, services, channels, tools that write, and the roster's bots and teams."""
    systems = {e.author for e in material.evidence if e.automated and e.author}
    systems.update(service for record in material.records for service in record.services)
    systems.update(channel.name for channel in material.channels)
    systems.update(f"{person.name if person.bot else ''} {person.team} {person.title}" for person in material.people)
    return Surroundings(texts, systems)


def _outside_addresses(token: re.Pattern[str], text: str) -> bool:
    return any("@" not in match[0] and text[match.start() - 1 : match.start()] != "@" for match in token.finditer(text))
