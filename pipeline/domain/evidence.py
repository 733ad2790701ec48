"""Evidence: one message, alert, log line or document part, with the id that everything else points at."""

from enum import StrEnum

from pipeline.domain.model import Instant, Model
from pipeline.domain.moment import Precision


class EvidenceKind(StrEnum):
    MESSAGE = "message"
    ALERT = "alert"
    LOG_ENTRY = "log_entry"
    STATUS_UPDATE = "status_update"
    NOTE = "note"
    DEPLOY = "deploy"
    METRIC = "metric"
    DOCUMENT = "document"


class Source(Model):
    """Where a piece of evidence was read: the file as the user named it, and the place in it.

    `ids` lists the ids of records that were folded into this one (a PagerDuty note and its annotate entry).
    """

    file: str
    locator: str = ""
    ids: tuple[str, ...] = ()


class Evidence(Model):
    """One piece of evidence.

    `at` is None where nothing says when; `at_text` then keeps the time as written. `subtype` says what it is in the vocabulary
    of `Subtype`, else in the source's own word. `channel` is the chat channel's name without `#`, `thread` the id of the
    evidence that opened the thread. `automated` is true for bots and tools. `reactions` are emoji names.
    """

    id: str
    at: Instant | None = None
    at_text: str | None = None
    precision: Precision = Precision.SECOND
    author: str | None = None
    kind: EvidenceKind = EvidenceKind.MESSAGE
    subtype: str | None = None
    text: str = ""
    thread: str | None = None
    channel: str | None = None
    automated: bool = False
    edited: bool = False
    reactions: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    source: Source


class Subtype(StrEnum):
    """What a record says happened, in one vocabulary for all tools."""

    TRIGGER = "trigger"
    ACKNOWLEDGE = "acknowledge"
    UNACKNOWLEDGE = "unacknowledge"
    ESCALATE = "escalate"
    ASSIGN = "assign"
    PRIORITY = "priority_change"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    MERGE = "merge"
    INVESTIGATING = "investigating"
    IDENTIFIED = "identified"
    MONITORING = "monitoring"
    RESOLVED = "resolved"
    POSTMORTEM = "postmortem"
    TOPIC = "topic"
    FIRING = "firing"
