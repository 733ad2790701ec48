"""What the head of a document says of the incident."""

import re
from collections.abc import Iterable

from markupsafe import Markup

from pipeline.domain.incident import Incident, IncidentKind
from pipeline.domain.postmortem import Postmortem
from pipeline.render.pen import Pen
from pipeline.render.view.silence import is_draft

SEVERITY_WORDS = {1: "critical", 2: "major", 3: "moderate", 4: "minor", 5: "none or cosmetic"}


NEAR_MISS = re.compile(
    r"\s*[(\[]\s*near[ -]miss\s*[)\]]\s*|^\s*near[ -]miss\s*[:–—-]\s*|\s*[,:–—-]\s*near[ -]miss\s*$", re.IGNORECASE
)
"""What a title says of itself that the document's heading says already."""


def title(incident: Incident) -> str:
    """The incident's title; of a near miss without these words, which stand before it."""
    own = incident.title
    if incident.near_miss:
        own = " ".join(NEAR_MISS.sub(" ", own).split()) or own
    return own


class IncidentView:
    """Fields of the incident; what is not known is empty, or says so."""

    def __init__(self, document: Postmortem, pen: Pen) -> None:
        self._document, self._incident, self._pen = document, document.incident, pen
        self.near_miss = self._incident.near_miss
        self.kind = self._incident.kind.value.replace("_", " ")
        self.kind_known = self._incident.kind is not IncidentKind.OTHER
        self.level = self._incident.severity_level if self._incident.severity_level in SEVERITY_WORDS else 0
        self.visibility = self._incident.visibility.value

    def _list(self, names: Iterable[str]) -> Markup:
        return Markup(", ").join(self._pen.text(name) for name in names)

    @property
    def title(self) -> Markup:
        return self._pen.text(title(self._incident) or self._incident.id or "Untitled incident")

    @property
    def id(self) -> Markup:
        return self._pen.text(self._incident.id)

    @property
    def date(self) -> Markup:
        """The day it began; else the day of its first moment or event; empty when nothing has a time."""
        moments = (self._incident.started_at, self._incident.detected_at, self._incident.resolved_at)
        instants = [moment.at for moment in moments if moment] + [event.at for event in self._document.timeline[:1]]
        return Markup(self._pen.clock.day(instants[0]) if instants else "")

    @property
    def severity(self) -> Markup:
        """As written, with what it means: `SEV1 (level 1, critical)`."""
        level = self._incident.severity_level
        severity, word = self._incident.severity, SEVERITY_WORDS.get(level or 0, "")
        meaning = ", ".join(filter(None, (f"level {level}" if word else "", word if word != (severity or "").lower() else "")))
        if not severity:
            return Markup(meaning or "not known")
        return self._pen.text(severity) + (Markup(f" ({meaning})") if meaning else Markup(""))

    @property
    def status(self) -> Markup:
        return self._pen.text(self._incident.status or "")

    @property
    def document_status(self) -> Markup:
        return self._pen.text(self._document.status.capitalize())

    @property
    def is_draft(self) -> bool:
        return is_draft(self._document)

    @property
    def nobody(self) -> str:
        """What stands where nobody is named."""
        return "to be named" if self.is_draft else "nobody named"

    @property
    def authors(self) -> Markup:
        return self._list(self._document.authors)

    @property
    def reviewers(self) -> Markup:
        return self._list(self._document.reviewers)

    @property
    def services(self) -> Markup:
        return self._list(self._incident.services)

    @property
    def regions(self) -> Markup:
        return self._list(self._incident.regions)

    @property
    def participants(self) -> Markup:
        return self._list(self._incident.participants)

    @property
    def roles(self) -> list[tuple[Markup, Markup, Markup]]:
        """(role, name, marks)."""
        pen = self._pen
        return [(pen.text(role.role), pen.text(role.name), pen.cite(role.evidence)) for role in self._incident.roles]

    @property
    def links(self) -> list[Markup]:
        return [self._pen.address(link.label, link.url) for link in self._incident.links]
