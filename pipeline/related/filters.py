"""Which past incidents may be found: by what was asked for, and by who asks. In: incidents. Out: the ids that are allowed.

A restricted incident is there for its readers alone: for all others it is in no result, no count, no cluster and no prompt.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.domain.actor import folded
from pipeline.domain.asked import Filters, Reader
from pipeline.domain.incident import Visibility
from pipeline.domain.past_incident import PastIncident

WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Sifted:
    """The incidents that may answer, in their order, and how many had no date to compare where one was asked for."""

    incidents: tuple[PastIncident, ...]
    undated: int = 0


def sift(incidents: Iterable[PastIncident], filters: Filters, reader: Reader) -> Sifted:
    meant = [one for one in incidents if may_read(one, reader) and fits(one, filters)]
    if filters.since is None and filters.until is None:
        return Sifted(tuple(meant))
    kept = tuple(one for one in meant if in_range(one, filters))
    return Sifted(kept, sum(one.started_at is None for one in meant))


def may_read(incident: PastIncident, reader: Reader) -> bool:
    """Whether this incident may be known to the reader at all."""
    if incident.visibility is not Visibility.RESTRICTED:
        return True
    return not {folded(name) for name in incident.readers}.isdisjoint({folded(name) for name in reader.names} - {""})


def fits(incident: PastIncident, filters: Filters) -> bool:
    """All but the range of dates."""
    return (
        (not filters.services or any(is_of(asked, one) for asked in filters.services for one in incident.services))
        and (not (filters.levels or filters.severities) or of_severity(incident, filters))
        and (not filters.kinds or incident.kind in filters.kinds)
        and (not filters.teams or any(is_of(asked, incident.team or "") for asked in filters.teams))
        and (filters.visibilities is None or incident.visibility in filters.visibilities)
        and (not filters.open_actions or any(action.open for action in incident.actions))
    )


def of_severity(incident: PastIncident, filters: Filters) -> bool:
    written = incident.severity or ""
    return incident.severity_level in filters.levels or any(is_named(asked, written) for asked in filters.severities)


def in_range(incident: PastIncident, filters: Filters) -> bool:
    at = incident.started_at
    return at is not None and (filters.since is None or at >= filters.since) and (filters.until is None or at <= filters.until)


def is_named(asked: str, severity: str) -> bool:
    return plain(asked) == plain(severity) != ""


def is_of(asked: str, service: str) -> bool:
    """Whether the words of the asked one stand together in the name: "storage" in "Cloud Storage", "api" in "orders-api"."""
    return contains(words(service), words(asked))


def contains(words: Sequence[str], run: Sequence[str]) -> bool:
    return bool(run) and any(words[at : at + len(run)] == run for at in range(len(words) - len(run) + 1))


def words(name: str) -> list[str]:
    return WORDS.findall(name.casefold())


def plain(name: str) -> str:
    """Words alone, without case and marks: "Orders-API" -> "orders api". Too coarse for the names of people and teams."""
    return " ".join(words(name))
