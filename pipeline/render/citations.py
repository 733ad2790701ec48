"""Numbers for evidence, in order of first use, so that the same document gives the same numbers."""

from collections.abc import Iterable, Iterator

from pipeline.domain.evidence import Evidence, EvidenceKind

KINDS = {
    EvidenceKind.LOG_ENTRY: "log entry",
    EvidenceKind.STATUS_UPDATE: "status update",
    EvidenceKind.DEPLOY: "deployment",
}


def place(piece: Evidence) -> str:
    """Where it was said, in words: `message in #inc-041, edited`, `log entry`."""
    kind = KINDS.get(piece.kind, piece.kind.value)
    where = f" in #{piece.channel}" if piece.channel else ""
    return f"{kind}{where}{', edited' if piece.edited else ''}"


class Citations:
    """Gives each id a number the first time it is cited, and remembers the order."""

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        self._known = {piece.id: piece for piece in evidence}
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, id: str) -> int:
        return self._numbers.setdefault(id, len(self._numbers) + 1)

    def numbers(self, ids: Iterable[str]) -> list[int]:
        """One number for each id, each once, in the order given."""
        return list(dict.fromkeys(self.number(id) for id in ids))

    def cited(self) -> Iterator[tuple[int, str, Evidence | None]]:
        """Number, id and the evidence, None where the document does not hold it; in order of the numbers."""
        for id, number in self._numbers.items():
            yield number, id, self._known.get(id)
