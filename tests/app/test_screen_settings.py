"""Settings and doctor: people and their roles, the reader's zone, what is configured."""

from collections.abc import Callable

from drafted import Desk, labelled, shown
from pytest import MonkeyPatch
from streamlit.testing.v1 import AppTest

from pipeline.domain.actor import Actor, Role
from pipeline.domain.incident import Visibility


def on(page: Callable[..., AppTest], tab: str) -> AppTest:
    at = page("settings")
    at.session_state["settings-tab"] = tab
    return at.run()


def test_an_admin_names_somebody_with_a_role_and_teams(opened: Desk, page: Callable[..., AppTest]) -> None:
    opened.desk.sign_in("Grace Hopper")
    at = page("settings")
    labelled(at.selectbox, "Name").set_value("Grace Hopper").run()
    labelled(at.selectbox, "Role").set_value(Role.REVIEWER)
    labelled(at.text_input, "Teams, by commas").input("sre,  payments ")
    labelled(at.button, "Save").click().run()
    assert Actor(name="Grace Hopper", role=Role.REVIEWER, teams=("sre", "payments")) in opened.desk.people(opened.me)


def test_the_last_admin_stays_and_it_is_said(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("settings")
    labelled(at.selectbox, "Name").set_value(opened.me.name).run()
    labelled(at.selectbox, "Role").set_value(Role.VIEWER)
    labelled(at.button, "Save").click().run()
    assert "at least one admin has to stay" in shown(at)


def test_whoever_is_no_admin_only_reads(opened: Desk, page: Callable[..., AppTest]) -> None:
    grace = opened.desk.sign_in("Grace Hopper")
    at = page("settings")
    at.session_state["me"] = grace
    at.run()
    assert "An admin changes roles and teams." in shown(at)
    assert not [one for one in at.selectbox if one.label == "Name"]


def test_times_are_shown_in_the_zone_that_was_chosen(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = on(page, "You and your time zone")
    labelled(at.selectbox, "Show times in").set_value("Asia/Tokyo")
    labelled(at.button, "Save").click().run()
    assert at.session_state["zone"] == "Asia/Tokyo"


def test_the_doctor_says_what_is_there(opened: Desk, page: Callable[..., AppTest]) -> None:
    assert "engine extractive" in shown(on(page, "Doctor"))


def test_a_key_is_not_shown(opened: Desk, page: Callable[..., AppTest], monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setenv("POSTMORTEM_API_KEY", "sk-very-secret")
    at = on(page, "Configuration")
    assert "POSTMORTEM_API_KEY" in shown(at) and "set, not shown" in shown(at)
    assert "sk-very-secret" not in shown(at)


def test_who_did_what_is_told_of_all_incidents_that_one_may_know_of(opened: Desk, page: Callable[..., AppTest]) -> None:
    second = opened.desk.create(opened.me, "Disk <full>").id
    opened.desk.create(opened.desk.sign_in("Bo Ek"), "Secret", visibility=Visibility.RESTRICTED)
    said = shown(on(page, "Audit log"))
    assert 'aria-label="Audit log"' in said and second in said and opened.incident in said
    assert "secret-" not in said
