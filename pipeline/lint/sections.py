"""What a section of a postmortem is, by its heading: synonyms as teams write them.

    kind_of("Follow-ups") -> SectionKind.ACTIONS

A heading is looked through for the phrases below, kind by kind in this order; a space before or after a phrase stands for the
edge of a word. No regular expressions: they would cost more to compile than a small file to check.
"""

from enum import StrEnum
from functools import lru_cache


class SectionKind(StrEnum):
    WHYS = "five whys"
    EXTERNAL = "external message"
    WENT_WELL = "what went well"
    WENT_BADLY = "what went badly"
    ACTIONS = "action items"
    TIMELINE = "timeline"
    CAUSES = "causes"
    DETECTION = "detection"
    RESOLUTION = "resolution"
    LESSONS = "lessons learned"
    IMPACT = "impact"
    SUMMARY = "summary"
    GENERAL = "general"
    """Background, people, links, appendices, a statement on blamelessness."""
    OTHER = "other"


PHRASES: dict[SectionKind, tuple[str, ...]] = {
    SectionKind.WHYS: (
        " 5 why", " 5-why", " five why", " five-why", " 5 how", " five how", " 5whys", " whys ",
    ),
    SectionKind.EXTERNAL: (
        " external message", " external communication", " external statement", " customer message",
        " customer communication", " customer statement", " public statement", " public communication", " public message",
        " status page",
    ),
    SectionKind.WENT_WELL: (
        " went well", " worked well", " go well", " going well", " went right", " worked ", " luck", " positives", " kudos",
        " thanks", " strengths",
    ),
    SectionKind.WENT_BADLY: (
        " went wrong", " went bad", " went poorly", " go wrong", " so well", " not go ", " didn't go", " didn’t go",
        " did not work", " didn't work", " didn’t work", " be improved", " better", " could have", " pain point",
        " weakness", " problems faced",
    ),
    SectionKind.ACTIONS: (
        " action", " follow-up", " follow up", " followup", " next step", " todo", " to-do", " to do", " remediation",
        " prevent", " corrective", " task", " improvement", " countermeasure", " measures", " future work", " future steps",
        " what we will ", " what will we ", " what are we ", " what we are ", " what's next", " mitigations planned",
    ),
    SectionKind.TIMELINE: (
        " timeline", " time line", " chronolog", " sequence of events", " events ", " event log", " course of events",
    ),
    SectionKind.CAUSES: (
        " cause", " root-cause", " factors", " factor ", " trigger", " rca ", " why did", " why it ", " why this ",
        " why was", " fault ", " faults ", " analysis", " diagnosis",
    ),
    SectionKind.DETECTION: (
        " detect", " discover", " monitoring", " alerting",
    ),
    SectionKind.RESOLUTION: (
        " resol", " recover", " mitigat", " fix ", " response", " repair", " workaround", " restor",
    ),
    SectionKind.LESSONS: (
        " lesson", " learn", " conclusion", " takeaway", " take-away", " retrospective", " reflection",
    ),
    SectionKind.IMPACT: (
        " impact", " affected", " damage", " severity", " consequence", " blast radius", " scope ",
    ),
    SectionKind.SUMMARY: (
        " summary", " overview", " tl;dr", " tldr", " abstract", " what happened", " description", " synopsis", " in short",
    ),
    SectionKind.GENERAL: (
        " background", " context", " glossary", " appendi", " link", " reference", " participant", " attendee", " people",
        " author", " metadata", " detail", " blameless", " supporting", " resources", " scorecard", " documentation",
    ),
}  # fmt: skip
EDGES = str.maketrans(dict.fromkeys("*_`#:?!.,()[]/&", " "))


@lru_cache(maxsize=2048)
def kind_of(heading: str) -> SectionKind:
    """The kind that the heading names, OTHER where it names none."""
    words = f" {' '.join(heading.lower().translate(EDGES).split())} "
    return next((kind for kind, phrases in PHRASES.items() if any(phrase in words for phrase in phrases)), SectionKind.OTHER)
