"""What a section of a postmortem is, by its heading: synonyms as teams write them.

    kind_of("Follow-ups") -> SectionKind.ACTIONS

Its phrases are those below, looked for kind by kind in this order (text/headings.py).
"""

from enum import StrEnum
from functools import lru_cache

from pipeline.text.headings import kind_named


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

    __hash__ = str.__hash__
    """That of an enumeration is written in Python, and rules ask often which kind a section is of."""


PHRASES: tuple[tuple[SectionKind, tuple[str, ...]], ...] = (
    (SectionKind.GENERAL, (
        "  meeting", "  questions  ", "  questions to ", "  questions for ", "  open questions", "  declined  ",
    )),
    (SectionKind.WHYS, (
        " 5 why", " 5-why", " five why", " five-why", " 5 how", " five how", " 5whys", " whys ",
    )),
    (SectionKind.EXTERNAL, (
        " external message", " external communication", " external statement", " customer message",
        " customer communication", " customer statement", "  public statement", " public communication", " public message",
        " status page", " customer notice", " message to customers", " external version",
    )),
    (SectionKind.WENT_WELL, (
        " went well", " worked well", " go well", " going well", " went right", " what worked ", " luck", " positives",
        " kudos", "  thanks", " strengths",
    )),
    (SectionKind.WENT_BADLY, (
        " went wrong", " went bad", " went poorly", " go wrong", " so well", " not go ", " didn't go", " didn’t go",
        " did not work", " didn't work", " didn’t work", " be improved", " be better", " been better", " gone better",
        " done better", " could have", " pain point", " weakness", " problems faced",
    )),
    (SectionKind.TIMELINE, (
        " timeline", " time line", " chronolog", " cronolog", " zeitleiste", " zeitlicher ", " sequence of events",
        "  events  ", " event log", " course of events", " incident log ",
    )),
    (SectionKind.RESOLUTION, (
        "  actions taken ", "  action taken ", " response action", " immediate response",
    )),
    (SectionKind.ACTIONS, (
        " action", " follow-up", " follow up", " followup", " next step", " todo", " to-do", " to do", " remediation",
        " prevent", " corrective", " task", " improvement", " countermeasure", " measures", " future work", " future steps",
        " what we will ", " what will we ", " what are we ", " are we going to", " what we are ", " what we're ", " what’s next",
        " what's next", " mitigations planned", " recommendation", " do better ", " be doing ", " maßnahmen", " acciones ",
    )),
    (SectionKind.CAUSES, (
        " cause", " root-cause", " factors", " factor ", " trigger", " rca ", " why did", " why it ", " why this ",
        " why was", " fault ", " faults ", " analysis", " diagnosis", " ursache", " causas ",
    )),
    (SectionKind.DETECTION, (
        " detect", " discover", " monitoring", " alerting", " was caught ",
    )),
    (SectionKind.RESOLUTION, (
        " resolution", " resolve", " recover", " mitigat", " the fix", " fix it", "  fix  ", "  fixes  ", " response",
        " repair", " workaround", " restor",
    )),
    (SectionKind.LESSONS, (
        " lesson", " learn", " conclusion", " takeaway", " take-away", " retrospective", " reflection",
    )),
    (SectionKind.IMPACT, (
        " impact", " affected", " damage", " severity", " consequence", " blast radius", "  scope  ", " auswirkung",
        " exposure", " almost happened",
    )),
    (SectionKind.SUMMARY, (
        " summary", " overview", " tl;dr", " tldr", " abstract", " what happened", " description", " synopsis", " in short",
        "  tl dr", " zusammenfassung", " résumé ", " resumen ",
    )),
    (SectionKind.GENERAL, (
        " background", " context", " glossary", " appendi", " link", " reference", " participant", " attendee",
        " atendee", "  people", " author", " metadata", " blameless", " supporting", " resources", " scorecard",
        " documentation", "  involved", "  owner", " acknowledg",
    )),
)  # fmt: skip
TITLE = 3
"""A first heading of so few words may be a section; a longer one is what the document is called."""
TIMES = str.maketrans(dict.fromkeys("*_~,.()[]{}-–—", " "))
TIME_WORDS = (
    "jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun am pm utc gmt bst cet ces est edt pst pdt cst "
    "cdt mst mdt eet ees ist jst aro abo bet and to day"
)


@lru_cache(maxsize=2048)
def kind_of(heading: str) -> SectionKind:
    """The kind that the heading names, OTHER where it names none."""
    return kind_named(heading, PHRASES, SectionKind.OTHER)


def kind_of_title(heading: str) -> SectionKind:
    """The kind of a document's first heading: OTHER, unless it is as short as the name of a section."""
    named = len(heading.split()) < TITLE and "/" not in heading
    return kind_of(heading) if named else SectionKind.OTHER


def is_day_or_time(heading: str) -> bool:
    """Whether a heading is a day or a time, as those of a timeline that is written as sections are: "May 12", "21:05 UTC"."""
    words = heading.lower().translate(TIMES).split()
    timely = all(word[0].isdigit() or f" {word[:3]}" in f" {TIME_WORDS}" for word in words)
    return timely and any(word[0].isdigit() for word in words)
