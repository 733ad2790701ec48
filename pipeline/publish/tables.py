"""Action items -> CSV that a spreadsheet opens as data: no cell can be a formula."""

import csv
import io
from collections.abc import Iterable

from pipeline.domain.action_item import ActionItem
from pipeline.domain.review import ActionLine

STARTS_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
STARTS_CELL = ("\t", "\r", "\n")
COLUMNS = (
    "incident",
    "title",
    "severity",
    "action",
    "owner",
    "due",
    "priority",
    "category",
    "horizon",
    "commitment",
    "accepted",
    "status",
    "success_criteria",
    "ticket",
    "id",
)


def actions_csv(lines: Iterable[ActionLine]) -> str:
    """One row for each action item, below a row of names; rows end with CR LF (RFC 4180), a missing value is an empty cell."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    for review, item in lines:
        about = {"incident": review.id, "title": review.title, "severity": review.severity}
        fields = about | {"id": item.id} | ActionItem.model_validate(item.value).model_dump(mode="json", exclude={"id"})
        table.writerow([_cell(fields[name]) for name in COLUMNS])
    return written.getvalue()


def safe_cell(text: str) -> str:
    """The text of a cell, with a quotation mark before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(STARTS_CELL) or text.lstrip().startswith(STARTS_FORMULA) else text


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else safe_cell(str(value))
