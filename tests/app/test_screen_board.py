"""The pages over all incidents: the board of action items, and insights."""

from collections.abc import Callable

from drafted import Desk
from streamlit.testing.v1 import AppTest


def button(at: AppTest, label: str):
    return next(one for one in at.button if one.label == label)


def test_an_action_item_is_followed_up_on_the_board(opened: Desk, page: Callable[..., AppTest]) -> None:
    first = opened.desk.board(opened.me)[0].item
    at = page("actions")
    next(one for one in at.selectbox if one.label == "State").select_index(2)
    next(one for one in at.text_input if one.label == "Ticket").input("OPS-7")
    button(at, "Save").click().run()
    now = next(one for one in opened.look().parts["action_items"] if one.id == first.id)
    assert (now.value["status"], now.value["ticket"]) == ("done", "OPS-7")


def test_the_board_is_empty_until_somebody_promised_something(opened: Desk, page: Callable[..., AppTest]) -> None:
    for item in opened.look().parts["action_items"]:
        opened.desk.reject(opened.me, opened.incident, item.part, item.id, item.revision)
    assert "No action items yet" in " ".join(one.value for one in page("actions").get("html"))


def test_insights_count_what_the_reader_may_know_of(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("insights")
    assert not at.exception
    assert [one.value for one in at.subheader] == [
        "Are we noticing and ending them sooner?",
        "What came again?",
        "Why do they happen?",
        "Are the drafts worth it?",
    ]
