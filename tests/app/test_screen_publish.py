"""The Publish page: previews for each readership, the checklist, approving, publishing, retracting."""

import re
from collections.abc import Callable

import pytest
from drafted import Desk, labelled, shown
from streamlit.testing.v1 import AppTest

from pipeline.domain.review import BlockKind, Plan, Readership, ReviewState, SignOffKind


def decide_all(opened: Desk) -> None:
    desk, me, id = opened.desk, opened.me, opened.incident
    for part in opened.look().parts:
        desk.accept_part(me, id, part)
        for one in opened.look().parts[part]:
            if one.decision is None:
                desk.accept(me, id, part, one.id, one.revision)


@pytest.fixture
def reviewed(opened: Desk) -> Desk:
    """Everything is decided, and whoever has to has signed off."""
    desk, me, id = opened.desk, opened.me, opened.incident
    decide_all(opened)
    for one in opened.look().findings:
        found = one.finding.finding
        desk.waive(me, id, found.rule, one.part, one.item, found.excerpt, "It is so.")
    desk.set_plan(me, id, Plan(owner=me.name))
    desk.submit(me, id)
    desk.sign_off(me, id, SignOffKind.OWNER, opened.look().today)
    desk.sign_off(desk.sign_in("Bo Ek"), id, SignOffKind.REVIEWER, opened.look().today)
    return opened


def readers(at: AppTest, audience: Readership) -> AppTest:
    return at.button_group[0].set_value(audience).run()


def downloads(at: AppTest) -> set[str]:
    """How the files of the document as it is now are called, behind the incident's id."""
    offered = [one.proto for one in at.get("download_button") if one.proto.label != "Get"]
    return {found[1] for one in offered if (found := re.search(r"-(internal-[a-z-]+)\.(?:md|html|json)", one.id))}


def test_markdown_is_shown_as_it_is_typed(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("publish")
    at.button_group[1].set_value("md").run()
    assert at.code[0].value.rstrip() == opened.desk.preview(opened.me, opened.incident, Readership.INTERNAL, "md").rstrip()


def test_readers_outside_get_another_document_and_a_checklist(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = readers(page("publish"), Readership.EXTERNAL)
    at.button_group[1].set_value("md").run()
    assert "Tunde" not in at.code[0].value
    assert [one.label for one in at.checkbox] == [
        "Remove internal-only information",
        "Ensure technical accuracy",
        "Check for competitive sensitivity",
    ]
    assert "CEO/CTO approval" in shown(at)


def test_nothing_is_published_before_it_is_approved(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("publish")
    assert "once it is approved" in shown(at)
    assert [one.label for one in at.button if one.label.startswith("Publish")] == []


def test_approved_published_and_taken_back(reviewed: Desk, page: Callable[..., AppTest]) -> None:
    at = page("publish")
    assert downloads(at) == {"internal-in-review"}
    assert "Nothing stands in the way" in shown(at)
    labelled(at.button, "Approve").click().run()
    labelled(at.button, "Publish for readers inside").click().run()
    assert reviewed.look().review.state is ReviewState.PUBLISHED
    assert {one.format for one in reviewed.look().publications} == {"md", "html", "json"}
    assert "Published before" in [one.value for one in at.subheader]
    assert downloads(at) == {"internal-published"}
    labelled(at.button, "Retract it").click().run()
    assert "say in a sentence why" in shown(at)
    labelled(at.text_area, "Why it is taken back").input("A figure is wrong.")
    labelled(at.button, "Retract it").click().run()
    assert reviewed.look().review.state is ReviewState.RETRACTED
    assert "A figure is wrong." in shown(at)
    labelled(at.button, "Take it back to a draft").click().run()
    assert reviewed.look().review.state is ReviewState.DRAFT


def test_for_outside_a_person_answers_what_code_cannot(reviewed: Desk, page: Callable[..., AppTest]) -> None:
    reviewed.desk.approve(reviewed.me, reviewed.incident)
    for kind in (SignOffKind.LEGAL, SignOffKind.EXECUTIVE):
        reviewed.desk.sign_off(reviewed.desk.sign_in("Bo Ek"), reviewed.incident, kind, reviewed.look().today)
    at = readers(page("publish"), Readership.EXTERNAL)
    assert labelled(at.button, "Publish for readers outside").disabled
    for place in range(3):
        at.checkbox[place].check().run()
    assert {one.by for one in reviewed.look().answers} == {reviewed.me.name}
    assert [one.value for one in readers(page("publish"), Readership.EXTERNAL).checkbox] == [True] * 3
    blocked = reviewed.desk.blocks(reviewed.me, reviewed.incident, Readership.EXTERNAL)
    assert BlockKind.CHECKLIST not in {block.kind for block in blocked}
    assert labelled(at.button, "Publish for readers outside").disabled is bool(blocked)
