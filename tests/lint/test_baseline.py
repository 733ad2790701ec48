"""Findings that are known are not shown again, however their lines move; what is over is said and can be taken out."""

import json
from pathlib import Path

from lint_command import CLEAN, ONE_WARNING, ONLY, lint, write

FLAGS = (*ONLY, "--baseline", "known.json", "--fail-on", "warning")


def shown(folder: Path, *more: str) -> list[str]:
    return lint(".", *FLAGS, *more, cwd=folder).stdout.decode().splitlines()


def test_what_was_written_down_is_not_shown_again_and_what_is_new_is(tmp_path: Path) -> None:
    write(tmp_path, a=ONE_WARNING, b=CLEAN)
    assert lint(".", *FLAGS, "--write-baseline", cwd=tmp_path).returncode == 0
    assert lint(".", *FLAGS, cwd=tmp_path).returncode == 0
    write(tmp_path, b=ONE_WARNING)
    assert [line.partition(":")[0] for line in shown(tmp_path)] == ["b.md"]


def test_lines_that_move_words_that_wrap_and_marks_that_change_do_not_matter(tmp_path: Path) -> None:
    write(tmp_path, a=ONE_WARNING)
    lint(".", *FLAGS, "--write-baseline", cwd=tmp_path)
    write(tmp_path, a="# Report\n\nNew words.\n\n- x\n\nThe pool *ran* dry. <!-- pm-ignore: suppression/no-reason -->\n")
    assert shown(tmp_path) == []


def test_an_equal_sentence_more_and_one_under_another_heading_are_new(tmp_path: Path) -> None:
    write(tmp_path, a=ONE_WARNING)
    lint(".", *FLAGS, "--write-baseline", cwd=tmp_path)
    second = ONE_WARNING.removeprefix("# Report\n")
    write(tmp_path, a=f"{ONE_WARNING}{second}\n## Impact\n{second}")
    assert [line.split(":")[1] for line in shown(tmp_path)] == ["5", "9"]


def test_what_is_over_is_said_and_pruned(tmp_path: Path) -> None:
    write(tmp_path, a=ONE_WARNING, b=ONE_WARNING)
    lint(".", *FLAGS, "--write-baseline", cwd=tmp_path)
    write(tmp_path, a=CLEAN)
    done = lint(".", *FLAGS, cwd=tmp_path)
    assert b"a.md: suppression/no-reason" in done.stderr and b"--prune-baseline" in done.stderr
    assert len(json.loads((tmp_path / "known.json").read_text())["findings"]) == 2
    lint(".", *FLAGS, "--prune-baseline", cwd=tmp_path)
    assert [e["path"] for e in json.loads((tmp_path / "known.json").read_text())["findings"]] == ["b.md"]
    assert lint(".", *FLAGS, cwd=tmp_path).stderr == b"All 2 files clean.\n"


def test_files_and_rules_that_were_not_looked_at_are_not_over_and_files_that_are_gone_are(tmp_path: Path) -> None:
    write(tmp_path, a=ONE_WARNING, b=ONE_WARNING, c=CLEAN)
    lint(".", *FLAGS, "--write-baseline", cwd=tmp_path)
    (tmp_path / "b.md").unlink()
    done = lint("c.md", "a.md", "--select", "suppression/unused", "--baseline", "known.json", cwd=tmp_path)
    assert b"b.md: suppression/no-reason" in done.stderr and b"a.md: suppression/no-reason" not in done.stderr


def test_writing_for_some_files_keeps_what_is_known_of_the_others(tmp_path: Path) -> None:
    write(tmp_path, a=ONE_WARNING, b=ONE_WARNING)
    lint(".", *FLAGS, "--write-baseline", cwd=tmp_path)
    lint("b.md", *FLAGS, "--write-baseline", cwd=tmp_path)
    assert shown(tmp_path) == []


def test_the_file_is_found_from_anywhere_and_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    write(tmp_path, docs__a_md=ONE_WARNING, docs__b_md=ONE_WARNING)
    lint("docs", *ONLY, "--baseline", "known.json", "--write-baseline", cwd=tmp_path)
    first = (tmp_path / "known.json").read_bytes()
    lint("b.md", "a.md", *ONLY, "--baseline", "../known.json", "--write-baseline", cwd=tmp_path / "docs")
    assert (tmp_path / "known.json").read_bytes() == first
    (tmp_path / "postmortem.toml").write_text('[lint]\nbaseline = "known.json"\n')
    assert lint(".", *ONLY, cwd=tmp_path / "docs").stdout == b""


def test_a_file_that_is_no_baseline_is_refused(tmp_path: Path) -> None:
    write(tmp_path, a=CLEAN)
    for text in ("[]", "{", '{"version": 2, "findings": []}', '{"version": 1, "findings": [3]}'):
        (tmp_path / "known.json").write_text(text)
        done = lint("a.md", *FLAGS, cwd=tmp_path)
        assert done.returncode == 2 and b"known.json: this is no baseline" in done.stderr
