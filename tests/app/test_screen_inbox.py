"""The inbox: what it teaches when it is empty, what it shows, what its filters leave."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from drafted import ROOT, Desk, labelled, shown
from pytest import MonkeyPatch
from streamlit.testing.v1 import AppTest

from pipeline.domain.incident import Visibility
from pipeline.reviewing import open_desk
from pipeline.settings import Settings

HOSTILE = "![x](http://canary.example/a.png) <img src=http://canary.example/b.png>"


def test_an_empty_inbox_says_what_to_do_and_the_sample_is_one_click_away(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setenv("POSTMORTEM_HOME", str(tmp_path / "home"))
    st.cache_resource.clear()
    desk = open_desk(Settings(home=str(tmp_path / "home")))
    at = AppTest.from_file(str(ROOT / "app" / "main.py"), default_timeout=30)
    at.session_state["me"] = me = desk.sign_in("Ada Lovelace")
    at.run()
    assert "From raw exports" in shown(at)
    labelled(at.button, "Try the sample").click().run()
    sample = desk.listed(me)[0][0]
    assert at.session_state["incident"] == sample.id
    desk.stop(me, desk.jobs(me, sample.id)[0].id)


def test_a_title_is_never_markup(opened: Desk, page: Callable[..., AppTest]) -> None:
    opened.desk.create(opened.me, HOSTILE)
    at = page("inbox")
    assert "![x](http://canary.example/a.png) &lt;img" in shown(at)
    assert not any("canary" in str(one.value) for one in at.markdown)
    assert not any("canary" in one.label for one in at.button)


def test_filters_leave_what_they_say(opened: Desk, page: Callable[..., AppTest]) -> None:
    opened.desk.create(opened.me, "Disk full on the document store")
    at = page("inbox")
    assert "Disk full" in shown(at) and "Booking checkout" in shown(at)
    at.text_input(key="inbox-words").input("disk").run()
    assert "Disk full" in shown(at) and "Booking checkout errors" not in shown(at)
    at.text_input(key="inbox-words").input("nothing like it").run()
    assert "No incident fits" in shown(at)


def test_an_incident_of_few_readers_is_not_there_for_others(opened: Desk, page: Callable[..., AppTest]) -> None:
    grace = opened.desk.sign_in("Grace Hopper")
    opened.desk.create(grace, "Keys were leaked", visibility=Visibility.RESTRICTED)
    assert "Keys were leaked" not in shown(page("inbox"))


def test_open_goes_to_the_draft_of_that_incident(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("inbox")
    at.button(key=f"open-{opened.incident}").click().run()
    assert at.session_state["incident"] == opened.incident
    assert any(one.label == "Accept" for one in at.button)


def test_an_address_that_names_no_incident_is_drawn_nowhere(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = AppTest.from_file(str(ROOT / "app" / "main.py"), default_timeout=30)
    at.session_state["me"] = opened.me
    at.query_params["incident"] = HOSTILE
    at.run()
    assert "incident" not in at.session_state
