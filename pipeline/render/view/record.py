"""What stands at the end of a document: where it comes from, what was taken out, what it is related to."""

from collections.abc import Iterator

from markupsafe import Markup

from pipeline.domain.action_item import ActionItem
from pipeline.domain.incident import MomentName
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.related import RelatedIncident
from pipeline.domain.statement import Check, CheckStatus, Statement
from pipeline.domain.timeline import Event
from pipeline.render.pen import Pen

CHECKED = (
    "summary",
    "impact",
    "timeline",
    "what_happened",
    "immediate_cause",
    "contributing_factors",
    "why_not_detected_sooner",
    "why_it_took_so_long",
    "response_actions",
    "worked_well",
    "could_be_improved",
    "action_items",
    "supporting",
)


class RelatedView:
    def __init__(self, incident: RelatedIncident, pen: Pen) -> None:
        self._incident, self._pen = incident, pen

    @property
    def title(self) -> Markup:
        title = self._pen.text(f"{self._incident.id}: {self._incident.title}" if self._incident.title else self._incident.id)
        if not self._incident.url:
            return title
        return title + Markup(" (") + self._pen.address("", self._incident.url) + Markup(")")

    @property
    def shared(self) -> Markup:
        return Markup(", ").join(self._pen.text(word) for word in self._incident.shared)

    @property
    def helped(self) -> Markup:
        return self._pen.text(self._incident.helped or "")

    @property
    def reasons(self) -> list[Markup]:
        return [self._pen.text(reason.passage) for reason in self._incident.reasons]

    @property
    def open_actions(self) -> list[Markup]:
        text = self._pen.text
        return [
            Markup(", ").join(text(word) for word in (item.action, item.owner, item.due, item.ticket) if word)
            for item in self._incident.open_action_items
        ]


class ProvenanceView:
    """What made the draft, from which files, what its checks found, and what was replaced in the texts."""

    def __init__(self, document: Postmortem, pen: Pen) -> None:
        self._document, self._made, self._pen = document, document.provenance, pen

    @property
    def engine(self) -> Markup:
        model = f", model {self._made.model}" if self._made.model else ""
        return self._pen.text(f"{self._made.engine}{model}")

    @property
    def version(self) -> Markup:
        return self._pen.text(self._made.version)

    @property
    def prompts(self) -> Markup:
        return self._pen.text(", ".join(self._made.prompts))

    @property
    def tokens(self) -> Markup:
        if not self._made.tokens_in and not self._made.tokens_out:
            return Markup("")
        cost = f", cost {self._made.cost:.4f}" if self._made.cost is not None else ""
        return self._pen.text(f"{self._made.tokens_in} in, {self._made.tokens_out} out{cost}")

    @property
    def sources(self) -> list[tuple[Markup, Markup, int, Markup]]:
        """(file, format, pieces of evidence, what was left out)."""
        text = self._pen.text
        return [(text(s.file), text(s.format), s.evidence, text(", ".join(s.dropped))) for s in self._made.sources]

    @property
    def notes(self) -> list[Markup]:
        return [self._pen.text(note) for note in self._made.notes]

    @property
    def redactions(self) -> list[tuple[Markup, Markup, int]]:
        """(placeholder, kind, count)."""
        return [
            (self._pen.text(r.placeholder), self._pen.text(r.kind.replace("_", " ")), r.count) for r in self._document.redactions
        ]

    @property
    def checks(self) -> dict[str, int]:
        """How many statements, events and action items are `supported`, `unsupported`, `unchecked`."""
        found = [check.status for check in checks(self._document)]
        return {status.value: found.count(status) for status in CheckStatus}


def checks(document: Postmortem) -> Iterator[Check]:
    """The check of everything in the document that has one."""
    return (held.check for held in held_by(document))


def held_by(document: Postmortem) -> Iterator[Statement | Event | ActionItem]:
    """Every statement, event and action item."""
    for name in CHECKED:
        yield from getattr(document, name)
    yield from document.detection.statements
    for kind in (document.lessons.technical, document.lessons.process, document.lessons.communication):
        yield from kind
    yield from (why.because for why in document.five_whys)


def only_folded(document: Postmortem) -> frozenset[str]:
    """Ids of the evidence that only events which are not key rest on; none where no event is key."""
    if not any(event.key for event in document.timeline):
        return frozenset()
    incident = document.incident
    others = [held for held in held_by(document) if not isinstance(held, Event) or held.key]
    beside = [*others, *document.questions, *incident.roles, *filter(None, map(incident.moment, MomentName))]
    shown = {id for held in beside for id in held.evidence}
    return frozenset(id for event in document.timeline for id in event.evidence) - shown
