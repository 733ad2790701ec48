"""Markdown as teams write it: with front matter, with labels, with neither."""

import datetime
from textwrap import dedent

import pytest

from pipeline.corpus.markdown import read_markdown
from pipeline.domain.incident import IncidentKind, Visibility
from pipeline.domain.past_incident import PartKind, PastAction, PastIncident
from pipeline.errors import UnreadableSource


def read(text: str, stem: str = "a-file") -> PastIncident:
    return read_markdown(dedent(text), stem, f"{stem}.md")


FRONT = """\
---
id: PM-7
title: "Queue stuck behind one message"
date: 2025-03-04
severity: SEV2
kind: dependency
services: [mailer, queue]
team: Messaging
visibility: restricted
readers: [Ana Lima, Messaging]
url: https://example.org/pm/7
tags: [poison-message, retry]
action_items:
  - {ticket: Q-1, action: "Park messages that fail thrice", owner: Bo Ek, due: 2025-04-01, status: open}
  - {ticket: Q-2, action: "Alert on the age of the oldest message", status: done}
  - Write down how to drain it
---

# Queue stuck behind one message

## Summary

Nothing was sent for an hour.

## Root cause

One message could not be read and was tried *again and again*.
"""


def test_front_matter_states_the_facts() -> None:
    incident = read(FRONT)
    assert (incident.id, incident.title) == ("PM-7", "Queue stuck behind one message")
    assert incident.started_at == datetime.datetime(2025, 3, 4, tzinfo=datetime.UTC)
    assert (incident.severity, incident.severity_level) == ("SEV2", 2)
    assert (incident.kind, incident.services, incident.team) == (IncidentKind.DEPENDENCY, ("mailer", "queue"), "Messaging")
    assert (incident.visibility, incident.readers) == (Visibility.RESTRICTED, ("Ana Lima", "Messaging"))
    assert incident.url == "https://example.org/pm/7"
    assert incident.actions == (
        PastAction(
            action="Park messages that fail thrice", owner="Bo Ek", due=datetime.date(2025, 4, 1), ticket="Q-1", open=True
        ),
        PastAction(action="Alert on the age of the oldest message", ticket="Q-2", open=False),
        PastAction(action="Write down how to drain it"),
    )


def test_parts_are_plain_text_of_a_kind() -> None:
    assert [(part.kind, part.heading, part.text) for part in read(FRONT).parts] == [
        (PartKind.SUMMARY, "Summary", "Nothing was sent for an hour."),
        (PartKind.CAUSE, "Root cause", "One message could not be read and was tried again and again."),
        (PartKind.OTHER, "Tags", "poison-message, retry"),
    ]


def test_without_front_matter_the_file_names_it_and_lines_state_the_facts() -> None:
    incident = read(
        """\
        # Search was slow

        **Date**: 4 March 2025, 10:20 UTC
        **Severity:** P1
        - Affected services: search-api, indexer
        - **Team:** Discovery

        It was slow.
        """,
        "2025-03-05-search",
    )
    assert (incident.id, incident.title) == ("2025-03-05-search", "Search was slow")
    assert incident.started_at == datetime.datetime(2025, 3, 4, 10, 20, tzinfo=datetime.UTC)
    assert (incident.severity, incident.severity_level) == ("P1", 1)
    assert (incident.services, incident.team) == (("search-api", "indexer"), "Discovery")


def test_a_table_of_two_columns_states_the_facts_too() -> None:
    incident = read("# It broke\n\n| Field | Value |\n|--|--|\n| Date | 2024-05-06 |\n| Severity | SEV-3 |\n\nText.\n")
    assert incident.started_at == datetime.datetime(2024, 5, 6, tzinfo=datetime.UTC)
    assert incident.severity_level == 3


@pytest.mark.parametrize("stem", ["2024-05-06-cache", "20240506_cache", "cache-2024.05.06"])
def test_the_day_in_a_file_name_is_that_of_the_incident(stem: str) -> None:
    assert read("# Cache\n\nIt was cold.\n", stem).started_at == datetime.datetime(2024, 5, 6, tzinfo=datetime.UTC)


def test_a_day_without_a_year_is_not_guessed() -> None:
    assert read("# Cache\n\nOn May 6 it was cold.\n").started_at is None


def test_a_first_heading_that_names_a_section_is_no_title() -> None:
    incident = read("# Summary\n\nIt broke.\n", "cache-was_cold")
    assert incident.title == "cache was cold"
    assert incident.parts[0].kind is PartKind.SUMMARY


def test_a_section_below_another_is_of_its_kind() -> None:
    incident = read("# Outage of the cache\n\n## Timeline\n\n### 15:15\n\nDown.\n\n### 15:40\n\nUp.\n\n## Thanks\n\nTo all.\n")
    assert [(part.heading, part.kind) for part in incident.parts] == [
        ("15:15", PartKind.TIMELINE),
        ("15:40", PartKind.TIMELINE),
        ("Thanks", PartKind.OTHER),
    ]


def test_labels_in_bold_head_parts() -> None:
    incident = read(
        """\
        # Outage of the cache

        - **Impact**: Nobody could log in.
        - **Context**:
          - It had been restarted.
        - **Resolution**: It was filled again.

        **Root cause**

        It was empty.
        """
    )
    assert [(part.kind, part.text) for part in incident.parts] == [
        (PartKind.IMPACT, "Nobody could log in.\n\n- Context:\n- It had been restarted."),
        (PartKind.RESOLUTION, "It was filled again."),
        (PartKind.CAUSE, "It was empty."),
    ]


def test_marks_links_comments_and_control_characters_leave_the_text() -> None:
    text = "# Outage of it\n\nSee [the graph](https://example.org/a_b) <!-- really\n? --> of `pool_size` &amp; **max**\x00\\_x.\n"
    assert read(text).parts[0].text == "See the graph of pool_size & max_x."


def test_tables_are_rows_and_code_is_kept() -> None:
    text = "# Outage of it\n\n## Impact\n\n| Region | Errors |\n|--|--|\n| eu | 5 % |\n\n```\nERROR too many\n  clients\n```\n"
    assert read(text).parts[0].text == "| Region | Errors |\n| eu | 5 % |\n\nERROR too many\n  clients"


@pytest.mark.parametrize("word", ["Confidential", "need-to-know", "RESTRICTED"])
def test_words_for_few_readers_make_it_restricted(word: str) -> None:
    assert read(f"---\nvisibility: {word}\n---\n# It broke again\n\nText.\n").visibility is Visibility.RESTRICTED


def test_readers_alone_make_it_restricted() -> None:
    assert read("---\nreaders: [legal]\n---\n# It broke again\n\nText.\n").visibility is Visibility.RESTRICTED


def test_a_visibility_that_is_not_known_is_refused() -> None:
    with pytest.raises(UnreadableSource, match=r"visibility 'vip' is not known; write one of public, internal, restricted"):
        read("---\nvisibility: vip\n---\n# It broke\n\nText.\n")


def test_front_matter_that_is_no_yaml_is_refused_with_its_line() -> None:
    with pytest.raises(UnreadableSource, match=r"a-file\.md, line \d: the front matter is not valid YAML; correct it"):
        read("---\nid: x\ntitle: [a\n---\n# It broke\n")


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    incident = read("---\nJust a line of text\n---\n\n## Cause\n\nText.\n")
    assert (incident.title, incident.parts[0].text) == ("Just a line of text", "Text.")


@pytest.mark.parametrize("text", ["", "\n\n  \n", "<!-- nothing yet -->\n", "---\n---\n"])
def test_a_file_without_words_is_refused(text: str) -> None:
    with pytest.raises(UnreadableSource, match="there is no text in it"):
        read(text)


def test_a_first_heading_that_states_a_fact_is_no_title() -> None:
    assert read("## Owner: @ana\n\n## Involved:\n\n# Overview\n\nIt was full.\n", "2017-pool-full").title == "2017 pool full"
    assert read("# Incident: pool full on 3 May\n\nIt was full.\n").title == "Incident: pool full on 3 May"
