"""What every section is written from, as variables of prompts: the evidence, the people, the story so far, the owner's wishes.

In: a page of evidence, pseudonyms, story, extractive draft. Out: lines of text with references of that page, the same for the
same input.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.domain.incident import Incident, MomentName
from pipeline.domain.material import RedactedMaterial
from pipeline.domain.moment import Basis
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.story import Story
from pipeline.domain.timeline import Event
from pipeline.domain.wishes import Audience
from pipeline.draft.clock import duration, full_time
from pipeline.draft.model.placeholders import METRICS
from pipeline.draft.model.sections import held
from pipeline.transcript.page import Page, line_of
from pipeline.transcript.pseudonyms import Pseudonyms

ENOUGH_EVENTS = 8
MOST_EVENTS = 40
MOST_REFERENCES = 5
AUDIENCES = {
    Audience.ENGINEERS: "engineers of this and other teams: name the components and mechanisms as the evidence does",
    Audience.EXECUTIVES: "executives: effects and consequences first, plain words for what engineers name by jargon, as few "
    "names of components as possible",
    Audience.CUSTOMERS: "customers: what they met, how long, what was done and what will change; no names or roles of persons, "
    "no other customers, no internal names of components",
}


@dataclass(frozen=True)
class Sheet:
    """`page` is what is shown of the evidence."""

    page: Page
    pseudonyms: Pseudonyms
    material: RedactedMaterial
    story: Story
    draft: Postmortem

    def variables(self, audience: str) -> dict[str, str]:
        """Those that every section's prompt declares."""
        return {
            "page": self.page.text,
            "people": "\n".join(self.people()),
            "incident": "\n".join(self.incident()),
            "events": "\n".join(self.events()),
            "cautions": "\n".join(self.cautions()),
            "audience": AUDIENCES.get(Audience(audience), audience) if audience in set(Audience) else audience,
        }

    def people(self) -> Iterator[str]:
        """Those who speak on the page or held a role, with their roles in the incident."""
        held = {self.pseudonyms.author(role.name): role.role for role in reversed(self.story.incident.roles)}
        shown = [name for name in self.pseudonyms.people if name in self.page.text or name in held]
        yield from (f"- {name}{f': {self.hidden(held[name])}' if name in held else ''}" for name in shown)

    def incident(self) -> Iterator[str]:
        """Its fields, and the moments and durations that placeholders may name."""
        incident = self.story.incident
        yield f"Title: {self.hidden(incident.title) or 'not given'}"
        yield from self._fields(incident)
        for name in MomentName:
            moment = incident.moment(name)
            told = f"{full_time(moment)}{' (inferred)' if moment.basis is Basis.INFERRED else ''}" if moment else "not known"
            yield f"{name.value}: {told}{self.cited(moment.evidence if moment else ())}"
        for name in sorted(METRICS):
            seconds = getattr(self.story.metrics, name).seconds
            yield f"{name}: {duration(seconds) if seconds is not None and seconds >= 0 else 'not known'}"

    def _fields(self, incident: Incident) -> Iterator[str]:
        yield f"Severity: {self.hidden(incident.severity or 'not given')}; kind: {incident.kind.value.replace('_', ' ')}"
        if incident.near_miss:
            yield "It was a near miss: nobody was hurt by it."
        if incident.services:
            yield f"Services: {', '.join(map(self.hidden, incident.services))}"
        if incident.regions:
            yield f"Regions: {', '.join(map(self.hidden, incident.regions))}"

    def events(self) -> Iterator[str]:
        """The key events; the first of all where hardly any is key."""
        timeline = self.story.timeline
        key = [event for event in timeline if event.key]
        yield from (self.event(event) for event in (key if len(key) >= ENOUGH_EVENTS else timeline[:MOST_EVENTS]))

    def event(self, event: Event) -> str:
        text = " ".join(self.hidden(event.text).split())
        return f"- {event.at:%Y-%m-%d %H:%M} {event.phase.value.replace('_', ' ')}: {text}{self.cited(event.evidence)}"

    def cautions(self) -> Iterator[str]:
        """What was ruled out or corrected later."""
        for id in self.page.ids.values():
            if id in self.story.refuted:
                yield f"- {self.reference(id)}: what it supposes was ruled out later; it is not what happened."
        for wrong, right in ((self.reference(one), self.reference(other)) for one, other in self.story.superseded):
            if wrong and right:
                yield f"- {wrong}: what it says was put right by {right}, which counts."

    def so_far(self, sections: Iterable[str]) -> str:
        """What the extractive draft says in these sections."""
        return "\n".join(line for section in sections for line in self._said(section))

    def _said(self, section: str) -> Iterator[str]:
        statements = held(self.draft, section)
        if statements:
            yield f"{section}:"
        yield from (f"- {self.hidden(statement.text)}{self.cited(statement.evidence)}" for statement in statements)

    def hidden(self, text: str) -> str:
        return line_of(text, self.pseudonyms)

    def cited(self, ids: Sequence[str]) -> str:
        references = [reference for id in ids[:MOST_REFERENCES] if (reference := self.reference(id))]
        return f" [{', '.join(references)}]" if references else ""

    def reference(self, id: str) -> str | None:
        return self._references.get(id)

    @cached_property
    def _references(self) -> dict[str, str]:
        return {id: reference for reference, id in self.page.ids.items()}
