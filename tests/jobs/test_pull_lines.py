"""Lines of a person and lines of the desk: what they mean, and that a key goes nowhere because of one."""

import pytest

from pipeline.errors import BadOption
from pipeline.jobs.pull_lines import folder_of, line_of, targets_of
from pipeline.settings import Settings

SETTINGS = Settings(jira_url="https://jira.acme.example", timezone="Europe/Berlin")


@pytest.mark.parametrize(
    ("line", "means"),
    [
        ("slack #inc-123", ["slack inc-123"]),
        ("postmortem pull slack --channel inc-123", ["slack inc-123"]),
        ("pagerduty Q1HBX041A Q2HBX041A", ["pagerduty Q1HBX041A", "pagerduty Q2HBX041A"]),
        ("https://acme.slack.com/archives/C0A7INC041/p1773737100", ["slack C0A7INC041"]),
        ("https://acme.eu.pagerduty.com/incidents/Q1ABCDE", ["pagerduty Q1ABCDE --base-url https://api.eu.pagerduty.com"]),
        ("https://github.com/acme/shop/issues/12#note", ["github acme/shop#12"]),
        ("https://jira.acme.example/browse/OPS-12", ["jira OPS-12"]),
        ("https://status.acme.example/incidents/abcdef12", ["statuspage status.acme.example abcdef12"]),
        ("slack ops --since '2026-03-17 10:00'", ["slack ops --since 2026-03-17T09:00:00+00:00"]),
    ],
)
def test_a_line_is_put_in_its_plainest_words_which_mean_the_same(line: str, means: list[str]) -> None:
    lines = [line_of(one, SETTINGS) for one in targets_of(line, SETTINGS)]
    assert lines == means
    assert [line_of(one, SETTINGS) for said in lines for one in targets_of(said, SETTINGS)] == means


@pytest.mark.parametrize(
    "line", ["https://github.com/acme/shop/issues/12?token=hush", "https://me:hush@github.com/acme/shop/issues/12"]
)
def test_what_else_a_link_holds_is_forgotten(line: str) -> None:
    assert "hush" not in line_of(targets_of(line, SETTINGS)[0], SETTINGS)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("checkout is down", "begin with a tool"),
        ("slack", "say which one"),
        ("slack 'inc-1", "write it as"),
        ("slack inc-1 --out /etc", "write it as"),
        ("https://example.com/incidents/1", "give a link to a Slack channel"),
        ("pagerduty Q1HBX041A --since 2026-03-17", "a record is pulled whole"),
        ("pagerduty Q1HBX041A --base-url https://elsewhere.example", "POSTMORTEM_PAGERDUTY_URL"),
        ("gitlab a/b#3 --base-url https://jira.acme.example", "POSTMORTEM_GITLAB_URL"),
    ],
)
def test_what_means_nothing_or_leads_elsewhere_is_refused(line: str, said: str) -> None:
    with pytest.raises(BadOption, match=said):
        targets_of(line, SETTINGS)


def test_another_range_of_time_is_another_folder() -> None:
    whole, part = (targets_of(line, SETTINGS)[0] for line in ("slack ops", "slack ops --since 2026-03-17"))
    assert (folder_of(whole), folder_of(part)) == ("slack-ops", "slack-ops-since-20260316T230000Z")
