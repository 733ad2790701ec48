"""A corpus, read, cut and indexed in memory; and the queries that are asked of it. Vectors are kept in build/evals/related."""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from evals.related.memory import Floats, MemoryVectors, MemoryWords
from pipeline.corpus import find, read_files
from pipeline.domain.past_incident import Passage, PastIncident
from pipeline.index.embedders.minilm import MiniLM
from pipeline.related.finding import Finder
from pipeline.related.passages import embedded, passages
from pipeline.text.concepts import terms

KEPT = Path("build/evals/related")
AT_ONCE = 500


@dataclass(frozen=True)
class Query:
    """`answers` are the ids that are right; none: nothing is similar. `touched` are others that may speak of it."""

    id: str
    text: str
    answers: frozenset[str]
    touched: frozenset[str] = frozenset()


def read_queries(path: Path) -> list[Query]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [
        Query(row.get("id", f"q{place}"), row["query"], frozenset(answers_of(row)), frozenset(row.get("touched") or ()))
        for place, row in enumerate(rows)
    ]


def answers_of(row: dict[str, object]) -> list[str]:
    also = row.get("also") or []
    assert isinstance(also, list)
    return [str(one) for one in (row.get("primary"), row.get("target_id"), *also) if one]


class Vectors:
    """Embeds each text once, and remembers it from run to run."""

    def __init__(self, folder: Path = KEPT):
        self.folder, self.embedder = folder, MiniLM(folder)
        folder.mkdir(parents=True, exist_ok=True)
        self.known: dict[str, Floats] = {}
        for path in sorted(folder.glob("*.npz")):
            with np.load(path) as kept:
                self.known.update(zip(kept["names"].tolist(), kept["vectors"], strict=True))

    def of(self, texts: Sequence[str]) -> Floats:
        names = [hashlib.sha1(text.encode()).hexdigest()[:20] for text in texts]
        new = {name: text for name, text in zip(names, texts, strict=True) if name not in self.known}
        left = sorted(new.items(), key=lambda item: len(item[1]))
        for start in range(0, len(left), AT_ONCE):
            some = left[start : start + AT_ONCE]
            vectors = self.embedder.embed([text for _, text in some])
            np.savez(self.folder / f"{some[0][0]}-{len(some)}.npz", names=[name for name, _ in some], vectors=vectors)
            self.known.update(zip([name for name, _ in some], vectors, strict=True))
        return np.stack([self.known[name] for name in names])


class World:
    def __init__(self, path: Path, vectors: Vectors):
        read = read_files(find([path]).files)
        self.incidents: dict[str, PastIncident] = {one.incident.id: one.incident for one in read if one.incident}
        self.cut: dict[str, tuple[Passage, ...]] = {id: passages(one) for id, one in self.incidents.items()}
        self.kept = vectors

    def only(self, ids: Collection[str]) -> "World":
        """The same with these incidents alone."""
        part = object.__new__(World)
        part.kept = self.kept
        part.incidents = {id: one for id, one in self.incidents.items() if id in ids}
        part.cut = {id: cut for id, cut in self.cut.items() if id in ids}
        part.terms = {id: found for id, found in self.terms.items() if id in ids}
        part.held = {id: found for id, found in self.held.items() if id in ids}
        return part

    @cached_property
    def terms(self) -> dict[str, list[list[str]]]:
        """Of each passage of each incident."""
        return {id: [terms(one.text) for one in cut] for id, cut in self.cut.items()}

    @cached_property
    def held(self) -> dict[str, list[frozenset[str]]]:
        return {id: [*map(frozenset, found)] for id, found in self.terms.items()}

    @cached_property
    def words(self) -> MemoryWords:
        return MemoryWords({id: [term for one in found for term in one] for id, found in self.terms.items()})

    @cached_property
    def vectors(self) -> MemoryVectors:
        every = [one for cut in self.cut.values() for one in cut]
        return MemoryVectors([one.id for one in every], self.kept.of([embedded(one.heading, one.text) for one in every]))

    def finder(self, with_vectors: bool = True) -> Finder:
        finder = Finder(self.words, self.read_incidents, self.read_passages)
        return Finder(finder.words, finder.incidents, finder.passages, self.vectors, self.embed) if with_vectors else finder

    def read_incidents(self, ids: Sequence[str]) -> list[PastIncident]:
        return [self.incidents[id] for id in ids]

    def read_passages(self, ids: Sequence[str]) -> list[Passage]:
        return [one for id in ids for one in self.cut[id]]

    def embed(self, text: str) -> Floats:
        return self.kept.of([text])[0]

    @cached_property
    def full_texts(self) -> dict[str, str]:
        """For the baselines: all that a document says, as it says it."""
        return {id: "\n".join([one.title, *(f"{part.heading}\n{part.text}" for part in one.parts)]) for id, one in self.all()}

    def all(self) -> list[tuple[str, PastIncident]]:
        return list(self.incidents.items())
