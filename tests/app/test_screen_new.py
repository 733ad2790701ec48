"""A new incident: what is asked of its files, and the review that comes of it."""

import io
import json
import zipfile
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
    at.file_uploader(key=f"files-{id}-1").set_value([("b.log", UNDATED, "text/plain")]).run()
    assert labelled(at.button, "Add them").disabled
    at.selectbox(key=f"zone-{id}-1").set_value("Europe/Berlin").run()
    at.date_input(key=f"day-{id}-1").set_value("2026-03-17").run()
    labelled(at.button, "Add them").click().run()
    assert [one.name for one in opened.desk.look(opened.me, id).sources] == ["a.txt", "b.log"]
    assert opened.desk.look(opened.me, id).options.assume_timezone == "Europe/Berlin"
    at.selectbox(key=f"discard-{id}-2").set_value("a.txt").run()
    labelled(at.button, "Discard it").click().run()
    assert [one.name for one in opened.desk.look(opened.me, id).sources] == ["b.log"]


def test_a_private_channel_that_is_added_makes_it_an_incident_of_few_readers(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("review")
    count = len(opened.look().sources)
    at.file_uploader(key=f"files-{opened.incident}-{count}").set_value([("war-room.zip", private(), "application/zip")]).run()
    assert "These files are confidential" in shown(at)
    labelled(at.button, "Add them").click().run()
    assert opened.look().review.visibility is Visibility.RESTRICTED
    assert len(opened.look().sources) == count + 1


def private() -> bytes:
    """A Slack export with one private channel."""
    said = [
        {"type": "message", "user": "U1", "text": "The database is down, sev1", "ts": f"17737382{n:02}.000100"} for n in range(3)
    ]
    files = {
        "users.json": [{"id": "U1", "name": "ada", "profile": {"real_name": "Ada Lovelace"}}],
        "channels.json": [],
        "groups.json": [{"id": "G1", "name": "war-room", "members": ["U1"]}],
        "war-room/2026-03-17.json": said,
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as export:
        for name, value in files.items():
            export.writestr(name, json.dumps(value))
    return held.getvalue()


def test_how_the_files_are_read_can_be_said_later(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("review")
    labelled(at.selectbox, "Time zone of times without one").set_value("Europe/Paris").run()
    labelled(at.button, "Save how they are read").click().run()
    assert opened.look().options.assume_timezone == "Europe/Paris"


def test_who_may_know_of_it_cannot_be_left_open(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = dropped(page, pagerduty_json=(SAMPLE / "pagerduty.json").read_bytes())
    assert labelled(at.get("button_group"), "Who may know of it").proto.required
