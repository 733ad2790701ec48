"""What can be put right by itself: exact ranges, safe apart from unsafe, files kept as they are otherwise."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lint_command import CLEAN, lint, write

from pipeline.lint.document import read_markdown
from pipeline.lint.fixes import Fix, Lines, Replace, apply, ranges

UNUSED = (
    "# Report\n\nThe pool ran dry. <!-- pm-ignore: suppression/no-reason -- r -->\n\n<!-- pm-ignore -- r -->\n\nIt is back.\n"
)
FIXED = "# Report\n\nThe pool ran dry.\n\n\nIt is back.\n"
ONLY = ("--select", "suppression")


def test_a_replacement_stands_in_offsets_of_the_source() -> None:
    text = "# T\n\n- the pool *clearly* ran\n  dry, clearly\n\n| a | b |\n|---|---|\n| x | so \\| y |\n"
    document = read_markdown(text, "a.md")
    blocks = {block.text: block for block in document.all_blocks()}
    item, cell = blocks["the pool *clearly* ran\ndry, clearly"], blocks["so | y"]
    fix = Fix((Replace(item, 9, 19, ""), Replace(item, 27, 35, ""), Replace(cell, 5, 6, "z")), safe=False)
    after, count = apply(text, [ranges(document, fix)])
    assert (after, count) == ("# T\n\n- the pool ran\n  dry,\n\n| a | b |\n|---|---|\n| x | so \\| z |\n", 1)


def test_lines_are_replaced_whole() -> None:
    document = read_markdown("a\n\nb\nc\n", "a.md")
    assert apply(str(document.source), [ranges(document, Fix((Lines(2, 4, "c\nb\n"),)))]) == ("a\n\nc\nb\n", 1)
    assert apply(str(document.source), [ranges(document, Fix((Lines(3, 4, ""),)))]) == ("a\n\nb\n", 1)


def test_of_fixes_that_overlap_the_first_is_applied() -> None:
    assert apply("abcdef", [[(2, 4, "X")], [(0, 3, "Y")], [(4, 5, "Z")]]) == ("YdZf", 2)
    assert apply("abcdef", [[(0, 1, "A"), (5, 6, "F")], [(4, 6, "-")]]) == ("AbcdeF", 1)


@given(st.lists(st.sampled_from(["a", "bc", ""]), min_size=1), st.lists(st.sampled_from(["\n", "\r\n", "\r"])), st.data())
def test_line_ends_are_kept_whatever_they_are(words: list[str], ends: list[str], data: st.DataObject) -> None:
    raw = "".join(word + (ends[i % len(ends)] if ends else "") for i, word in enumerate(words))
    plain = raw.replace("\r\n", "\n").replace("\r", "\n")
    start = data.draw(st.integers(0, len(plain)))
    end = data.draw(st.integers(start, len(plain)))
    after, _ = apply(raw, [[(start, end, "X")]])
    assert after.replace("\r\n", "\n").replace("\r", "\n") == plain[:start] + "X" + plain[end:]
    assert apply(raw, []) == (raw, 0)


def test_fix_writes_what_is_mechanical_and_reports_the_rest(tmp_path: Path) -> None:
    write(tmp_path, a=UNUSED, b=CLEAN)
    before = (tmp_path / "b.md").stat().st_mtime_ns
    done = lint(".", *ONLY, "--fix", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert (tmp_path / "a.md").read_text() == FIXED
    assert b"2 findings fixed." in done.stderr
    assert (tmp_path / "b.md").stat().st_mtime_ns == before
    assert lint(".", *ONLY, "--fix", cwd=tmp_path).stderr == b"All 2 files clean.\n"


def test_diff_changes_nothing_and_ends_with_1(tmp_path: Path) -> None:
    write(tmp_path, a=UNUSED)
    done = lint("a.md", *ONLY, "--diff", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.decode().startswith("--- a.md\n+++ a.md\n@@ ")
    assert b"-The pool ran dry. <!--" in done.stdout and b"+The pool ran dry.\n" in done.stdout
    assert (tmp_path / "a.md").read_text() == UNUSED
    lint("a.md", *ONLY, "--fix", cwd=tmp_path)
    clean = lint("a.md", *ONLY, "--diff", cwd=tmp_path)
    assert (clean.returncode, clean.stdout) == (0, b"")


@pytest.mark.parametrize(
    "data", [UNUSED.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + UNUSED.encode(), UNUSED.encode("utf-16")]
)
def test_the_line_ends_the_mark_and_the_mode_of_the_file_are_kept(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    path.chmod(0o640)
    lint("a.md", *ONLY, "--fix", cwd=tmp_path)
    after = path.read_bytes()
    encoding = "utf-16" if data[:2] == b"\xff\xfe" else "utf-8"
    text = after.decode(encoding)
    assert "pm-ignore" not in text and after[:3] == data[:3]
    assert text.count("\r\n") == (text.count("\n") if b"\r\n" in data else 0)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["a.md"]


def test_standard_input_comes_back_fixed(tmp_path: Path) -> None:
    done = lint("-", *ONLY, "--fix", cwd=tmp_path, stdin=UNUSED.encode())
    assert done.stdout.decode() == FIXED
    same = lint("-", *ONLY, "--fix", cwd=tmp_path, stdin=CLEAN.encode())
    assert same.stdout.decode() == CLEAN


def test_html_is_never_written_to(tmp_path: Path) -> None:
    text = "<p>It ran dry. <!-- pm-ignore: suppression/no-reason -- r --></p>\n"
    (tmp_path / "a.html").write_text(text)
    assert b"suppression/unused" in lint("a.html", *ONLY, "--fix", cwd=tmp_path).stdout
    assert (tmp_path / "a.html").read_text() == text


def test_ignores_are_written_beside_the_findings_and_hide_them(tmp_path: Path) -> None:
    text = (
        "---\ntitle: x\n---\n# Report\n\n## Root cause\n\nHuman error by Ana.  \nIt went on.\n\n"
        "| Time | Event |\n|---|---|\n| 10:00 | Human error by Bo. |\n"
    )
    write(tmp_path, a=text)
    lint("a.md", "--add-ignore", "--reason", "their words", cwd=tmp_path)
    after = (tmp_path / "a.md").read_text()
    assert " -- their words -->  \nIt went on." in after
    assert "Human error by Bo. <!-- pm-ignore: " in after and " -- their words --> |\n" in after
    assert lint("a.md", cwd=tmp_path).stdout == b""
    lint("a.md", "--add-ignore", cwd=tmp_path)
    assert (tmp_path / "a.md").read_text() == after
