"""What a screen shows of one incident: values alone, made by looking.py."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.domain.draft_options import DraftOptions
from pipeline.domain.finding import DraftFinding
from pipeline.domain.job import Job
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.review import (
    Block,
    Comment,
    Deadline,
    Dispute,
    Duty,
    Item,
    Offer,
    PointAnswer,
    Publication,
    Review,
    ReviewState,
    SectionRead,
    SignOff,
    SourceFile,
    Waiver,
)
from pipeline.domain.statement import Check
from pipeline.review import RequiredSignOff, Shares


@dataclass(frozen=True)
class Placed:
    """A finding of the lint, the part and item that it is about ("": the part, or the document, as a whole), and who answered for
    it and why."""

    finding: DraftFinding
    part: str
    item: str
    waiver: Waiver | None = None


@dataclass(frozen=True)
class Standing:
    """A review as it is at one revision. `parts` are the items of each part in their order, rejected ones too; `document` is what
    they make, None before the first draft; `digests` are those of the parts as they are now, `today` that of the document;
    `blocks` what stands in the way, for each readership; `checks` what an item's new words have that its evidence has not, by
    part and id."""

    review: Review
    parts: Mapping[str, tuple[Item, ...]]
    document: Postmortem | None
    findings: tuple[Placed, ...]
    duty: tuple[Duty, str]
    blocks: tuple[Block, ...]
    next_states: tuple[ReviewState, ...]
    offers: tuple[Offer, ...]
    comments: tuple[Comment, ...]
    required: tuple[RequiredSignOff, ...]
    sign_offs: tuple[SignOff, ...]
    disputes: tuple[Dispute, ...]
    waivers: tuple[Waiver, ...]
    reads: tuple[SectionRead, ...]
    publications: tuple[Publication, ...]
    answers: tuple[PointAnswer, ...]
    sources: tuple[SourceFile, ...]
    options: DraftOptions
    shares: Shares
    checks: Mapping[tuple[str, str], Check]
    digests: Mapping[str, str]
    today: str


@dataclass(frozen=True)
class Look(Standing):
    """What a screen shows: the review as it stands, and what changes with the hour: deadlines, jobs (newest first)."""

    deadlines: tuple[Deadline, ...] = ()
    jobs: tuple[Job, ...] = ()
