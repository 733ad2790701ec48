"""The flags that concern a model, with the real command and a server of our own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from evals import scripted_server as server
from evals.scripted_server import ScriptedServer
from pipeline.doctor import examine
from pipeline.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
CHAT = (
    "[2024-05-02 10:00] ana: checkout is down, mail me at ana@corp.example\n"
    "[10:05] bo: rolling back\n[10:12] ana: resolved, all clear\n"
)


def command(*arguments: str, cwd: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    (cwd / "chat.txt").write_text(CHAT)
    own = {"PATH": "/usr/bin:/bin", "POSTMORTEM_HOME": str(cwd / "home"), "PYTHONPATH": str(ROOT), **environment}
    call = [sys.executable, "-m", "pipeline.cli", arguments[0], "chat.txt", "--assume-timezone", "UTC", *arguments[1:]]
    return subprocess.run(call, cwd=cwd, env=own, capture_output=True, text=True, timeout=60)


def test_a_draft_by_a_model_says_what_it_took_and_is_played_again(tmp_path: Path) -> None:
    with ScriptedServer() as served:
        flags = ("--model", "m", "--base-url", served.url, "--format", "json")
        first = command("draft", *flags, cwd=tmp_path, POSTMORTEM_PRICE_IN="1", POSTMORTEM_PRICE_OUT="4")
        calls = len(served.requests)
    again = command("draft", *flags, cwd=tmp_path, POSTMORTEM_PRICE_IN="1", POSTMORTEM_PRICE_OUT="4")
    assert (first.returncode, again.returncode) == (0, 0), first.stderr + again.stderr
    told, played = (json.loads(done.stdout)["provenance"] for done in (first, again))
    assert told["model"] == "m" and sum(line["calls"] for line in told["usage"]) == calls > 3
    assert told["tokens_in"] > 0 and told["cost"] > 0 and "read/events@" in told["prompts"][1]
    assert (sum(line["calls"] for line in played["usage"]), sum(line["cached"] for line in played["usage"])) == (0, calls)
    assert f"m: {calls} calls, 0 answers at hand" in first.stderr and "engine llm" in first.stderr
    assert "reading the evidence: 1 of 1 answered, 1 were at hand" in again.stderr


def test_recorded_answers_are_played_alone(tmp_path: Path) -> None:
    with ScriptedServer() as served:
        flags = ("--model", "m", "--base-url", served.url, "--format", "json")
        command("draft", *flags, cwd=tmp_path)
    answers = str(tmp_path / "home" / "answers")
    replay = {"POSTMORTEM_ANSWERS": answers, "POSTMORTEM_REPLAY_ONLY": "true", "POSTMORTEM_HOME": str(tmp_path / "other")}
    assert command("draft", *flags, "--strict", cwd=tmp_path, **replay).returncode == 0
    changed = command("draft", *flags, "--strict", "--until", "2024-05-02 10:06", cwd=tmp_path, **replay)
    assert changed.returncode == 3 and "record it again with `make record`" in changed.stderr


@pytest.mark.parametrize("flag", ["--dry-run", "--show-prompt"])
def test_what_would_be_sent_is_shown_and_not_sent(flag: str, tmp_path: Path) -> None:
    with ScriptedServer() as served:
        done = command("draft", flag, "--model", "m", "--base-url", served.url, cwd=tmp_path)
    assert (done.returncode, served.requests) == (0, []), done.stderr
    assert "ana@corp.example" not in done.stdout
    if flag == "--dry-run":
        assert "read " in done.stdout and "tokens to m" in done.stdout and "e-mail, 1 time\n" in done.stdout
    else:
        assert "read/events@" in done.stdout and "checkout is down" in done.stdout and "[form of the answer]" in done.stdout


def test_what_is_shown_is_what_is_sent(tmp_path: Path) -> None:
    with ScriptedServer() as served:
        shown = command("timeline", "--show-prompt", cwd=tmp_path).stdout
        command("timeline", "--model", "m", "--base-url", served.url, "--no-cache", cwd=tmp_path)
    (sent,) = served.requests
    assert all(message["content"] in shown for message in sent["messages"])
    form = json.loads(shown.partition("[form of the answer]\n")[2])
    assert {key: form[key] for key in ("properties", "$defs", "required")} == {
        key: sent["response_format"]["json_schema"]["schema"][key] for key in ("properties", "$defs", "required")
    }


def test_a_cap_stops_the_asking_and_a_draft_comes_out(tmp_path: Path) -> None:
    with ScriptedServer() as served:
        flags = ("--model", "m", "--base-url", served.url, "--no-cache")
        done = command("draft", *flags, "--token-cap", "2000", cwd=tmp_path)
    assert (done.returncode, served.requests) == (0, [])
    assert "the cap of 2,000 tokens would be crossed" in done.stderr and done.stdout.startswith("#")
    assert not (tmp_path / "home").exists()


def test_a_provider_that_refuses_the_key_is_said_once_a_part_and_asked_once(tmp_path: Path) -> None:
    with ScriptedServer(otherwise=server.error(401, "Incorrect API key provided: sk-wrong")) as served:
        flags = ("--model", "m", "--base-url", served.url)
        done = command("draft", *flags, cwd=tmp_path, POSTMORTEM_API_KEY="sk-wrong")
    assert (done.returncode, len(served.requests)) == (0, 1)
    assert "does not accept the key" in done.stderr and "sk-wrong" not in done.stderr + done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--without-model", "sumary"), "did you mean 'summary'"),
        (("--model", "m", "--token-cap", "many"), "token_cap 'many'"),
        (("--model", "m", "--base-url", "localhost"), "http://localhost:11434/v1"),
    ],
)
def test_a_flag_that_cannot_be_used_is_one_sentence(arguments: tuple[str, ...], says: str, tmp_path: Path) -> None:
    done = command("draft", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert says in done.stderr


def doctor(home: Path, **settings: str) -> list[str]:
    return [line for line in examine(Settings(home=str(home), **settings)) if "llm" in line or "http" in line]


def test_the_doctor_says_which_model_and_whether_it_answers(tmp_path: Path) -> None:
    assert "no model is named; set POSTMORTEM_MODEL" in doctor(tmp_path)[0]
    with ScriptedServer() as served:
        assert doctor(tmp_path, model="m", base_url=served.url) == [
            f"ok  engine llm: m at {served.url}; nothing leaves this machine",
            f"ok  {served.url} answers",
        ]
    assert "does not answer" in doctor(tmp_path, model="m", base_url=served.url)[1]
    assert "redacted evidence leaves this machine" in doctor(tmp_path, model="openai:gpt-5")[0]
    assert "temperature 'hot'" in doctor(tmp_path, model="m", temperature="hot")[0]
