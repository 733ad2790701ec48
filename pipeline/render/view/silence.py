"""What a section says when the evidence is silent, and which questions to the owner belong to which section."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from pipeline.domain.postmortem import Postmortem, Question

TBD = "TBD"
NOTHING = "–"
UNKNOWN = "The evidence does not say."
RCA = "RCA in progress: the evidence does not say yet."
IN_A_DRAFT: Mapping[str, str] = MappingProxyType(
    {
        "what_happened": RCA,
        "immediate_cause": RCA,
        "contributing_factors": RCA,
        "five_whys": RCA,
        "action_items": "Actions TBD: nobody committed to one in the evidence.",
        "related": "No related incident has been looked up yet.",
    }
)
"""What is still to be written; a document that is no draft any more leaves nothing open."""
SILENCE: Mapping[str, str] = MappingProxyType(
    {
        "action_items": "Nobody committed to an action in the evidence.",
        "related": "No related incident is named.",
        "timeline": "Nothing in the evidence has a place on a timeline.",
        "supporting": "Nothing was singled out; the footnotes hold every message, log line and record that is cited.",
    }
)
SECTION_OF: Mapping[str, str] = MappingProxyType(
    {
        "cause": "immediate_cause",
        "root_cause": "immediate_cause",
        "trigger": "immediate_cause",
        "actions": "action_items",
        "owner": "action_items",
        "due": "action_items",
        "started_at": "moments",
        "detected_at": "moments",
        "acknowledged_at": "moments",
        "mitigated_at": "moments",
        "resolved_at": "moments",
        "metrics": "moments",
        "time_to_detect": "moments",
        "time_to_acknowledge": "moments",
        "time_to_mitigate": "moments",
        "time_to_resolve": "moments",
        "impact_duration": "moments",
        "duration": "moments",
        "severity": "impact",
        "services": "impact",
        "regions": "impact",
        "users": "impact",
        "users_affected": "impact",
        "customers": "impact",
        "data_loss": "impact",
        "revenue": "impact",
        "revenue_impact": "impact",
        "complaints": "impact",
        "customer_complaints": "impact",
        "detection_method": "detection",
        "root_cause_analysis": "immediate_cause",
    }
)
"""Fields that a question may be about -> the section that holds them. Sections are called by their key in the JSON."""


def is_draft(document: Postmortem) -> bool:
    """Whether it calls itself a draft, as the lint reads it: only then may anything be left to be filled in."""
    return "draft" in document.status.lower()


def silence(section: str, *, draft: bool) -> str:
    return (IN_A_DRAFT.get(section) if draft else None) or SILENCE.get(section, UNKNOWN)


def section_of(about: str) -> str:
    """`action_items[2].owner` -> action_items, `revenue` -> impact, `lessons.technical` -> lessons.technical."""
    name = about.strip().lower().replace(" ", "_")
    field = name.removeprefix("incident.").removeprefix("metrics.")
    if field.startswith("lessons."):
        return field
    head = field.replace("[", ".").partition(".")[0]
    return SECTION_OF.get(field) or SECTION_OF.get(head, head)


def by_section(questions: Iterable[Question]) -> dict[str, list[Question]]:
    sections: dict[str, list[Question]] = {}
    for question in questions:
        sections.setdefault(section_of(question.about), []).append(question)
    return sections
