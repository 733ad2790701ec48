"""A question -> related past incidents: the two searches with what ranks them, declines, and says why.

    Finder(store, words, meanings).find(asked, allowed, k) -> RelatedIncident[], the best first; none where nothing is similar

Where the embedder is on another machine, no restricted incident is sent to it, and no secret of any question.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from pipeline.domain.asked import Allowed, Asked
from pipeline.domain.evidence import Evidence, Source
from pipeline.domain.material import Material
from pipeline.domain.related import RelatedIncident
from pipeline.errors import EmbedderUnavailable
from pipeline.related import finding
from pipeline.store import Store

if TYPE_CHECKING:
    from pipeline.index.embedders.embedder import Vector
    from pipeline.index.vectors import VectorIndex
    from pipeline.index.words import WordIndex

WORDS_ALONE = "The answer is by words alone."
NOT_SENT = "The incident asked about is restricted and the embedder is on another machine: the answer is by words alone."
OTHER_MODEL = (
    "The embedder {name!r} gives vectors of {now} numbers and those that are kept have {kept}; `postmortem corpus rebuild` "
    f"computes them anew. {WORDS_ALONE}"
)


class Finder:
    """On indexes that are up to date; `meanings` None: words alone are searched. `failed` is when the embedder did not answer."""

    def __init__(self, store: Store, words: "WordIndex", meanings: "VectorIndex | None", notes: Sequence[str] = ()) -> None:
        self.store, self.words, self.meanings = store, words, meanings
        self.notes = list(notes)
        self.failed: float | None = None

    def find(self, asked: Asked, allowed: Allowed, k: int) -> Sequence[RelatedIncident]:
        """Where something is asked for in several views, an incident counts by the one that it answers best."""
        best: dict[str, RelatedIncident] = {}
        for text in asked.views or (asked.text,):
            for one in self.by(asked, text).find(replace(asked, text=text), allowed, k):
                if one.id not in best or one.score > best[one.id].score:
                    best[one.id] = one
        return sorted(best.values(), key=lambda one: -one.score)[:k] if asked.views else list(best.values())

    def by(self, asked: Asked, text: str) -> finding.Finder:
        vector = self.vector_of(text, asked.restricted)
        by = finding.Finder(self.words, self.store.listed, self.store.passages)
        return by if vector is None else replace(by, vectors=self.meanings, embed=partial(same, vector))

    def vector_of(self, text: str, restricted: bool) -> "Vector | None":
        """The question's vector; None where words alone are searched."""
        if self.meanings is None or not self.meanings.dimension:
            return None
        embedder, kept = self.meanings.embedder, self.meanings.dimension
        if restricted and not embedder.local:
            self.note(NOT_SENT)
            return None
        try:
            vector = embedder.embed_query(text if embedder.local else redacted(text))
        except EmbedderUnavailable as error:
            self.give_up(f"{error} {WORDS_ALONE}")
            return None
        if len(vector) == kept:
            return vector
        self.give_up(OTHER_MODEL.format(name=embedder.name, now=len(vector), kept=kept))
        return None

    def note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)

    def give_up(self, why: str) -> None:
        """From here on words alone are searched."""
        self.note(why)
        self.meanings, self.failed = None, monotonic()


def same(vector: "Vector", _: str) -> "Vector":
    return vector


def redacted(text: str) -> str:
    """What may leave this machine of a question."""
    from pipeline.redact import redact

    return redact(Material(evidence=(Evidence(id="asked", text=text, source=Source(file="")),))).evidence[0].text
