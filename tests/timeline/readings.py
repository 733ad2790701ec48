"""Answers of a model that reads a page, and what it costs to retell a story with them.

told(event("m2", "Ben Otto rolled back."))      the story retold with one answer to one page
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from conversations import Evidence, material
from fake_desk import FakeDesk

from pipeline.domain.incident import MomentName
from pipeline.domain.material import RedactedMaterial
from pipeline.domain.timeline import Event, Phase
from pipeline.llm.task import Failure, Task
from pipeline.timeline import tell
from pipeline.timeline.model import Retold, retell
from pipeline.timeline.model.answers import How, ReadEvent, Reading, ReadMoment, ReadMoments

REFERENCE = re.compile(r"^(m\d+) \| ", re.MULTILINE)
BELOW = "below: what to read)"


def event(
    references: str,
    text: str = "Somebody did something.",
    phase: Phase = Phase.OTHER,
    key: bool = False,
    stated: str | None = None,
) -> ReadEvent:
    return ReadEvent(evidence=references.split(), text=text, stated=stated, phase=phase, key=key)


def moment(references: str, stated: str | None = None, how: How = How.SAID) -> ReadMoment:
    return ReadMoment(evidence=references.split(), stated=stated, how=how)


def reading(*events: ReadEvent, moments: dict[str, ReadMoment] | None = None, **given: Any) -> Reading:
    empty: dict[str, Any] = {
        "severity": None,
        "kind": None,
        "near_miss": None,
        "services": [],
        "roles": [],
        "ruled_out": [],
        "corrected": [],
        "facts": [],
    }
    five = {name.value: (moments or {}).get(name.value) for name in MomentName}
    return Reading.model_validate({**empty, **given, "events": list(events), "moments": ReadMoments.model_validate(five)})


def retold(evidence: Sequence[Evidence] | RedactedMaterial, *answers: Reading | Failure, **more: Any) -> Retold:
    """The story of the evidence, retold with these answers to `read/events`, in order."""
    read = evidence if isinstance(evidence, RedactedMaterial) else material(list(evidence))
    return retell(read, tell(read), FakeDesk({"read/events": list(answers)}), **more)


def found(retelling: Retold, id: str) -> Event:
    """The event that cites this piece first."""
    return next(event for event in retelling.story.timeline if event.evidence[0] == id)


def each_line(say: Callable[[str, str], ReadEvent | None]) -> Callable[[Task[Any]], Reading]:
    """Answers with an event for each piece that `say` makes one of; it is given the reference and the text."""

    def answer(task: Task[Any]) -> Reading:
        own = task.prompt.user.rsplit(BELOW, 1)[-1]
        entries = REFERENCE.split(own)[1:]
        made = (say(reference, text) for reference, text in zip(entries[::2], entries[1::2], strict=True))
        return reading(*(one for one in made if one))

    return answer
