"""The two indexes in memory, as exact as the real ones: BM25 with tantivy's constants over incidents, cosines over passages."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.domain.asked import Allowed

Floats = NDArray[np.float32]


class MemoryWords:
    """`documents` are the terms of each incident by its id."""

    def __init__(self, documents: Mapping[str, Sequence[str]], k1: float = 1.2, b: float = 0.75):
        self.ids = list(documents)
        lengths = np.array([max(1, len(terms)) for terms in documents.values()], dtype=float)
        norms = k1 * (1 - b + b * lengths / lengths.mean())
        places: dict[str, list[int]] = defaultdict(list)
        counts: dict[str, list[int]] = defaultdict(list)
        for place, terms in enumerate(documents.values()):
            for term, count in Counter(terms).items():
                places[term].append(place)
                counts[term].append(count)
        self.frequency = {term: len(found) for term, found in places.items()}
        self.postings: dict[str, tuple[NDArray[np.int64], NDArray[np.float64]]] = {}
        for term, found in places.items():
            where, count = np.array(found), np.array(counts[term], dtype=float)
            self.postings[term] = where, self.idf(term) * (k1 + 1) * count / (count + norms[where])

    def idf(self, term: str) -> float:
        frequency = self.frequency.get(term, 0)
        return math.log(1 + (len(self.ids) - frequency + 0.5) / (frequency + 0.5))

    def scores(self, terms: Mapping[str, float]) -> NDArray[np.float64]:
        total = np.zeros(len(self.ids))
        for term, weight in terms.items():
            if term in self.postings:
                where, score = self.postings[term]
                total[where] += weight * score
        return total

    def search(self, terms: Mapping[str, float], k: int, where: Allowed) -> list[tuple[str, float]]:
        total = self.scores(terms)
        order = np.argsort(-total, kind="stable")
        return [(self.ids[i], float(total[i])) for i in order if total[i] > 0 and (where is None or self.ids[i] in where)][:k]

    def rareness(self, terms: Collection[str]) -> dict[str, float]:
        return {term: self.idf(term) for term in terms}


class MemoryVectors:
    """`passages` are ids, a row of `vectors` each."""

    def __init__(self, passages: Sequence[str], vectors: Floats):
        self.passages, self.vectors = passages, vectors

    def search(self, vector: Floats, k: int, where: Allowed) -> list[tuple[str, float]]:
        near = self.vectors @ vector
        order: list[int] = np.argsort(-near, kind="stable")[: k if where is None else None].tolist()
        hits: list[tuple[str, float]] = [(self.passages[int(i)], float(near[i])) for i in order]
        return [hit for hit in hits if where is None or hit[0].rpartition("#")[0] in where][:k]

    def holds(self, incident: str) -> bool:
        del incident
        return True
