"""A review: where an incident's postmortem stands, and what people decided about each piece of it.

    draft -> items, each decided by a person -> nothing blocks -> approved -> published

An item is one statement, event, action item, question or fact of the incident as it stands now. `drafted` is what the draft said:
the value that a person's words never lose sight of, and that no later draft puts in their place.
"""

import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from pipeline.domain.incident import IncidentKind, Visibility
from pipeline.domain.model import Instant, Model

FACTS = "incident"
"""The part whose items are the fields of the incident; the id is the field's name and the value `{"value": ...}`."""
RELATED, QUESTIONS, ACTION_ITEMS = "related", "questions", "action_items"
"""The parts that hold past incidents which were linked, and questions to the owner."""
ANSWER = "answer"
"""The field of a question's value that holds what a person answered."""


class Readership(StrEnum):
    """For whom a version of the document is."""

    INTERNAL = "internal"
    EXTERNAL = "external"


class ReviewState(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    RETRACTED = "retracted"
    BLOCKED = "blocked"
    ABORTED = "aborted"


class Duty(StrEnum):
    """Whether a postmortem has to be written (the post-mortem process)."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    OPTIONAL = "optional"


class Decision(StrEnum):
    """What a person did with an item; None in an Item: nothing yet. One that was rejected, or merged into another, is kept and
    stands in no document."""

    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"
    ADDED = "added"
    MERGED = "merged"


LEFT_OUT = frozenset({Decision.REJECTED, Decision.MERGED})


class Item(Model):
    """One piece of the working document.

    `part` is one of domain.parts.PARTS, FACTS, RELATED or QUESTIONS; `value` the piece as JSON of its model as it is now;
    `drafted` as the newest draft that was taken said it (None: by hand). Items stand in the order of `position`. `revision` grows
    by one with each change: who changes an item names the revision they saw. A question that was answered holds the answer in its
    value under ANSWER, and stands in no document either.
    """

    part: str
    id: str
    position: float
    value: dict[str, Any]
    drafted: dict[str, Any] | None = None
    decision: Decision | None = None
    revision: int = 1
    by: str | None = None
    at: Instant | None = None


class OfferKind(StrEnum):
    ADDED = "added"
    GONE = "gone"
    CHANGED = "changed"


class OfferState(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    LEFT = "left"
    WITHDRAWN = "withdrawn"


class Offer(Model):
    """What a newer draft would change, to be taken or left. `item` is the id of the item that it concerns, or of the one it would
    add; `before` that item's value when it was offered, `after` what the draft says (None: gone). One that a newer draft does not
    make again is withdrawn; its id is no other's."""

    id: int = 0
    draft: int
    part: str
    item: str
    kind: OfferKind
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    state: OfferState = OfferState.OPEN


class Plan(Model):
    """What is settled before the draft (the postmortem procedure, section 4). Times are aware. `recurs`: it happened before;
    `process_failure`: a process let it through."""

    owner: str | None = None
    audiences: tuple[str, ...] = ("internal",)
    format: str = "default"
    meeting_at: Instant | None = None
    publish_by: datetime.date | None = None
    risks: tuple[str, ...] = ()
    validation: tuple[str, ...] = ()
    facilitator: str | None = None
    participants: tuple[str, ...] = ()
    recurs: bool = False
    process_failure: bool = False


class Review(Model):
    """Where one incident's postmortem stands. `draft` is the number of the draft that the items come from, 0 before the first;
    `reason` why it is blocked, aborted or retracted, `state_before` the state that a blocked one goes back to; `revision` changes
    whenever anything of it does; `first_published_at` when it first went out, where it was taken back and
    taken up again since."""

    id: str
    title: str
    severity: str | None = None
    severity_level: int | None = None
    kind: IncidentKind = IncidentKind.OTHER
    near_miss: bool = False
    services: tuple[str, ...] = ()
    visibility: Visibility = Visibility.INTERNAL
    readers: tuple[str, ...] = ()
    owner: str | None = None
    state: ReviewState = ReviewState.DRAFT
    state_before: ReviewState | None = None
    reason: str | None = None
    started_at: Instant | None = None
    resolved_at: Instant | None = None
    created_at: Instant
    created_by: str
    drafted_at: Instant | None = None
    submitted_at: Instant | None = None
    approved_at: Instant | None = None
    published_at: Instant | None = None
    first_published_at: Instant | None = None
    draft: int = 0
    plan: Plan = Plan()
    revision: int = 1


class DeadlineName(StrEnum):
    OWNER = "owner"
    MEETING = "meeting"
    DRAFT = "draft"
    PUBLISH = "publish"
    ACTIONS = "actions"


class Deadline(Model):
    """`done` is whether it was met, `done_at` when (None where nobody noted it); `late` whether it passed before that."""

    name: DeadlineName
    due: Instant
    done: bool = False
    done_at: Instant | None = None
    late: bool = False


class SignOffKind(StrEnum):
    OWNER = "owner"
    REVIEWER = "reviewer"
    LEGAL = "legal"
    EXECUTIVE = "executive"


class SignOff(Model):
    """One person's word on the document as it was at `digest`: a later change asks for it again."""

    kind: SignOffKind
    by: str
    at: Instant
    approves: bool
    note: str = ""
    digest: str = ""


class Comment(Model):
    """A remark; `part` and `item` empty: on the whole. `reply_to` is the id of the comment that it answers."""

    id: int = 0
    part: str = ""
    item: str = ""
    text: str
    by: str
    at: Instant
    reply_to: int | None = None
    resolved_by: str | None = None
    resolved_at: Instant | None = None


class Dispute(Model):
    """A disagreement over content: both views are kept, the owner decides (the postmortem procedure, step 2)."""

    id: int = 0
    part: str = ""
    item: str = ""
    majority: str
    dissent: str
    raised_by: str
    raised_at: Instant
    decision: str | None = None
    decided_by: str | None = None
    decided_at: Instant | None = None


class Waiver(Model):
    """A finding of the lint that somebody answered for: the rule, where, and the words it stood on."""

    rule: str
    part: str
    item: str
    excerpt: str
    reason: str
    by: str
    at: Instant


class SectionRead(Model):
    """Somebody read this part as it was at `digest`."""

    part: str
    digest: str
    by: str
    at: Instant


class PointAnswer(Model):
    """Somebody answered for this point of the checklist for readers outside, on the document as it was at `digest`."""

    point: str
    digest: str
    by: str
    at: Instant


class BlockKind(StrEnum):
    """Why a review cannot be published yet."""

    NO_DRAFT = "no_draft"
    NO_OWNER = "no_owner"
    UNREAD = "unread"
    UNSUPPORTED = "unsupported"
    FINDING = "finding"
    SIGN_OFF = "sign_off"
    DISPUTE = "dispute"
    OFFER = "offer"
    OUTSIDE = "outside"
    CHECKLIST = "checklist"


class Block(Model):
    """One thing that stands in the way, where, and in words what to do about it; `rule` is that of the lint, if it is of it."""

    kind: BlockKind
    text: str
    part: str = ""
    item: str = ""
    rule: str = ""


class AuditEntry(Model):
    """Who did what, when; `what` is a verb of the desk ("accept", "edit", "publish"), `target` what it was done to."""

    number: int = 0
    incident: str = ""
    at: Instant
    by: str
    what: str
    target: str = ""
    before: Any = None
    after: Any = None


class Publication(Model):
    """What went out: for whom, in what format, and its text."""

    number: int = 0
    audience: str
    format: str
    text: str
    digest: str
    by: str
    at: Instant
    retracted_at: Instant | None = None
    reason: str | None = None


class SourceFile(Model):
    """A raw file that the evidence is read from: its name as given, its size in bytes, and where it is kept."""

    name: str
    size: int
    sha256: str
    path: str
    by: str
    at: Instant


class Line(NamedTuple):
    """An item seen from outside its review: boards and figures over many incidents are made of these."""

    review: Review
    item: Item


ActionLine = Line
"""A Line whose item is of the part `action_items`."""
