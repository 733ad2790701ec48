"""What the ranking asks of the two indexes. Ids of passages are `<incident id>#<n>`; vectors are float32, normalized.

The word index holds whole incidents (the terms of all their passages, pipeline/text/concepts.py), since two words of a question
may stand in different passages; the vector index holds passages, since a vector is about one thing.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from pipeline.domain.asked import Allowed


class VectorIndex(Protocol):
    def search(self, vector: Any, k: int, where: Allowed) -> Sequence[tuple[str, float]]:
        """The k nearest passages: id and cosine, best first."""
        ...

    def holds(self, incident: str) -> bool:
        """Whether every passage of it has its vector. Who is not held is never near, and that says nothing of it."""
        ...


class WordIndex(Protocol):
    def search(self, terms: Mapping[str, float], k: int, where: Allowed) -> Sequence[tuple[str, float]]:
        """The k incidents in which the terms (each with its weight) score best by BM25: id and score, best first."""
        ...

    def rareness(self, terms: Collection[str]) -> Mapping[str, float]:
        """BM25's inverse document frequency of each term over incidents, also of one that occurs nowhere."""
        ...
