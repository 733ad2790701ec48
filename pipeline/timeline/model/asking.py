"""What stands around a page of evidence in the prompt: who is on it, what the records say, which zone clock times are in.

Only what concerns the page is given, so that a prompt stays the same while the page does.
"""

from collections.abc import Iterator, Sequence

from pipeline.domain.evidence import Evidence
from pipeline.domain.incident import Incident
from pipeline.domain.material import Record, RedactedMaterial
from pipeline.domain.moment import Moment
from pipeline.llm.task import Stage, Task
from pipeline.prompting import prompt
from pipeline.text.names import Roster
from pipeline.timeline.lines import zone_of
from pipeline.timeline.model.answers import Reading
from pipeline.transcript.chunks import Chunk
from pipeline.transcript.page import Page, line_of, page_of
from pipeline.transcript.pseudonyms import Pseudonyms

ELSEWHERE = "of a longer record that is read in parts; what the other parts tell is reported elsewhere."
PARTS = {
    (True, True): "This is all the evidence there is.",
    (True, False): f"This is the first part {ELSEWHERE}",
    (False, False): f"This is a part from the middle {ELSEWHERE}",
    (False, True): f"This is the last part {ELSEWHERE}",
}
"""By whether the record begins and ends with this part."""


class Asking:
    """Makes the tasks of one material."""

    def __init__(self, material: RedactedMaterial, incident: Incident):
        self.material, self.incident = material, incident
        self.pseudonyms = Pseudonyms(material.people, incident.roles)
        self.roster: Roster = self.pseudonyms.roster
        self.zone = zone_of(material)
        self.first = material.evidence[0].id if material.evidence else ""

    def page(self, chunk: Chunk) -> Page:
        return page_of(chunk.pieces, self.pseudonyms, chunk.before)

    def reading(self, page: Page, part: str, label: str) -> Task[Reading]:
        asked = prompt(
            "read/events",
            page=page.text,
            records=self.records(page),
            people=self.people(page),
            zone=self.zone,
            part=part,
        )
        return Task(Stage.READ, asked, Reading, label)

    def people(self, page: Page) -> str:
        """Those on the page with the roles they are known to have had."""
        held: dict[str, list[str]] = {}
        for role in self.incident.roles:
            held.setdefault(role.name, []).append(line_of(role.role, self.pseudonyms))
        shown = {self.pseudonyms.by_name[person.name]: held.get(person.name, []) for person in self.pseudonyms.meant(page.text)}
        lines = [f"- {pseudonym}{': ' if shown[pseudonym] else ''}{', '.join(shown[pseudonym])}" for pseudonym in sorted(shown)]
        return "\n".join(lines) or "- nobody of the roster"

    def records(self, page: Page) -> str:
        references = {id: reference for reference, id in page.ids.items()}
        lines = [
            f"- {'; '.join(line_of(part, self.pseudonyms) for part in self._record(record, references))}"
            for record in self.material.records
        ]
        return "\n".join(lines) or "- no record"

    def _record(self, record: Record, references: dict[str, str]) -> Iterator[str]:
        yield f"{record.source}{f' {record.label or record.id}' if record.label or record.id else ''}"
        if record.title:
            yield f"title “{record.title}”"
        if record.severity:
            yield f"severity {record.severity}"
        if record.services:
            yield f"services {', '.join(record.services)}"
        if record.regions:
            yield f"regions {', '.join(record.regions)}"
        named = [("opened", record.created_at), ("closed", record.closed_at)]
        for name, moment in [*named, *((n.value, m) for n, m in sorted(record.moments.items()))]:
            if moment:
                yield f"{name} {_shown(moment, references)}"


def _shown(moment: Moment, references: dict[str, str]) -> str:
    """By reference where its evidence is on the page."""
    here = next((references[id] for id in moment.evidence if id in references), None)
    return f"at the time of {here}" if here else f"{moment.at:%Y-%m-%d %H:%M} UTC"


def span(pieces: Sequence[Evidence]) -> str:
    """From when to when the pieces are, as a note says it."""
    times = [piece.at for piece in pieces if piece.at]
    return f"{min(times):%Y-%m-%d %H:%M} to {max(times):%Y-%m-%d %H:%M} UTC" if times else "without times"
