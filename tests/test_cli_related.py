"""`postmortem related` and `patterns` as they are called, and past incidents in drafts: on the real store and index of words."""

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from test_cli import GENERIC, clean_environment

from pipeline.cli import main

POOL = """---
id: PM-1
severity: SEV2
services: [ledger]
date: 2026-01-10
---
# Ledger connection pool exhausted

## Root cause

The nightly export kept database sessions idle in transaction, so the connection pool was exhausted and requests timed out.

## Resolution

The export was stopped and its sessions were terminated.

## Action items

- [ ] LED-1 Give the export a connection pool of its own
- [x] LED-2 Alert on waiting clients
"""
AGAIN = (
    POOL.replace("PM-1", "PM-2")
    .replace("2026-01-10", "2026-03-10")
    .replace("LED-1 Give", "LED-3 Make")
    .replace("nightly", "weekly")
)
SECRET = (
    AGAIN.replace("PM-2", "PM-3")
    .replace("date:", "visibility: restricted\nreaders: [Ana Lima, security]\ndate:")
    .replace("LED", "SEC")
)
OTHERS = {
    "cert": "# Certificate of the gateway expired\n\n## Root cause\n\nThe certificate ran out and TLS handshakes were refused.\n",
    "disk": "# Mail volume full\n\n## Root cause\n\nDebug logs filled the volume and no message was accepted.\n",
    "dns": "# DNS zone deleted\n\n## Root cause\n\nA cleanup job removed a DNS zone and names were no longer resolved.\n",
}
ASKED = "connection pool exhausted, sessions idle in transaction"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, value in (("HOME", str(tmp_path / "home")), ("READER", "Bo Ek"), ("EMBEDDER", "none")):
        monkeypatch.setenv(f"POSTMORTEM_{name}", value)
    return tmp_path


@pytest.fixture
def corpus(folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    documents = {"pm-1": POOL, "pm-2": AGAIN, "pm-3": SECRET, **OTHERS}
    (folder / "docs").mkdir()
    for name, text in documents.items():
        (folder / f"docs/{name}.md").write_text(text, encoding="utf-8")
    assert main(["corpus", "add", "docs"]) == 0
    capsys.readouterr()
    return folder


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = int(str(stop.code))
    out = capsys.readouterr()
    return code, out.out, out.err


def found(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    code, out, err = called(capsys, "related", *arguments, "--format", "json")
    assert code == 0, err
    return [one["id"] for one in json.loads(out)]


def test_a_query_finds_the_mechanism_with_reason_help_and_open_actions(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = called(capsys, "related", ASKED, "--format", "json")
    first = json.loads(out)[0]
    assert (code, err) == (0, "")
    assert first["id"] in ("PM-1", "PM-2")
    assert 0 < first["score"] <= 1
    assert first["reasons"][0]["passage"]
    assert [item["action"].endswith("connection pool of its own") for item in first["open_action_items"]] == [True]
    assert set(first) == {"id", "title", "score", "reasons", "shared", "helped", "open_action_items", "url"}


def test_a_restricted_incident_is_found_by_its_readers_at_every_door(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert set(found(capsys, ASKED)) >= {"PM-1", "PM-2"}
    (corpus / "like.md").write_text(POOL.replace("PM-1", "PM-9").replace("2026-01-10", "2026-05-05"), encoding="utf-8")
    (corpus / "batch.jsonl").write_text(json.dumps({"id": "q", "query": ASKED}), encoding="utf-8")
    ways = (
        ["related", ASKED],
        ["related", ASKED, "--format", "json"],
        ["related", "--like", "like.md"],
        ["related", "--like", "PM-1"],
        ["related", "--batch", "batch.jsonl"],
        ["related", ASKED, "--open-actions", "--severity", "2", "--service", "ledger", "--since", "2026-01-01"],
        ["patterns", "--all"],
        ["patterns", "--all", "--format", "json"],
        ["corpus", "list"],
        ["corpus", "export"],
    )
    for way in ways:
        code, out, err = called(capsys, *way)
        assert code == 0
        assert "PM-3" not in out + err and "SEC-" not in out + err, way
        _, out, _ = called(capsys, *way, "--reader", "bo, Security")
        assert "PM-3" in out, way
    code, out, err = called(capsys, "related", "--like", "PM-3")
    assert (code, out) == (2, "")
    assert called(capsys, "related", "--like", "PM-7")[2].replace("PM-7", "PM-3") == err


def test_an_incident_is_not_related_to_itself(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "PM-1" not in found(capsys, "--like", "PM-1")
    assert "PM-1" not in found(capsys, "--like", "docs/pm-1.md")
    (corpus / "renamed.md").write_text(POOL.replace("id: PM-1\n", ""), encoding="utf-8")
    assert found(capsys, "--like", "renamed.md")[0] == "PM-2"


def test_a_draft_of_many_pages_is_asked_by_its_mechanism(
    corpus: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    timeline = "## Timeline\n\n" + "".join(f"- 07:{n % 60:02} the certificate of host {n} was looked at\n" for n in range(1200))
    draft = (
        POOL.replace("id: PM-1\n", "id: PM-9\n")
        .replace("2026-01-10", "2026-05-05")
        .replace("## Resolution", f"{timeline}\n## Resolution")
    )
    assert len(draft) > 50_000
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(draft.encode())))
    assert set(found(capsys, "-", "-k", "2")) == {"PM-1", "PM-2"}


def test_a_pasted_draft_of_ours_is_asked_by_its_mechanism_too(
    corpus: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"id": "e", "at": "2024-05-02T10:12:00Z", "author": "Ana Lima", "text": f"root cause: {ASKED}"}
    (corpus / "incident.json").write_text(json.dumps({**GENERIC, "evidence": [*GENERIC["evidence"], said]}), encoding="utf-8")
    drafted = called(capsys, "draft", "incident.json", "--format", "json", "--no-related")[1]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(drafted.encode())))
    assert set(found(capsys, "-", "-k", "2")) == {"PM-1", "PM-2"}


def test_nothing_similar_is_an_empty_list_and_a_sentence(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = called(capsys, "related", "zzyzx quux", "--format", "json")
    assert (code, json.loads(out), err) == (0, [], "postmortem: Nothing similar among 5 past incidents.\n")


def test_a_batch_is_one_object(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"id": "a", "query": ASKED}, {"id": "b", "query": "zzyzx quux"}]
    (corpus / "batch.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n\n", encoding="utf-8")
    code, out, err = called(capsys, "related", "--batch", "batch.jsonl", "-k", "1", "--format", "json")
    answers = json.loads(out)
    assert (code, list(answers), len(answers["a"]), answers["b"]) == (0, ["a", "b"], 1, [])
    assert err == "postmortem: 1 of 2 queries found nothing similar.\n"


@pytest.mark.parametrize(("lines", "said"), [
    ('{"id": "a"}', "batch.jsonl, line 1: this is no query"),
    ('{"id": "a", "query": "x"}\n{"id": "a", "query": "y"}', "line 2: the id 'a'"),
    ("{", "line 1: this is no query"),
    ("", "there is no query in it"),
])  # fmt: skip
def test_a_bad_batch_is_said_by_its_line(folder: Path, capsys: pytest.CaptureFixture[str], lines: str, said: str) -> None:
    (folder / "batch.jsonl").write_text(lines, encoding="utf-8")
    code, out, err = called(capsys, "related", "--batch", "batch.jsonl")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


@pytest.mark.parametrize("call", [
    [], ["x", "--like", "PM-1"], ["x", "-k", "0"], ["x", "--model", "m"], ["--like", "nowhere.md"], ["x", "--since", "soon"],
    [" "], ["--batch", "nowhere.jsonl"],
])  # fmt: skip
def test_a_wrong_call_is_one_sentence(corpus: Path, capsys: pytest.CaptureFixture[str], call: list[str]) -> None:
    code, out, err = called(capsys, "related", *call)
    assert (code, out, err.count("\n")) == (2, "", 1), err


def test_reranking_without_a_model_is_refused(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = called(capsys, "related", ASKED, "--rerank")
    assert (code, out) == (3, "")
    assert "no model is named" in err


def test_a_recurrence_with_an_open_action_is_the_first_pattern(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = called(capsys, "patterns", "--all", "--format", "json")
    first = json.loads(out)[0]
    assert code == 0
    assert [one["id"] for one in first["incidents"]] == ["PM-1", "PM-2"]
    assert first["flags"] == ["recurred_with_open_action"]
    assert first["open_action_items"][0]["recurred_in"] == ["PM-2"]
    assert "came again while an action item was open" in called(capsys, "patterns", "--all")[1]


def test_patterns_look_six_months_back_unless_told_otherwise(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(called(capsys, "patterns", "--since", "2026-03-01", "--format", "json")[1]) == []
    assert called(capsys, "patterns", "--all", "--since", "1y")[0] == 2


def test_a_draft_names_similar_incidents_and_asks_about_what_is_open(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = {"id": "e", "at": "2024-05-02T10:12:00Z", "author": "Ana Lima", "text": f"root cause: {ASKED} by the export"}
    (corpus / "incident.json").write_text(json.dumps({**GENERIC, "evidence": [*GENERIC["evidence"], said]}), encoding="utf-8")
    code, out, err = called(capsys, "draft", "incident.json", "--format", "json", "--reader", "security")
    document = json.loads(out)
    assert code == 0
    assert {one["id"] for one in document["related"]} >= {"PM-1", "PM-2"}
    assert any(
        "did its absence play a part?" in one["text"] and one["about"] == "contributing_factors" for one in document["questions"]
    )
    assert "PM-3" not in out + err
    assert "1 similar incident is restricted and not named in the draft" in err
    _, stranger, err = called(capsys, "draft", "incident.json", "--format", "json")
    assert (stranger, "restricted" in err) == (out, False)
    plain = json.loads(called(capsys, "draft", "incident.json", "--format", "json", "--no-related")[1])
    assert plain["related"] == []
    assert "Ledger connection pool exhausted" in called(capsys, "draft", "incident.json")[1]


def test_a_draft_without_a_corpus_imports_nothing_for_it_and_stays_as_it_was(folder: Path) -> None:
    (folder / "incident.json").write_text(json.dumps(GENERIC), encoding="utf-8")
    code = (
        "import sys; from pipeline.cli import main; main(['draft', 'incident.json', '-o', sys.argv[1], *sys.argv[2:]]);"
        "assert not {'sqlalchemy', 'numpy', 'tantivy', 'chromadb', 'pipeline.asking'} & set(sys.modules)"
    )
    env = clean_environment(POSTMORTEM_HOME=str(folder / "home"))
    for name, flags in (("with.md", []), ("without.md", ["--no-related"])):
        done = subprocess.run([sys.executable, "-c", code, name, *flags], cwd=folder, env=env, capture_output=True, timeout=60)
        assert done.returncode == 0, done.stderr.decode()
    assert (folder / "with.md").read_bytes() == (folder / "without.md").read_bytes()


def three_years_of_full_disks() -> str:
    """Eighteen incidents of one mechanism, six a year, and two of each of twelve others, a line each."""
    texts = [f"Logs of node {n} filled up and there was no space left, as in case {n}." for n in range(18)]
    full = [{"id": f"D-{n:02}", "text": text, "started_at": f"{2023 + n // 6}-{1 + n % 6:02}-10"} for n, text in enumerate(texts)]
    told = (
        "ran out of memory", "hit a rate limit", "is overloaded", "met a kernel panic", "had a race condition", "had packet loss",
        "had a typo", "had an expired token", "had clock skew", "had a redirect loop", "met a deadlock", "had a failed disk",
    )  # fmt: skip
    rest = [
        {"id": f"O-{n}-{m}", "text": f"The {'first' if n else 'second'} service {what}.", "started_at": f"2024-0{n + 1}-02"}
        for m, what in enumerate(told)
        for n in (0, 4)
    ]
    return "".join(f"{json.dumps(one)}\n" for one in (*full, *rest))


def test_patterns_at_a_terminal_are_few_short_and_readable(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "many.jsonl").write_text(three_years_of_full_disks(), encoding="utf-8")
    assert main(["corpus", "add", "many.jsonl"]) == 0
    capsys.readouterr()
    code, out, err = called(capsys, "patterns", "--all")
    assert (code, len(re.findall(r"incidents ·", out))) == (0, 10)
    assert "and 3 more; -k 0 for all." in err
    assert "18 incidents · 2023: 6, 2024: 6, 2025: 6" in out
    assert "13 before these:" in out and "D-17" in out and "D-12" not in out
    _, out, err = called(capsys, "patterns", "--all", "-k", "0")
    assert (len(re.findall(r"incidents ·", out)), "more" in err) == (13, False)
    whole = json.loads(called(capsys, "patterns", "--all", "--format", "json", "-k", "1")[1])
    assert (len(whole), len(whole[0]["incidents"])) == (13, 18)
    assert called(capsys, "patterns", "-k", "-1")[0] == 2


def test_patterns_of_a_few_months_are_counted_by_the_month(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "2026-01: 1, 2026-03: 1" in called(capsys, "patterns", "--all")[1]


@pytest.mark.parametrize(("arguments", "said"), [
    ([], "QUERY '' cannot be used; say what is going wrong, or ask with --like or --batch."),
    (["slow", "--like", "PM-1"], "--like 'PM-1' cannot be used; QUERY is given too: ask with one of them."),
    (["--batch", "empty.jsonl"], "empty.jsonl, line 2: its query is empty; say what is going wrong, or leave it out."),
])  # fmt: skip
def test_a_call_without_one_question_is_refused(
    corpus: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    (corpus / "empty.jsonl").write_text('{"id": "a", "query": "slow"}\n{"id": "b", "query": " "}\n', encoding="utf-8")
    assert called(capsys, "related", *arguments) == (2, "", f"postmortem: {said}\n")
