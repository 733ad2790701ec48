"""What makes vectors of texts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pipeline.index.embedders.arrays import Vector, Vectors


class Embedder(Protocol):
    """`name` says the model and what was done to its vectors: equal names make equal vectors of equal texts. With `local` nothing
    leaves this machine."""

    @property
    def name(self) -> str: ...

    @property
    def dimension(self) -> int:
        """How long its vectors are now. Raises ServiceError where it has to be asked and does not answer soon enough."""
        ...

    @property
    def local(self) -> bool: ...

    def embed(self, texts: Sequence[str]) -> "Vectors":
        """Shape (texts, dimension), float32, each row of length 1. Raises ServiceError where it cannot answer."""
        ...

    def embed_query(self, text: str) -> "Vector":
        """Shape (dimension,), of length 1. Gives up earlier than `embed`: somebody waits, and can be answered otherwise."""
        ...
