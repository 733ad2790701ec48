"""A passage: one sentence of the evidence, with what a section needs to judge whether it belongs there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cached_property

from pipeline.domain.evidence import Evidence, EvidenceKind
from pipeline.text.terms import content_words, identifiers


class Stage(StrEnum):
    """Where in the incident something was said."""

    BEFORE = "before"
    UNNOTICED = "unnoticed"
    RESPONSE = "response"
    CLOSING = "closing"
    AFTER = "after"


SPOKEN = frozenset({EvidenceKind.MESSAGE, EvidenceKind.NOTE})


@dataclass(frozen=True)
class Passage:
    """`order` is the place of its evidence in the material, `place` its place among the sentences of that evidence.

    `signs` are the cues of `pipeline.text.cues` and the lists of `pipeline.draft.lexicon` that the sentence gives. `question` and
    `plan` mark what asks or promises. `heading` is the heading that a document's sentence stands under, in lower case;
    `relayed` marks a person's words that a tool passed on.
    """

    text: str
    piece: Evidence
    order: int
    place: int
    stage: Stage
    words: tuple[str, ...]
    signs: frozenset[str]
    question: bool = False
    plan: bool = False
    key: bool = False
    central: bool = True
    heading: str = ""
    relayed: bool = False

    @property
    def id(self) -> str:
        return self.piece.id

    @property
    def note(self) -> bool:
        return self.relayed or self.piece.kind is EvidenceKind.NOTE

    @property
    def document(self) -> bool:
        return self.piece.kind is EvidenceKind.DOCUMENT

    @property
    def public(self) -> bool:
        """A sentence written for customers."""
        return self.piece.kind is EvidenceKind.STATUS_UPDATE

    @property
    def spoken(self) -> bool:
        return self.relayed or (self.piece.kind in SPOKEN and not self.piece.automated)

    @property
    def machine(self) -> bool:
        return not self.spoken and not self.document and not self.public

    @property
    def from_log(self) -> bool:
        """A line of a log file, not of a chat or a record."""
        return self.piece.id.startswith("log:")

    def has(self, *signs: str) -> bool:
        return any(sign in self.signs for sign in signs)

    def count(self, *signs: str) -> int:
        return sum(sign in self.signs for sign in signs)

    def weigh(self, weights: Mapping[str, float]) -> float:
        """The sum of the weights of the signs that the passage gives."""
        return sum(weight for sign, weight in weights.items() if sign in self.signs)

    @cached_property
    def content(self) -> frozenset[str]:
        """Content words and identifiers."""
        return content_words(self.text) | self.identifiers

    @cached_property
    def identifiers(self) -> frozenset[str]:
        return identifiers(self.text)


def overlap(one: Passage, other: Passage) -> float:
    """How much of the shorter of two passages the other says too: 0 to 1."""
    return len(one.content & other.content) / max(1, min(len(one.content), len(other.content)))


def within(one: Passage, other: Passage, most: timedelta) -> bool:
    """Whether both have a time, and stand at most so far apart."""
    return one.piece.at is not None and other.piece.at is not None and abs(one.piece.at - other.piece.at) <= most
