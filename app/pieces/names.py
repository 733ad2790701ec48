"""Words of the domain -> words of the page."""

from app.pieces.markup import Tone
from pipeline.domain.review import FACTS, QUESTIONS, RELATED, DeadlineName, Decision, Duty, ReviewState, SignOffKind

PARTS = {
    FACTS: "Facts",
    "summary": "Executive summary",
    "impact": "Impact",
    "timeline": "Timeline",
    "what_happened": "What happened",
    "immediate_cause": "Immediate cause",
    "contributing_factors": "Contributing factors",
    "why_not_detected_sooner": "Why not detected sooner",
    "why_it_took_so_long": "Why it took so long",
    "detection": "How we detected it",
    "response_actions": "Response actions",
    "worked_well": "What worked well",
    "could_be_improved": "What could be improved",
    "action_items": "Action items",
    "lessons.technical": "Technical lessons",
    "lessons.process": "Process lessons",
    "lessons.communication": "Communication lessons",
    "five_whys": "Five whys",
    "supporting": "Supporting information",
    RELATED: "Related incidents",
    QUESTIONS: "Questions to the owner",
}
"""The parts in the order of the document."""
STATES = {
    ReviewState.DRAFT: ("Draft", Tone.PLAIN),
    ReviewState.IN_REVIEW: ("In review", Tone.INFO),
    ReviewState.APPROVED: ("Approved", Tone.OK),
    ReviewState.PUBLISHED: ("Published", Tone.OK),
    ReviewState.RETRACTED: ("Retracted", Tone.WARN),
    ReviewState.BLOCKED: ("Blocked", Tone.BAD),
    ReviewState.ABORTED: ("Aborted", Tone.PLAIN),
}
DUTIES = {Duty.REQUIRED: "Postmortem required", Duty.RECOMMENDED: "Postmortem recommended", Duty.OPTIONAL: "Postmortem optional"}
DEADLINES = {
    DeadlineName.OWNER: "Owner named",
    DeadlineName.MEETING: "Meeting scheduled",
    DeadlineName.DRAFT: "Draft",
    DeadlineName.PUBLISH: "Published",
    DeadlineName.ACTIONS: "Action items done",
}
DECISIONS = {
    None: ("○", Tone.PLAIN, "not decided yet"),
    Decision.ACCEPTED: ("✓", Tone.OK, "accepted as drafted"),
    Decision.EDITED: ("✎", Tone.OK, "edited"),
    Decision.ADDED: ("+", Tone.OK, "added by hand"),
    Decision.REJECTED: ("✕", Tone.PLAIN, "rejected"),
    Decision.MERGED: ("⋃", Tone.PLAIN, "merged into another"),
}
SIGN_OFFS = {
    SignOffKind.OWNER: "Owner",
    SignOffKind.REVIEWER: "Reviewer",
    SignOffKind.LEGAL: "Legal",
    SignOffKind.EXECUTIVE: "Executive",
}


def part(name: str) -> str:
    return PARTS.get(name, name.replace("_", " ").capitalize())


def plain(word: str) -> str:
    """A word of the domain as it stands in a sentence."""
    return word.replace("_", " ")
