"""Which template a document takes: the one named, else the one for its incident."""

from collections.abc import Mapping

from pipeline.domain.incident import Incident, IncidentKind
from pipeline.domain.postmortem import Postmortem
from pipeline.render.view.focus import FOCUS, Focus, open_focus

BUILT_IN = ("default", "near-miss", "deployment", "infrastructure", "security", "data-loss", "short")
TIMELINE_ALONE = "timeline"
"""The document of `postmortem timeline`, which is no template for a draft."""
EXTERNAL = "external"
"""The document for readers outside, which is none either: it takes no name out, and so is for what has none in it."""
ALONE = (TIMELINE_ALONE, EXTERNAL)
BY_KIND: Mapping[IncidentKind, str] = {
    IncidentKind.DEPLOYMENT: "deployment",
    IncidentKind.INFRASTRUCTURE: "infrastructure",
    IncidentKind.SECURITY: "security",
    IncidentKind.DATA_LOSS: "data-loss",
}


def chosen(incident: Incident) -> str:
    """The built-in template for an incident where the user named none: a near miss has its own, whatever its kind."""
    return "near-miss" if incident.near_miss else BY_KIND.get(incident.kind, "default")


def layout(name: str) -> str:
    """The built-in document that a template name stands for: templates by kind are the default one with a focus."""
    return "default" if name in FOCUS else name


def focus(name: str, document: Postmortem) -> Focus | None:
    """What else the owner has to look at: by the template's name; for a file of the user's, by the incident's kind."""
    return open_focus(FOCUS.get(name if name in BUILT_IN else chosen(document.incident)), document)
