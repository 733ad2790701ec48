from datetime import UTC, date, datetime

import pytest

from pipeline.domain.evidence import EvidenceKind
from pipeline.domain.incident import IncidentKind, MomentName
from pipeline.domain.moment import Precision
from pipeline.errors import EmptySource
from pipeline.sources.documents.parts import LONGEST_PART, parts_of
from pipeline.sources.readers import markdown_document
from pipeline.sources.reading import Claim, ReadOptions

RCA = """# RCA 12: INC-2026-009 uploads lost

Version 0.2, 3 May 2026, Ana Lima. Draft, not reviewed.

## What happened

On 1 May 2026 the importer stopped at 07:10 UTC.

```
# no heading, a comment in code
```

Actions
-------

| Ticket | Action | Due |
|---|---|---|
| UP-1 | Alert on the queue | 30 May 2026 |

## Open
"""

FRONT = """---
id: PM-2026-04
title: "Uploads: lost after a deploy"
date: 2026-05-01
severity: SEV2
services: [importer, api]
kind: data_loss
owner: Ana Lima
started_at: 2026-05-01T07:10:00Z
---

# Uploads lost

*Author: Ben Ode. Reviewed by Cleo Ek and Dan van Dijk.*

## Cause

A deploy.
"""


@pytest.fixture
def document(tree_of):
    def read(text, name="rca.md"):
        claims = markdown_document.sniff(tree_of({name: text}))
        assert len(claims) == 1, "not taken for a document"
        return markdown_document.read(claims[0], ReadOptions())

    return read


def texts(reading):
    return [piece.text for piece in reading.evidence]


def test_each_part_is_a_document_numbered_from_one_with_its_heading(document):
    reading = document(RCA)
    assert [piece.id for piece in reading.evidence] == [f"doc:rca.md#{n}" for n in (1, 2, 3, 4)]
    assert texts(reading)[1].startswith("## What happened\n\nOn 1 May")
    assert {piece.kind for piece in reading.evidence} == {EvidenceKind.DOCUMENT}
    assert reading.evidence[1].source.locator == "line 5"


def test_tables_stay_as_lines_between_bars(document):
    assert "| UP-1 | Alert on the queue | 30 May 2026 |" in texts(document(RCA))[2].split("\n")


def test_a_comment_in_code_is_no_heading_and_an_underlined_line_is_one(document):
    parts = texts(document(RCA))
    assert "# no heading" in parts[1]
    assert parts[2].startswith("Actions\n-------")


def test_the_line_of_version_date_and_author_is_noticed(document):
    reading = document(RCA)
    first = reading.evidence[0]
    assert (first.at, first.at_text, first.precision, first.author) == (None, "3 May 2026", Precision.DAY, "Ana Lima")
    assert [person.name for person in reading.people] == ["Ana Lima"]


def test_a_title_is_taken_from_the_first_heading_without_the_word_for_the_document(document):
    (record,) = document(RCA).records
    assert (record.title, record.id) == ("uploads lost", "INC-2026-009")


def test_front_matter_becomes_a_record_and_no_evidence(document):
    reading = document(FRONT)
    (record,) = reading.records
    assert (record.id, record.title, record.severity) == ("PM-2026-04", "Uploads: lost after a deploy", "SEV2")
    assert (record.services, record.kind, record.date) == (("importer", "api"), IncidentKind.DATA_LOSS, date(2026, 5, 1))
    assert record.moments[MomentName.STARTED].at == datetime(2026, 5, 1, 7, 10, tzinfo=UTC)
    assert record.people == (("owner", "Ana Lima"), ("author", "Ben Ode"), ("reviewer", "Cleo Ek"), ("reviewer", "Dan van Dijk"))
    assert texts(reading)[0].startswith("# Uploads lost")
    assert reading.evidence[0].source.locator == "line 12"


def test_front_matter_that_is_no_yaml_is_listed_and_the_text_still_read(document):
    reading = document("---\ntitle: a: b: c\n\tx\n---\n\n# Title of the thing\n\nIt was a long day for all of us.\n")
    assert reading.skipped[0].reason == "it is not valid YAML"
    assert texts(reading) == ["# Title of the thing\n\nIt was a long day for all of us."]


@pytest.mark.parametrize("line", ["**Severity:** SEV1", "- **Severity**: SEV1", "Severity: SEV1", "| Severity | SEV1 |"])
def test_labeled_lines_state_the_same_as_front_matter(document, line):
    reading = document(f"# Postmortem: checkout was down\n\n{line}\nDate: 2026-05-01\n\n## Cause\n\nA change of config did it.\n")
    (record,) = reading.records
    assert (record.severity, record.date, record.title) == ("SEV1", date(2026, 5, 1), "checkout was down")


def test_instructions_of_a_template_are_left_out(document):
    text = "# Report of the day\n\n<!-- say what\nhappened here -->\nThe queue grew to the limit.\n"
    assert "happened" not in texts(document(text))[0]


def test_plain_text_takes_short_lines_that_stand_alone_for_headings(document):
    text = "Overview\n\nThe zone ran out of machines for us.\n\nWhat happened\n\nA user told us at 10.\n\nWe moved zones.\n"
    assert [part.split("\n")[0] for part in texts(document(text, "report.txt"))] == ["Overview", "What happened"]


def test_prose_without_headings_is_cut_at_blank_lines(document):
    paragraph = "The pool was full and every request had to wait for it. " * 8
    reading = document("\n\n".join([paragraph.strip()] * 9), "notes.txt")
    assert 3 <= len(reading.evidence) <= 9
    assert all(part.startswith("The pool") for part in texts(reading))


def test_a_long_section_is_cut_and_nothing_of_it_is_lost():
    lines = ["# Long", *(f"line {n} says a little more" for n in range(1000)), ""]
    parts = list(parts_of(lines))
    assert all(len(part.text) <= LONGEST_PART for part in parts)
    assert "\n".join(part.text for part in parts) == "\n".join(lines).rstrip()


def test_the_lines_of_the_parts_are_those_of_the_file():
    parts = parts_of(["", "# A", "", "x", "# B", "y"], offset=10)
    assert [part.number for part in parts] == [11 + 1, 11 + 4]


def test_a_timeline_in_a_document_makes_it_no_chat_and_no_log(document):
    timeline = "## Timeline (UTC)\n\n- 09:00 Ana: lowered the limit\n- 09:10 alert\n"
    assert len(document(f"# Report\n\n{timeline}\n## Cause\n\nNobody had looked at the limit.\n").evidence) == 3


def test_a_document_that_quotes_a_chat_at_length_is_still_a_document(document):
    quoted = "\n".join(f"[17:{n:02}:21] <ana> replica {n} is gone" for n in range(40))
    assert len(document(f"# Search was down\n\n## Timeline\n\n{quoted}\n\n## Cause\n\nThe pool was too small.\n").evidence) == 3


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '{"title": "a long story about a short day"}'),
        ("a.txt", '{"title": "a long story about a short day"}'),
        ("a.csv", "at,text\n1,this is a long story about a day\n"),
        ("a.py", "# this is a long story about a day\nx = 1\n"),
        ("a.txt", "key: value\nother: 3\nthird:\n  - a\n"),
        ("a.html", "<html><body>this is a long story about a day</body></html>"),
        ("a.txt", "<!doctype html>\n<p>this is a long story about a day\nand it goes on for us\n"),
        ("a.txt", "%PDF-1.4\nthis is a long story about a day\n"),
        ("a.txt", "token=abc&team_domain=x&text=test"),
        ("a.md", ""),
        ("a.md", b"\x00\x01\x02 this is a long story about a day"),
    ],
)
def test_data_code_and_markup_are_no_documents(tree_of, name, text):
    assert markdown_document.sniff(tree_of({name: text})) == []


def test_an_empty_document_read_by_force_says_so(tree_of):
    with pytest.raises(EmptySource, match="the document holds"):
        markdown_document.read(Claim("a.md", tree_of({"a.md": "\n \n"}).files), ReadOptions())
