"""Answers -> what was told: events with their evidence and time, moments, all in ids of the evidence instead of references.

What cites nothing that is on the page, or cannot be dated, is dropped; two tellings of one event are one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pipeline.domain.evidence import Evidence
from pipeline.domain.incident import MomentName
from pipeline.domain.moment import Basis, Moment
from pipeline.domain.timeline import Phase
from pipeline.timeline.events import MOST_CITED
from pipeline.timeline.model.answers import How, ReadEvent, ReadMoment
from pipeline.timeline.model.dating import Clocks, Dated
from pipeline.transcript.page import LEFT_OUT, Page, shown

SAME_TIME = timedelta(minutes=2)
RESPONSE = frozenset(
    {
        Phase.IMPACT_START,
        Phase.DETECTION,
        Phase.ACKNOWLEDGEMENT,
        Phase.ESCALATION,
        Phase.DIAGNOSIS,
        Phase.MITIGATION_ATTEMPT,
        Phase.MITIGATION,
    }
)
"""Phases in which an event is of the incident's own days, however late it was told."""
ENDS = (MomentName.MITIGATED, MomentName.RESOLVED)


@dataclass(frozen=True)
class Told:
    """An event as a model told it: `text` has pseudonyms; the first of `evidence` dates it."""

    evidence: tuple[str, ...]
    dated: Dated
    text: str
    phase: Phase
    key: bool


class Listener:
    """Turns the references of answers into evidence and times. `around` is a time at which the incident was going on."""

    def __init__(self, evidence: Mapping[str, Evidence], clocks: Clocks, around: datetime | None = None):
        self.evidence, self.clocks, self.around = evidence, clocks, around

    def cited(self, references: Iterable[str], page: Page) -> tuple[str, ...]:
        """Without pieces that say nothing but what to write: nothing is ever taken from them (design: rule 7)."""
        return tuple(id for id in page.cited(references) if shown(self.evidence[id].text) != LEFT_OUT)

    def event(self, event: ReadEvent, page: Page) -> Told | None:
        ids = self.cited(event.evidence, page)
        around = self.around if event.phase in RESPONSE else None
        dated = self.clocks.date([self.evidence[id] for id in ids], event.stated, around)
        if dated is None:
            return None
        return Told(first(dated.piece.id, ids), dated, event.text, event.phase, event.key)

    def moment(self, name: MomentName, moment: ReadMoment, page: Page) -> Moment | None:
        ids = self.cited(moment.evidence, page)
        dated = self.clocks.date([self.evidence[id] for id in ids], moment.stated, self.around)
        if dated is None:
            return None
        return Moment(
            at=dated.until if dated.until and name in ENDS else dated.at,
            precision=dated.precision,
            basis=Basis.INFERRED if moment.how is How.INFERRED else dated.basis,
            evidence=first(dated.piece.id, ids),
        )


def first(id: str, ids: Iterable[str]) -> tuple[str, ...]:
    """The ids with this one in front; more than `MOST_CITED` prove nothing."""
    return tuple(dict.fromkeys((id, *ids)))[:MOST_CITED]


def each_once(told: Iterable[Told]) -> list[Told]:
    """In order of time; tellings of one event put together. Linear: an event is compared with those that share its evidence, or
    its time and phase."""
    kept: list[Told] = []
    places: defaultdict[object, list[int]] = defaultdict(list)
    for event in sorted(told, key=lambda t: (t.dated.at, t.evidence)):
        handles = (*event.evidence, (event.dated.at, event.phase))
        place = next((i for handle in handles for i in places[handle] if are_one(kept[i], event)), None)
        if place is None:
            place = len(kept)
            kept.append(event)
        else:
            kept[place] = put_together(kept[place], event)
        for handle in handles:
            places[handle].append(place)
    return kept


def are_one(one: Told, other: Told) -> bool:
    """Dated at one time by the same piece, or by pieces most of which both cite; or put at one instant by what was told later."""
    if abs(one.dated.at - other.dated.at) > SAME_TIME:
        return False
    if one.dated.at == other.dated.at and one.phase is other.phase and (one.dated.stated or other.dated.stated):
        return True
    shared = set(one.evidence) & set(other.evidence)
    return one.evidence[0] == other.evidence[0] or 2 * len(shared) > min(len(one.evidence), len(other.evidence))


def put_together(one: Told, other: Told) -> Told:
    """The key one's words count, else the first's."""
    lead, second = (other, one) if other.key and not one.key else (one, other)
    return replace(lead, evidence=first(lead.evidence[0], (*lead.evidence, *second.evidence)), key=one.key or other.key)
