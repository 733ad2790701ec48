"""Redacted material -> Story: the incident with its moments, events in phases, metrics, and what has to be asked.

lines (read once) -> scene -> moments -> happenings (folded) -> phases and keys -> Story

model/ retells that story as a model reads the same evidence.
"""

from pipeline.domain.material import RedactedMaterial
from pipeline.domain.story import Story
from pipeline.text.blame import Refuses, accuses
from pipeline.text.names import Roster
from pipeline.timeline.aside import aside, weigh
from pipeline.timeline.events import events_of
from pipeline.timeline.facts import incident_of
from pipeline.timeline.features import span, weighing
from pipeline.timeline.find_moments import find_moments
from pipeline.timeline.fold import fold
from pipeline.timeline.lines import read_lines, zone_of
from pipeline.timeline.metrics import measure
from pipeline.timeline.periods import periods
from pipeline.timeline.refuted import corrected, refuted
from pipeline.timeline.scene import set_scene


def tell(material: RedactedMaterial, refuses: Refuses = accuses) -> Story:
    """The story of the material; material without any time has moments null and no events.

    An event in words that a report may not say as its own is told as a quotation."""
    lines = read_lines(material)
    scene = set_scene(material, lines)
    moments, questions = find_moments(scene)
    stretches = periods(moments, *span(lines))
    setting = weighing(scene, stretches)
    weights = weigh(setting, moments)
    left = aside(setting, weights)
    happenings = fold((line for line in lines if line.at and line.id not in left), moments.rest_on())
    incident = incident_of(scene, moments, stretches, Roster(material.people))
    return Story(
        incident=incident,
        metrics=measure(incident),
        timeline=events_of(happenings, lines, weights, moments, stretches, refuses),
        questions=questions,
        refuted=refuted(scene, stretches),
        superseded=corrected(scene),
        aside=left,
        zone=zone_of(material),
    )
