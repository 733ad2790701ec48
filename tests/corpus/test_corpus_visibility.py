"""Who may read a document, however it is stated: never more people than it was meant for."""

import json
from pathlib import Path

import pytest

from pipeline.corpus import find, read_files
from pipeline.corpus.html import read_html
from pipeline.corpus.markdown import read_markdown
from pipeline.corpus.pdf import blocks
from pipeline.corpus.record import read_record
from pipeline.domain.incident import Visibility
from pipeline.domain.past_incident import PastIncident
from pipeline.errors import UnreadableSource


def with_line(line: str) -> PastIncident:
    return read_markdown(f"# The cache was cold\n\n{line}\n\nIt was empty.\n", "x", "x.md")


def with_front(front: str, fence: str = "---") -> PastIncident:
    return read_markdown(f"{fence}\n{front}\n{fence}\n# The cache was cold\n\nIt was empty.\n", "x", "x.md")


@pytest.mark.parametrize(
    "line",
    [
        "Classification: need-to-know",
        "**Visibility:** **restricted**",
        "**Visibility: restricted**",
        "*Visibility:* restricted",
        "`visibility: restricted`",
        "Visibility: confidential.",
        "**Visibility:** Restricted (legal only)",
        "Visibility: restricted<br>Severity: SEV1",
        "Visibility: restricted\\\nSeverity: SEV1",
        "## Visibility: restricted",
        "| Field | Value |\n|--|--|\n| Visibility | **Restricted** |",
        "| Severity | Visibility | Team |\n|--|--|--|\n| SEV1 | Restricted | Orders |",
        "Visibility: internal\n\nConfidentiality: restricted",
    ],
)
def test_a_line_that_says_that_few_may_read_it_is_understood(line: str) -> None:
    assert with_line(line).visibility is Visibility.RESTRICTED


@pytest.mark.parametrize(
    "line",
    [
        "Visibility: vip",
        "Visibility: tbd",
        "Visibility: legal only",
        "Visibility: public / internal / restricted",
        "Classification: TLP:RED",
        "Access: legal only",
    ],
)
def test_a_line_that_says_so_in_other_words_is_refused(line: str) -> None:
    with pytest.raises(UnreadableSource, match=r"its visibility '.+' is not known; write one of public, internal, restricted"):
        with_line(line)


@pytest.mark.parametrize(
    "line", ["Access: VPN", "Classification: outage", "Visibility: nobody saw how long the queue had become that night"]
)
def test_a_line_about_something_else_says_nothing_of_readers(line: str) -> None:
    assert with_line(line).visibility is Visibility.INTERNAL


@pytest.mark.parametrize("front", ["access: internal\nvisibility: restricted", "visibility: restricted\naccess: public"])
def test_of_several_the_strictest_counts(front: str) -> None:
    assert with_front(front).visibility is Visibility.RESTRICTED


@pytest.mark.parametrize("front", ["visibility: tbd", "visibility: [restricted]", "visibility: true", "visibility: '?'"])
def test_front_matter_that_is_not_understood_is_refused(front: str) -> None:
    with pytest.raises(UnreadableSource, match=r"its visibility.* is not known"):
        with_front(front)


@pytest.mark.parametrize("front", ["visibility:", "visibility: ''", "visibility: '-'"])
def test_a_visibility_that_is_left_empty_says_nothing(front: str) -> None:
    assert with_front(front).visibility is Visibility.INTERNAL


def test_front_matter_in_toml_is_read() -> None:
    incident = with_front('visibility = "restricted"\nreaders = ["Ana Lima"]', "+++")
    assert (incident.visibility, incident.readers, incident.title) == (Visibility.RESTRICTED, ("Ana Lima",), "The cache was cold")
    with pytest.raises(UnreadableSource, match="the front matter is not valid TOML; correct it"):
        with_front("visibility = ", "+++")


@pytest.mark.parametrize(
    "terms",
    [
        "<dl><dt>Visibility<dd>restricted<dt>Readers<dd>Ana Lima</dl>",
        "<dl><dt><b>Visibility:</b></dt><dd><p>restricted</p><p>For now.</p></dd><dt>Readers</dt><dd>Ana Lima</dd></dl>",
    ],
)
def test_terms_of_a_page_state_it(terms: str) -> None:
    incident = read_html(f"<h1>The cache was cold</h1>{terms}<p>It was empty.", "x", "x.html")
    assert (incident.visibility, incident.readers) == (Visibility.RESTRICTED, ("Ana Lima",))


def test_each_line_of_a_pdf_states_a_fact_of_its_own() -> None:
    lines = ["Visibility: restricted", "The cache was cold", "Severity: SEV1", "Readers: Ana Lima,", "legal", "It was", "empty."]
    found = [block.text for block in blocks(lines)]
    assert found == [
        "Visibility: restricted", "The cache was cold", "Severity: SEV1", "Readers: Ana Lima, legal", "It was empty."
    ]  # fmt: skip


def test_a_row_of_a_table_in_a_pdf_says_who_may_read_it() -> None:
    lines = ["The cache was cold", "Visibility Restricted", "It was empty."]
    assert [block.text for block in blocks(lines)][1:] == ["Visibility: Restricted", "It was empty."]


def test_readers_alone_make_what_was_exported_restricted() -> None:
    exported = {"id": "x", "title": "Cold cache", "parts": [{"text": "It was empty."}], "readers": ["Ana Lima"]}
    assert read_record(exported, "x").visibility is Visibility.RESTRICTED


def test_in_records_too_what_is_not_understood_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "kept.jsonl"
    rows = [{"id": "a", "text": "Visibility: vip\n\nCold."}, {"id": "b", "text": "Cold.", "visibility": "tbd"}]
    file.write_text("\n".join(map(json.dumps, rows)))
    assert ["visibility" in str(read.problem) for read in read_files(find([file]).files)] == [True, True]
