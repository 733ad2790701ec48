"""`postmortem corpus ...` as it is called: what it prints, and its exit codes."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.store import open_store

RESTRICTED = "---\nvisibility: restricted\nreaders: [Ana Lima]\n---\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POSTMORTEM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("POSTMORTEM_READER", "Bo Ek")
    monkeypatch.setenv("POSTMORTEM_EMBEDDER", "none")
    return tmp_path / "home"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    write(tmp_path / "docs/pm-1.md", "---\nseverity: SEV2\nservices: [cache]\ndate: 2025-03-04\n---\n", "- [ ] Warm it first")
    write(tmp_path / "docs/pm-2.md", RESTRICTED)
    return tmp_path / "docs"


def write(path: Path, front: str = "", action: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{front}# The cache of {path.stem} was cold\n\nIt was empty.\n\n## Actions\n\n{action}\n", encoding="utf-8")
    return path


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        code = main(["corpus", *arguments])
    except SystemExit as stop:
        code = int(str(stop.code))
    out = capsys.readouterr()
    return code, out.out, out.err


def test_adding_says_what_went_in(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert called(capsys, "add", str(docs)) == (0, "", "postmortem: 2 incidents added.\n")
    assert called(capsys, "add", str(docs)) == (0, "", "postmortem: 2 there already.\n")


def test_files_that_did_not_go_in_are_listed(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (docs / "bad.json").write_text("{")
    (docs / "README.md").write_text("# Our postmortems\n")
    code, out, err = called(capsys, "add", str(docs))
    assert (code, out) == (0, "")
    assert err.splitlines() == [
        f"postmortem: {docs / 'bad.json'}: this is not valid JSON; mend it or leave it out.",
        f"postmortem: Left out by their names: {docs / 'README.md'}.",
        "postmortem: 2 incidents added.",
    ]


def test_what_was_passed_over_is_said(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(docs / "pm-3.md", "---\nvisibility: confidential\ndate: 31/02/2025\n---\n")
    for name in ("a.csv", "b.csv", "c.docx", "Makefile"):
        (docs / name).write_text("x")
    assert called(capsys, "add", str(docs))[2].splitlines() == [
        f"postmortem: {docs / 'pm-3.md'}: its day '31/02/2025' is not understood; write it as 2025-03-04.",
        "postmortem: Left out, as files of their kind are not read here: 2 .csv, 1 without an ending, 1 .docx.",
        "postmortem: 3 incidents added.",
        "postmortem: Restricted without readers, so that nobody will find it: pm-3; name `readers:` in it and add it again.",
    ]


def test_records_of_one_id_are_told_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": "a", "text": "It was cold"}\n{"id": "a", "text": "It was hot"}\n')
    assert 'an id of its own (`id:` in front matter, "id" in a record)' in called(capsys, "add", str(file))[2]


def test_where_nothing_could_be_read_the_exit_code_is_2(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (docs / "bad.json").write_text("{")
    assert called(capsys, "add", str(docs / "bad.json"))[0] == 2
    code, _, err = called(capsys, "add", str(docs / "missing"))
    assert (code, "there is no such file or folder" in err) == (2, True)
    (docs.parent / "empty").mkdir()
    assert called(capsys, "add", "empty")[:2] == (2, "")
    assert called(capsys, "add")[0] == 2


def test_the_list_shows_what_is_meant_for_who_asks(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called(capsys, "add", str(docs))
    code, out, _ = called(capsys, "list")
    assert code == 0
    assert [line.split() for line in out.splitlines()] == [
        ["ID", "DAY", "SEVERITY", "OPEN", "SERVICES", "TITLE"],
        ["pm-1", "2025-03-04", "SEV2", "1", "cache", "The", "cache", "of", "pm-1", "was", "cold"],
    ]
    assert "pm-2" in called(capsys, "list", "--reader", "ana lima")[1]
    rows = json.loads(called(capsys, "list", "--all", "--format", "json")[1])
    assert [row["id"] for row in rows] == ["pm-1", "pm-2"]
    assert rows[0]["actions"][0]["action"] == "Warm it first" and "parts" not in rows[0]


def test_an_empty_list_says_how_to_add(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = called(capsys, "list")
    assert (code, out) == (0, "") and "corpus add PATH" in err
    assert called(capsys, "list", "--format", "json")[1] == "[]\n"


def test_removing_what_is_not_there_removes_nothing(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called(capsys, "add", str(docs))
    code, _, err = called(capsys, "remove", "pm-1", "pm-11")
    assert (code, err) == (2, "postmortem: No past incident has the id 'pm-11'; did you mean 'pm-1'.\n")
    assert called(capsys, "remove", "pm-1") == (0, "", "postmortem: 1 incident removed: pm-1.\n")
    assert [row["id"] for row in json.loads(called(capsys, "list", "--all", "--format", "json")[1])] == ["pm-2"]


def test_what_is_restricted_is_removed_by_its_readers_alone(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called(capsys, "add", str(docs / "pm-2.md"))
    for asked in ("pm-2", "pm-22"):
        code, _, err = called(capsys, "remove", asked)
        said = f"postmortem: No past incident has the id {asked!r}; `postmortem corpus list` shows those that are kept.\n"
        assert (code, err) == (2, said)
    assert "did you mean 'pm-2'" in called(capsys, "remove", "pm-22", "--reader", "ana lima")[2]
    removed = (0, "", "postmortem: 1 incident removed: pm-2.\n")
    assert called(capsys, "remove", "pm-2", "--reader", "ana lima") == removed
    called(capsys, "add", str(docs / "pm-2.md"))
    assert called(capsys, "remove", "pm-2", "--all") == removed


def test_no_call_tells_others_that_something_restricted_is_kept(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calls = (["list"], ["export"], ["rebuild"], ["remove", "pm-22"], ["export", "--reader", "Cy"])
    before = [called(capsys, *call) for call in calls]
    called(capsys, "add", str(docs / "pm-2.md"))
    assert [called(capsys, *call) for call in calls] == before
    assert before[1][2] == (
        "postmortem: There is nothing to write; those restricted to others are left out (--all writes them too).\n"
    )


def test_an_export_leaves_out_what_is_restricted_to_others(
    docs: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    called(capsys, "add", str(docs))
    code, out, err = called(capsys, "export")
    assert (code, [json.loads(line)["id"] for line in out.splitlines()]) == (0, ["pm-1"])
    assert "those restricted to others are left out (--all writes them too)" in err
    called(capsys, "export", "--all", "-o", str(tmp_path / "all.jsonl"))
    assert len((tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    assert called(capsys, "add", str(tmp_path / "all.jsonl"))[2] == "postmortem: 2 there already.\n"


def test_rebuilding_keeps_what_is_kept(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called(capsys, "add", str(docs))
    code, out, err = called(capsys, "rebuild")
    assert (code, out) == (0, "") and err == "postmortem: Rebuilt.\n"
    assert len(json.loads(called(capsys, "list", "--all", "--format", "json")[1])) == 2


def test_a_store_that_cannot_be_used_is_one_sentence(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.mkdir()
    (home / "postmortem.db").write_text("no database at all " * 100)
    for command in (["list"], ["export"], ["remove", "x"], ["rebuild"], ["add", "."]):
        code, out, err = called(capsys, *command)
        assert (code, out, err.count("\n")) == (3, "", 1)
        assert "the database is broken; put a copy back" in err


def test_listing_loads_nothing_that_searches(docs: Path) -> None:
    code = (
        "import sys; from pipeline.cli import main; main(['corpus', 'list']);"
        "print(*{m.split('.')[0] for m in sys.modules} & {'chromadb', 'numpy', 'alembic', 'markdown_it', 'pypdf', 'tokenizers'})"
    )
    subprocess.run([sys.executable, "-m", "pipeline.cli", "corpus", "add", str(docs)], check=True, capture_output=True)
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == ""


def test_adding_that_is_killed_and_begun_again_ends_with_all_of_it(tmp_path: Path, home: Path) -> None:
    rows = [{"id": f"r-{n:04}", "title": f"Outage {n}", "text": f"The cache {n} was cold. " * 30} for n in range(1500)]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    chance = random.Random(3)
    call = [sys.executable, "-m", "pipeline.cli", "corpus", "add", "rows.jsonl"]
    before = 0
    for _ in range(5):
        process = subprocess.Popen(call, cwd=tmp_path, env=os.environ, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.4, 1.4))
        process.send_signal(signal.SIGKILL)
        process.wait()
        kept = open_store(home).count()[0]
        assert kept >= before
        before = kept
    done = subprocess.run(call, cwd=tmp_path, env=os.environ, capture_output=True, text=True, check=True)
    assert open_store(home).count()[0] == 1500, done.stderr
    assert [one.id for one in open_store(home).listed()] == [row["id"] for row in rows]
