"""Two people on one item: what is shown, what is taken, and that nothing is lost or touched beside it."""

from collections.abc import Callable

from drafted import Desk, labelled, shown
from streamlit.testing.v1 import AppTest

from pipeline.domain.actor import Actor
from pipeline.domain.review import Item


def other(opened: Desk) -> Actor:
    return opened.desk.sign_in("Grace Hopper")


def action(opened: Desk) -> Item:
    return opened.look().parts["action_items"][0]


def fact(opened: Desk, name: str, incident: str | None = None) -> Item:
    look = opened.desk.look(opened.me, incident or opened.incident)
    return next(one for one in look.parts["incident"] if one.id == name)


def in_conflict_over_the_severity(opened: Desk, page: Callable[..., AppTest]) -> AppTest:
    first = fact(opened, "severity")
    at = page("draft", part="incident", item="severity")
    labelled(at.button, "Edit").click().run()
    opened.desk.edit(other(opened), opened.incident, "incident", "severity", first.revision, value="SEV3")
    labelled(at.text_input, "Severity").input("SEV4")
    labelled(at.button, "Save").click().run()
    assert "Grace Hopper wrote" in shown(at)
    return at


def test_a_conflict_is_that_of_its_incident_alone(opened: Desk, page: Callable[..., AppTest]) -> None:
    second = opened.desk.sample(opened.me).id
    at = in_conflict_over_the_severity(opened, page)
    before = opened.desk.look(opened.me, opened.incident).review.id
    at.session_state["incident"] = second
    at.run()
    assert "Grace Hopper wrote" not in shown(at)
    at.session_state["incident"] = before
    at.session_state["chosen"] = {"part": "incident"}
    at.run()
    labelled(at.button, "Take mine").click().run()
    assert fact(opened, "severity").value == {"value": "SEV4"}
    assert "Grace Hopper wrote" not in shown(at)


def test_what_is_edited_is_edited_in_its_incident_alone(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("draft", part="incident", item="severity")
    labelled(at.button, "Edit").click().run()
    assert [one for one in at.text_input if one.label == "Severity"]
    kept = at.session_state["chosen"]["edited"]
    at.session_state["chosen"] = {"part": "incident", "item": "severity", "edited": kept.replace(opened.incident, "another", 1)}
    at.run()
    assert not [one for one in at.text_input if one.label == "Severity"]


def test_taking_mine_touches_no_field_that_only_the_other_changed(opened: Desk, page: Callable[..., AppTest]) -> None:
    first = opened.desk.board(opened.me)[0].item
    at = page("actions")
    labelled(at.text_input, "Ticket").input("OPS-7")
    opened.desk.edit(other(opened), opened.incident, first.part, first.id, first.revision, priority="P1", owner="Bo Ek")
    labelled(at.button, "Save").click().run()
    compared = next(one.value for one in at.get("html") if "pm-compare" in one.value)
    assert "OPS-7" in compared and "Priority" not in compared
    labelled(at.button, "Take mine").click().run()
    now = next(one for one in opened.look().parts["action_items"] if one.id == first.id).value
    assert (now["ticket"], now["priority"], now["owner"]) == ("OPS-7", "P1", "Bo Ek")


def test_each_field_that_differs_is_shown_on_both_sides(opened: Desk, page: Callable[..., AppTest]) -> None:
    first = action(opened)
    at = page("draft", part="action_items", item=first.id)
    labelled(at.button, "Edit").click().run()
    opened.desk.edit(other(opened), opened.incident, first.part, first.id, first.revision, priority="P1")
    labelled(at.selectbox, "Priority").set_value("P2")
    labelled(at.button, "Save").click().run()
    compared = next(one.value for one in at.get("html") if "pm-compare" in one.value)
    theirs, mine = compared.split("You wrote")
    assert "P1" in theirs and "P2" in mine
    labelled(at.button, "Keep theirs").click().run()
    assert action(opened).value["priority"] == "P1"
    assert 'class="pm-compare"' not in shown(at)


def test_accepting_what_somebody_changed_asks_again_and_changes_no_word(opened: Desk, page: Callable[..., AppTest]) -> None:
    first = opened.look().parts["impact"][0]
    at = page("draft", part="impact", item=first.id)
    opened.desk.edit(other(opened), opened.incident, "impact", first.id, first.revision, text="Grace's words.")
    labelled(at.button, "Accept").click().run()
    assert "You saw" in shown(at)
    assert opened.look().parts["impact"][0].by == "Grace Hopper"
    labelled(at.button, "Do it all the same").click().run()
    now = opened.look().parts["impact"][0]
    assert (now.by, now.value["text"]) == (opened.me.name, "Grace's words.")


def test_what_is_refused_keeps_the_words_and_the_form(opened: Desk, page: Callable[..., AppTest]) -> None:
    first = opened.look().parts["impact"][0]
    at = page("draft", part="impact", item=first.id)
    labelled(at.button, "Edit").click().run()
    labelled(at.text_area, "Text").input("Words that must not be lost.")
    opened.desk.abort(opened.me, opened.incident, "It was no incident.")
    labelled(at.button, "Save").click().run()
    assert "not possible while the review is aborted" in shown(at)
    assert labelled(at.text_area, "Text").value == "Words that must not be lost."
