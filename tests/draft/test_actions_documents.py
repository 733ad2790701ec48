"""Action items of documents: tables, lists, and what was also spoken of."""

from datetime import UTC, date, datetime

from action_samples import Talk, only

from pipeline.domain.action_item import ActionStatus, Commitment
from pipeline.domain.evidence import Evidence, EvidenceKind, Source


def part(text: str) -> Evidence:
    at = datetime(2026, 5, 6, tzinfo=UTC)
    return Evidence(id="doc:rca.md#4", at=at, kind=EvidenceKind.DOCUMENT, text=text, source=Source(file="rca.md"))


def test_a_table_gives_owner_day_ticket_and_status() -> None:
    table = part(
        "## Action items\n\n"
        "| Ticket | Action | Owner | Due date | Status |\n|---|---|---|---|---|\n"
        "| DBA-7 | Lag alert goes to the pager | Ana | 2026-05-20 | Done |\n"
        "| | Second path for fencing | TBD | | Open |\n"
    )
    first, second = Talk().items(table)
    assert (first.owner, first.due, first.ticket, first.status) == ("Ana Lima", date(2026, 5, 20), "DBA-7", ActionStatus.DONE)
    assert (first.commitment, first.evidence) == (Commitment.COMMITTED, ("doc:rca.md#4",))
    assert (second.owner, second.commitment, second.status) == (None, Commitment.PROPOSED, ActionStatus.OPEN)


def test_a_list_under_a_heading_of_actions_counts() -> None:
    items = Talk().items(
        part("### Next steps\n\n- [x] Move the runbook to the wiki (Ben Otto)\n- [ ] Rehearse the failover every quarter")
    )
    assert [(item.owner, item.status) for item in items] == [("Ben Otto", ActionStatus.DONE), (None, ActionStatus.OPEN)]


def test_lists_and_tables_of_something_else_do_not() -> None:
    text = "## What happened\n\n- Restarted the gateway twice\n\n| Time | Event |\n|---|---|\n| 10:00 | Lag alert added |\n"
    assert Talk().items(part(text)) == ()


def test_what_was_open_from_an_earlier_review_is_not_this_incident_s() -> None:
    text = (
        "## Why it came back\n\nOpen from those reviews:\n\n"
        "| Ticket | Action | Due |\n|---|---|---|\n| DBA-1 | Own pool for batch | 1 May |\n"
    )
    assert Talk().items(part(text)) == ()


def test_work_that_was_also_spoken_of_is_one_item_with_both_as_evidence() -> None:
    talk = Talk().call().reply("Ana Lima", "I take DBA-7, the lag alert must go to the pager")
    header = "## Actions\n\n| Ticket | Action | Owner | Due |\n|---|---|---|---|\n"
    table = part(header + "| DBA-7 | Lag alert to the pager | Ana Lima | 20 May 2026 |\n")
    item = only(talk.items(table))
    assert (item.owner, item.due, item.evidence) == ("Ana Lima", date(2026, 5, 20), ("m1", "doc:rca.md#4"))


def test_the_rows_of_an_empty_template_are_no_items() -> None:
    template = "## Action Items\n\n| Action | Owner | Due Date |\n|---|---|---|\n| [Specific action] | @owner | [DATE] |\n"
    assert Talk().items(part(template)) == ()
