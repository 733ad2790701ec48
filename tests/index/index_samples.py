"""Past incidents with made vectors: equal texts have equal ones."""

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from pipeline.domain.incident import Visibility
from pipeline.domain.past_incident import Part, Passage, PastIncident


class Made:
    """An embedder that counts what it is asked for."""

    def __init__(self, name: str = "made", dimension: int = 24, local: bool = True) -> None:
        self.name, self.dimension, self.local = name, dimension, local
        self.texts: list[str] = []

    def embed(self, texts: Sequence[str]) -> Any:
        self.texts += texts
        seeds = [int(hashlib.sha256(f"{self.name} {text}".encode()).hexdigest()[:8], 16) for text in texts]
        rows = np.stack([np.random.default_rng(seed).standard_normal(self.dimension).astype(np.float32) for seed in seeds])
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def embed_query(self, text: str) -> Any:
        return self.embed([text])[0]


def past(number: int, words: str = "disk full on the primary", visibility: Visibility = Visibility.INTERNAL) -> Any:
    """An incident of three passages, each with a word of its own: `own7x1`."""
    id = f"INC-{number}"
    texts = [f"{words} own{number}x{n}" for n in range(3)]
    passages = [
        Passage(id=f"{id}#{n}", incident=id, text=text, text_hash=hashlib.sha256(text.encode()).hexdigest()[:32])
        for n, text in enumerate(texts)
    ]
    part = Part(text=" ".join(texts))
    return PastIncident(id=id, title=f"Incident {number}", parts=(part,), visibility=visibility, digest=words), passages
