"""Moments in doubt -> questions: what sources say differently, and what nothing states; one question for each moment."""

from collections.abc import Sequence

from pipeline.domain.incident import Incident, MomentName
from pipeline.domain.moment import Basis
from pipeline.domain.postmortem import Question
from pipeline.domain.story import Story
from pipeline.text.identity import content_id

ENDS = (MomentName.RESOLVED, MomentName.MITIGATED)


def moments_in_doubt(story: Story) -> list[Question]:
    """The timeline's questions: those on one moment as one, on the two ends as one; none on what `detection` asks about."""
    found: list[Question] = []
    for name in MomentName:
        asked = [q for q in story.questions if q.about == name.value]
        if asked and not _asked_elsewhere(story.incident, name, found):
            found.append(merged(asked))
    known = {name.value for name in MomentName}
    return [*found, *(q for q in story.questions if q.about not in known)]


def _asked_elsewhere(incident: Incident, name: MomentName, found: Sequence[Question]) -> bool:
    """Whether a moment needs no question of its own."""
    if name in (MomentName.DETECTED, MomentName.ACKNOWLEDGED):
        return incident.moment(name) is None
    if name is MomentName.MITIGATED:
        return incident.mitigated_at is None
    if name is MomentName.RESOLVED:
        guessed = incident.mitigated_at is not None and incident.mitigated_at.basis is Basis.INFERRED
        return incident.resolved_at is None and guessed and any(q.about == MomentName.MITIGATED for q in found)
    return False


def merged(asked: Sequence[Question]) -> Question:
    """Questions on one moment as one, what they share said once; the first alone where they ask different things."""
    parts = [_parts(q.text) for q in asked]
    if len(asked) == 1 or len({(opening, ending) for opening, _, ending in parts}) > 1:
        return asked[0]
    text = f"{parts[0][0]}; {'; '.join(middle for _, middle, _ in parts)}. {parts[0][2]}"
    evidence = tuple(dict.fromkeys(id for q in asked for id in q.evidence))
    return Question(id=content_id("question", asked[0].about, text), about=asked[0].about, text=text, evidence=evidence)


def _parts(text: str) -> tuple[str, str, str]:
    """ "When? We take A; B says C. Which counts?" -> "When? We take A", "B says C", "Which counts?"."""
    opening, _, rest = text.partition("; ")
    middle, _, ending = rest.rpartition(". ")
    return opening, middle, ending
