"""`draft --onto`: the real command."""

import json
from pathlib import Path

import pytest
from test_cli import GENERIC, refusal, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "incident.json").write_text(json.dumps(GENERIC), encoding="utf-8")
    assert run("draft", "incident.json", "--format", "json", "-o", "old.json", cwd=tmp_path).returncode == 0
    return tmp_path


def test_a_redraft_keeps_what_a_person_wrote_and_says_what_changes(folder: Path) -> None:
    old = json.loads((folder / "old.json").read_text(encoding="utf-8"))
    mine = {"id": "mine", "text": "Nobody could pay for a quarter of an hour.", "basis": "person"}
    old["impact"] = [mine, *old["impact"]]
    (folder / "old.json").write_text(json.dumps(old), encoding="utf-8")
    later = {"id": "e", "at": "2024-05-02T11:00:00Z", "author": "Ana Lima", "text": "impact: 412 orders were lost"}
    (folder / "incident.json").write_text(json.dumps({**GENERIC, "evidence": [*GENERIC["evidence"], later]}), encoding="utf-8")
    done = run("draft", "incident.json", "--onto", "old.json", "--format", "json", cwd=folder)
    assert json.loads(done.stdout)["impact"][0]["text"] == mine["text"]
    errors = done.stderr.decode()
    assert "postmortem: impact: 1 added, 0 gone" in errors
    assert "(1 by people)" in errors
    assert "  + " in errors and "412 orders" in errors


def test_the_old_draft_is_read_before_anything_is_drafted(folder: Path) -> None:
    (folder / "bad.json").write_text("{", encoding="utf-8")
    assert "not valid JSON" in refusal(run("draft", "incident.json", "--onto", "bad.json", cwd=folder))
    assert "no such file" in refusal(run("draft", "incident.json", "--onto", "nope.json", cwd=folder))
