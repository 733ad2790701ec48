"""People of the roster <-> stable pseudonyms made of their job: "[backend engineer 2]". A model sees nothing else of a person.

The number counts the people of one job in the order of the roster, so that it does not depend on who speaks first, and
somebody who joins at the end changes nobody's. Outsiders have placeholders already (redact). What a model writes comes back
with full names (timeline, owners) or with roles (analysis).
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache

from pipeline.domain.incident import Role
from pipeline.domain.material import Person
from pipeline.text.instructions import looks_like_instruction
from pipeline.text.names import Roster, role_of, with_roles
from pipeline.transcript.name_parts import Found, NameParts

SOMEBODY = "responder"
_NO_JOB = re.compile(r"[^\w &+.\-]|[\d_]")
_COUNTED = r"(?![\w\-]|[.,:]\d|\s*(?:%|x\b|times\b|(?:hours?|minutes?|seconds?|mins?|secs?|days?|weeks?|ms|[hs])\b|of \d))"
_NEVER = re.compile(r"(?!)")


class Pseudonyms:
    """`roles` are those held in the incident: they stand for people in the analysis, never in a pseudonym."""

    def __init__(self, people: Sequence[Person], roles: Sequence[Role] = ()):
        self.roster = Roster(people)
        self.roles = roles
        known = [person for person in self.roster.people if not person.bot and not person.outsider]
        self._parts = NameParts(known)
        self.by_name = self._numbered(known)
        self.people = {self.by_name[p.name]: p for p in known}
        self._spelled = {_plain(pseudonym): pseudonym for pseudonym in self.people}
        self._written = _any_spelling({plain.rsplit(" ", 1)[0] for plain in self._spelled})
        self._hidden = _remembered(tuple(people))

    def hide(self, text: str) -> str:
        """The text with a pseudonym for each name of the roster and for each part of one, also inside of identifiers.

        What several people share becomes "[responder]".
        """
        hidden = self._hidden.get(text)
        if hidden is None:
            hidden = self._hidden[text] = self._without_names(text)
        return hidden

    def _without_names(self, text: str) -> str:
        parts: list[str] = []
        done = 0
        for start, end, people in self._mentions(text):
            parts += [text[done:start], self._shown(people), "'" if _bare_genitive(text, start, end) else ""]
            done = end
        return "".join([*parts, text[done:]])

    def author(self, name: str | None) -> str:
        """Who wrote it: a pseudonym, or the name of the tool."""
        person = self.roster.resolve(name) if name else None
        if person and person.name in self.by_name:
            return self.by_name[person.name]
        return self.hide(person.name if person else name or "unknown")

    def restore(self, text: str) -> str:
        """The text with full names."""
        return self._replaced(text, lambda person: person.name)

    def in_roles(self, text: str) -> str:
        """The text with the role that each person had, without a number: "[incident commander]"; of two people with one role
        in a text the second is "[another incident commander]"."""
        first: dict[str, str] = {}

        def shown(person: Person) -> str:
            role = role_of(person, self.roles)
            return f"[{role}]" if first.setdefault(role, person.name) == person.name else f"[another {role}]"

        return with_roles(self._replaced(text, shown), self.roster, self.roles)

    def meant(self, text: str) -> tuple[Person, ...]:
        """The people whose pseudonyms stand in a text, each once, in order."""
        found = (self._person(match) for match in self._written.finditer(text))
        return tuple({person.name: person for person in found if person}.values())

    def _replaced(self, text: str, words: Callable[[Person], str]) -> str:
        def one(match: re.Match[str]) -> str:
            person = self._person(match)
            return words(person) if person else match[0]

        return self._written.sub(one, text)

    def _person(self, match: re.Match[str]) -> Person | None:
        return self.people.get(self._spelled.get(_plain(match[0]), ""))

    def _mentions(self, text: str) -> Iterator[Found]:
        """What prose says of people, and between that what is left of names in other things."""
        named = self.roster.found(text)
        apart = [found for found in self._parts.found(text) if all(found[1] <= n[0] or found[0] >= n[1] for n in named)]
        return iter(sorted([*named, *apart], key=lambda found: found[0]))

    def _shown(self, people: Sequence[Person]) -> str:
        shown = {self.by_name.get(person.name, f"[{SOMEBODY}]") for person in people}
        return shown.pop() if len(shown) == 1 else f"[{SOMEBODY}]"

    def _numbered(self, people: Sequence[Person]) -> dict[str, str]:
        counts: dict[str, int] = {}
        shown: dict[str, str] = {}
        for person in people:
            job = self._job(person)
            counts[job] = counts.get(job, 0) + 1
            shown[person.name] = f"[{job} {counts[job]}]"
        return shown

    def _job(self, person: Person) -> str:
        """The job title without digits and brackets, unless it names somebody or orders a machine about."""
        named = self.roster.found(person.title) or next(self._parts.found(person.title), None)
        job = " ".join(_NO_JOB.sub(" ", role_of(person, ())).split())
        return job if job and not named and not looks_like_instruction(person.title) else SOMEBODY


@lru_cache(maxsize=1)
def _remembered(people: tuple[Person, ...]) -> dict[str, str]:  # noqa: ARG001 (it is the key)
    """What texts became when the names of these people were hidden: every stage shows the same ones."""
    return {}


def _bare_genitive(text: str, start: int, end: int) -> bool:
    """ "devins release": the s is no part of the span that means Devin."""
    return text[end : end + 1] == "s" and text[start:end].isalpha() and not text[end + 1 : end + 2].isalnum()


def _plain(spelled: str) -> str:
    """A pseudonym without brackets, case and marks: "[SRE_1]" -> "sre 1"."""
    return " ".join(re.findall(r"\w+", spelled.casefold().replace("_", " ")))


def _any_spelling(jobs: Collection[str]) -> re.Pattern[str]:
    """Finds pseudonyms as written, or in another case, with other separators or no brackets; longest first.

    Without brackets a number may count something else ("SRE 2 times"): then it is none.
    """
    if not jobs:
        return _NEVER
    ordered = sorted(jobs, key=lambda job: (-len(job), job))
    spelled = "|".join(r"[\W_]{1,3}".join(map(re.escape, job.split(" "))) for job in ordered)
    counted = rf"(?:{spelled})[\W_]{{1,3}}\d+"
    return re.compile(rf"\\?\[\s*{counted}\s*\\?\]|(?<![\w\-\[]){counted}{_COUNTED}", re.IGNORECASE)
