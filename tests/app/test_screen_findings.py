"""The Findings page: reworded, waived with a reason, taken back; and the way to the statement."""

from collections.abc import Callable

from drafted import Desk, labelled, shown
from streamlit.testing.v1 import AppTest

from app.pieces.findings import id_of, instead
from pipeline.domain.review import BlockKind, Readership


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


def test_the_gravest_finding_stands_first(opened: Desk, page: Callable[..., AppTest]) -> None:
    assert "This action item has no owner" in shown(page("findings"))


def test_a_reason_lets_a_finding_stand(opened: Desk, page: Callable[..., AppTest]) -> None:
    id = blamed(opened)
    at = page("findings", finding=id_of(errors(opened, id)[0]))
    assert "carelessly" in " ".join(one.value for one in at.get("html"))
    assert button(at, "Waive it").disabled
    next(one for one in at.text_area if one.label == "Why this may stand").input("A quotation.").run()
    button(at, "Waive it").click().run()
    waived = next(one for one in errors(opened, id) if one.waiver)
    assert (waived.waiver.by, waived.waiver.reason) == (opened.me.name, "A quotation.")


def test_said_otherwise_it_is_gone(opened: Desk, page: Callable[..., AppTest]) -> None:
    id = blamed(opened)
    at = page("findings", finding=id_of(errors(opened, id)[0]))
    button(at, "Reword it").click().run()
    next(one for one in at.text_area if one.label == "Text").input("The bundle reached all pods at once.")
    button(at, "Save").click().run()
    assert errors(opened, id) == []


def test_the_statement_is_one_click_away(opened: Desk, page: Callable[..., AppTest]) -> None:
    id = blamed(opened)
    at = page("findings", finding=id_of(errors(opened, id)[0]))
    button(at, "Show it in the draft").click().run()
    assert at.session_state["chosen"]["item"] == id
    assert button(at, "Accept")


def test_a_way_to_say_it_is_where_the_form_begins(opened: Desk, page: Callable[..., AppTest]) -> None:
    id = blamed(opened)
    found = next(one for one in opened.look().findings if one.item == id and one.finding.finding.suggestions)
    at = page("findings", finding=id_of(found))
    labelled(at.button, "Start with this").click().run()
    way = found.finding.finding.suggestions[0]
    assert way in labelled(at.text_area, "Text").value
    labelled(at.button, "Save").click().run()
    assert way in next(one for one in opened.look().parts["impact"] if one.id == id).value["text"]


def test_a_way_takes_the_place_of_its_sentence() -> None:
    assert instead("It broke. Rafael was careless. It was mended.", "careless", "A check was missing.") == (
        "It broke. A check was missing. It was mended."
    )
    assert instead("It broke.", "never there", "A check was missing.") == "A check was missing."


def test_what_readers_outside_would_get_too_is_said_once_and_waived_for_both(opened: Desk, page: Callable[..., AppTest]) -> None:
    rule = "blame/character-judgement"

    def blocked() -> list:
        return [one.kind for one in opened.desk.blocks(opened.me, opened.incident, Readership.EXTERNAL) if one.rule == rule]

    id = blamed(opened)
    assert sorted(blocked()) == [BlockKind.FINDING, BlockKind.OUTSIDE]
    plan = opened.look().review.plan.model_copy(update={"audiences": ("internal", "external")})
    opened.desk.set_plan(opened.me, opened.incident, plan)
    (found,) = [one for one in errors(opened, id) if one.finding.finding.rule == rule]
    at = page("findings", finding=id_of(found))
    labelled(at.text_area, "Why this may stand").input("A quotation of the customer.").run()
    labelled(at.button, "Waive it").click().run()
    assert blocked() == []
