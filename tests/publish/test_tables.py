"""Action items as CSV: a spreadsheet opens them as data."""

import csv
import io
from datetime import UTC, datetime

import pytest

from pipeline.domain.action_item import ActionItem, Commitment
from pipeline.domain.review import ActionLine, Item, Review
from pipeline.publish import actions_csv
from pipeline.publish.tables import safe_cell

AT = datetime(2026, 3, 16, tzinfo=UTC)


def line(action: str, owner: str | None = None) -> ActionLine:
    review = Review(id="INC-1", title='=HYPERLINK("https://evil.example")', created_at=AT, created_by="Ana")
    value = ActionItem(id="a", action=action, owner=owner, commitment=Commitment.COMMITTED, accepted=True).model_dump(mode="json")
    return ActionLine(review, Item(part="action_items", id="a", position=1, value=value))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\uff1d1"])
def test_what_a_spreadsheet_would_compute_is_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Add an alert", "a = b", "OPS-7", "2026-03-16"])
def test_everything_else_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


def test_a_row_holds_the_incident_and_its_action_item() -> None:
    rows = list(csv.DictReader(io.StringIO(actions_csv([line('=cmd|"/c calc"!A1, "quoted"\nsecond line', "Ana")]))))
    assert rows[0]["action"] == '\'=cmd|"/c calc"!A1, "quoted"\nsecond line'
    assert rows[0]["title"].startswith("'=")
    assert (rows[0]["incident"], rows[0]["owner"], rows[0]["due"], rows[0]["accepted"]) == ("INC-1", "Ana", "", "yes")


def test_without_action_items_there_is_the_row_of_names_alone() -> None:
    assert actions_csv([]).count("\r\n") == 1
