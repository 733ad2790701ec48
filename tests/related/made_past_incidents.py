"""A small made corpus, and the two indexes as lists."""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from pipeline.domain.asked import Allowed
from pipeline.domain.past_incident import Part, PartKind, PastAction, PastIncident
from pipeline.related.finding import Finder
from pipeline.related.passages import passages
from pipeline.text.concepts import terms


def incident(id: str, title: str, cause: str, resolution: str = "", **facts: object) -> PastIncident:
    parts = [Part(kind=PartKind.CAUSE, heading="Cause", text=cause)]
    if resolution:
        parts.append(Part(kind=PartKind.RESOLUTION, heading="Resolution", text=resolution))
    return PastIncident.model_validate({"id": id, "title": title, "parts": parts, **facts})


POOL = incident(
    "PM-1",
    "Checkout could not reach its database",
    "The export job kept transactions open, so the connection pool was exhausted and Postgres refused new sessions.",
    "We looked at the graphs. Stopping the export and raising the connection limit resolved it.",
    services=("checkout",),
    started_at=datetime(2026, 3, 1, tzinfo=UTC),
    actions=(PastAction(action="Limit idle transactions", owner="Ana", open=True), PastAction(action="Alert", open=False)),
)
CERTIFICATE = incident(
    "PM-2",
    "Customers saw TLS errors",
    "The certificate of the public gateway expired because its renewal job had been disabled during a migration.",
    "The certificate was renewed by hand.",
    started_at=datetime(2026, 3, 9, tzinfo=UTC),
)
DISK = incident("PM-3", "Search stopped indexing", "Log files filled the disk of the search nodes until no space was left.")
CORPUS = (POOL, CERTIFICATE, DISK)


class Words:
    def __init__(self, corpus: Collection[PastIncident]):
        self.held = {one.id: Counter(term for p in passages(one) for term in terms(p.text)) for one in corpus}

    def search(self, terms: Mapping[str, float], k: int, where: Allowed) -> list[tuple[str, float]]:
        rare = self.rareness(list(terms))
        scores = {
            id: sum(weight * rare[term] * 1.4 for term, weight in terms.items() if term in held)
            for id, held in self.held.items()
            if where is None or id in where
        }
        return sorted(((id, score) for id, score in scores.items() if score), key=lambda one: -one[1])[:k]

    def rareness(self, terms: Collection[str]) -> dict[str, float]:
        count = {term: sum(term in held for held in self.held.values()) for term in terms}
        return {term: math.log(1 + (len(self.held) - n + 0.5) / (n + 0.5)) for term, n in count.items()}


class Vectors:
    """Gives what it is told; `without` have no vectors."""

    def __init__(self, hits: list[tuple[str, float]], without: Collection[str] = ()):
        self.hits, self.without = hits, without

    def holds(self, incident: str) -> bool:
        return incident not in self.without

    def search(self, vector: object, k: int, where: Allowed) -> list[tuple[str, float]]:
        return [hit for hit in self.hits if where is None or hit[0].rpartition("#")[0] in where][:k]


def finder(
    hits: list[tuple[str, float]] | None = None, corpus: Collection[PastIncident] = CORPUS, without: Collection[str] = ()
) -> Finder:
    by_id = {one.id: one for one in corpus}

    def read(ids: Sequence[str]) -> list[PastIncident]:
        return [by_id[id] for id in ids if id in by_id]

    finder = Finder(Words(corpus), read, lambda ids: [p for id in ids for p in passages(by_id[id])])
    if hits is None:
        return finder
    return Finder(finder.words, finder.incidents, finder.passages, Vectors(hits, without), lambda _: [1.0])
