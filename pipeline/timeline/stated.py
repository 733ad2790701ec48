"""Moments stated in reports: the start and the end of the impact, as status updates, documents and notes say them.

Comes in: evidence in order. Goes out: the two moments with every candidate they were chosen from, for the questions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.evidence import Evidence
from pipeline.domain.moment import Moment
from pipeline.text.times import TimeContext


class Side(StrEnum):
    START = "start"
    END = "end"


@dataclass(frozen=True)
class StatedTime:
    """One stated start or end: the moment, the words it stands in, and how plainly it was said (`weight`, higher is plainer)."""

    side: Side
    moment: Moment
    quote: str
    weight: int
    note: str | None = None


@dataclass(frozen=True)
class StatedMoments:
    """What the reports say. `candidates` are all that was stated, in order of the evidence; `notes` are sentences for the owner.

    `started` with nothing stated is the first sign in the evidence, basis inferred. `resolved` is None unless a report says it is over.
    """

    started: Moment | None = None
    resolved: Moment | None = None
    candidates: tuple[StatedTime, ...] = ()
    notes: tuple[str, ...] = ()


def stated_in_text(text: str, context: TimeContext, evidence_id: str = "") -> list[StatedTime]:
    """The starts and ends that one text states ("Window 09:14 to 11:02 UTC"), in order; promises and expectations are none."""
    del text, context, evidence_id
    return []


def stated_moments(evidence: Sequence[Evidence], context: TimeContext) -> StatedMoments:
    """Start and end of the impact from the reports among `evidence` (status updates, documents, notes), in their order.

    `context` gives date and zone of the incident; each text is read against its own evidence's time. Chat is ignored here.
    """
    del evidence, context
    return StatedMoments()
