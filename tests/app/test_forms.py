"""Forms of items: what cannot be read is said and stays to be put right; every fact has a form."""

from collections.abc import Callable

from drafted import Desk, labelled, shown
from streamlit.testing.v1 import AppTest

from pipeline.domain.review import Item


def fact(opened: Desk, name: str) -> Item:
    return next(one for one in opened.look().parts["incident"] if one.id == name)


def editing(page: Callable[..., AppTest], name: str) -> AppTest:
    at = page("draft", part="incident", item=name)
    labelled(at.button, "Edit").click().run()
    return at


def test_a_time_that_cannot_be_read_is_said_and_stays_to_be_put_right(opened: Desk, page: Callable[..., AppTest]) -> None:
    before = fact(opened, "detected_at")
    at = editing(page, "detected_at")
    labelled(at.text_input, "Detected at (UTC)").input("half past <nine>")
    labelled(at.button, "Save").click().run()
    assert "half past &lt;nine&gt;" in shown(at) and "write the time as 2026-03-17 09:14:32" in shown(at)
    assert fact(opened, "detected_at") == before
    labelled(at.text_input, "Detected at (UTC)").input("2026-03-17 09:15:32")
    labelled(at.button, "Save").click().run()
    assert fact(opened, "detected_at").value["value"]["at"] == "2026-03-17T09:15:32Z"


def test_an_offset_that_was_typed_counts(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = editing(page, "detected_at")
    labelled(at.text_input, "Detected at (UTC)").input("2026-03-17 10:15:32+01:00")
    labelled(at.button, "Save").click().run()
    assert fact(opened, "detected_at").value["value"]["at"] == "2026-03-17T09:15:32Z"


def test_an_event_is_not_added_at_a_time_that_cannot_be_read(opened: Desk, page: Callable[..., AppTest]) -> None:
    before = len(opened.look().parts["timeline"])
    at = page("timeline")
    at.text_area(key=f"add-event-{opened.incident}-{before}").input("Support was told.")
    labelled([one for one in at.text_input if (one.key or "").startswith("add-at-")], "Time (UTC)").input("soon")
    labelled(at.button, "Add it").click().run()
    assert "cannot be read" in shown(at)
    assert len(opened.look().parts["timeline"]) == before


def test_every_fact_has_a_form(opened: Desk, page: Callable[..., AppTest]) -> None:
    for item in opened.look().parts["incident"]:
        at = editing(page, item.id)
        assert not at.exception, item.id
        labelled(at.button, "Save").click().run()
        assert fact(opened, item.id).value == item.value or item.value["value"] is None, item.id


def test_roles_are_written_one_a_line_and_keep_their_evidence(opened: Desk, page: Callable[..., AppTest]) -> None:
    roles = [{"role": "incident commander", "name": "Ada Lovelace", "evidence": []}]
    item = fact(opened, "roles")
    opened.desk.edit(opened.me, opened.incident, "incident", "roles", item.revision, value=roles)
    at = editing(page, "roles")
    area = labelled(at.text_area, "Roles, one a line as role: name")
    assert area.value == "incident commander: Ada Lovelace"
    area.input("incident commander: Ada Lovelace\nGrace Hopper")
    labelled(at.button, "Save").click().run()
    assert "write it as role: name" in shown(at)
    labelled(at.text_area, "Roles, one a line as role: name").input("incident commander: Ada Lovelace\nscribe: Grace Hopper")
    labelled(at.button, "Save").click().run()
    assert [one["name"] for one in fact(opened, "roles").value["value"]] == ["Ada Lovelace", "Grace Hopper"]
