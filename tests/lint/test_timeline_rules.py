"""Rules of timelines where examples of one line do not reach: midnight, tracks, zones, durations, the fix of the order."""

import pytest

from pipeline.domain.finding import Finding
from pipeline.lint import registry
from pipeline.lint.document import read_markdown
from pipeline.lint.engine import Engine
from pipeline.lint.fixes import apply, ranges


def findings(name: str, text: str) -> list[Finding]:
    return Engine([registry.rule(f"timeline/{name}")]).lint(read_markdown(text, "report.md"))


def listed(*rows: str, heading: str = "## Timeline (UTC)") -> str:
    return f"{heading}\n\n" + "".join(f"- {row}\n" for row in rows)


@pytest.mark.parametrize(
    "rows",
    [
        ("23:50 page", "00:12 fix", "00:30 normal"),
        ("18:41 page", "07:05 fix"),
        ("09:13-09:53 sessions flap", "09:18 alert"),
        ("09:18 alert", "09:13-09:53 sessions flap"),
        ("11:40 CEST deploy", "10:02 UTC page"),
        ("2026-03-01 22:00 alert", "2026-03-02 01:10 fix"),
        ("11:50 AM alert", "12:05 PM page", "1:10 PM fix"),
    ],
)
def test_midnight_ranges_and_zones_are_no_steps_back(rows: tuple[str, ...]):
    assert findings("not-chronological", listed(*rows)) == []


def test_each_row_that_steps_back_is_one_finding_on_its_time():
    found = findings("not-chronological", listed("10:00 alert", "10:30 page", "10:20 fix", "10:40 end", "10:35 note"))
    assert [(one.line, one.excerpt) for one in found] == [(5, "10:20"), (7, "10:35")]


def test_a_list_that_runs_backward_is_one_finding():
    found = findings("not-chronological", listed("10:40 end", "10:30 fix", "10:20 page", "10:10 alert"))
    assert [one.message for one in found] == ["The newest row stands first: this timeline runs backward."]


def test_two_tables_are_two_tracks():
    table = "| Time | Event |\n|---|---|\n| {} | alert |\n| {} | page |\n"
    text = "## Timeline (UTC)\n\n" + table.format("10:00", "10:30") + "\nNetwork:\n\n" + table.format("09:00", "09:30")
    assert findings("not-chronological", text) == []


def fixed(text: str) -> str:
    document = read_markdown(text, "report.md")
    found = Engine([registry.rule("timeline/not-chronological")]).examine(document).shown
    return apply(text, [ranges(document, one.hit.fix) for one in found if one.hit.fix])[0]


def test_the_fix_turns_a_list_around_with_what_hangs_below_its_items():
    text = "## Timeline (UTC)\n\n- 10:40 end\n- 10:30 fix\n  of the pool\n- 10:20 page\n\nAfter that, quiet.\n"
    assert fixed(text) == "## Timeline (UTC)\n\n- 10:20 page\n- 10:30 fix\n  of the pool\n- 10:40 end\n\nAfter that, quiet.\n"


def test_the_fix_moves_a_single_row_of_a_table():
    head = "## Timeline (UTC)\n\n| Time | Event |\n|---|---|\n"
    text = head + "| 10:00 | a |\n| 10:30 | b |\n| 10:20 | c |\n| 10:40 | d |\n"
    assert fixed(text) == head + "| 10:00 | a |\n| 10:20 | c |\n| 10:30 | b |\n| 10:40 | d |\n"


@pytest.mark.parametrize(
    "text",
    [
        "## Timeline (UTC)\n\n1. 10:40 end\n2. 10:30 fix\n3. 10:20 page\n",
        "## Timeline (UTC)\n\n- 10:40 end\n\n- 10:30 fix\n\n- 10:20 page\n",
        listed("10:00 alert", "13:30 page", "11:20 fix"),
        listed("2026-03-02 10:00 alert", "2025-03-02 10:10 page", "2026-03-02 10:20 fix"),
    ],
)
def test_what_is_no_mere_order_of_lines_is_left_alone(text: str):
    assert findings("not-chronological", text)
    assert fixed(text) == text


@pytest.mark.parametrize(
    "text",
    [
        listed("10:02 alert", "10:20 fix", heading="## Timeline (times in EEST)"),
        "---\ntimezone: Europe/Berlin\n---\n" + listed("10:02 alert", "10:20 fix", heading="## Timeline"),
        listed("10:02 alert", heading="## Timeline"),
        listed("2026-03-02 disclosed", "2026-03-04 fixed", heading="## Timeline"),
    ],
)
def test_a_zone_said_anywhere_is_enough(text: str):
    assert findings("timezone-missing-or-mixed", text) == []


@pytest.mark.parametrize(
    ("said", "flagged"),
    [
        ("It was down for 42 minutes, from 09:44 to 10:26 UTC.", False),
        ("It was down for about 45 minutes, from 09:44 to 10:26 UTC.", False),
        ("Outage of 1 hour and 48 minutes, from 16:58 to 18:46 UTC.", False),
        ("It was down for half an hour (23:45-00:15 UTC).", False),
        ("Time to resolve: 5h 09m (during support hours 10:00-17:00)", False),
        ("It was down for an hour, from 09:44 to 10:04 UTC.", True),
        ("Outage of 3 hours, from 16:58 to 18:46 UTC.", True),
        ("Impact ends 11:00, resolved 10:26", True),
    ],
)
def test_a_duration_is_held_against_the_times_beside_it(said: str, flagged: bool):
    assert bool(findings("duration-mismatch", f"## Summary\n\n{said}\n")) is flagged


def test_two_durations_of_the_same_outage_are_held_against_each_other():
    text = "## Summary\n\nThe outage lasted 30 minutes.\n\n## Impact\n\nTotal downtime: 90 minutes.\n"
    assert [(one.line, one.excerpt) for one in findings("duration-mismatch", text)] == [(7, "90 minutes")]


def test_a_duration_that_some_two_rows_explain_is_right():
    rows = listed("09:41 deploy", "09:44 first 5xx", "10:02 page", "10:26 rates are normal")
    assert findings("duration-mismatch", f"Time to recovery: 45 minutes\n\n{rows}") == []
    assert len(findings("duration-mismatch", f"Time to recovery: 85 minutes\n\n{rows}")) == 1
