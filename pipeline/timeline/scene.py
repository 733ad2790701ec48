"""The scene: where the response was spoken of, and who led it, so that a line can be weighed by where it stands."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.domain.material import Channel, Material
from pipeline.timeline.lines import Line

RESPONSE = frozenset(
    ["severity", "command", "mitigated", "resolved", "refuted", "acted", "worse", "decided", "found", "acknowledged"]
)
INCIDENT_NAME = re.compile(r"(?:^|[-_])(?:inc|incident|outage|sev\d?|war-?room|major|p[01])(?:[-_\d]|$)|incident", re.IGNORECASE)
NAME_WEIGHT = 25
SECOND_CENTRE = 0.75


@dataclass(frozen=True)
class Scene:
    """`centre` names the channels of the response itself; where there are no channels it is empty, and everything is central."""

    material: Material
    lines: Sequence[Line]
    centre: frozenset[str]

    def central(self, line: Line) -> bool:
        return not self.centre or line.piece.channel is None or line.piece.channel in self.centre


def set_scene(material: Material, lines: Sequence[Line]) -> Scene:
    return Scene(material, lines, centre_of(lines, material.channels))


def centre_of(lines: Sequence[Line], channels: Sequence[Channel]) -> frozenset[str]:
    """The channel in which people respond most, and any other that comes near it and is named like an incident's."""
    weight: Counter[str] = Counter()
    for line in lines:
        channel = line.piece.channel
        if channel is None:
            continue
        if line.spoken:
            weight[channel] += len(line.cues & RESPONSE)
        if line.piece.subtype == Subtype.TOPIC and line.has("severity", "resolved"):
            weight[channel] += NAME_WEIGHT
        if line.piece.kind is EvidenceKind.ALERT:
            weight[channel] += 1
    for channel in {c.name for c in channels} | set(weight):
        if INCIDENT_NAME.search(channel) and weight[channel]:
            weight[channel] += NAME_WEIGHT
    if not weight:
        return frozenset()
    best = max(weight.values())
    return frozenset(
        name for name, w in weight.items() if w == best or (w >= SECOND_CENTRE * best and INCIDENT_NAME.search(name))
    )
