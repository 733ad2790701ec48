"""Past incidents in a draft: Postmortem -> the same with `related`, and with questions that their open action items ask.

A draft goes to more people than its author, so it names no restricted incident, a public one names public ones alone, and what is
quoted of past documents passes the same checks as the draft's own words: no blame, no secrets.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.asking import Library
from pipeline.domain.asked import Asked, Filters
from pipeline.domain.evidence import Evidence, Source
from pipeline.domain.incident import Visibility
from pipeline.domain.material import Material
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.related import RelatedIncident
from pipeline.redact import redact
from pipeline.related.drafted import as_past, questions

MOST, LEAST = 3, 0.45
"""Incidents that a draft names, and the score that they have at least: what is hardly similar is no matter for a report."""
OPEN_TO_ALL = {Visibility.PUBLIC: frozenset({Visibility.PUBLIC})}
NUMBERED = re.compile(r"\[([a-z][\w ]*?) \d+(: [^\]\n]*)?\]")
"""A placeholder; its number counts in a report of its own."""
NOT_NAMED = "{count} similar {incidents} restricted and not named in the draft; `postmortem related --like` shows {them} to you."
NOWHERE = Source(file="")


@dataclass(frozen=True)
class Recalled:
    """`asides` are for whoever drafts, and no part of the draft."""

    document: Postmortem
    asides: tuple[str, ...] = ()


def recall(document: Postmortem, library: Library, refuses: Callable[[str], bool]) -> Recalled:
    """`refuses` says which sentences the lint would not let stand."""
    asked = library.like_document(as_past(document))
    everyone = frozenset(Visibility) - {Visibility.RESTRICTED}
    filters = Filters(visibilities=OPEN_TO_ALL.get(document.incident.visibility, everyone))
    related = cleaned(similar(library, asked, filters), refuses)
    own = {question.id for question in document.questions}
    more = tuple(question for question in questions(related) if question.id not in own)
    update = {"related": related, "questions": (*document.questions, *more)}
    return Recalled(document.model_copy(update=update) if related else document, tuple(kept_back(library, asked)))


def similar(library: Library, asked: Asked, filters: Filters) -> list[RelatedIncident]:
    return [one for one in library.related(asked, filters, MOST).related if one.score >= LEAST]


def kept_back(library: Library, asked: Asked) -> list[str]:
    count = len(similar(library, asked, Filters(visibilities=frozenset({Visibility.RESTRICTED}))))
    words = {"incidents": "incident is" if count == 1 else "incidents are", "them": "it" if count == 1 else "them"}
    return [NOT_NAMED.format(count=count, **words)] if count else []


def cleaned(related: Sequence[RelatedIncident], refuses: Callable[[str], bool]) -> tuple[RelatedIncident, ...]:
    """Without passages that the lint refuses, and with placeholders for secrets and personal data."""
    texts = dict.fromkeys(text for one in related for text in (*(r.passage for r in one.reasons), one.helped) if text)
    pieces = tuple(Evidence(id=text, text=text, source=NOWHERE) for text in texts)
    bare = {piece.id: NUMBERED.sub(r"[\1\2]", piece.text) for piece in redact(replace(Material(), evidence=pieces)).evidence}
    return tuple(one.model_copy(update=quoted(one, bare, refuses)) for one in related)


def quoted(one: RelatedIncident, bare: dict[str, str], refuses: Callable[[str], bool]) -> dict[str, object]:
    reasons = [
        reason.model_copy(update={"passage": bare[reason.passage]}) for reason in one.reasons if not refuses(reason.passage)
    ]
    return {"reasons": tuple(reasons), "helped": bare[one.helped] if one.helped and not refuses(one.helped) else None}
