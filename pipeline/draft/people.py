"""Whom a finished draft names -> people, so that they can become pseudonyms again without the roster that they came from."""

import re
from collections.abc import Iterator, Sequence

from pipeline.domain.material import Person
from pipeline.domain.postmortem import Postmortem
from pipeline.text.name_words import COMMON_WORD_NAMES, NOT_NAMES
from pipeline.text.names import fold, words_of

WORD = re.compile(r"(?<![\w\-./])[^\W\d_]{3,}(?![\w\-./])")
"""A word that may be a short form of a name: "Rafa"."""


def people_of(document: Postmortem) -> tuple[Person, ...]:
    """Participants, holders of roles, owners, authors, reviewers, and who wrote the evidence. Placeholders are no people.

    A draft knows no titles: the role in the incident is the job. It knows no other names either: what is the beginning of a first
    name, and written like a name somewhere in the evidence, is taken for its short form."""
    incident = document.incident
    writers = [piece.author for piece in document.evidence if not piece.automated]
    owners = [item.owner for item in document.action_items]
    roles = {role.name: role.role for role in reversed(incident.roles)}
    named = [*incident.participants, *roles, *owners, *document.authors, *document.reviewers, *writers]
    names = [name for name in dict.fromkeys(named) if name and words_of(name) and not name.startswith("[")]
    short = _short_forms(document, names)
    return tuple(Person(name, aliases=short.get(name, ()), title=roles.get(name, "")) for name in names)


def _short_forms(document: Postmortem, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    first = {name: words_of(name)[0] for name in names}
    forms: dict[str, tuple[str, ...]] = {}
    for word in dict.fromkeys(_capitalized(document)):
        plain = fold(word)
        meant = [name for name, whole in first.items() if whole != plain and whole.startswith(plain)]
        if len(meant) == 1 and plain not in COMMON_WORD_NAMES and plain not in NOT_NAMES:
            forms[meant[0]] = (*forms.get(meant[0], ()), word)
    return forms


def _capitalized(document: Postmortem) -> Iterator[str]:
    for piece in document.evidence:
        yield from (word for word in WORD.findall(piece.text) if word[0].isupper() and word[1:].islower())
