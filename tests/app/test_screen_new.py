"""A new incident: what is asked of its files, and the review that comes of it."""

from collections.abc import Callable

from drafted import ROOT, Desk, labelled, shown
from streamlit.testing.v1 import AppTest

from pipeline.domain.incident import Visibility

SAMPLE = ROOT / "pipeline" / "samples" / "checkout-config-rollout"
UNDATED = b"10:22:01 ERROR the database is down\n10:23:00 INFO the database is up\n"


def dropped(page: Callable[..., AppTest], **files: bytes) -> AppTest:
    at = page("new")
    at.file_uploader[0].set_value([(name.replace("_", "."), data, "text/plain") for name, data in files.items()]).run()
    return at


def test_without_files_it_says_what_to_drop(opened: Desk, page: Callable[..., AppTest]) -> None:
    assert "What to drop here" in shown(page("new"))


def test_what_was_recognized_is_shown_and_the_draft_is_started_as_was_settled(opened: Desk, page: Callable[..., AppTest]) -> None:
    files = {name.replace(".", "_"): (SAMPLE / name).read_bytes() for name in ("pagerduty.json", "statuspage.json")}
    at = dropped(page, **files)
    assert "pagerduty.json" in shown(at) and "14 pieces of evidence" in shown(at)
    at.text_input(key="new-title").input("Checkout was down").run()
    labelled(at.get("button_group"), "Who may know of it").set_value(Visibility.RESTRICTED).run()
    labelled(at.button, "Start the draft").click().run()
    review = next(one for one, _ in opened.desk.listed(opened.me) if one.id == at.session_state["incident"])
    assert (review.title, review.visibility, review.owner) == ("Checkout was down", Visibility.RESTRICTED, opened.me.name)
    job = opened.desk.jobs(opened.me, review.id)[0]
    opened.desk.stop(opened.me, job.id)
    assert [one.name for one in opened.desk.look(opened.me, review.id).sources] == ["pagerduty.json", "statuspage.json"]


def test_times_without_zone_and_day_are_asked_for(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = dropped(page, app_log=UNDATED)
    assert labelled(at.button, "Start the draft").disabled
    labelled(at.selectbox, "In which time zone are the times without one?").set_value("Europe/Berlin").run()
    at.date_input[0].set_value("2026-03-17").run()
    assert "2 pieces of evidence" in shown(at)
    at.text_input(key="new-title").input("Database down").run()
    assert not labelled(at.button, "Start the draft").disabled


def test_what_cannot_be_read_is_said_and_may_be_left_out(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = dropped(page, pagerduty_json=(SAMPLE / "pagerduty.json").read_bytes(), notes_txt=b"hello")
    assert "notes.txt: this is no format that is known here" in shown(at) and "--as" not in shown(at)
    assert labelled(at.button, "Start the draft").disabled
    labelled(at.checkbox, "Leave out what cannot be read").check().run()
    assert not labelled(at.button, "Start the draft").disabled


def test_an_incident_without_a_draft_takes_more_files_and_lets_them_go(opened: Desk, page: Callable[..., AppTest]) -> None:
    id = opened.desk.create(opened.me, "Disk full", [("a.txt", b"hello")]).id
    at = page("draft")
    at.session_state["incident"] = id
    at.run()
    at.file_uploader(key=f"files-{id}-1").set_value([("b.txt", b"hello again", "text/plain")]).run()
    labelled(at.button, "Add them").click().run()
    assert [one.name for one in opened.desk.look(opened.me, id).sources] == ["a.txt", "b.txt"]
    at.selectbox(key=f"discard-{id}-2").set_value("a.txt").run()
    labelled(at.button, "Discard it").click().run()
    assert [one.name for one in opened.desk.look(opened.me, id).sources] == ["b.txt"]
