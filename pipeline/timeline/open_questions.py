"""Questions to the owner: moments that nothing states, and moments that two sources state differently, with both values."""

from collections.abc import Iterable
from datetime import timedelta

from pipeline.domain.incident import MomentName
from pipeline.domain.model import in_words
from pipeline.domain.moment import Moment
from pipeline.domain.postmortem import Question
from pipeline.text.identity import content_id

DIFFERENT = timedelta(minutes=2)
ASKED = {
    MomentName.STARTED: "When did the impact begin?",
    MomentName.DETECTED: "When and how was it first noticed?",
    MomentName.ACKNOWLEDGED: "When did somebody take it on?",
    MomentName.MITIGATED: "From when on were users no longer affected?",
    MomentName.RESOLVED: "When was it over?",
}


def question(about: str, text: str, evidence: Iterable[str] = ()) -> Question:
    cited = tuple(dict.fromkeys(e for e in evidence if e))
    return Question(id=content_id("question", about, text), about=about, text=text, evidence=cited)


def missing(name: MomentName) -> Question:
    return question(name.value, f"{ASKED[name]} Nothing in the evidence says so.")


def only_closed(closed: Moment) -> Question:
    name = MomentName.RESOLVED
    text = f"{ASKED[name]} Nobody said so; the page was closed at {in_words(closed.at)}, which may be much later."
    return question(name.value, text, closed.evidence)


def differing(name: MomentName, taken: Moment, other: Moment, where: str) -> Question | None:
    """Both values, where they are further apart than a reader would forgive."""
    if abs(other.at - taken.at) <= DIFFERENT:
        return None
    both = f"The draft takes {in_words(taken.at)} ({taken.basis}); {where} says {in_words(other.at)}."
    text = f"{ASKED[name]} {both} Which one counts?"
    return question(name.value, text, [*taken.evidence[:2], *other.evidence[:2]])


def inferred(name: MomentName, taken: Moment) -> Question:
    sign = "the last sign of recovery" if name is MomentName.MITIGATED else "the first sign"
    text = f"{ASKED[name]} Nothing states it; {in_words(taken.at)} is {sign} in the evidence."
    return question(name.value, text, taken.evidence)
