"""The whole search: what is asked -> related incidents, or none where nothing is similar.

    Finder(words, incidents, passages, vectors, embed).find(asked, allowed, k)

It does not know where incidents and passages are kept: it is given two functions that read them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.domain.asked import Asked
from pipeline.domain.past_incident import Passage, PastIncident
from pipeline.domain.related import RelatedIncident
from pipeline.related.decide import WITH_VECTORS, WORDS_ALONE, Model, certainty, enough, features
from pipeline.related.helping import helped
from pipeline.related.query import Question, question
from pipeline.related.rank import Candidate, Found, rank, search
from pipeline.related.reasons import open_actions, reasons, shared
from pipeline.related.searches import Allowed, VectorIndex, WordIndex
from pipeline.text.concepts import terms

SPARE = 10
"""Candidates more than asked for: an index may know of some that were removed a moment ago."""
LOOKED_AT = 10
"""Candidates that are read, put in the order of their certainty, and decide whether to be silent."""


@dataclass(frozen=True)
class Finder:
    """`incidents` reads those with these ids without their parts, `passages` all passages of those; `embed` makes a question's
    vector. Without `vectors` and `embed` words alone decide, and of an incident that has no vectors its words."""

    words: WordIndex
    incidents: Callable[[Sequence[str]], Iterable[PastIncident]]
    passages: Callable[[Sequence[str]], Iterable[Passage]]
    vectors: VectorIndex | None = None
    embed: Callable[[str], Any] | None = None

    def model(self, incident: str) -> Model:
        return WITH_VECTORS if self.vectors is not None and self.vectors.holds(incident) else WORDS_ALONE

    def find(self, asked: Asked, allowed: Allowed, k: int) -> list[RelatedIncident]:
        """At most `k` incidents, best first; none where all of them are probably not similar."""
        what = question(asked.text)
        found, candidates = self.ranked(what, allowed, asked.apart)
        wanted = max(k, LOOKED_AT)
        known = {one.id: one for one in self.incidents([one.incident for one in candidates[: wanted + SPARE]])}
        candidates = [one for one in candidates if one.incident in known][:wanted]
        own = self.read([one.incident for one in candidates])
        held = {id: [frozenset(terms(one.text)) for one in passages] for id, passages in own.items()}
        sure = [self.score(what, one, held.get(one.incident, []), found) for one in candidates]
        scored = surest_first(candidates, sure)
        if not any(score >= enough(found, self.model(one.incident)) for one, score in scored[:LOOKED_AT]):
            return []
        return [
            self.related(asked, what, one, score, known[one.incident], own[one.incident], held[one.incident], found)
            for one, score in scored[:k]
        ]

    def ranked(self, what: Question, allowed: Allowed, apart: Collection[str] = ()) -> tuple[Found, list[Candidate]]:
        vector = self.embed(what.text) if self.embed and self.vectors is not None else None
        found = search(what, self.words, allowed, self.vectors, vector)
        return found, rank(what, found, self.starts(found.incidents) if what.days else {}, apart)

    def starts(self, ids: Sequence[str]) -> dict[str, date | None]:
        return {one.id: one.started_at.date() if one.started_at else None for one in self.incidents(ids)}

    def read(self, ids: Sequence[str]) -> Mapping[str, list[Passage]]:
        own: dict[str, list[Passage]] = {id: [] for id in ids}
        for passage in self.passages(ids):
            own.setdefault(passage.incident, []).append(passage)
        return own

    def score(self, what: Question, candidate: Candidate, held: Sequence[frozenset[str]], found: Found) -> float:
        """`held` are the terms of each of its passages."""
        return certainty(features(what, candidate, held, found), self.model(candidate.incident))

    def related(
        self,
        asked: Asked,
        what: Question,
        candidate: Candidate,
        score: float,
        incident: PastIncident,
        own: Sequence[Passage],
        held: Sequence[frozenset[str]],
        found: Found,
    ) -> RelatedIncident:
        return RelatedIncident(
            id=incident.id,
            title=incident.title,
            score=round(score, 3),
            reasons=reasons(what, own, held, dict(candidate.passages), found.rareness),
            shared=shared(asked, incident),
            helped=helped(own),
            open_action_items=open_actions(incident),
            url=incident.url,
        )


def surest_first(candidates: Sequence[Candidate], sure: Sequence[float]) -> list[tuple[Candidate, float]]:
    """The first LOOKED_AT by their certainty; what comes after them keeps its place, and is never surer than what is before."""
    scored = list(zip(candidates, sure, strict=True))
    first = sorted(scored[:LOOKED_AT], key=lambda one: -one[1])
    for candidate, score in scored[LOOKED_AT:]:
        first.append((candidate, min(score, first[-1][1])))
    return first
