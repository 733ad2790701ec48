"""The extractive Story + a model's reading of the evidence -> Story. Code keeps the clock, the names and the figures.

    chunks -> reading (side by side) -> told (evidence and times) -> course (parts put together) -> timeline, incident, facts

What is not read, not found or not supported is as the extractive engine has it, and a note says why.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pipeline.domain.incident import Incident
from pipeline.domain.incident import MomentName as M
from pipeline.domain.material import RedactedMaterial
from pipeline.domain.story import Story
from pipeline.llm.task import Desk
from pipeline.text.blame import Refuses, accuses
from pipeline.timeline.find_moments import REPORTED
from pipeline.timeline.metrics import measure
from pipeline.timeline.model import retelling
from pipeline.timeline.model.asking import Asking, span
from pipeline.timeline.model.course import course_of
from pipeline.timeline.model.dating import Clocks
from pipeline.timeline.model.events import timeline_of
from pipeline.timeline.model.reading import ReadParts, UnreadPart, read_parts
from pipeline.timeline.model.told import Listener
from pipeline.timeline.model.words import Words

MOST = 60_000
"""Characters of evidence that one call reads."""


@dataclass(frozen=True)
class Retold:
    """`notes` are sentences for the owner: what was not read by the model, and why."""

    story: Story
    notes: tuple[str, ...] = ()


def retell(material: RedactedMaterial, story: Story, desk: Desk, *, most: int = MOST, refuses: Refuses = accuses) -> Retold:
    """The story as the desk's model reads it. Never raises for what a provider does; without any answer the story as it was.

    `most` is how many characters of evidence one call reads; what `refuses` rejects is told as a quotation."""
    if not material.evidence:
        return Retold(story)
    asking = Asking(material, story.incident)
    parts = read_parts(asking, desk, most)
    notes = tuple(unread_notes(parts))
    if not parts.read:
        return Retold(story, notes)
    evidence = {piece.id: piece for piece in material.evidence}
    listener = Listener(evidence, Clocks(asking.zone, asking.roster), going_on(story.incident))
    course = course_of(parts.read, listener, desk, most)
    near_miss = retelling.near_miss_of(course, story.incident, material.records)
    only_reports = all(piece.kind in REPORTED for piece in material.evidence)
    taken = retelling.moments_of(course, story.incident, near_miss, only_reports)
    incident = retelling.incident_of(course, taken, near_miss, parts.read, material, story.incident)
    named = (*incident.services, *incident.regions)
    words = Words(asking.pseudonyms, refuses, evidence.get, named, asking.zone)
    timeline = timeline_of(course.told, story.timeline, unread_ids(parts), taken, words)
    telling = retelling.telling_of(parts.read, material.evidence)
    told = Story(
        incident=incident,
        metrics=measure(incident),
        timeline=timeline,
        questions=retelling.questions_of(story.questions, taken, story.incident),
        refuted=retelling.refuted_of(parts.read, story.refuted),
        superseded=retelling.superseded_of(parts.read, story.superseded),
        aside=story.aside - {id for event in course.told for id in event.evidence} - set(telling),
        telling=telling,
        zone=story.zone,
    )
    return Retold(told, (*notes, *course.notes))


def going_on(incident: Incident) -> datetime | None:
    """A time at which it was going on, as the rules find it."""
    known = (incident.moment(name) for name in (M.DETECTED, M.ACKNOWLEDGED, M.MITIGATED, M.STARTED, M.RESOLVED))
    return next((moment.at for moment in known if moment), None)


def unread_ids(parts: ReadParts) -> frozenset[str]:
    return frozenset(piece.id for part in parts.unread for piece in part.pieces)


def unread_notes(parts: ReadParts) -> Iterator[str]:
    """A sentence for each reason, with the stretches that it kept from being read."""
    by_reason: dict[str, list[UnreadPart]] = {}
    for part in parts.unread:
        by_reason.setdefault(part.failure.reason.strip().rstrip("."), []).append(part)
    for reason, unread in by_reason.items():
        pieces = [piece for part in unread for piece in part.pieces]
        where = f"in {len(unread)} parts of the time from {span(pieces)}" if len(unread) > 1 else f"from {span(pieces)}"
        yield f"The timeline {where} was told without a model: {reason}."
