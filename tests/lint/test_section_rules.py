"""Rules of sections where examples of one line do not reach: kinds of incident, drafts, profiles, dates."""

import pytest

from pipeline.domain.finding import Finding, Level
from pipeline.lint import registry
from pipeline.lint.document import read_markdown
from pipeline.lint.engine import Engine

BODY = """
## Summary

Search was slow for 37 minutes for 412 customers.

## Contributing factors

- The lock table holds 64 entries.

## What went well

- Rollback took one command.
"""


def findings(name: str, text: str, profile: str = "internal") -> list[Finding]:
    return Engine([registry.rule(f"section/{name}")]).lint(read_markdown(text, "report.md", profile=profile))


def messages(text: str, front: str = "", profile: str = "internal") -> list[str]:
    return [one.message for one in findings("missing-section", f"---\n{front}\n---\n{text}" if front else text, profile)]


def test_what_is_missing_is_named_part_by_part():
    assert messages(BODY) == [
        "There are no action items, nor a word on when they will be decided.",
        "There is no timeline.",
    ]


def test_a_text_that_is_no_postmortem_is_left_alone():
    assert messages("# How to restart the agent\n\n## Summary\n\nRun it.\n") == []


def test_a_security_incident_also_says_what_was_exposed_and_what_happened_to_data():
    front = "kind: security incident\ntimeline: [a]\nactions: [b]"
    assert messages(BODY, front) == ["Nothing says from when to when it was exposed.", "Nothing says what happened to data."]
    told = BODY + "\n## Impact\n\nThe token was exposed from 2 to 5 March; no customer data was read.\n"
    assert messages(told, front) == []


def test_a_near_miss_needs_no_impact():
    quiet = BODY.replace("Search was slow for 37 minutes for 412 customers.", "A migration was caught in review on 2 March.")
    given = "timeline: [a]\nactions: [b]"
    assert messages(quiet, given) == ["Nothing says what the impact was."]
    assert messages(quiet, f"kind: near-miss\n{given}") == []


@pytest.mark.parametrize(("front", "profile"), [("status: Draft", "internal"), ("title: x", "draft")])
def test_what_a_draft_lacks_is_a_suggestion(front: str, profile: str):
    levels = {one.level for one in findings("missing-section", f"---\n{front}\n---\n{BODY}", profile)}
    assert levels == {Level.SUGGESTION}


@pytest.mark.parametrize(
    "text",
    [
        "- Add a retry (owner: TBD)\n",
        "| Action | Due |\n|---|---|\n| Add a retry | TBD |\n",
    ],
)
def test_an_owner_or_date_to_be_decided_is_not_the_business_of_placeholders(text: str):
    assert findings("placeholder-left", f"## Action items\n\n{text}") == []
    assert findings("placeholder-left", f"## What happened\n\n{text}") != []


def test_links_are_no_placeholders():
    assert (
        findings("placeholder-left", "## Timeline\n\n[Timeline](https://x.example) and [Date][1]\n\n[1]: https://x.example\n")
        == []
    )


def test_a_heading_with_headings_below_it_is_not_empty():
    assert findings("placeholder-left", "## Timeline\n\n### 10:02\n\nAlert.\n") == []
    assert [one.excerpt for one in findings("placeholder-left", "## Impact\n\n## Timeline\n\n- 10:02 alert\n")] == ["Impact"]


def test_names_are_free_inside_and_findings_in_the_external_profile():
    text = "---\nparticipants: [Ana Pereira]\n---\n\n## Summary\n\nAna moved the traffic.\n"
    assert findings("names-in-external", text) == []
    assert [one.excerpt for one in findings("names-in-external", text, "external")] == ["Ana"]


@pytest.mark.parametrize(
    ("front", "late"),
    [
        ("resolved_at: 2026-03-02T10:00:00Z\nmeeting_scheduled_at: 2026-03-03T09:00:00Z", False),
        ("resolved_at: 2026-03-02T10:00:00Z\nmeeting_scheduled_at: 2026-03-03T11:00:00Z", True),
        ("resolved_at: 2026-03-02T10:00:00Z\nmeeting_scheduled_at: 2026-03-03T04:30:00-05:00", False),
        ("resolved_at: 2026-03-02T10:00:00Z\nmeeting_scheduled_at: 2026-03-03T05:30:00-05:00", True),
        ("resolved_at: 2026-03-06T16:00:00Z\ndrafted_at: 2026-03-09T17:00:00Z", False),
        ("resolved_at: 2026-03-06T16:00:00Z\ndrafted_at: 2026-03-10", True),
        ("date: 2026-03-02\npublished_at: 2026-03-09", False),
        ("date: 2026-03-02\npublished_at: 2026-03-12", True),
        ("date: 2026-03-02\nactions_planned_at: 2026-03-20", True),
        ("date: some day\npublished_at: 2026-03-12", False),
    ],
)
def test_steps_are_held_against_their_deadlines_over_zones_and_weekends(front: str, late: bool):
    assert bool(findings("late-report", f"---\n{front}\n---\n\nSearch was slow.\n")) is late


def test_calls_to_a_whole_channel_name_nobody_outside():
    said = "## Timeline\n\n10:00 UTC: @here SEV1, @channel and @everyone: invoices are down.{}\n"
    assert findings("names-in-external", said.format(""), "external") == []
    (found,) = findings("names-in-external", said.format(" @dkim looks."), "external")
    assert found.excerpt == "@dkim"
