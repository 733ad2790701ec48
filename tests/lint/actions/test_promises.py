"""What an action item promises, whatever stands around it."""

import time

import pytest

from pipeline.lint.actions.judgement import judge
from pipeline.lint.actions.reading import read
from pipeline.lint.actions.tokens import DATE, NAME, NUMBER, TICKET, tokens


def kinds(text: str) -> dict[str, str]:
    return {token.low: token.kind for token in tokens(text)}


def test_tokens_know_names_of_things_tickets_dates_and_numbers():
    found = kinds("Cap poolSize at 80 in api.yaml by 3 May 2026, OPS-7")
    assert found["poolsize"] == found["api.yaml"] == NAME
    assert found["80"] == NUMBER
    assert found["3"] == found["2026"] == DATE
    assert found["OPS-7"] == TICKET


@pytest.mark.parametrize(
    "text",
    [
        "page on replica lag",
        "Status: Done - page on replica lag",
        "[DONE] T12345 - We should page on replica lag",
        "phab:T912 Possibly page on replica lag",
        "Storage team to page on replica lag",
        "1. [#22]: We need to page on replica lag",
    ],
)
def test_the_promise_begins_behind_status_ticket_and_owner(text: str):
    assert [token.low for token in read(text).first[:2]] == ["page", "on"]


def test_owner_and_date_are_no_part_of_the_promise():
    assert [token.low for token in read("Improve alerting (owner: TBD)").first] == ["improve", "alerting"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Look into the timeouts of the proxy", "weak-verb"),
        ("T7713 - Consider splitting the queue", "weak-verb"),
        ("More metrics", "no-end-state"),
        ("Ensure this never happens again", "circular-action"),
        ("Everyone to be more careful with the console", "vigilance-only"),
        ("Reprimand the engineer who merged it", "punitive-action"),
        ("Revoke Ingrid's sudo", "punitive-action"),
    ],
)
def test_vague_items_are_told_apart_by_kind(text: str, rule: str):
    assert judge(text).rule == rule


@pytest.mark.parametrize(
    "text",
    [
        "Move the nightly dump off the primary",
        "Document how to drain a broker",
        "Add an alert on the age of the last backup",
        "Investigate the crash and attach the core dump to OPS-12",
        "Terminate idle pods after 30 minutes",
        "Revoke the tokens of retired CI accounts",
        "T88 - exporter reports zero when the device is gone",
        "Train the anomaly model on six weeks of data and publish its recall in `eval.md`",
    ],
)
def test_items_that_name_a_thing_to_look_at_are_left_alone(text: str):
    assert judge(text).rule == ""


def test_a_weak_verb_is_shown_and_nothing_else():
    text = "Status: Unresolved - Look into the timeouts"
    found = judge(text)
    assert text[found.start : found.end] == "Look into"


@pytest.mark.parametrize("text", ["", "---", "https://example.org/1", "`x`", "?", "(", "#1", "- @kim"])
def test_items_without_words_are_no_matter(text: str):
    assert judge(text).rule == ""


def test_a_very_long_item_costs_no_more_than_its_beginning():
    started = time.process_time()
    judge("Improve " + "the very (long, and / or -- so `called` list of Things " * 20_000)
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("Investigate the errors and deploy the change again", False),
        ("Talk to the platform team about ingress and write guidelines for its owners", False),
        ("Discuss this and raise it with them", True),
        ("Ask the vendor whether the limit can be raised above 500", False),
        ("Ask the data centers to look at monitoring", True),
    ],
)
def test_a_second_verb_that_promises_a_thing_and_a_question_to_somebody_named_count(text: str, vague: bool):
    assert bool(judge(text).rule) is vague
