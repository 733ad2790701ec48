"""The impact of a short talk in which nobody counted: what did not work, for whom or of what, as somebody said it first."""

import re

from pipeline.draft.doubt import unsure
from pipeline.draft.notebook import Notebook
from pipeline.draft.passage import Passage, Stage
from pipeline.draft.quoting import choose

MOST = 2
HURT = re.compile(
    r"\b(?:customers?|users?|students?|people|clients?|patients?|guests?|members?|readers?|visitors?|everyone|everybody|nobody"
    r"|teams?|shops?) (?:\w+ ){0,2}?(?:can'?t|cannot|can not|couldn'?t|unable|get|gets|got|see|sees|saw|reports?"
    r"|are (?:getting|seeing|stuck|blocked))\b",
    re.IGNORECASE,
)
BESIDE = ("hypothesis", "better", "worse", "refuted", "cause_named", "found", "severity", "communicated", "escalated")


def symptoms(book: Notebook, told: list[Passage]) -> list[Passage]:
    """At most two with those that are told already."""
    aside = (Stage.BEFORE, Stage.AFTER) if book.timed else ()
    said = [p for p in book.passages if p.spoken and not (p.question or p.plan or p.stage in aside)]
    known = {p.id for p in told}
    return choose([p for p in said if p.id not in known], _hurts, MOST - len(told), least=1.5)


def _hurts(passage: Passage) -> float:
    if not passage.has("symptom", "harmed") or passage.has(*BESIDE) or unsure(passage.text):
        return 0.0
    return 1.5 * bool(HURT.search(passage.text)) + 1.0 * passage.has("counted") + 0.6 * passage.has("symptom")
