"""A heading -> what its part is about, by the words that teams head the sections of a postmortem with.

Its phrases are those below, looked for kind by kind in this order (text/headings.py).
"""

from functools import lru_cache

from pipeline.domain.past_incident import PartKind
from pipeline.text.headings import kind_named

PHRASES: tuple[tuple[PartKind, tuple[str, ...]], ...] = (
    (PartKind.LESSONS, (
        " went well", " worked well", " go well", " went right", " luck", " went wrong", " went bad", " went poorly", " so well",
        " not go ", " didn't go", " be improved", " be better", " done better", " could have", " lesson", " learn", " takeaway",
        " retrospective", " reflection", " conclusion",
    )),
    (PartKind.TIMELINE, (
        " timeline", " time line", " chronolog", " sequence of events", "  events ", " event log",
        " key events",
    )),
    (PartKind.RESPONSE, ("  actions taken ", " response action", " immediate response", " incident response")),
    (PartKind.ACTIONS, (
        " action", " follow-up", " follow up", " followup", " next step", " todo", " to-do", " to do", " remediation",
        " prevent", " corrective", " improvement", " countermeasure", " measures", " future work", " future steps",
        " what we will ", " are we going to", " what we are doing", " what we're doing", " what's next", " recommendation",
    )),
    (PartKind.FACTORS, (" factors", " factor ", " five why", " 5 why", " whys ", " contribut")),
    (PartKind.CAUSE, (
        " cause", " root-cause", " trigger", " rca ", " why did", " why it ", " why this ", " why was", " fault ", " faults ",
        " analysis", " diagnosis", " mechanism", " what broke", " underlying", " technical detail", " explanation", "  the bug ",
    )),
    (PartKind.DETECTION, (" detect", " discover", " monitoring", " alerting", " identified ", " was caught ", " how we noticed")),
    (PartKind.RESOLUTION, (
        " resolution", " resolve", " recover", " mitigat", " the fix", " fix it", "  fix ", "  fixes ", " repair", " workaround",
        " restor", " what helped",
    )),
    (PartKind.RESPONSE, (" response", " respond", " investigation", " handling", " communication")),
    (PartKind.IMPACT, (" impact", " affected", " damage", " severity", " consequence", " blast radius", "  scope ", " exposure")),
    (PartKind.SUMMARY, (
        " summary", " overview", " tl;dr", " tldr", " abstract", " what happened", " description", " synopsis", " in short",
        "  what  ", "  problem ", " symptom",
    )),
)  # fmt: skip
SHORT = 8
"""Words of the longest line that can head a part."""


@lru_cache(maxsize=4096)
def kind_of(heading: str) -> PartKind:
    """The kind that the heading names, OTHER where it names none."""
    return kind_named(heading.replace("’", "'"), PHRASES, PartKind.OTHER)


def heads(line: str) -> bool:
    """Whether a line that is set off, but no heading, heads a part of a known kind."""
    return len(line.split()) <= SHORT and kind_of(line) is not PartKind.OTHER
