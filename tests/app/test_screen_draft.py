"""The Draft page: what its buttons do at the desk, without a browser."""

from collections.abc import Callable

import streamlit as st
from drafted import Desk
from pytest import MonkeyPatch
from streamlit.testing.v1 import AppTest

from app.remarks import ADDS
from pipeline.domain.job import JobKind
from pipeline.domain.review import Decision, Item


def button(at: AppTest, label: str):
    return next(one for one in at.button if one.label == label)


def words(at: AppTest):
    return next(one for one in at.text_area if one.label == "Text")


def item(opened: Desk, part: str, id: str) -> Item:
    return next(one for one in opened.look().parts[part] if one.id == id)


def test_it_begins_with_the_first_statement_of_the_summary_that_nobody_decided(
    opened: Desk, page: Callable[..., AppTest]
) -> None:
    first, second, *_ = opened.look().parts["summary"]
    at = page("draft")
    button(at, "Accept").click().run()
    assert item(opened, "summary", first.id).decision is Decision.ACCEPTED
    button(at, "Reject").click().run()
    assert item(opened, "summary", second.id).decision is Decision.REJECTED
    assert not at.exception


def test_an_edit_is_saved_in_the_persons_words_and_can_be_taken_back(opened: Desk, page: Callable[..., AppTest]) -> None:
    first = opened.look().parts["impact"][0]
    at = page("draft", part="impact", item=first.id)
    button(at, "Edit").click().run()
    words(at).input("Bookings failed for one hour and 48 minutes.")
    button(at, "Save").click().run()
    edited = item(opened, "impact", first.id)
    assert (edited.value["text"], edited.decision) == ("Bookings failed for one hour and 48 minutes.", Decision.EDITED)
    at = page("draft", part="impact", item=first.id)
    button(at, "Take back").click().run()
    assert item(opened, "impact", first.id).value == first.value


def test_a_section_is_marked_as_read_as_it_was_shown(opened: Desk, page: Callable[..., AppTest]) -> None:
    first = opened.look().parts["impact"][0]
    at = page("draft", part="impact", item=first.id)
    grace = opened.desk.sign_in("Grace Hopper")
    opened.desk.edit(grace, opened.incident, "impact", first.id, first.revision, text="Grace's words.")
    button(at, "Mark as read").click().run()
    assert opened.look().reads == () and "has changed since you saw it" in " ".join(one.value for one in at.get("html"))
    button(at, "Mark as read").click().run()
    assert [one.digest for one in opened.look().reads] == [opened.look().digests["impact"]]


def test_who_saves_second_sees_both_texts_and_loses_nothing(opened: Desk, page: Callable[..., AppTest]) -> None:
    first = opened.look().parts["impact"][0]
    at = page("draft", part="impact", item=first.id)
    button(at, "Edit").click().run()
    grace = opened.desk.sign_in("Grace Hopper")
    opened.desk.edit(grace, opened.incident, "impact", first.id, first.revision, text="Grace's words.")
    words(at).input("Ada's words.")
    button(at, "Save").click().run()
    assert item(opened, "impact", first.id).value["text"] == "Grace's words."
    shown = " ".join(one.value for one in at.get("html"))
    assert "Grace&#x27;s" in shown and "Ada&#x27;s" in shown
    button(at, "Take mine").click().run()
    assert item(opened, "impact", first.id).value["text"] == "Ada's words."


def test_the_rest_of_a_section_is_accepted_at_once(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("draft", part="worked_well")
    next(one for one in at.button if one.label.startswith("Accept all")).click().run()
    assert {one.decision for one in opened.look().parts["worked_well"]} == {Decision.ACCEPTED}


def test_no_text_of_evidence_is_ever_a_label_or_markdown(opened: Desk, page: Callable[..., AppTest]) -> None:
    hostile = "![x](http://127.0.0.1:9/x.png) <img src=x onerror=alert(1)>"
    first = opened.look().parts["summary"][0]
    opened.desk.edit(opened.me, opened.incident, "summary", first.id, first.revision, text=hostile)
    at = page("draft", part="summary", item=first.id)
    drawn = [*at.markdown, *at.title, *at.header, *at.subheader, *at.caption, *at.error, *at.info, *at.warning]
    assert not any("127.0.0.1:9" in one.value for one in drawn)
    assert not any("<img" in one.value for one in at.get("html"))
    assert not any("127.0.0.1:9" in one.label for one in at.button)


def test_with_a_model_one_says_who_tells_a_section_anew(
    opened: Desk, page: Callable[..., AppTest], monkeypatch: MonkeyPatch
) -> None:
    assert not [one for one in page("draft").selectbox if one.label == "Told"]
    monkeypatch.setenv("POSTMORTEM_MODEL", "some/model")
    st.cache_resource.clear()
    at = page("draft")
    next(one for one in at.selectbox if one.label == "Told").set_value("extractive").run()
    assert not [one for one in at.text_area if one.label == "What should be otherwise"]
    button(at, "Redraft it").click().run()
    job = opened.desk.jobs(opened.me, opened.incident)[0]
    opened.desk.stop(opened.me, job.id)
    assert (job.kind, job.request["engine"], job.request["parts"]) == (JobKind.REDRAFT, "extractive", ["summary"])


def test_an_action_item_that_was_agreed_on_later_is_added_by_hand(opened: Desk, page: Callable[..., AppTest]) -> None:
    before = opened.look().parts["action_items"]
    at = page("draft", part="action_items")
    adding = [one for one in at.text_area if (one.key or "").startswith("words-add-")]
    adding[0].input("Alert on empty rate tables")
    next(one for one in at.text_input if (one.key or "").startswith("owner-add-")).input("Ada Lovelace")
    button(at, "Add it").click().run()
    *same, new = opened.look().parts["action_items"]
    assert tuple(same) == before and new.decision is Decision.ADDED and new.by == "Ada Lovelace"
    assert (new.value["action"], new.value["owner"]) == ("Alert on empty rate tables", "Ada Lovelace")
    assert (new.value["commitment"], new.value["accepted"], new.value["basis"]) == ("committed", True, "person")
    assert not at.exception


def test_a_section_of_which_the_evidence_says_nothing_can_be_written(opened: Desk, page: Callable[..., AppTest]) -> None:
    empty = next(part for part in ADDS if not opened.look().parts.get(part))
    at = page("draft", part=empty)
    for field in at.text_area:
        field.input("It was not known.")
    button(at, "Add it").click().run()
    assert [one.decision for one in opened.look().parts[empty]] == [Decision.ADDED]


def test_nothing_is_added_without_words(opened: Desk, page: Callable[..., AppTest]) -> None:
    before = opened.look().parts["summary"]
    at = page("draft", part="summary")
    button(at, "Add it").click().run()
    assert opened.look().parts["summary"] == before
    assert "write what it is to say" in " ".join(one.value for one in at.get("html"))
