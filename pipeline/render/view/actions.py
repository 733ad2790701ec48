"""Action items in the tables of the template: committed by category, proposed apart, declined in a list of their own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from pipeline.domain.action_item import ActionCategory, ActionItem, ActionStatus, Commitment, Horizon
from pipeline.domain.statement import CheckStatus
from pipeline.render.message import shortened
from pipeline.render.pen import Pen
from pipeline.render.view.sentence import Asked
from pipeline.render.view.silence import NOTHING, TBD, silence

HEADINGS = {
    ActionCategory.PREVENT: "Prevent Recurrence",
    ActionCategory.DETECT: "Improve Detection",
    ActionCategory.RESPOND: "Improve Response",
    ActionCategory.PROCESS: "Process Improvements",
    None: "Not yet sorted",
}
HORIZONS = {
    Horizon.IMMEDIATE: "immediate (24 h)",
    Horizon.SHORT: "short (1 week)",
    Horizon.MEDIUM: "medium (1 month)",
    Horizon.LONG: "long (1 quarter)",
}
STATUSES = {ActionStatus.OPEN: "Open", ActionStatus.IN_PROGRESS: "In progress", ActionStatus.DONE: "Done"}


class ActionRow:
    """One action item; fields that nobody gave say `unknown`, a ticket that nobody named is empty."""

    def __init__(self, item: ActionItem, pen: Pen, names: Mapping[str, str], unknown: str) -> None:
        self._item, self._pen, self._names = item, pen, names
        self._unknown = Markup(unknown)
        self.has_due = item.due is not None
        self.category = item.category.value if item.category else self._unknown
        self.horizon = HORIZONS[item.horizon] if item.horizon else self._unknown
        self.priority = item.priority.value if item.priority else self._unknown
        self.due = item.due.isoformat() if item.due else self._unknown
        self.status = STATUSES[item.status] + (", accepted" if item.accepted else "")
        self.turned_down = "not taken on by the owner" if item.accepted is False else "declined"
        self.unsupported = item.check.status is CheckStatus.UNSUPPORTED

    @property
    def text(self) -> Markup:
        return self._pen.text(self._item.action)

    @property
    def marks(self) -> Markup:
        return self._pen.cite(self._item.evidence)

    @property
    def owner(self) -> Markup:
        return self._pen.text(self._item.owner) if self._item.owner else self._unknown

    @property
    def ticket(self) -> Markup:
        ticket = self._item.ticket or ""
        return self._pen.address(ticket, ticket) if ticket.startswith(("http://", "https://")) else self._pen.text(ticket)

    @property
    def success(self) -> Markup:
        return self._pen.text(self._item.success_criteria or "")

    @property
    def depends_on(self) -> Markup:
        return Markup("; ").join(self._pen.text(self._names.get(other, other)) for other in self._item.depends_on)

    @property
    def problem(self) -> Markup:
        return self._pen.problem(self._item.check)

    @property
    def note(self) -> Markup:
        return self._pen.note(self._item.id)

    def __html__(self) -> Markup:
        return self.text + self.marks + self.problem + self.note


@dataclass(frozen=True)
class ActionGroup:
    heading: str
    rows: tuple[ActionRow, ...]


def taken_on(item: ActionItem) -> Commitment:
    """What it is since the owner decided: an idea that the owner took on is committed."""
    return Commitment.COMMITTED if item.accepted and item.commitment is Commitment.PROPOSED else item.commitment


class Actions:
    """All action items. An item that the owner did not take on stands with the declined ones."""

    def __init__(self, items: Iterable[ActionItem], questions: Iterable[Asked], pen: Pen, *, draft: bool) -> None:
        self._items, self._pen = tuple(items), pen
        self._names = {item.id: shortened(item.action, 80) for item in self._items}
        self.questions = tuple(questions)
        self.silence = Markup(silence("action_items", draft=draft))
        self._unknown = TBD if draft else NOTHING

    def _rows(self, items: Iterable[ActionItem]) -> tuple[ActionRow, ...]:
        return tuple(ActionRow(item, self._pen, self._names, self._unknown) for item in items)

    def _live(self, commitment: Commitment) -> list[ActionItem]:
        return [item for item in self._items if taken_on(item) is commitment and item.accepted is not False]

    @cached_property
    def committed(self) -> tuple[ActionGroup, ...]:
        """The template's four tables, empty ones too where any has an item; another for items without a category."""
        live = self._live(Commitment.COMMITTED)
        sorted_any = any(item.category for item in live)
        groups = {category: self._rows(item for item in live if item.category is category) for category in HEADINGS}
        return tuple(
            ActionGroup(HEADINGS[category], rows) for category, rows in groups.items() if rows or (category and sorted_any)
        )

    @cached_property
    def proposed(self) -> tuple[ActionRow, ...]:
        return self._rows(self._live(Commitment.PROPOSED))

    @cached_property
    def declined(self) -> tuple[ActionRow, ...]:
        return self._rows(item for item in self._items if item.commitment is Commitment.DECLINED or item.accepted is False)
