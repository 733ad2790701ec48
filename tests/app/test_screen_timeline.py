"""The Timeline page: moments and events decided, moved, marked, merged and added; two at once see both texts."""

import zoneinfo
from collections.abc import Callable

from drafted import Desk, labelled, shown
from streamlit.testing.v1 import AppTest

from app.pieces.chart import chart, opening, points
from app.pieces.moments import bars
from pipeline.domain.review import Decision, Item

PARIS = zoneinfo.ZoneInfo("Europe/Paris")


def events(opened: Desk) -> list[Item]:
    return list(opened.look().parts["timeline"])


def event(opened: Desk, id: str) -> Item:
    return next(one for one in events(opened) if one.id == id)


def test_each_metric_is_a_bar_between_its_moments(opened: Desk, page: Callable[..., AppTest]) -> None:
    said = shown(page("timeline"))
    assert "Time to detect" in said and "12 min" in said
    assert 'title="Started 2026-03-17 09:14 UTC, detected 2026-03-17 09:26 UTC"' in said


def test_a_moment_that_nobody_knows_is_named(opened: Desk) -> None:
    metrics = opened.look().document.metrics
    unknown = metrics.time_to_detect.model_copy(update={"seconds": None, "end_at": None})
    assert "detected: not known" in bars(metrics.model_copy(update={"time_to_detect": unknown}), zoneinfo.ZoneInfo("UTC"))


def test_the_chart_shows_each_event_at_the_clock_of_the_zone(opened: Desk) -> None:
    document = opened.look().document
    rows = list(points(document, PARIS))
    assert [row["event"] for row in rows] == [one.id for one in document.timeline]
    first = document.timeline[0].at.astimezone(PARIS)
    assert (rows[0]["at"], rows[0]["source"]) == (f"{first:%Y-%m-%dT%H:%M:%S}Z", "#booking-dev")
    assert opening(document, PARIS)["domain"] == ["2026-03-17T10:04:32Z", "2026-03-17T12:29:08Z"]
    assert "picked" in [one["name"] for one in chart(document, PARIS)["layer"][1]["params"]]


def test_an_event_is_accepted_and_the_next_open_one_is_shown(opened: Desk, page: Callable[..., AppTest]) -> None:
    first, second = events(opened)[:2]
    at = page("timeline")
    labelled(at.button, "Accept").click().run()
    assert event(opened, first.id).decision is Decision.ACCEPTED
    assert at.session_state["chosen"]["event"] == second.id


def test_an_event_is_marked_key_and_moved(opened: Desk, page: Callable[..., AppTest]) -> None:
    first = events(opened)[0]
    at = page("timeline", event=first.id)
    labelled(at.button, "Mark key").click().run()
    labelled(at.button, "Edit").click().run()
    at.text_input(key=f"at-timeline-{first.id}-2").input("2026-03-16 14:00:00")
    labelled(at.button, "Save").click().run()
    moved = event(opened, first.id).value
    assert (moved["at"], moved["key"]) == ("2026-03-16T14:00:00Z", True)


def test_who_saves_second_sees_both_texts(opened: Desk, page: Callable[..., AppTest]) -> None:
    first = events(opened)[0]
    at = page("timeline", event=first.id)
    labelled(at.button, "Edit").click().run()
    bo = opened.desk.sign_in("Bo Ek")
    opened.desk.edit(bo, opened.incident, "timeline", first.id, first.revision, text="Bo was here first.")
    at.text_area(key=f"words-timeline-{first.id}-1").input("Ada says it otherwise.")
    labelled(at.button, "Save").click().run()
    assert "Bo Ek wrote" in shown(at) and "otherwise" in shown(at)
    labelled(at.button, "Take mine").click().run()
    assert event(opened, first.id).value["text"] == "Ada says it otherwise."


def test_events_are_made_one_with_all_their_evidence(opened: Desk, page: Callable[..., AppTest]) -> None:
    first, second = events(opened)[:2]
    at = page("timeline", event=first.id)
    assert labelled(at.button, "Make them one").disabled
    labelled(at.multiselect, "One event of this one and").set_value([second.id]).run()
    labelled(at.button, "Make them one").click().run()
    whole = event(opened, first.id)
    assert set(whole.value["evidence"]) == {*first.value["evidence"], *second.value["evidence"]}
    assert event(opened, second.id).decision is Decision.MERGED


def test_an_event_is_added_by_hand(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("timeline")
    at.text_area(key=f"add-event-{opened.incident}-{len(events(opened))}").input("Support was told.")
    labelled(at.button, "Add it").click().run()
    added = next(one for one in events(opened) if one.decision is Decision.ADDED)
    assert added.value["text"] == "Support was told."
    assert at.session_state["chosen"]["event"] == added.id


def test_a_moment_is_corrected_and_the_metrics_follow(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("timeline", event="detected_at")
    labelled(at.button, "Edit").click().run()
    labelled(at.text_input, "Detected at (UTC)").input("2026-03-17 09:15:32")
    labelled(at.button, "Save").click().run()
    assert opened.look().document.metrics.time_to_detect.seconds == 60
    assert "1 min 00 s" in shown(at)


def test_the_list_is_gone_through_by_keys_and_narrowed(opened: Desk, page: Callable[..., AppTest]) -> None:
    first, second = events(opened)[:2]
    at = page("timeline", event=first.id)
    labelled(at.button, "Next").click().run()
    assert at.session_state["chosen"]["event"] == second.id
    labelled(at.button, "Back").click().run()
    assert at.session_state["chosen"]["event"] == first.id
    labelled(at.checkbox, "Key events only").check().run()
    keys = sum(one.value["key"] for one in events(opened))
    assert f"{keys} of {len(events(opened))}" in shown(at)
