"""Pulling from the pages: links alone or beside files, keys that are missing, progress, the draft after it, and pulling again."""

import threading
from collections.abc import Callable, Generator

import pytest
import streamlit as st
from drafted import Desk, labelled, shown
from fake_server import TOKEN
from pulling_desk import RECORD, SAMPLE, Around, pulling_desk
from streamlit.testing.v1 import AppTest

from pipeline.domain.incident import Visibility
from pipeline.domain.job import JobKind, JobState


@pytest.fixture
def around(opened: Desk, monkeypatch: pytest.MonkeyPatch) -> Generator[Around]:
    """The desk of the pages, with stand-ins of the tools."""
    with pulling_desk(opened.desk.home, monkeypatch) as around:
        monkeypatch.setenv("POSTMORTEM_SLACK_URL", around.slack.url)
        monkeypatch.setenv("POSTMORTEM_PAGERDUTY_URL", around.pagerduty.url)
        st.cache_resource.clear()
        yield Around(around.desk, around.slack, around.pagerduty, opened.me)


def asked(page: Callable[..., AppTest], *lines: str) -> AppTest:
    at = page("new")
    at.text_area(key="new-links").input("\n".join(lines)).run()
    return at


def test_an_incident_is_made_of_links_alone(around: Around, page: Callable[..., AppTest]) -> None:
    at = asked(page, f"pagerduty {RECORD}")
    assert labelled(at.button, "Pull, then draft").disabled
    at.text_input(key="new-title").input("Checkout was down").run()
    labelled(at.button, "Pull, then draft").click().run()
    id = at.session_state["incident"]
    pulling = next(job for job in around.desk.jobs(around.me, id) if job.kind is JobKind.PULL)
    assert around.ended(pulling).state is JobState.DONE
    drafting = next(job for job in around.desk.jobs(around.me, id) if job.kind is JobKind.DRAFT)
    assert around.ended(drafting).state is JobState.DONE
    look = around.desk.look(around.me, id)
    assert look.review.title == "Checkout was down" and [one.name for one in look.sources] == [f"pagerduty-{RECORD}"]


def test_links_stand_beside_files(around: Around, page: Callable[..., AppTest]) -> None:
    at = asked(page, f"pagerduty {RECORD}")
    at.file_uploader[0].set_value([("statuspage.json", (SAMPLE / "statuspage.json").read_bytes(), "application/json")]).run()
    assert "statuspage.json" in shown(at) and f"pagerduty {RECORD}" in shown(at)
    labelled(at.button, "Pull, then draft").click().run()
    id = at.session_state["incident"]
    around.ended(next(job for job in around.desk.jobs(around.me, id) if job.kind is JobKind.PULL))
    assert {one.name for one in around.desk.look(around.me, id).sources} == {"statuspage.json", f"pagerduty-{RECORD}"}


def test_a_key_that_is_missing_is_named_and_not_asked_for(
    around: Around, page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("POSTMORTEM_SLACK_TOKEN")
    at = asked(page, "slack #inc-123", "<img src=x>")
    assert "Slack is asked with a key, and the desk has none: start it with POSTMORTEM_SLACK_TOKEN set." in shown(at)
    assert "&lt;img" in shown(at) and "<img" not in shown(at) and TOKEN not in shown(at)
    at.text_input(key="new-title").input("Checkout was down").run()
    assert labelled(at.button, "Pull, then draft").disabled


def test_what_was_pulled_is_pulled_again_and_what_it_points_at_is_offered(around: Around, page: Callable[..., AppTest]) -> None:
    around.pagerduty.incidents[RECORD]["notes"][0]["content"] = "talk in #inc-123"
    id = around.desk.create(around.me, "Checkout was down").id
    around.ended(around.desk.start_pull(around.me, id, [f"pagerduty {RECORD}"]))
    at = page("draft")
    at.session_state["incident"] = id
    at.run()
    again = labelled(at.multiselect, "Pull again, or what it points at")
    assert again.value == [f"pagerduty {RECORD}"] and again.options[-1] == "slack inc-123 (found in what was pulled)"
    again.set_value([f"pagerduty {RECORD}", "slack inc-123"]).run()
    labelled(at.button, "Pull again").click().run()
    job = around.ended(around.desk.jobs(around.me, id)[0])
    assert (job.state, job.request["lines"]) == (JobState.DONE, [f"pagerduty {RECORD}", "slack inc-123"])


def test_how_far_it_is_is_shown_as_text_and_why_it_failed(around: Around, page: Callable[..., AppTest]) -> None:
    around.slack.workspace.channels[0]["is_private"] = True
    release = threading.Event()
    around.slack.before = lambda asked: release.wait(20) if "history" in asked.path else None
    id = around.desk.create(around.me, "Checkout was down").id
    job = around.desk.start_pull(around.me, id, ["slack inc-123", "slack nowhere"])
    at = page("draft")
    at.session_state["incident"] = id
    at.run()
    assert labelled(at.button, "Stop") and not [one for one in at.button if one.label == "Draft it"]
    release.set()
    assert around.ended(job).state is JobState.FAILED
    at.run()
    assert "Pulling failed: Slack, #nowhere: no channel of that name is there" in shown(at)
    assert around.desk.look(around.me, id).review.visibility is Visibility.RESTRICTED
