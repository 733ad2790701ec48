"""How long a sentence says that the incident, its impact or its detection took, against the timeline and the other sections.

In: sentences. Out: problems by the id of the sentence.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.domain.story import Story
from pipeline.draft.clock import duration
from pipeline.draft.model.number_words import in_digits
from pipeline.draft.model.sections import Sentence
from pipeline.text.quantities import quantities

WHOLE = "the incident"
KINDS: Mapping[str, tuple[re.Pattern[str], tuple[str, ...]]] = {
    WHOLE: (
        re.compile(
            r"\b(?:incident|outage|impact|disruption|downtime)\b[^.;]{0,40}?\b(?:lasted|went on for|continued for"
            r"|of(?= (?:about |around |some |~ ?)?\d))",
            re.I,
        ),
        ("impact_duration", "duration", "time_to_mitigate", "time_to_resolve"),
    ),
    "detection": (
        re.compile(
            r"\b(?:detected|noticed|alerted|paged|detection took)\b[^.;]{0,30}?\b(?:after|within|only|later|took)\b", re.I
        ),
        ("time_to_detect",),
    ),
}
REACH = 60
SLACK = 0.1
AGAINST_TIMELINE = "It gives {} for {}; the timeline gives {}: write the placeholder instead."
AGAINST_SECTION = "It gives {} for {}, and the section {} gives {}."


def contradictions(sentences: Sequence[Sentence], story: Story) -> dict[str, list[str]]:
    """Only what a model typed itself is looked at: what code filled in is the timeline's."""
    found: dict[str, list[str]] = {}
    first: dict[str, tuple[float, str]] = {}
    for sentence in sentences:
        for kind, seconds in _spans(sentence):
            measured = list(_measured(story, KINDS[kind][1]))
            if measured and not any(_alike(seconds, other) for other in measured):
                told = " and ".join(dict.fromkeys(duration(int(other)) for other in measured))
                found.setdefault(sentence.id, []).append(AGAINST_TIMELINE.format(duration(int(seconds)), kind, told))
            other, section = first.setdefault(kind, (seconds, sentence.section))
            if not measured and not _alike(seconds, other):
                problem = AGAINST_SECTION.format(duration(int(seconds)), kind, section, duration(int(other)))
                found.setdefault(sentence.id, []).append(problem)
    return found


def _spans(sentence: Sentence) -> Iterator[tuple[str, float]]:
    text = in_digits(sentence.typed)
    for kind, (cue, _) in KINDS.items():
        for match in cue.finditer(text):
            near = text[match.end() : match.end() + REACH].split(".")[0]
            yield from ((kind, quantity.value) for quantity in quantities(near) if quantity.unit == "s")


def _measured(story: Story, names: Iterable[str]) -> Iterator[float]:
    for name in names:
        seconds = getattr(story.metrics, name).seconds
        if seconds is not None and seconds >= 0:
            yield float(seconds)


def _alike(one: float, other: float) -> bool:
    return abs(one - other) <= max(SLACK * max(one, other), 60)
