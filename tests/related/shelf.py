"""A shelf for tests: incidents in a list, found where they share words with the question, and everything that was asked."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.domain.asked import Allowed, Asked
from pipeline.domain.past_incident import Part, PartKind, PastIncident
from pipeline.domain.related import OpenAction, Reason, RelatedIncident


def past(id: str, text: str, **fields: Any) -> PastIncident:
    title = fields.pop("title", f"Incident {id}")
    return PastIncident(id=id, title=title, parts=(Part(kind=PartKind.CAUSE, text=text),), **fields)


class FakeShelf:
    notes = ()

    def __init__(self, *incidents: PastIncident, read: PastIncident | None = None) -> None:
        self.incidents, self.document = {one.id: one for one in incidents}, read
        self.asked: list[tuple[Asked, Allowed, int]] = []

    def listed(self, ids: Sequence[str] | None = None) -> Sequence[PastIncident]:
        return [one.model_copy(update={"parts": ()}) for one in self.incidents.values() if ids is None or one.id in ids]

    def whole(self, ids: Sequence[str]) -> Sequence[PastIncident]:
        return [one for id, one in self.incidents.items() if id in ids]

    def read(self, path: Path) -> PastIncident:
        assert self.document, path
        return self.document

    def read_text(self, text: str) -> PastIncident | None:
        return self.document

    def find(self, asked: Asked, allowed: Allowed, k: int) -> Sequence[RelatedIncident]:
        self.asked.append((asked, allowed, k))
        scores = {id: len(words(asked.text) & words(text_of(one))) for id, one in self.incidents.items()}
        may = [id for id in scores if scores[id] and id not in asked.apart and (allowed is None or id in allowed)]
        best = sorted(may, key=lambda id: -scores[id])
        return [related(self.incidents[id], 0.9 - 0.1 * place) for place, id in enumerate(best[:k])]


def related(one: PastIncident, score: float) -> RelatedIncident:
    still = tuple(
        OpenAction(action=action.action, owner=action.owner, ticket=action.ticket) for action in one.actions if action.open
    )
    reason = Reason(passage=text_of(one), matches=("pool",))
    return RelatedIncident(
        id=one.id, title=one.title, score=score, reasons=(reason,), open_action_items=still, helped="Restarted."
    )


def text_of(one: PastIncident) -> str:
    return "\n".join(part.text for part in one.parts)


def words(text: str) -> set[str]:
    return {word.strip(".,").lower() for word in text.split() if len(word) > 3}
