"""Postmortem -> Markdown, HTML, JSON. A draft can be rendered by anybody; nothing here decides what it says."""

import json

from pipeline.domain.material import RedactedMaterial
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.story import Story


def postmortem(document: Postmortem, format: str) -> str:
    """The document as `md`, `json` or `html`."""
    return as_json(document.model_dump(mode="json"))


def timeline(material: RedactedMaterial, story: Story, format: str) -> str:
    """The timeline as `md` or `json` ({incident, metrics, timeline, questions, evidence})."""
    cited = {id for event in story.timeline for id in event.evidence}
    parts = {
        "incident": story.incident.model_dump(mode="json"),
        "metrics": story.metrics.model_dump(mode="json"),
        "timeline": [event.model_dump(mode="json") for event in story.timeline],
        "questions": [question.model_dump(mode="json") for question in story.questions],
        "evidence": [piece.model_dump(mode="json") for piece in material.evidence if piece.id in cited],
    }
    return as_json(parts)


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
