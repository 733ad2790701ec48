"""Action items as a tool keeps them -> one document with a table, which is read like that of a written postmortem."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.domain.evidence import Evidence, EvidenceKind, Source
from pipeline.sources.payload import names

COLUMNS = ("Action", "Owner", "Due", "Priority", "Status", "Ticket")


@dataclass(frozen=True)
class ActionRow:
    """One action item. `id` is that of the evidence it would be alone, `table` that of the document it goes into."""

    id: str
    table: str
    source: Source
    action: str
    owner: str = ""
    due: str = ""
    priority: str = ""
    status: str = ""
    ticket: str = ""


def action_table(rows: Sequence[ActionRow], as_of: datetime | None) -> Evidence | None:
    """The table of one incident's action items, each as it was told last; None without any."""
    latest = {row.id: row for row in rows if row.action}
    if not latest:
        return None
    first = next(iter(latest.values()))
    lines = [_line(COLUMNS), _line(["---"] * len(COLUMNS)), *(_line(_cells(row)) for row in latest.values())]
    return Evidence(
        id=first.table,
        at=as_of,
        kind=EvidenceKind.DOCUMENT,
        text="\n".join(["## Action items", "", *lines]),
        source=first.source.model_copy(update={"ids": names(latest)}),
    )


def _cells(row: ActionRow) -> list[str]:
    return [row.action, row.owner, row.due, row.priority, row.status.replace("_", " "), row.ticket]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.replace("|", "/").split()) for cell in cells) + " |"
