"""Looks at every text once, then rewrites them: the state between the two walks of a redaction."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from pipeline.domain.material import Person
from pipeline.domain.postmortem import Redaction
from pipeline.redact import commands, contacts, credentials, known_formats, secret_shapes
from pipeline.redact.finding import Finding, Kind, Taken, run, without_overlaps
from pipeline.redact.outsider_clues import UNCASED
from pipeline.redact.outsiders import OutsiderNames
from pipeline.redact.placeholders import Placeholders
from pipeline.redact.strength import is_distinctive
from pipeline.redact.surroundings import Surroundings
from pipeline.text.instructions import looks_like_instruction
from pipeline.text.name_words import PARTICLES
from pipeline.text.names import Roster, words_of

_GROUPS = (*secret_shapes.GROUPS, *credentials.GROUPS, *commands.GROUPS, known_formats.GROUP, *contacts.GROUPS)
_UNCASED = re.compile(UNCASED)
LONGEST_NAME = 7
_ANCHOR = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class _Known:
    """A string that is replaced wherever it stands; a name only as whole words."""

    value: str
    placeholder: str
    name: bool


class Redactor:
    """`tickets` are the texts that tools brought from customers; `surroundings` say what else a word names."""

    def __init__(
        self,
        people: Sequence[Person],
        addresses: bool = False,
        surroundings: Surroundings | None = None,
        tickets: Collection[str] = frozenset(),
    ):
        self._insiders = Roster([p for p in people if not p.outsider and not _is_strange(p.name)])
        self._everybody = Roster(people)
        self._outsiders = OutsiderNames(self._insiders, surroundings or Surroundings())
        self._tickets = tickets
        self._groups = (*_GROUPS, contacts.IP_GROUP) if addresses else _GROUPS
        self._placeholders = Placeholders()
        self._found: dict[str, list[Finding]] = {}
        self._looked: set[str] = set()
        self._people: dict[str, Person | None] = {}
        self._known: dict[str, list[_Known]] = {}
        self._known_values: set[str] = set()
        self._uncased: list[_Known] = []
        self._outsider_parts: dict[str, str] = {}
        for person in people:
            if person.outsider:
                self._remember_guest(person)
            elif _is_strange(person.name):
                self._know(person.name, self._placeholders.name(person.name, Kind.GUEST), name=False)

    def look(self, text: str) -> None:
        """Finds what has to go from this text, and remembers what has to go wherever it stands."""
        if not text or text in self._looked:
            return
        self._looked.add(text)
        shapes = run(self._groups, text)
        names = self._outsiders.search(text, [f for f in shapes if f.kind in (Kind.PHONE, Kind.EMAIL)], text in self._tickets)
        if not shapes and not names:
            return
        findings = without_overlaps([*shapes, *names])
        if findings:
            self._found[text] = findings
        for finding in findings:
            self._remember(finding)

    def rewrite(self, text: str) -> str:
        """The text with placeholders."""
        spans = [(f.start, f.end, self._placeholders.name(f.value, f.kind)) for f in self._found.get(text, ())]
        spans += self._known_spans(text)
        if not spans:
            return text
        return self._replaced(text, spans)

    def rewrite_author(self, author: str) -> str:
        if author not in self._people:
            self._people[author] = self._everybody.resolve(author)
        person = self._people[author]
        hidden = person and (person.outsider or _is_strange(person.name))
        return self.rewrite_person(person).name if person and hidden else self.rewrite(author)

    def rewrite_person(self, person: Person) -> Person:
        """Of the roster without addresses; a guest, or whoever has no name but a text, as a placeholder."""
        if person.outsider or _is_strange(person.name):
            placeholder = self._placeholders.name(person.name, Kind.GUEST)
            self._placeholders.count(placeholder)
            return replace(person, name=placeholder, aliases=())
        kept = tuple(a for a in person.aliases if not run(contacts.GROUPS, a))
        return replace(person, aliases=kept, title=self.rewrite(person.title), team=self.rewrite(person.team))

    def originals(self) -> dict[str, str]:
        return self._placeholders.originals()

    def report(self) -> tuple[Redaction, ...]:
        return self._placeholders.report()

    def _remember(self, finding: Finding) -> None:
        if finding.kind == Kind.CUSTOMER:
            known = self._outsider_parts.get(finding.value) or next(
                filter(None, map(self._outsider_parts.get, finding.value.split())), None
            )
            placeholder = self._placeholders.name(finding.value, finding.kind, known)
            for surface in self._outsiders.surfaces(finding.value):
                self._outsider_parts.setdefault(surface, finding.value)
                self._know(surface, placeholder, name=True)
            return
        placeholder = self._placeholders.name(finding.value, finding.kind)
        if finding.kind.secret and is_distinctive(finding.value):
            self._know(finding.value, placeholder, name=False)

    def _remember_guest(self, person: Person) -> None:
        """A guest is known by every name of the roster entry, save those that an insider shares."""
        placeholder = self._placeholders.name(person.name, Kind.GUEST)
        for alias in dict.fromkeys((person.name, *person.aliases)):
            for surface in (
                self._outsiders.surfaces(alias, sure=True) if words_of(alias) and not self._insiders.resolve(alias) else ()
            ):
                self._know(surface, placeholder, name=True)

    def _know(self, value: str, placeholder: str, name: bool) -> None:
        anchor = max(_ANCHOR.findall(value), key=lambda word: (any(map(str.isdigit, word)), len(word)), default="")
        if not anchor or value in self._known_values:
            return
        self._known_values.add(value)
        if name and _UNCASED.match(value):
            self._uncased.append(_Known(value, placeholder, name=False))
        else:
            self._known.setdefault(anchor, []).append(_Known(value, placeholder, name))

    def _known_spans(self, text: str) -> list[tuple[int, int, str]]:
        spans = [span for known in self._uncased if known.value in text for span in _places(text, known)]
        if not self._known or not text:
            return spans
        words = _ANCHOR.findall(text)
        if self._known.keys().isdisjoint(words):
            return spans
        candidates = [known for word in dict.fromkeys(words) for known in self._known.get(word, ())]
        return spans + [span for known in candidates for span in _places(text, known)]

    def _replaced(self, text: str, spans: list[tuple[int, int, str]]) -> str:
        parts: list[str] = []
        done = 0
        for start, end, placeholder in _apart(spans):
            parts += [text[done:start], placeholder]
            self._placeholders.count(placeholder)
            done = end
        return "".join([*parts, text[done:]])


def _is_strange(name: str) -> bool:
    """What somebody wrote into the field of their name is a text: too long, or an order to machines (design: rule 7)."""
    words = [word for word in words_of(name) if word not in PARTICLES]
    return len(words) > LONGEST_NAME or looks_like_instruction(name)


def _places(text: str, known: _Known) -> list[tuple[int, int, str]]:
    places: list[tuple[int, int, str]] = []
    start = text.find(known.value)
    while start >= 0:
        end = start + len(known.value)
        if not known.name or not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            places.append((start, end, known.placeholder))
        start = text.find(known.value, end)
    return places


def _apart(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Spans without overlaps, in order: of two that overlap the longer stays."""
    taken = Taken(max(end for _, end, _ in spans))
    return sorted(span for span in sorted(spans, key=lambda s: (s[0] - s[1], s)) if taken.take(span[0], span[1]))
