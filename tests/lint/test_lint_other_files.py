"""A postmortem as JSON and as HTML: the same sentences and tables, each where it stands in its file."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lint_command import lint

from pipeline.errors import UnreadableSource
from pipeline.lint.action_items import action_items
from pipeline.lint.placed import PlacedDocument
from pipeline.lint.read_html import read_html
from pipeline.lint.read_json import read_json
from pipeline.lint.sections import SectionKind
from pipeline.text.markdown import CELL, CODE, PROSE, Block


def statement(text: str) -> dict[str, Any]:
    return {"id": "s", "text": text, "evidence": [], "basis": "person", "check": {"status": "supported", "problems": []}}


def postmortem(**parts: Any) -> str:
    base = {
        "schema_version": "1",
        "incident": {"id": "7", "participants": ["Ana Lima"], "services": ["edge"]},
        "action_items": [],
    }
    return json.dumps(base | parts, indent=2, ensure_ascii=False)


def read(text: str) -> PlacedDocument:
    document = read_json(text, "a.json")
    assert document is not None
    return document


def at(document: PlacedDocument, block: Block, offset: int = 0) -> str:
    """What stands in the file from there."""
    line, column = document.place(block, offset)
    return document.lines[line][column:]


def prose(document: PlacedDocument) -> list[tuple[SectionKind, str]]:
    return [(s.kind, b.text) for s in document.sections for b in s.blocks if b.kind == PROSE]


def test_fields_are_sections_and_statements_are_sentences() -> None:
    text = postmortem(
        summary=[statement("It ran dry.")],
        detection={"method": "manual", "statements": [statement("Ana saw it.")]},
        lessons={"technical": [statement("Pools end.")], "process": [], "communication": []},
        five_whys=[{"why": "Why?", "because": statement("No alert.")}],
        evidence=[{"id": "e", "text": "we forgot"}],
        questions=[{"id": "q", "about": "x", "text": "Who forgot?", "evidence": []}],
    )
    assert prose(read(text)) == [
        (SectionKind.SUMMARY, "It ran dry."),
        (SectionKind.DETECTION, "Ana saw it."),
        (SectionKind.LESSONS, "Pools end."),
        (SectionKind.WHYS, "No alert."),
    ]
    assert (read(text).roster, read(text).services) == (("Ana Lima",), ("edge",))


def test_action_items_keep_their_fields_and_declined_ones_are_left_out() -> None:
    rows = [
        {
            "id": "a",
            "action": "Add an alert",
            "owner": "Ana Lima",
            "due": "2026-05-02",
            "ticket": None,
            "commitment": "committed",
        },
        {"id": "b", "action": "Do nothing", "owner": None, "due": None, "commitment": "declined"},
        {"id": "c", "action": "Raise the limit", "owner": None, "due": None, "commitment": "proposed"},
    ]
    document = read(postmortem(action_items=rows))
    found = [(item.text, item.owner, item.due, item.ticket) for item in action_items(document)]
    assert found == [("Add an alert", "Ana Lima", "2026-05-02", ""), ("Raise the limit", "", "", "")]
    assert [at(document, item.block)[:9] for item in action_items(document)] == ["Add an al", "Raise the"]


@given(st.text(max_size=40))
def test_every_character_of_a_statement_stands_where_it_is_in_the_file(text: str) -> None:
    for ascii in (True, False):
        source = json.dumps({"incident": {}, "action_items": [], "summary": [statement(f"<{text}>")]}, ensure_ascii=ascii)
        document = read(source)
        (block,) = (b for s in document.sections for b in s.blocks)
        assert block.text == f"<{text}>"
        for offset, character in enumerate(block.text):
            line, column = document.place(block, offset)
            written = str(document.source)[document.line_starts[line] + column :]
            assert written.startswith(character) or written.startswith("\\")


def test_json_that_is_no_postmortem_is_left_out_and_refused_when_named() -> None:
    for text in ('{"name": "x"}', "[1, 2]", "{", '{"action_items": [], "incident"', "[" * 100_000, '{"a": ' * 50_000):
        assert read_json(text, "a.json", named=False) is None
        with pytest.raises(UnreadableSource, match=r"a\.json"):
            read_json(text, "a.json", named=True)


def test_a_finding_in_json_is_shown_where_it_stands(tmp_path: Path) -> None:
    text = postmortem(what_happened=[statement('A "quoted" word.\nThen human error by the on-call caused it.')])
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    found = json.loads(lint("a.json", "--select", "blame", "--format", "json", cwd=tmp_path).stdout)
    assert found
    for finding in found:
        line = text.splitlines()[finding["line"] - 1]
        assert finding["excerpt"] in line[finding["column"] - 1 : finding["end_column"] - 1]


PAGE = """<!doctype html>
<html><head><title>no text</title><style>p {}</style></head>
<body><nav>Contents</nav>
<h1>Ledger &amp; more</h1>
<h2>Root cause</h2>
<p>It <b>ran</b>
   dry &mdash; see <code>we forgot</code>.<p>Second.
<ul><li>one<li>two<ul><li>inner</ul></ul>
<blockquote><p>quoted words</p></blockquote>
<pre>log line
  second</pre>
<h2>Action items</h2>
<table><thead><tr><th>Action<th>Owner</tr></thead>
<tr><td>Add an <i>alert</i><td>Ana</tr><tr><td>Raise it</td><td></td></tr></table>
<script>We forgot()</script><p hidden>hidden</p><div class="evidence">said by others</div>
</body></html>
"""


def test_html_is_read_as_blocks_in_sections() -> None:
    document = read_html(PAGE, "a.html")
    found = [(b.kind, b.text, b.quoted, b.depth) for s in document.sections for b in s.blocks if b.kind != CELL]
    assert found == [
        (PROSE, "It ran dry — see `we forgot`.", False, 0),
        (PROSE, "Second.", False, 0),
        (PROSE, "one", False, 1),
        (PROSE, "two", False, 1),
        (PROSE, "inner", False, 2),
        (PROSE, "quoted words", True, 0),
        (CODE, "log line\n  second", False, 0),
    ]
    kinds = [section.kind for section in document.sections if section.heading]
    assert kinds[1:] == [SectionKind.CAUSES, SectionKind.ACTIONS]
    assert [(item.text, item.owner) for item in action_items(document)] == [("Add an alert", "Ana"), ("Raise it", "")]


def test_places_in_html_are_those_of_the_file() -> None:
    document = read_html(PAGE, "a.html")
    blocks = {b.text: b for b in document.all_blocks()}
    sentence = blocks["It ran dry — see `we forgot`."]
    assert at(document, sentence).startswith("It <b>ran</b>")
    assert at(document, sentence, 3).startswith("ran</b>")
    assert at(document, sentence, 7).startswith("dry &mdash;")
    assert at(document, sentence, 13).startswith("see <code>")
    assert at(document, blocks["Ledger & more"], 9).startswith("more</h1>")
    assert at(document, blocks["Raise it"]).startswith("Raise it</td>")


@given(st.text(alphabet="<>/&;pliduthre ab\n\"'!-=", max_size=200))
def test_no_html_is_too_broken_to_read(text: str) -> None:
    document = read_html(text, "a.html")
    for block in document.all_blocks():
        line, column = document.place(block, 0)
        assert 0 <= line < len(document.lines) and 0 <= column <= len(document.lines[line])


def test_our_own_page_and_json_hold_the_sentences_of_the_report_alone(tmp_path: Path) -> None:
    from pipeline.cli import main

    assert main(["demo", "-o", str(tmp_path)]) == 0
    page = read_html((tmp_path / "postmortem.html").read_text(), "a.html")
    record = read((tmp_path / "postmortem.json").read_text())
    statements = {" ".join(text.split()).rstrip(".") for kind, text in prose(record) if kind is SectionKind.CAUSES}
    shown = {" ".join(text.replace("`", "").split()).rstrip(".") for _, text in prose(page)}
    assert statements and {s.replace("`", "") for s in statements} <= shown
    assert "What was learned" not in " ".join(shown)
    assert action_items(page) and action_items(record)
