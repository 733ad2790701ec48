"""Follow-up work is looked for in everything that was said, chunk by chunk, side by side with the sections.

In: the material. Out: tasks, and from their outcomes the draft with other action items. Where a chunk gets no answer, the
extractive items that rest on it stay; so do a person's.
"""

from collections.abc import Callable, Sequence
from functools import partial

from pipeline.domain.action_item import ActionItem
from pipeline.domain.material import RedactedMaterial
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.statement import StatementBasis
from pipeline.domain.story import Story
from pipeline.domain.wishes import Wishes
from pipeline.draft.clock import full_time
from pipeline.draft.model.follow_ups import FollowUps, action_items, follow_up_task
from pipeline.llm.task import TOO_MUCH, Answer, Outcome, Task
from pipeline.transcript.chunks import chunks_of
from pipeline.transcript.page import Page, line_of, page_of
from pipeline.transcript.pseudonyms import Pseudonyms

SECTION = "action_items"
WITHOUT_MODEL = "{} drafted without a model: {}."


class FollowUpChunks:
    """`most` is the length of a chunk in characters."""

    def __init__(self, material: RedactedMaterial, story: Story, pseudonyms: Pseudonyms, wishes: Wishes, most: int) -> None:
        self.material, self.story, self.pseudonyms, self.wishes = material, story, pseudonyms, wishes
        spoken = [piece for piece in material.evidence if piece.text.strip()]
        self.chunks = chunks_of(spoken, most) if spoken and wishes.wants(SECTION) else []
        self.pages: dict[int, Page] = {}

    def tasks(self) -> list[Callable[[], Task[FollowUps]]]:
        """What makes the task of each chunk."""
        return [partial(self._task, number) for number in range(len(self.chunks))]

    def smaller(self, outcomes: Sequence[Outcome[Answer]]) -> list[Callable[[], Task[FollowUps]]]:
        """The same in halves for the chunks that were too long; their outcomes come behind those of `tasks`."""
        whole = len(self.chunks)
        long = [chunk for chunk, outcome in zip(self.chunks, outcomes, strict=True) if too_much(outcome)]
        halves = [half for chunk in long for half in chunk.halves() if len(chunk.pieces) > 1]
        self.chunks = [*self.chunks, *halves]
        return self.tasks()[whole:]

    def _task(self, number: int) -> Task[FollowUps]:
        chunk = self.chunks[number]
        page = self.pages[number] = page_of(chunk.pieces, self.pseudonyms, chunk.before)
        zone, wish = self.story.zone, self.wishes.instructions.get(SECTION, "")
        return follow_up_task(page, self.people(page.text), zone, self.ended(), wish)

    def people(self, text: str) -> str:
        held = {self.pseudonyms.author(role.name): role.role for role in reversed(self.story.incident.roles)}
        return "\n".join(
            f"- {name}{f': {line_of(held[name], self.pseudonyms)}' if name in held else ''}"
            for name in self.pseudonyms.people
            if name in text
        )

    def ended(self) -> str:
        over = self.story.incident.resolved_at or self.story.incident.mitigated_at
        title = line_of(self.story.incident.title, self.pseudonyms)
        return f"{title}, over at {full_time(over)}" if over else f"{title}, no end is known"

    def put(self, draft: Postmortem, outcomes: Sequence[Outcome[Answer]]) -> tuple[Postmortem, list[str]]:
        """The draft with the items that were heard, and what has to be said of chunks that failed."""
        if not self.chunks:
            return draft, []
        items = [item for item in draft.action_items if item.basis is StatementBasis.PERSON]
        notes: list[str] = []
        unread: set[str] = set()
        read: set[str] = set()
        for number, (chunk, outcome) in enumerate(zip(self.chunks, outcomes, strict=True)):
            if isinstance(outcome.answer, FollowUps):
                items += action_items(outcome.answer, self.pages[number], self.pseudonyms, self.material, self.story)
                read.update(piece.id for piece in chunk.pieces)
        for chunk, outcome in zip(self.chunks, outcomes, strict=True):
            missed = {piece.id for piece in chunk.pieces} - read
            if isinstance(outcome.answer, FollowUps) or not missed:
                continue
            unread |= missed
            which = "The action items were" if len(self.chunks) == 1 else "Some action items were"
            notes.append(WITHOUT_MODEL.format(which, outcome.failure.reason.rstrip(".") if outcome.failure else "no answer came"))
        known = {id for item in items for id in item.evidence}
        items += [item for item in draft.action_items if unread & set(item.evidence) and not known & set(item.evidence)]
        return draft.model_copy(update={SECTION: _once(items)}), notes


def _once(items: Sequence[ActionItem]) -> tuple[ActionItem, ...]:
    by_id: dict[str, ActionItem] = {}
    for item in items:
        by_id.setdefault(item.id, item)
    return tuple(by_id.values())


def too_much(outcome: Outcome[Answer]) -> bool:
    """Whether it failed for what a smaller task may not meet."""
    return outcome.failure is not None and outcome.failure.fault in TOO_MUCH
