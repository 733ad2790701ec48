"""People of the roster <-> stable pseudonyms made of their job: "[backend engineer 2]". A model sees nothing else of a person.

The number counts the people of one job in the order of their names, so it does not depend on who speaks first. Outsiders have
placeholders already (redact). What a model writes comes back with full names (timeline, owners) or with roles (analysis).
"""

import re
from collections.abc import Sequence

from pipeline.domain.incident import Role
from pipeline.domain.material import Person
from pipeline.text.names import Roster, role_of

PSEUDONYM = re.compile(r"\[[^\[\]\n]{1,60} \d+\]")
SOMEBODY = "responder"


class Pseudonyms:
    """`roles` are those held in the incident: they stand for people in the analysis, never in a pseudonym."""

    def __init__(self, people: Sequence[Person], roles: Sequence[Role] = ()):
        self.roster = Roster(people)
        self.roles = roles
        self.by_name = _numbered([person for person in self.roster.people if not person.bot and not person.outsider])
        self.people = {self.by_name[p.name]: p for p in self.roster.people if p.name in self.by_name}

    def hide(self, text: str) -> str:
        """The text with a pseudonym for each name of the roster; a name that several share becomes "[responder]"."""
        parts: list[str] = []
        done = 0
        for start, end, people in self.roster.found(text):
            shown = {self.by_name.get(person.name, f"[{SOMEBODY}]") for person in people}
            parts += [text[done:start], shown.pop() if len(shown) == 1 else f"[{SOMEBODY}]"]
            done = end
        return "".join([*parts, text[done:]])

    def author(self, name: str | None) -> str:
        """Who wrote it: a pseudonym, or the name of the tool."""
        person = self.roster.resolve(name) if name else None
        return self.by_name.get(person.name, person.name) if person else self.hide(name or "unknown")

    def restore(self, text: str) -> str:
        """The text with full names."""
        return PSEUDONYM.sub(lambda m: self.people[m[0]].name if m[0] in self.people else m[0], text)

    def in_roles(self, text: str) -> str:
        """The text with the role that each person had, without a number: "[incident commander]"."""
        return PSEUDONYM.sub(lambda m: f"[{role_of(self.people[m[0]], self.roles)}]" if m[0] in self.people else m[0], text)


def _numbered(people: Sequence[Person]) -> dict[str, str]:
    counts: dict[str, int] = {}
    shown: dict[str, str] = {}
    for person in sorted(people, key=lambda p: p.name):
        job = re.sub(r"[\[\]\n\d]+", " ", role_of(person, ())).strip()[:50] or SOMEBODY
        counts[job] = counts.get(job, 0) + 1
        shown[person.name] = f"[{job} {counts[job]}]"
    return shown
