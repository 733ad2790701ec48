"""A past incident as it is kept and searched: its parts, what was done about it, who may know of it; and its passages.

files -> corpus -> PastIncident -> store (the truth) -> passages -> index (caches) -> related
"""

import datetime
from enum import StrEnum

from pipeline.domain.incident import IncidentKind, Visibility
from pipeline.domain.model import Instant, Model


class PartKind(StrEnum):
    """What a part of a document is about, by its heading; what tells of the mechanism weighs most when incidents are compared."""

    SUMMARY = "summary"
    CAUSE = "cause"
    FACTORS = "factors"
    DETECTION = "detection"
    IMPACT = "impact"
    RESPONSE = "response"
    RESOLUTION = "resolution"
    TIMELINE = "timeline"
    LESSONS = "lessons"
    ACTIONS = "actions"
    OTHER = "other"


class Part(Model):
    """A heading and what stands below it, as plain text."""

    kind: PartKind = PartKind.OTHER
    heading: str = ""
    text: str = ""


class PastAction(Model):
    """An action item of a past incident; `open` is None where nothing says whether it was done."""

    action: str
    owner: str | None = None
    due: datetime.date | None = None
    ticket: str | None = None
    open: bool | None = None


class PastIncident(Model):
    """`id` is the front matter's, else the file's stem. `readers` are the people and teams for whom a restricted one is meant.
    `digest` is the hash of all that was read: the same document read again has the same one."""

    id: str
    title: str
    parts: tuple[Part, ...] = ()
    services: tuple[str, ...] = ()
    team: str | None = None
    severity: str | None = None
    severity_level: int | None = None
    kind: IncidentKind | None = None
    started_at: Instant | None = None
    visibility: Visibility = Visibility.INTERNAL
    readers: tuple[str, ...] = ()
    actions: tuple[PastAction, ...] = ()
    url: str | None = None
    source: str = ""
    digest: str = ""


class Passage(Model):
    """A stretch of one part that can be read by itself. `id` is `<incident id>#<n>`; `text_hash` names its words alone, so that
    their vector is computed once."""

    id: str
    incident: str
    kind: PartKind = PartKind.OTHER
    heading: str = ""
    text: str
    text_hash: str = ""
