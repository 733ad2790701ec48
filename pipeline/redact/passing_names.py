"""Names of outsiders that no form or signature gives: who speaks in a ticket, and people of another company whom chat names.

In: a text, whether it is a ticket, and what its material calls by which word. Out: matches whose group `name` is an outsider's.
A listed given name needs one clue; any other word needs a stronger one, and must name nothing else in the material.
"""

import re
from collections.abc import Iterator

from pipeline.domain.evidence import Evidence
from pipeline.redact.finding import stands
from pipeline.redact.outsider_clues import MAIL_NEEDLES, MAIL_SIGNS, SPEAKS_OF_OTHERS
from pipeline.redact.outsider_words import DESKS, GIVEN_NAMES, NOT_A_PERSON, OPENERS
from pipeline.redact.passing_clues import (
    FIELDS,
    JOB_AFTER,
    JOBS_NEEDLES,
    NAMED_BY,
    NAMED_BY_NEEDLES,
    NO_PERSON,
    OUTSIDE_PARTIES,
    OWN_SPEECH,
    PARTY_SIGN,
    PEOPLE_OF_A_PARTY,
    QUOTED,
    SIGNED_FOR,
    SIGNED_NEEDLES,
    SPEAKING,
    SPEECH,
    SPOKEN_TO,
    THEIR_JOB,
    VERBS,
)
from pipeline.redact.surroundings import Surroundings
from pipeline.text.name_words import COMMON_WORD_NAMES, THING_NOUNS
from pipeline.text.names import Roster, words_of

_NOBODY = NO_PERSON | NOT_A_PERSON | OPENERS | DESKS | THING_NOUNS
_TICKET_TOOL = re.compile(r"(?i)desk|help|support|care\b|ticket|inbox|intercom|salesforce|hubspot|hotline|customer")
_TICKET_TEXT = re.compile(
    r"(?i)\bticket|\bcustomer|\brequester\b|(?:^|\n)[ \t>*]*(?:from|queue|requester|contact|channel)\b[ ]?:?|"
    r"^\W{0,3}[a-z]{0,8}[-#]?\d{4,}\b"
)
_AFTER_NOTHING = re.compile(r"(?:^|[.!?:\n>*\-–—])[ \t\"“(*_>]*$")


def is_ticket(evidence: Evidence) -> bool:
    """Written by a tool that brings tickets of customers, by its name or its words."""
    if not evidence.automated:
        return False
    return bool(_TICKET_TOOL.search(evidence.author or "") or _TICKET_TEXT.search(evidence.text))


class PassingNames:
    def __init__(self, roster: Roster, surroundings: Surroundings, knows_everybody: bool):
        self._surroundings = surroundings
        self._knows_everybody = knows_everybody
        self._ours = {w for p in roster.people for name in (p.name, *p.aliases) for w in words_of(name)}

    def search(self, text: str, lowered: str, ticket: bool) -> Iterator[re.Match[str]]:
        if ":" in text and ('"' in text or "“" in text or "„" in text or "«" in text):
            yield from self._quoted(text, ticket or _tells_of_customers(lowered))
        if stands(NAMED_BY_NEEDLES, lowered) and (ticket or _tells_of_customers(lowered)):
            yield from self._named(text, ticket or _forwards(text, lowered))
        if stands(SIGNED_NEEDLES, text) and "," in text and (ticket or _forwards(text, lowered)):
            yield from self._signed(text)
        if PARTY_SIGN.search(text) and stands(VERBS, lowered):
            yield from self._of_a_party(SPOKEN_TO, text)
            yield from self._of_a_party(SPEAKING, text)
        if stands(JOBS_NEEDLES, lowered):
            for pattern in (THEIR_JOB, JOB_AFTER):
                yield from (m for m in pattern.finditer(text) if self._is_given(m) or self._is_unlisted(m))

    def _quoted(self, text: str, customers: bool) -> Iterator[re.Match[str]]:
        for match in QUOTED.finditer(text) if customers else ():
            sounds = OWN_SPEECH.search(match["said"]) or (match["aside"] and SPEECH.search(match["said"]))
            if self._is_given(match) or (sounds and self._is_unlisted(match)):
                yield match

    def _named(self, text: str, ticket: bool) -> Iterator[re.Match[str]]:
        for match in NAMED_BY.finditer(text):
            field = ticket and match["label"].lower() in FIELDS
            if self._is_given(match) or (field and self._is_unlisted(match)):
                yield match

    def _signed(self, text: str) -> Iterator[re.Match[str]]:
        for match in SIGNED_FOR.finditer(text):
            company = not NOT_A_PERSON.isdisjoint(words_of(match["company"]))
            if self._is_given(match) or (company and (self._is_also_a_word(match) or self._is_unlisted(match))):
                yield match

    def _of_a_party(self, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
        """Of a party that is not ours; where a sentence opens, any word is capitalized, and only a given name is one."""
        for match in pattern.finditer(text):
            sure, likely = self._party(match["party"])
            opens = _AFTER_NOTHING.search(text, max(0, match.start("name") - 6), match.start("name"))
            if ((sure or likely) and self._is_given(match)) or (sure and not opens and self._is_unlisted(match)):
                yield match

    def _party(self, party: str) -> tuple[bool, bool]:
        """Whether this is surely another company's people, and whether it is likely some other company."""
        first, *rest = words_of(party)
        people = not PEOPLE_OF_A_PARTY.isdisjoint(rest)
        if first == "their":
            return people or not OUTSIDE_PARTIES.isdisjoint(rest), True
        if first == "the":
            outside = not OUTSIDE_PARTIES.isdisjoint(rest[:1])
            return outside, outside
        if not party[0].isupper() or first in _NOBODY or first in self._ours or self._surroundings.is_system(first):
            return False, False
        return people, self._knows_everybody and not self._surroundings.is_common(first)

    def _is_given(self, match: re.Match[str]) -> bool:
        words = words_of(match["name"])
        return words[0] in GIVEN_NAMES and not self._is_ours(words) and not self._surroundings.is_system(words[0])

    def _is_unlisted(self, match: re.Match[str]) -> bool:
        words = words_of(match["name"])
        if len(words) > 3 or not _NOBODY.isdisjoint(words) or self._is_ours(words) or match["name"].isupper():
            return False
        return not any(self._surroundings.is_thing(part) for part in match["name"].split())

    def _is_also_a_word(self, match: re.Match[str]) -> bool:
        words = words_of(match["name"])
        return words[0] in COMMON_WORD_NAMES and _NOBODY.isdisjoint(words) and not self._is_ours(words)

    def _is_ours(self, words: tuple[str, ...]) -> bool:
        """One word of anybody's name or handle is ours, also where several share it."""
        return self._ours.issuperset(words)


def _forwards(text: str, lowered: str) -> bool:
    return stands(MAIL_NEEDLES, lowered) and bool(MAIL_SIGNS.search(text))


def _tells_of_customers(lowered: str) -> bool:
    return stands(SPEAKS_OF_OTHERS, lowered)
