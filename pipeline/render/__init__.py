"""Postmortem -> Markdown, HTML, JSON. A draft can be rendered by anybody; nothing here decides what it says.

clock, message          times and texts in words that can be shown
view/                   Postmortem -> what templates see, written by a pen
markdown/, html/        a pen and a document each; templates/ are the Markdown documents
remarks                 what the lint says, sorted and folded
template_file           the template that the user named, and what its front matter says, checked before anything is drafted
plain                   what was found, in a few lines for the terminal
"""

import json
from collections.abc import Iterable

from pipeline.domain.finding import DraftFinding
from pipeline.domain.material import RedactedMaterial
from pipeline.domain.postmortem import Postmortem, Provenance
from pipeline.domain.story import Story
from pipeline.render.choice import BUILT_IN, EXTERNAL, TIMELINE_ALONE
from pipeline.render.clock import Clock
from pipeline.render.remarks import remarks
from pipeline.render.template_file import check_template, front_of

__all__ = ["BUILT_IN", "EXTERNAL", "as_json", "check_template", "front_of", "linted", "plain_summary", "postmortem", "timeline"]


def postmortem(
    document: Postmortem,
    format: str,
    template: str | None = None,
    timezone: str | None = None,
    findings: Iterable[DraftFinding] = (),
) -> str:
    """The document as `md`, `html` or `json`, with times in `timezone` (UTC for None).

    `template` is a built-in name or a file (front matter, a Jinja body, or both); None takes the one for the incident's kind.
    EXTERNAL is the layout for readers outside: it takes no name out of the document.
    `findings` are what the lint says of it. JSON knows none of the three.
    Raises BadOption for a zone or a template that cannot be used.
    """
    clock = Clock.of(timezone)
    match format:
        case "md":
            from pipeline.render import markdown

            return markdown.render(document, clock, template, remarks(findings))
        case "html":
            from pipeline.render import html

            return html.render(document, clock, template, remarks(findings))
        case _:
            return as_json(document.model_dump(mode="json"))


def timeline(material: RedactedMaterial, story: Story, format: str, timezone: str | None = None) -> str:
    """The timeline as `md` or `json` ({incident, metrics, timeline, questions, evidence})."""
    clock = Clock.of(timezone)
    cited = {id for event in story.timeline for id in event.evidence}
    document = Postmortem(
        incident=story.incident,
        metrics=story.metrics,
        timeline=story.timeline,
        questions=story.questions,
        evidence=tuple(piece for piece in material.evidence if piece.id in cited),
        provenance=Provenance(engine="", version=""),
    )
    if format == "json":
        return as_json(document.model_dump(mode="json", include={"incident", "metrics", "timeline", "questions", "evidence"}))
    from pipeline.render import markdown

    return markdown.render(document, clock, TIMELINE_ALONE)


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def plain_summary(document: Postmortem, timezone: str | None = None) -> str:
    """What was found, in a few lines of plain words for the terminal."""
    from pipeline.render import plain

    return plain.summary(document, Clock.of(timezone))


def linted(findings: Iterable[DraftFinding]) -> str:
    """What the lint found in a draft, in one sentence."""
    from pipeline.render import plain

    return plain.linted(findings)
