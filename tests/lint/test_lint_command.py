"""What goes where, and how it ends: exit codes over all files, findings on standard output, everything else on standard error."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from lint_command import CLEAN, COMMAND, ONE_WARNING, ONLY, lint, write

CONTRACT = [
    "rule", "level", "message", "path", "line", "column", "end_line", "end_column", "excerpt", "question", "suggestions",
]  # fmt: skip


def test_a_clean_file_says_so_on_standard_error_alone(tmp_path: Path) -> None:
    write(tmp_path, a=CLEAN, b=CLEAN)
    done = lint(".", *ONLY, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"All 2 files clean.\n")
    assert lint(".", *ONLY, "--quiet", cwd=tmp_path).stderr == b""


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        ([], 0),
        (["--fail-on", "warning"], 1),
        (["--fail-on", "suggestion"], 1),
        (["--level", "suppression/no-reason=error"], 1),
        (["--level", "suppression/no-reason=suggestion", "--fail-on", "warning"], 0),
        (["--fail-on", "warning", "--exit-zero"], 0),
    ],
)
def test_it_ends_with_1_for_findings_at_or_above_the_level_that_fails(flags: list[str], code: int, tmp_path: Path) -> None:
    write(tmp_path, a=ONE_WARNING, z=CLEAN)
    done = lint("a.md", "z.md", *ONLY, *flags, cwd=tmp_path)
    assert done.returncode == code
    assert done.stdout.startswith(b"a.md:3:19: ")


def test_a_finding_of_the_first_file_decides_though_the_last_is_clean(tmp_path: Path) -> None:
    write(tmp_path, a=ONE_WARNING, b=CLEAN)
    for order in (["a.md", "b.md"], ["b.md", "a.md"]):
        assert lint(*order, *ONLY, "--fail-on", "warning", cwd=tmp_path).returncode == 1


def test_a_missing_file_ends_with_2_and_the_others_are_still_linted(tmp_path: Path) -> None:
    write(tmp_path, a=ONE_WARNING)
    done = lint("gone.md", "a.md", *ONLY, cwd=tmp_path)
    assert done.returncode == 2
    assert b"a.md:3:19" in done.stdout
    sentence = done.stderr.decode().splitlines()[0]
    assert sentence == (
        "postmortem: gone.md: it cannot be read (No such file or directory); give a file or folder that is there."
    )


def test_a_file_that_is_no_text_ends_with_2(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xff\x00\xfa" * 9)
    done = lint("a.md", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"a.md: this is no UTF-8 text; save it as UTF-8." in done.stderr


@pytest.mark.parametrize(
    ("flags", "says"),
    [
        (["--select", "suppresion"], "did you mean 'suppression'"),
        (["--ignore", "no-reasn"], "did you mean 'suppression/no-reason'"),
        (["--select", "zzz"], "`postmortem explain` lists the rules"),
        (["--level", "suppression/unused"], "write it as blame/self-blame=error"),
        (["--level", "suppression/unused=grave"], "choose one of error, warning, suggestion"),
        (["--per-file-ignores", "a.md"], "write it as archive/*:action"),
        (["--per-file-ignores", "a.md:suppresion"], "did you mean 'suppression'"),
        (["--roster", "gone.txt"], "gone.txt: it cannot be read"),
        (["--baseline", "gone.json"], "gone.json: it cannot be read"),
        (["--write-baseline"], "name the file with --baseline"),
        (["--config", "gone.toml"], "gone.toml: it cannot be read"),
        (["--format", "xml"], "invalid choice: 'xml'"),
        (["--jobs", "many"], "no number of processes"),
        (["--unsafe-fixes"], "give it with --fix or --diff"),
        (["--statistics", "--format", "sarif"], "its formats are text and json"),
    ],
)
def test_a_wrong_call_ends_with_2_and_one_sentence(flags: list[str], says: str, tmp_path: Path) -> None:
    write(tmp_path, a=ONE_WARNING)
    done = lint("a.md", *flags, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    errors = done.stderr.decode()
    assert says in errors and errors.startswith("postmortem: ") and errors.count("\n") == 1


def test_json_has_exactly_the_keys_of_the_contract(tmp_path: Path) -> None:
    write(tmp_path, a=ONE_WARNING)
    done = lint("a.md", *ONLY, "--format", "json", cwd=tmp_path)
    (finding,) = json.loads(done.stdout)
    assert list(finding) == CONTRACT
    assert (finding["rule"], finding["level"], finding["path"]) == ("suppression/no-reason", "warning", "a.md")
    assert [finding[key] for key in ("line", "column", "end_line", "end_column")] == [3, 19, 3, 60]
    assert finding["excerpt"] == "<!-- pm-ignore: suppression/no-reason -->"
    assert finding["question"] == "What makes these words right as they stand?"
    assert lint("a.md", "--ignore", "all", "--format", "json", cwd=tmp_path).stdout == b"[]\n"


def test_folders_are_looked_through_without_what_is_hidden_and_each_file_once(tmp_path: Path) -> None:
    write(tmp_path, docs__b_md=CLEAN, docs__deep__a_md=CLEAN, docs__hidden=CLEAN)
    (tmp_path / "docs/.git").mkdir()
    (tmp_path / "docs/.git/c.md").write_text(CLEAN)
    (tmp_path / "docs/.draft.md").write_text(CLEAN)
    (tmp_path / "docs/notes.txt").write_text(CLEAN)
    (tmp_path / "docs/e.markdown").write_text(CLEAN)
    (tmp_path / "docs/package.json").write_text('{"name": "x"}')
    (tmp_path / "docs/page.html").write_text("<p>It ran dry.</p>")
    done = lint("docs", "docs/b.md", "./docs/../docs/b.md", "--show-files", cwd=tmp_path)
    files = ["docs/b.md", "docs/deep/a.md", "docs/e.markdown", "docs/hidden.md", "docs/package.json", "docs/page.html"]
    assert done.stdout.decode().split() == files
    assert lint("docs", *ONLY, cwd=tmp_path).stderr == b"All 5 files clean.\n"


def test_json_that_is_no_postmortem_is_refused_when_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"name": "x"}')
    done = lint("package.json", cwd=tmp_path)
    assert done.returncode == 2 and b"this JSON is no postmortem" in done.stderr


def test_a_folder_with_nothing_to_lint_is_said(tmp_path: Path) -> None:
    done = lint(".", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"nothing to lint" in done.stderr


def test_standard_input_has_the_name_it_was_given(tmp_path: Path) -> None:
    done = lint("-", *ONLY, "--stdin-filename", "2024/ledger.md", cwd=tmp_path, stdin=ONE_WARNING.encode())
    assert done.stdout.startswith(b"2024/ledger.md:3:19: warning: ")
    assert lint("-", *ONLY, cwd=tmp_path, stdin=ONE_WARNING.encode()).stdout.startswith(b"-:3:19: ")


def test_standard_input_may_be_html(tmp_path: Path) -> None:
    page = b"<!doctype html><h2>Cause</h2>\n<p>It ran dry. <!-- pm-ignore: suppression/no-reason --></p>"
    assert lint("-", *ONLY, cwd=tmp_path, stdin=page).stdout.startswith(b"-:2:16: ")


@pytest.mark.parametrize("format", ["text", "full", "json", "sarif", "github", "gitlab", "junit"])
def test_the_output_is_the_same_bytes_for_any_order_hash_seed_and_number_of_jobs(format: str, tmp_path: Path) -> None:
    names = [f"{letter}.md" for letter in "abcdefg"]
    for index, name in enumerate(names):
        (tmp_path / name).write_text(ONE_WARNING * (index + 1) + "\nWe forgot to renew it. Ana should have known.\n")
    first = lint(*names, "--format", format, cwd=tmp_path, PYTHONHASHSEED="1")
    again = lint(*reversed(names), "--format", format, "--jobs", "3", cwd=tmp_path, PYTHONHASHSEED="77")
    assert first.stdout and first.stdout == again.stdout
    assert first.returncode == again.returncode


def test_a_pipe_that_is_closed_early_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ONE_WARNING * 5000)
    pipe = subprocess.Popen([*COMMAND, "a.md", *ONLY], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert pipe.stdout and pipe.stderr
    pipe.stdout.read(10)
    pipe.stdout.close()
    errors = pipe.stderr.read()
    assert (pipe.wait(60), errors) == (0, b"")


def test_color_is_for_terminals_and_for_those_who_ask(tmp_path: Path) -> None:
    write(tmp_path, a=ONE_WARNING)
    assert b"\x1b" not in lint("a.md", *ONLY, cwd=tmp_path).stdout
    assert b"\x1b[" in lint("a.md", *ONLY, "--color", "always", cwd=tmp_path).stdout
    assert b"\x1b" not in lint("a.md", *ONLY, "--color", "always", "--format", "json", cwd=tmp_path).stdout


@pytest.mark.parametrize(("variables", "colored"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_a_terminal_gets_color_unless_it_says_no(variables: dict[str, str], colored: bool, tmp_path: Path) -> None:
    write(tmp_path, a=ONE_WARNING)
    main, other = os.openpty()
    own = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    environment = {**own, "TERM": "xterm", **variables}
    done = subprocess.run(
        [*COMMAND, "a.md", *ONLY], cwd=tmp_path, stdout=other, stderr=subprocess.PIPE, env=environment, timeout=60
    )
    os.close(other)
    shown = os.read(main, 9999)
    os.close(main)
    assert done.returncode == 0 and b"suppression/no-reason" in shown
    assert (b"\x1b[" in shown) is colored


def test_findings_go_to_the_file_that_is_named(tmp_path: Path) -> None:
    write(tmp_path, a=ONE_WARNING)
    done = lint("a.md", *ONLY, "--format", "json", "--output-file", "out.json", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert len(json.loads((tmp_path / "out.json").read_text())) == 1
    lint("a.md", "--ignore", "all", "-o", "out.json", cwd=tmp_path)
    assert (tmp_path / "out.json").read_text() == ""


def test_statistics_count_per_rule_per_file_and_per_thousand_words(tmp_path: Path) -> None:
    write(tmp_path, a=ONE_WARNING * 2, b="# Report\n\n" + "word " * 489)
    counted = json.loads(lint(".", *ONLY, "--statistics", "--format", "json", cwd=tmp_path).stdout)
    assert counted["findings"] == 2 and counted["files"] == 2 and counted["words"] == 508
    assert counted["by_rule"] == {"suppression/no-reason": {"findings": 2, "per_1000_words": 3.94}}
    assert counted["by_file"]["b.md"] == {"findings": 0, "words": 490, "per_1000_words": 0.0}
    assert counted["levels"] == {"error": 0, "warning": 2, "suggestion": 0}
    text = lint(".", *ONLY, "--statistics", cwd=tmp_path).stdout.decode()
    assert "suppression/no-reason" in text and "a.md" in text and "3.94" in text


def test_an_unknown_profile_is_refused_and_a_known_one_taken(tmp_path: Path) -> None:
    write(tmp_path, a=ONE_WARNING)
    assert lint("a.md", "--profile", "secret", cwd=tmp_path).returncode == 2
    assert lint("a.md", *ONLY, "--profile", "draft", cwd=tmp_path).returncode == 0
