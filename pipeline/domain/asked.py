"""What is asked of the past incidents: the words, which incidents may answer, and for whom.

Asked + Filters + Reader -> Allowed -> search
"""

from dataclasses import dataclass
from datetime import datetime

from pipeline.domain.incident import IncidentKind, Visibility

Allowed = frozenset[str] | None
"""Ids of the incidents that may be found; None: all of them."""


@dataclass(frozen=True)
class Asked:
    """`text` is what is searched for. Where it was made of an incident, the rest says what is known of it: `apart` are ids that
    are never found, such as its own; `views` are parts of it that are each asked for by itself. What is `restricted` leaves this
    machine only where that was allowed."""

    text: str
    services: tuple[str, ...] = ()
    kind: IncidentKind | None = None
    apart: frozenset[str] = frozenset()
    restricted: bool = False
    views: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filters:
    """What an incident must be to be found; where nothing is given, nothing is asked. `since` and `until` are aware times, both
    belong to the range; `levels` are severity levels (1..5), `severities` severities as written."""

    services: tuple[str, ...] = ()
    levels: frozenset[int] = frozenset()
    severities: frozenset[str] = frozenset()
    kinds: frozenset[IncidentKind] = frozenset()
    teams: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    open_actions: bool = False
    visibilities: frozenset[Visibility] | None = None


@dataclass(frozen=True)
class Reader:
    """Who asks: a person and the teams they are in, by any name that stands in the `readers` of an incident."""

    names: tuple[str, ...] = ()
