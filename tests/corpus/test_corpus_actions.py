"""Action items as they stand in tables, lists and checkboxes: who, by when, and whether they are open."""

import datetime

import pytest

from pipeline.corpus.actions import action_of
from pipeline.corpus.markdown import read_markdown
from pipeline.domain.past_incident import PastAction


def actions(text: str) -> tuple[PastAction, ...]:
    return read_markdown(f"# Outage of the cache\n\n{text}\n", "x", "x.md").actions


def test_rows_of_a_table_have_owner_due_ticket_and_status() -> None:
    table = """\
## Follow-ups

| Action | Owner | Due date | Ticket | Status |
|--|--|--|--|--|
| Warm the cache | @Ana Lima | 2025-04-01 | [OPS-1](https://example.org/OPS-1) | In progress |
| Limit the restarts | TBD | - | | ✅ Done |
"""
    assert actions(table) == (
        PastAction(action="Warm the cache", owner="@Ana Lima", due=datetime.date(2025, 4, 1), ticket="OPS-1", open=True),
        PastAction(action="Limit the restarts", open=False),
    )


def test_a_table_elsewhere_counts_with_an_action_and_an_owner() -> None:
    assert actions("## Notes\n\n| Task | Assignee |\n|--|--|\n| Warm the cache | Bo |\n") == (
        PastAction(action="Warm the cache", owner="Bo"),
    )
    assert actions("## Timeline\n\n| Time | Event |\n|--|--|\n| 10:00 | It broke at once |\n") == ()


def test_a_table_without_a_header_that_is_known_gives_its_longest_cell() -> None:
    assert actions("## Action items\n\n| A | B |\n|--|--|\n| 1 | Warm the cache first |\n") == (
        PastAction(action="Warm the cache first"),
    )


def test_boxes_say_what_is_done() -> None:
    found = actions("## Actions\n\n- [ ] Warm the cache\n- [x] Limit the restarts\n- Say so in the manual\n")
    assert [(action.action, action.open) for action in found] == [
        ("Warm the cache", True),
        ("Limit the restarts", False),
        ("Say so in the manual", None),
    ]


def test_boxes_that_are_choices_are_no_actions() -> None:
    assert actions("## Detection\n\n- [x] Monitoring saw it\n- [ ] A user called us\n") == ()


@pytest.mark.parametrize(
    ("item", "action", "open"),
    [
        ("Status: Done - warm the cache", "warm the cache", False),
        ("Status: on-going - warm the cache", "warm the cache", True),
        ("Status: Declined - warm the cache", "warm the cache", False),
        ("Status: Unresolved warm the cache", "warm the cache", True),
        ("~~Warm the cache~~", "Warm the cache", False),
        ("Warm the cache (done)", "Warm the cache", False),
        ("[TODO] Warm the cache", "Warm the cache", True),
        ("Warm the cache before it is done", "Warm the cache before it is done", None),
        ("DONE: Warm the cache", "Warm the cache", False),
    ],
)
def test_an_item_says_of_itself_how_it_stands(item: str, action: str, open: bool | None) -> None:
    assert [(found.action, found.open) for found in actions(f"## Action items\n\n- {item}\n")] == [(action, open)]


def test_an_item_names_its_ticket_owner_and_day() -> None:
    (found,) = actions("## Next steps\n\n1. Warm the cache (OPS-12), owner: Ana Lima, due: 2025-04-01\n")
    assert (found.ticket, found.owner, found.due) == ("OPS-12", "Ana Lima", datetime.date(2025, 4, 1))


def test_what_hangs_below_an_item_tells_of_it() -> None:
    (found,) = actions("## Actions\n\n- Warm the cache\n  - Owner: Ana Lima\n  - Status: open\n  - https://example.org/i/7\n")
    assert (found.action, found.owner, found.open) == ("Warm the cache", "Ana Lima", True)
    assert found.ticket == "https://example.org/i/7"


def test_an_item_that_only_introduces_others_is_none() -> None:
    found = actions("## Actions\n\n- For the cache:\n  - Warm it first\n  - Limit its restarts\n")
    assert [action.action for action in found] == ["Warm it first", "Limit its restarts"]


def test_paragraphs_and_initials_are_no_actions() -> None:
    assert actions("## Action items\n\nWe should do something.\n\n- AB CD EF\n- TBD\n") == ()


def test_entries_of_records_are_read_by_their_usual_keys() -> None:
    assert action_of({"title": "Warm it first", "assignee": {"name": "Ana"}, "deadline": "2025-04-01", "done": False}) == (
        PastAction(action="Warm it first", owner="Ana", due=datetime.date(2025, 4, 1), open=True)
    )
    assert action_of({"owner": "Ana"}) is None
    assert action_of(7) is None


@pytest.mark.parametrize(
    "item",
    [
        "[ ] Write an incident report",
        "[ ] Hold an internal retrospective about the incident, to learn from it",
        "[ ] Publish the post-mortem by Friday",
        "[ ] Sections above are filled out",
        "[ ] Incident has been dealt with or is over",
        "[ ] All action items above have linked tickets",
        "Status: on-going - It took us too long to notice.",
        "Status: open - Clearly, the core issue here was a change that shouldn't have passed. It had been read by two people.",
        "The on-call engineer did not receive any alert about this",
    ],
)
def test_what_happened_and_the_steps_of_the_report_itself_are_no_actions(item: str) -> None:
    assert actions(f"## Actions\n\n- {item}\n") == ()


@pytest.mark.parametrize(
    "item",
    [
        "Write a short guide to incidents",
        "Review the postmortem process with all teams",
        "Publish a postmortem template",
        "Investigate why the alert was not sent",
        "Better alerts when the cache was emptied",
        "The queue was full for an hour: it should be larger",
        "The queue was full. Alert on its age.",
        "We need a reserve of memory",
        "Incident roles should have deputies",
        "Reserve of memory for the cache",
    ],
)
def test_what_is_to_be_done_is_an_action_however_it_is_told(item: str) -> None:
    assert [action.action for action in actions(f"## Actions\n\n- {item}\n")] == [item]


@pytest.mark.parametrize(
    "item",
    ["Warm the cache (owner: Bo Ek)", "Warm the cache, owner: Bo Ek, due: 2025-04-01", "Warm the cache ( ) [owner: @Bo Ek]"],
)
def test_an_owner_is_told_once(item: str) -> None:
    assert [(found.action, found.owner) for found in actions(f"## Actions\n\n- {item}\n")] == [("Warm the cache", "Bo Ek")]


def test_brackets_that_belong_to_a_word_stay() -> None:
    assert actions("## Actions\n\n- Call flush() at the end\n")[0].action == "Call flush() at the end"
