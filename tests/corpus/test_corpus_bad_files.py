"""What no reader foresees: each bad document is said in one sentence, in little time, and the others go in."""

import json
import os
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import pytest
from test_corpus_other_files import only, pdf, problem, read, write

from pipeline.corpus import find
from pipeline.corpus.html import read_html
from pipeline.corpus.markdown import read_markdown
from pipeline.corpus.record import read_record
from pipeline.related.passages import passages

GOOD = "# The cache was cold\n\nIt was empty.\n"
ANY = b"00" * 48
LOCK = (
    b"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /P -1 /O <%s> /U <%s> /OE <%s> /UE <%s> /Perms <%s>"
    b" /CF << /StdCF << /CFM /AESV3 /Length 32 >> >> /StmF /StdCF /StrF /StdCF >> >>\nstartxref"
) % (ANY, ANY, ANY[:64], ANY[:64], ANY[:32])
"""The end of a PDF with the usual lock of today (AES-256)."""


def test_a_locked_pdf_does_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path / "a.md", GOOD)
    write(tmp_path / "b.pdf", pdf(["One line of text"]).replace(b">>\nstartxref", LOCK))
    write(tmp_path / "c.md", GOOD)
    first, locked, last = read(tmp_path)
    assert first.incident and last.incident
    assert str(locked.problem) == f"{tmp_path / 'b.pdf'}: this PDF is locked with a password; save it without one."


def test_a_pdf_that_is_written_in_an_unknown_way_is_said(tmp_path: Path) -> None:
    unknown = pdf(["One line of text"]).replace(b"<< /Length", b"<< /Filter /NoSuchThing /Length", 1)
    assert "this PDF cannot be read" in problem(write(tmp_path / "a.pdf", unknown))


def test_whatever_a_reader_makes_of_a_document_the_others_go_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("pipeline.corpus.html.read_html", broken)
    write(tmp_path / "a.html", "<h1>Cold")
    write(tmp_path / "b.md", GOOD)
    bad, good = read(tmp_path)
    assert str(bad.problem) == f"{tmp_path / 'a.html'}: it cannot be read (ZeroDivisionError); mend it or leave it out."
    assert good.incident


@pytest.mark.parametrize("front", ["date: 0001-01-01T00:00:00+14:00", f"id: 0x{'f' * 5000}"])
def test_values_beyond_all_bounds_are_not_taken(tmp_path: Path, front: str) -> None:
    incident = only(write(tmp_path / "a.md", f"---\n{front}\n---\n{GOOD}"))
    assert (incident.id, incident.started_at) == ("a", None)


def test_what_was_exported_and_spoiled_can_be_kept(tmp_path: Path) -> None:
    record = {"id": "x", "title": "Cold \ud800 cache", "parts": [{"text": "a\ud800"}], "started_at": "0001-01-01T00:00:00+14:00"}
    incident = only(write(tmp_path / "a.jsonl", json.dumps(record)))
    assert passages(incident) and incident.started_at is None


@pytest.mark.skipif(os.name != "posix", reason="names of files are text there")
def test_a_name_that_is_no_utf_8_can_be_kept(tmp_path: Path) -> None:
    write(Path(os.fsdecode(os.fsencode(tmp_path / "bad") + b"\xffname.md")), GOOD)
    (one,) = read(tmp_path)
    assert one.incident and one.incident.source.encode() and one.incident.id == "bad?name"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_what_is_no_regular_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    for path in (tmp_path, tmp_path / "a.md"):
        found = find([path])
        assert not found.files
        assert [str(one) for one in found.missing] == [
            f"{tmp_path / 'a.md'}: this is no regular file; give the file that its text is in."
        ]


def test_front_matter_that_refers_to_itself_over_and_over_is_refused(tmp_path: Path) -> None:
    levels = "".join(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in pairwise("abcdefghi"))
    text = f"---\na: &a [x, x]\n{levels}readers: [*i]\n---\n{GOOD}"
    start = perf_counter()
    assert "the front matter is not valid YAML" in problem(write(tmp_path / "a.md", text))
    assert "the front matter is not valid YAML" in problem(write(tmp_path / "b.md", f"---\na: {'[' * 40_000}\n---\n{GOOD}"))
    assert perf_counter() - start < 2


def test_a_few_references_are_read(tmp_path: Path) -> None:
    incident = only(write(tmp_path / "a.md", f"---\nservices: &all [cache, queue]\ntags: *all\n---\n{GOOD}"))
    assert incident.services == ("cache", "queue")


@pytest.mark.parametrize(
    "text", ["- " + "~~ " * 60_000, "](http " + "[" * 200_000, "[a](http " * 20_000, f"[a](http{'x' * 200_000}"]
)
def test_marks_that_end_nothing_are_looked_at_once(text: str) -> None:
    start = perf_counter()
    passages(read_markdown(f"# The cache was cold\n\n## Actions\n\n{text}\n", "x", "x.md"))
    assert perf_counter() - start < 5


@pytest.mark.parametrize("page", ["<div>" * 100_000, "<i>" * 60_000, "<i>" * 30_000 + "<p></p>x" * 30_000])
def test_elements_that_are_not_closed_are_looked_at_once(page: str) -> None:
    start = perf_counter()
    read_html(f"<h1>The cache was cold</h1>{page}It was empty.", "x", "x.html")
    assert perf_counter() - start < 5


def test_a_name_of_spaces_is_looked_at_once() -> None:
    start = perf_counter()
    incident = read_record({"id": "x", "text": "It was cold", "services": f"a{' ' * 100_000}b, c / d"}, "x")
    assert (incident.services, perf_counter() - start < 2) == (("a b", "c", "d"), True)


def test_records_in_utf_16_are_read(tmp_path: Path) -> None:
    text = '{"id": "a", "text": "It was cold"}\r\n{"id": "b", "text": "Über alles"}\r\n'
    found = read(write(tmp_path / "a.jsonl", text.encode("utf-16")))
    assert [one.incident.parts[0].text for one in found if one.incident] == ["It was cold", "Über alles"]


def test_a_pdf_is_read_whole_or_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "many.pdf", pdf(["The cache was cold", "and empty"], pages=600))
    (many,) = read(path)
    assert many.incident and (str(many.incident.parts).count("and empty"), many.notes) == (600, ())
    monkeypatch.setattr("pipeline.corpus.pdf.MOST_PAGES", 500)
    (cut,) = read(path)
    assert cut.notes == (f"{path}: it has 600 pages, of which the first 500 were read; split it to have the others too.",)


@pytest.mark.parametrize(("name", "text"), [("a.json", ""), ("b.json", "[]"), ("c.jsonl", "\n")])
def test_a_file_without_records_is_said(tmp_path: Path, name: str, text: str) -> None:
    assert "there is no record in it" in problem(write(tmp_path / name, text))


def test_a_day_that_is_not_understood_is_said(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": "x y", "started_at": "31/02/2025"}, {"id": "b", "text": "x y", "started_at": "2025-02-03"}]
    path = write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows)))
    assert [one.notes for one in read(path)] == [
        (f"{path}, line 1: its day '31/02/2025' is not understood; write it as 2025-03-04.",),
        (),
    ]


def test_files_of_other_kinds_are_counted_by_their_endings(tmp_path: Path) -> None:
    for name in ("a.csv", "b/c.CSV", "d.docx", "Makefile", ".hidden.csv", "e.md"):
        write(tmp_path / name, GOOD)
    assert dict(find([tmp_path]).endings) == {".csv": 2, ".docx": 1, "": 1}
