"""HTML, PDF, JSON and JSONL, and folders with all of them."""

import datetime
import json
from pathlib import Path
from time import perf_counter

import pytest

from pipeline.corpus import Read, find, read_files
from pipeline.corpus.html import read_html
from pipeline.corpus.markdown import read_markdown
from pipeline.corpus.pdf import blocks
from pipeline.domain.incident import Visibility
from pipeline.domain.past_incident import PartKind, PastAction, PastIncident
from pipeline.text.markdown import HEADING

PAGE = """<!doctype html><html><head><title>Cache | Wiki</title><style>p {}</style><meta name="severity" content="SEV2"></head>
<body><nav><a href="/">Home</a></nav><h1>The cache was cold</h1>
<p><b>Date:</b> 2025-03-04</p>
<h2>Root cause</h2><p>It was restarted &amp; empty.<br>Nobody saw.<ul><li>no alert<li>no dashboard</ul>
<h2>Action items</h2><table><tr><th>Action<th>Owner<th>Status</tr><tr><td>Warm it first<td>Ana<td>open</tr></table>
<script>alert(1)</script></body></html>"""


def read(path: Path, known: frozenset[str] = frozenset()) -> list[Read]:
    return list(read_files(find([path]).files, known))


def only(path: Path) -> PastIncident:
    (one,) = read(path)
    assert one.incident, one.problem
    return one.incident


def problem(path: Path) -> str:
    (one,) = read(path)
    return str(one.problem)


def test_a_page_is_read_as_what_it_shows() -> None:
    incident = read_html(PAGE, "cache", "cache.html")
    assert incident.title == "The cache was cold"
    assert incident.started_at == datetime.datetime(2025, 3, 4, tzinfo=datetime.UTC)
    assert incident.severity == "SEV2"
    cause = next(part for part in incident.parts if part.kind is PartKind.CAUSE)
    assert cause.text == "It was restarted & empty.\nNobody saw.\n\n- no alert\n- no dashboard"
    assert incident.actions == (PastAction(action="Warm it first", owner="Ana", open=True),)
    assert "alert(1)" not in str(incident) and "Home" not in str(incident)


def test_a_page_without_headings_is_called_by_its_title() -> None:
    incident = read_html("<title>Cold cache</title><p>It was cold.", "x", "x.html")
    assert (incident.title, incident.parts[0].text) == ("Cold cache", "It was cold.")


def pdf(lines: list[str], pages: int = 1) -> bytes:
    """A PDF with these lines on each page."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 50 750 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" 3 0 R" * pages, pages),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )


def test_a_pdf_is_read_by_its_lines(tmp_path: Path) -> None:
    lines = ["The cache was cold", "Date: 2025-03-04", "Root cause", "It was restarted", "and empty.", "Action items"]
    (tmp_path / "cache.pdf").write_bytes(pdf([*lines, "- Warm it first"]))
    incident = only(tmp_path / "cache.pdf")
    assert incident.title == "The cache was cold"
    assert incident.started_at == datetime.datetime(2025, 3, 4, tzinfo=datetime.UTC)
    assert ("Root cause", "It was restarted and empty.") in [(part.heading, part.text) for part in incident.parts]
    assert incident.actions == (PastAction(action="Warm it first"),)


def test_lines_that_end_like_sentences_head_nothing() -> None:
    found = list(blocks(["Cold cache in the morning", "", "We found the root cause.", "Root cause", "Empty.", "3"]))
    assert [block.text for block in found if block.kind == HEADING] == ["Cold cache in the morning", "Root cause"]
    assert "3" not in [block.text for block in found]


def test_a_pdf_that_is_broken_or_empty_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\nnothing of it")
    (tmp_path / "b.pdf").write_bytes(pdf([]))
    (tmp_path / "c.pdf").write_bytes(pdf(["One line of text"])[:200])
    assert "this PDF cannot be read; save it again" in problem(tmp_path / "a.pdf")
    assert "there is no text in this PDF" in problem(tmp_path / "b.pdf")
    assert problem(tmp_path / "c.pdf").startswith(f"{tmp_path / 'c.pdf'}: ")


def test_lines_of_records_are_an_incident_each(tmp_path: Path) -> None:
    path = tmp_path / "status.jsonl"
    rows = [
        {"id": "s-1", "service": "Queue (EU)", "started_at": "2018-05-10 01:06:41", "text": "We see errors. " * 20},
        {"id": "s-2", "title": "Cold cache", "text": "## Cause\n\nIt was empty.", "severity": "minor", "unknown": [1]},
        {"title": "No id", "text": "x"},
        {"id": "s-4"},
        [1],
    ]
    path.write_text("\n".join(map(json.dumps, rows)) + '\n\n{"id": \n', encoding="utf-8")
    first, second, *others = read(path)
    assert first.incident and second.incident
    assert first.incident.title.startswith("Queue (EU): We see errors.") and len(first.incident.title) < 120
    assert first.incident.started_at == datetime.datetime(2018, 5, 10, 1, 6, 41, tzinfo=datetime.UTC)
    assert first.incident.services == ("Queue (EU)",)
    assert (second.incident.severity_level, second.incident.parts[0].kind) == (3, PartKind.CAUSE)
    assert [str(other.problem).removeprefix(f"{path}, ").split(";")[0] for other in others] == [
        "line 3: this record has no id",
        "line 4: this record has no text",
        "line 5: this is no record of an incident",
        "line 7: this is not valid JSON",
    ]


POSTMORTEM = {
    "schema_version": "1",
    "incident": {
        "id": "INC-9",
        "title": "The cache was cold",
        "severity": "SEV1",
        "severity_level": 1,
        "kind": "capacity",
        "services": ["cache"],
        "status": "resolved",
        "visibility": "restricted",
        "started_at": {"at": "2026-03-17T09:14:00Z", "precision": "minute", "basis": "record", "evidence": []},
        "roles": [{"role": "incident commander", "name": "Ana Lima", "evidence": []}],
    },
    "summary": [{"id": "s", "text": "It was cold.", "evidence": ["e"], "basis": "quoted"}],
    "immediate_cause": [{"id": "c", "text": "It was empty.", "evidence": ["e"], "basis": "quoted"}],
    "timeline": [
        {"id": "t", "text": "Filled again.", "phase": "mitigation"}, {"id": "u", "text": "Down.", "phase": "impact_start"}
    ],
    "response_actions": [{"id": "r", "text": "Restarted it.", "result": "no change"}],
    "lessons": {"technical": [{"id": "l", "text": "Warm it first."}], "process": [], "communication": []},
    "action_items": [
        {"id": "a", "action": "Warm it first", "owner": "Ana Lima", "due": "2026-04-01", "ticket": "OPS-1",
         "status": "in_progress", "commitment": "committed"},
        {"id": "b", "action": "Add an alert", "status": "done", "commitment": "proposed"},
        {"id": "c", "action": "Buy more memory", "status": "open", "commitment": "declined"},
    ],
}  # fmt: skip


def test_a_postmortem_of_ours_is_read_by_its_fields(tmp_path: Path) -> None:
    path = tmp_path / "draft.json"
    path.write_text(json.dumps(POSTMORTEM), encoding="utf-8")
    incident = only(path)
    assert (incident.id, incident.title, incident.severity_level) == ("INC-9", "The cache was cold", 1)
    assert incident.started_at == datetime.datetime(2026, 3, 17, 9, 14, tzinfo=datetime.UTC)
    assert (incident.visibility, incident.readers) == (Visibility.RESTRICTED, ("Ana Lima",))
    assert [(part.kind, part.text) for part in incident.parts] == [
        (PartKind.SUMMARY, "- It was cold."),
        (PartKind.CAUSE, "- It was empty."),
        (PartKind.RESPONSE, "- Restarted it. (no change)"),
        (PartKind.RESOLUTION, "- Filled again."),
        (PartKind.TIMELINE, "- Down."),
        (PartKind.LESSONS, "- Warm it first."),
    ]
    assert incident.actions == (
        PastAction(action="Warm it first", owner="Ana Lima", due=datetime.date(2026, 4, 1), ticket="OPS-1", open=True),
        PastAction(action="Add an alert", open=False),
    )


def test_what_is_exported_reads_as_it_was(tmp_path: Path) -> None:
    incident = only(write(tmp_path / "a.md", "# The cache was cold\n\n## Cause\n\nEmpty.\n"))
    path = write(tmp_path / "kept.jsonl", incident.model_dump_json(exclude={"digest"}) + "\n")
    here = {"digest": "", "source": ""}
    assert only(path).model_copy(update=here) == incident.model_copy(update=here)


def test_a_record_that_was_exported_and_spoiled_is_said(tmp_path: Path) -> None:
    path = write(tmp_path / "kept.jsonl", '{"id": "x", "title": "x", "parts": [{"kind": "nonsense"}]}\n')
    assert problem(path) == f"{path}, line 1: this record is not as `corpus export` writes it (parts.0.kind); export it again."


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_folders_are_read_in_order_without_what_is_hidden_or_no_postmortem(tmp_path: Path) -> None:
    for name in ("b.md", "a/z.markdown", "a/y.html", ".git/x.md", "a/.hidden.md", "README.md", "template.md", "notes.docx"):
        write(tmp_path / name, "# The cache was cold\n\nText.\n")
    found = find([tmp_path, tmp_path / "b.md", tmp_path / "missing", tmp_path / "notes.docx"])
    assert [path.relative_to(tmp_path).as_posix() for path in found.files] == ["b.md", "a/y.html", "a/z.markdown"]
    assert [Path(name).name for name in found.left_out] == ["README.md", "template.md"]
    assert [str(problem).split(": ", 1)[1].split(";")[0] for problem in found.missing] == [
        "there is no such file or folder",
        "this kind of file is not read here",
    ]


def test_a_document_whose_digest_is_known_is_not_read_again(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", "# The cache was cold\n\nText.\n")
    digest = only(path).digest
    assert read(path, frozenset({digest}))[0].known == digest
    write(path, "# The cache was cold\n\nOther text.\n")
    assert only(path).digest != digest


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("# It was cold\n\nÜber \u2014 alles\n".encode("utf-16"), "Über \u2014 alles"),
        ("\ufeff# It was cold\r\n\r\nÜber\r\n".encode(), "Über"),
        ("# It was cold\n\nÜber \u2019alles\n".encode("cp1252"), "Über \u2019alles"),
    ],
)
def test_text_is_read_in_the_usual_encodings(tmp_path: Path, data: bytes, text: str) -> None:
    assert only(write(tmp_path / "a.md", data)).parts[0].text == text


def test_what_is_no_text_is_said(tmp_path: Path) -> None:
    assert "this is no text" in problem(write(tmp_path / "a.md", b"\x89PNG\x00\x00\x00"))
    assert "this is not valid JSON" in problem(write(tmp_path / "a.json", "{"))
    assert "this is no record of an incident" in problem(write(tmp_path / "b.json", "7"))
    assert "has no text" in problem(write(tmp_path / "c.json", '{"note": "x"}'))


def test_half_a_character_does_not_stop_the_store(tmp_path: Path) -> None:
    incident = only(write(tmp_path / "a.jsonl", '{"id": "a", "text": "cold \\ud800 cache \\u0000", "title": "x\\ud83d y z"}\n'))
    assert incident.parts[0].text.encode() and incident.title.encode() and "\x00" not in incident.parts[0].text


@pytest.mark.parametrize("unit", ["<a ", "[", "![", "**a ", "__a ", "<!--", "&", "status - a ", "~~", "| a "])
def test_signs_that_begin_something_and_end_nothing_do_not_hold_it_up(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    start = perf_counter()
    read_html(f"<h1>The cache was cold</h1><h2>Actions</h2><ul><li>{text}", "x", "x.html")
    read_markdown(f"# The cache was cold\n\n## Actions\n\n- {text}\n", "x", "x.md")
    assert perf_counter() - start < 5
