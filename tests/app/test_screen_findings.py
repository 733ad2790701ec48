"""The Findings page: said otherwise, waived with a reason, taken back; and the way to the statement."""

from collections.abc import Callable

from drafted import Desk
from streamlit.testing.v1 import AppTest


def button(at: AppTest, label: str):
    return next(one for one in at.button if one.label == label)


def blamed(opened: Desk) -> str:
    """A statement with an error in it, that a person wrote."""
    first = opened.look().parts["impact"][0]
    words = "Rafael carelessly deployed the bundle."
    opened.desk.edit(opened.me, opened.incident, "impact", first.id, first.revision, text=words)
    return first.id


def errors(opened: Desk, id: str) -> list:
    return [one for one in opened.look().findings if one.item == id and one.finding.finding.level == "error"]


def test_the_gravest_finding_stands_first_and_a_reason_lets_it_stand(opened: Desk, page: Callable[..., AppTest]) -> None:
    id = blamed(opened)
    assert errors(opened, id)
    at = page("findings")
    assert "carelessly" in " ".join(one.value for one in at.get("html"))
    assert button(at, "Waive it").disabled
    next(one for one in at.text_area if one.label == "Why this may stand").input("A quotation.").run()
    button(at, "Waive it").click().run()
    waived = next(one for one in errors(opened, id) if one.waiver)
    assert (waived.waiver.by, waived.waiver.reason) == (opened.me.name, "A quotation.")


def test_said_otherwise_it_is_gone(opened: Desk, page: Callable[..., AppTest]) -> None:
    id = blamed(opened)
    at = page("findings")
    button(at, "Say it otherwise").click().run()
    next(one for one in at.text_area if one.label == "Text").input("The bundle reached all pods at once.")
    button(at, "Save").click().run()
    assert errors(opened, id) == []


def test_the_statement_is_one_click_away(opened: Desk, page: Callable[..., AppTest]) -> None:
    id = blamed(opened)
    at = page("findings")
    button(at, "Show it in the draft").click().run()
    assert at.session_state["chosen"]["item"] == id
    assert button(at, "Accept")
