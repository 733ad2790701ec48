"""`postmortem redraft`: the real command, without a model."""

import json
from pathlib import Path

import pytest
from test_cli import GENERIC, refusal, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "incident.json").write_text(json.dumps(GENERIC), encoding="utf-8")
    assert run("draft", "incident.json", "--format", "json", "-o", "draft.json", cwd=tmp_path).returncode == 0
    return tmp_path


def test_a_draft_in_and_a_shorter_one_out(folder: Path) -> None:
    done = run("redraft", "draft.json", "--shorten", cwd=folder)
    before, after = json.loads((folder / "draft.json").read_text(encoding="utf-8")), json.loads(done.stdout)
    assert done.returncode == 0
    assert len(after["summary"]) == (len(before["summary"]) + 1) // 2
    assert after["timeline"] == before["timeline"] and after["evidence"] == before["evidence"]
    errors = done.stderr.decode()
    assert "postmortem: summary: 0 added" in errors
    assert "engine extractive" in errors


def test_as_a_document_too(folder: Path) -> None:
    assert run("redraft", "draft.json", "--shorten", "--format", "md", cwd=folder).stdout.startswith(b"# Post-Mortem")
    assert run("redraft", "draft.json", "--shorten", "--format", "html", "-o", "d.html", cwd=folder).stdout == b""
    assert "<!doctype html>" in (folder / "d.html").read_text(encoding="utf-8")


def test_what_would_be_sent_is_shown_and_names_nobody(folder: Path) -> None:
    done = run("redraft", "draft.json", "--section", "Impact", "--instruction", "Ask Bo Ek", "--show-prompt", cwd=folder)
    shown = done.stdout.decode()
    assert done.returncode == 0
    assert "edit/redraft@" in shown and "The owner asks: Ask [responder 2]" in shown
    assert "Lima" not in shown and "Bo Ek" not in shown
    assert b"Nothing was sent" in run("redraft", "draft.json", "--shorten", "--dry-run", cwd=folder).stdout


@pytest.mark.parametrize(
    ("flags", "code", "said"),
    [
        ((), 2, "--section, --shorten or --audience"),
        (("--instruction", "be kind"), 2, "which section"),
        (("--section", "impct"), 2, "did you mean 'impact'"),
        (("--section", "weather"), 2, "known are summary"),
        (("--section", "timeline"), 2, "draft --onto"),
        (("--section", "action-items"), 2, "draft --onto"),
        (("--audience", "customer"), 2, "did you mean 'customers'"),
        (("--audience", "x" * 300), 2, "shorten it"),
        (("--section", "impact", "--instruction", "x" * 5000), 2, "shorten it"),
        (("--engine", "extractive", "--section", "impact"), 2, "shortened and nothing else"),
        (("--engine", "extractive", "--shorten", "--audience", "customers"), 2, "shortened and nothing else"),
        (("--section", "impact"), 3, "no model is named"),
        (("--engine", "llm", "--shorten"), 3, "no model is named"),
    ],
)
def test_a_call_that_cannot_be_followed_is_one_sentence(folder: Path, flags: tuple[str, ...], code: int, said: str) -> None:
    assert said in refusal(run("redraft", "draft.json", *flags, cwd=folder), code)


def test_a_file_that_is_no_draft_is_one_sentence(folder: Path) -> None:
    assert "no postmortem" in refusal(run("redraft", "incident.json", "--shorten", cwd=folder))
    assert "no such file" in refusal(run("redraft", "nope.json", "--shorten", cwd=folder))
