"""Names of people who are not of the roster: customers and callers, as mails, tickets, signatures and introductions give them.

In: a text and the roster. Out: findings of kind customer. A company, a desk or a colleague is not one of them. Later stages
replace a name that was found once wherever it stands (`OutsiderNames.surfaces`).
"""

import re
from collections.abc import Iterable, Iterator

from pipeline.redact.finding import Finding, Kind, stands
from pipeline.redact.outsider_clues import (
    AFTER_CONTACT,
    BEFORE_CONTACT,
    CAPITALIZED_NAME,
    CLUES,
    HEADER,
    INLINE_LABEL,
    INLINE_NEEDLES,
    LABEL_NEEDLES,
    MAIL_CLUES,
    MAIL_NEEDLES,
    MAIL_SIGNS,
    PERSONAL_LABELS,
    ROSTER_CLUES,
    SPEAKS_OF_OTHERS,
    Clue,
)
from pipeline.redact.outsider_words import DESKS, GIVEN_NAMES, NOT_A_PERSON, OPENERS
from pipeline.redact.passing_names import PassingNames
from pipeline.redact.surroundings import Surroundings
from pipeline.text.name_words import COMMON_WORD_NAMES, PARTICLES
from pipeline.text.names import Roster, fold, words_of
from pipeline.text.surname_words import SURNAME_WORDS

_WHOLE_WORKSPACE = 8
"""As many people as a chat export has and a single record has not."""


class OutsiderNames:
    """Finds names of outsiders; people of the roster are never among them."""

    def __init__(self, roster: Roster, surroundings: Surroundings):
        self._roster = roster
        self._surroundings = surroundings
        self._sure: set[str] = set()
        self._knows_everybody = len(roster.people) >= _WHOLE_WORKSPACE
        self._passing = PassingNames(roster, surroundings, self._knows_everybody)

    def search(self, text: str, contacts: Iterable[Finding] = (), ticket: bool = False) -> Iterator[Finding]:
        """The names in the text; `contacts` are the addresses and numbers found in it, beside which a name may stand.

        `ticket` is true for the texts of tools that bring tickets of customers.
        """
        lowered = text.lower()
        for clue in self._clues_for(text, lowered):
            if stands(clue.needles, text if clue.cased else lowered):
                yield from self._clued(clue, text)
        if ":" in text and stands(LABEL_NEEDLES, lowered):
            yield from self._labelled(HEADER, text)
            if stands(INLINE_NEEDLES, lowered):
                yield from self._labelled(INLINE_LABEL, text)
        for contact in contacts:
            yield from self._beside(contact, text)
        for match in self._passing.search(text, lowered, ticket):
            yield from self._person(match)

    def surfaces(self, name: str, sure: bool = False) -> list[str]:
        """The strings that mean this outsider anywhere: the name, and its parts unless they are common words or ours."""
        if fold(name) in COMMON_WORD_NAMES and self._surroundings.is_common(name):
            return []
        if not sure and name not in self._sure and words_of(name)[0] not in GIVEN_NAMES:
            return [name]
        parts = [part.rstrip(".") for part in name.split() if part.lower() not in PARTICLES]
        own = [part for part in dict.fromkeys((parts[0], parts[-1])) if self._stands_alone(part)]
        surely = sure or name in self._sure
        lowered = [part.lower() for part in own if fold(part) in GIVEN_NAMES or (surely and _is_only_a_name(part))]
        return list(dict.fromkeys([name, name.upper(), name.lower(), *own, *lowered] if len(parts) > 1 else [name, *lowered]))

    def _clues_for(self, text: str, lowered: str) -> Iterator[Clue]:
        yield from CLUES
        if stands(MAIL_NEEDLES, lowered) and MAIL_SIGNS.search(text):
            yield from MAIL_CLUES
        if self._knows_everybody and stands(SPEAKS_OF_OTHERS, lowered):
            yield from ROSTER_CLUES

    def _beside(self, contact: Finding, text: str) -> Iterator[Finding]:
        """A name right before or after a number or address, and names that the address itself spells out."""
        offset = max(0, contact.start - 60)
        before, after = BEFORE_CONTACT.search(text[offset : contact.start]), AFTER_CONTACT.match(text, contact.end)
        if contact.kind == Kind.PHONE or (before and not before["name"].isascii()):
            yield from self._person(before, offset) if before else ()
            yield from self._person(after) if after else ()
        if contact.kind == Kind.EMAIL:
            for match in CAPITALIZED_NAME.finditer(text, max(0, contact.start - 300), contact.end + 300):
                if _in_local_part(words_of(match["name"]), contact.value):
                    yield from self._person(match)

    def _clued(self, clue: Clue, text: str) -> Iterator[Finding]:
        for match in clue.pattern.finditer(text):
            known = words_of(match["name"])[0] in GIVEN_NAMES and not _is_colleague(match)
            if known or (not clue.given and (" " in match["name"] or not clue.full)):
                yield from self._person(match)

    def _labelled(self, pattern: re.Pattern[str], text: str) -> Iterator[Finding]:
        """Header lines of mails and tickets, which name companies and desks as well."""
        for match in pattern.finditer(text):
            mail = match.groupdict().get("mail") or ""
            words = words_of(match["name"])
            if words[0] in GIVEN_NAMES or _in_local_part(words, mail):
                yield from self._person(match)
            elif len(words) > 1 and not _names_domain(words, mail) and ("@" in mail or match["label"].lower() in PERSONAL_LABELS):
                yield from self._person(match, sure="@" in mail)

    def _person(self, match: re.Match[str], offset: int = 0, sure: bool = True) -> Iterator[Finding]:
        name = match["name"].rstrip(".")
        words = words_of(name)
        if len(name) < 3 - (not name.isascii()) or not words or _is_no_person(words) or self._is_ours(name):
            return
        if sure:
            self._sure.add(name)
        start = match.start("name") + offset
        yield Finding(start, start + len(name), name, Kind.CUSTOMER)

    def _is_ours(self, name: str) -> bool:
        """A roster name from its first letter to its last; one that shares only the first name is somebody else."""
        return self._roster.resolve(name) is not None or any(
            end - start >= len(name) for start, end, _ in self._roster.found(name)
        )

    def _stands_alone(self, part: str) -> bool:
        folded = " ".join(words_of(part))
        return len(part) > 2 and folded not in COMMON_WORD_NAMES | OPENERS | NOT_A_PERSON and not self._roster.found(part)


def _is_only_a_name(part: str) -> bool:
    """Whether the part means nobody and nothing else when it is written in lower case."""
    return len(part) > 5 and fold(part) not in SURNAME_WORDS | COMMON_WORD_NAMES


def _is_colleague(match: re.Match[str]) -> bool:
    """ "Maria from Support wrote": a desk of our own."""
    return "company" in match.re.groupindex and bool(DESKS & set(words_of(match["company"])))


def _is_no_person(words: tuple[str, ...]) -> bool:
    return words[0] in OPENERS or words[-1] in OPENERS or any(w in NOT_A_PERSON for w in words) or any(w.isdigit() for w in words)


def _names_domain(words: tuple[str, ...], mail: str) -> bool:
    """ "Nordwind Versand <info@nordwind.example>" names the company."""
    domain = "".join(words_of(mail.partition("@")[2]))
    return any(len(word) > 3 and word in domain for word in words)


def _in_local_part(words: tuple[str, ...], mail: str) -> bool:
    local = "".join(words_of(mail.partition("@")[0].rpartition(":")[2]))
    return any(len(word) > 2 and word in local for word in words if word not in PARTICLES | NOT_A_PERSON)
