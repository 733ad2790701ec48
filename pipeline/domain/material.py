"""Material: everything the sources gave for one incident, merged, before and after redaction.

    sources -> Material -> redact -> RedactedMaterial -> timeline -> draft

Only `redact.redact` makes a RedactedMaterial, and the stages after it take nothing else, so that nothing unredacted
is drafted is a matter of types.
"""

import datetime
from dataclasses import dataclass, field

from pipeline.domain.evidence import Evidence
from pipeline.domain.incident import IncidentKind, Link, MomentName, Visibility
from pipeline.domain.moment import Moment
from pipeline.domain.postmortem import Redaction, SourceSummary


@dataclass(frozen=True)
class Person:
    """Somebody of the roster (the export's users, the record's people).

    `aliases` are the other names the text may use: handle, display name, first name, user id. `title` is the job title.
    `outsider` marks guests of other workspaces.
    """

    name: str
    aliases: tuple[str, ...] = ()
    title: str = ""
    team: str = ""
    timezone: str | None = None
    outsider: bool = False
    bot: bool = False


@dataclass(frozen=True)
class Record:
    """What one tool's own fields say about the incident (not its log and not its texts).

    `trust` orders records that disagree: an incident record (pagerduty, generic) beats a status page. Moments carry their own
    evidence ids; a tool's closing is `closed_at`, which is not a resolution (design: words of the domain).
    """

    source: str
    file: str
    trust: int = 0
    id: str | None = None
    label: str | None = None
    """What people call it where that is not the id: "PagerDuty #8841"."""
    title: str | None = None
    severity: str | None = None
    kind: IncidentKind | None = None
    near_miss: bool | None = None
    status: str | None = None
    services: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    visibility: Visibility | None = None
    links: tuple[Link, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    moments: dict[MomentName, Moment] = field(default_factory=dict[MomentName, Moment])
    created_at: Moment | None = None
    closed_at: Moment | None = None
    date: datetime.date | None = None
    timezone: str | None = None


@dataclass(frozen=True)
class Channel:
    """A chat channel of the material; `selected` is false for those left out because they do not speak of the incident."""

    id: str
    name: str
    topic: str = ""
    purpose: str = ""
    messages: int = 0
    private: bool = False
    selected: bool = True


@dataclass(frozen=True)
class Material:
    """Evidence in order (time, then source order; what has no time keeps its place in its source), and what frames it."""

    evidence: tuple[Evidence, ...] = ()
    records: tuple[Record, ...] = ()
    people: tuple[Person, ...] = ()
    channels: tuple[Channel, ...] = ()
    summaries: tuple[SourceSummary, ...] = ()
    notes: tuple[str, ...] = ()
    timezone: str | None = None
    """The zone to show times in (IANA name or fixed offset, "+02:00"), which is also that of the sources' times without a label:
    that of chats and generic sources, else of most of the roster, else of logs; None for UTC."""


@dataclass(frozen=True)
class RedactedMaterial(Material):
    """Material whose every text has been through `redact.redact`."""

    redactions: tuple[Redaction, ...] = ()
