"""The desk: side by side, in order, from what is at hand first, within the cap, and left at once."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from evals import scripted_server as server
from evals.scripted_server import ScriptedServer
from pipeline.llm import asking
from pipeline.llm.asking import Call
from pipeline.llm.config import ModelConfig
from pipeline.llm.desk import ModelDesk, PreviewDesk, open_desk
from pipeline.llm.faults import Miss
from pipeline.llm.progress import Progress
from pipeline.llm.task import Answer, Failure, Fault, InTurn, Stage, Task
from pipeline.prompting import Prompt

ROOT = Path(__file__).resolve().parents[2]


class Word(Answer):
    word: str


class Said:
    tokens_in: int | None = 100
    tokens_out: int | None = 10

    def __init__(self, text: str):
        self.text = text


def task(user: str, stage: Stage = Stage.READ, system: str = "") -> Task[Word]:
    return Task(stage, Prompt("read/words", "1", system, user), Word, f"word {user}")


class Provider:
    """Answers with the task's own words; `failing` says for which models with what."""

    def __init__(self, failing: dict[str, Fault] | None = None):
        self.failing = failing or {}
        self.calls: list[tuple[str, str]] = []

    def __call__(self, model: str, task: Task[Any]) -> Said | Miss:
        self.calls.append((model, task.prompt.user))
        if model in self.failing:
            return Miss(Failure(self.failing[model], f"{model} fails"))
        return Said(json.dumps({"word": task.prompt.user}))


def desk(call: Call, model: str = "m", **settings: Any) -> ModelDesk:
    return open_desk(ModelConfig(model=model, **settings), call=call)


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "FIRST_PAUSE", 0.001)


def words(desk: ModelDesk, *users: str) -> list[str | None]:
    return [outcome.answer.word if outcome.answer else None for outcome in desk.ask([task(user) for user in users])]


def test_outcomes_are_in_the_order_of_the_tasks_and_calls_are_side_by_side() -> None:
    waits = {"a": 0.3, "b": 0.0, "c": 0.15}

    def call(model: str, task: Task[Any]) -> Said:
        time.sleep(waits[task.prompt.user])
        return Said(json.dumps({"word": task.prompt.user}))

    start = time.monotonic()
    assert words(desk(call), "a", "b", "c") == ["a", "b", "c"]
    assert time.monotonic() - start < 0.42


def test_the_first_tasks_are_asked_while_the_next_are_made() -> None:
    asked = threading.Event()

    def provider(_: str, task: Task[Any]) -> Said:
        asked.set()
        return Said(json.dumps({"word": task.prompt.user}))

    def late() -> Task[Word]:
        assert asked.wait(5)
        return task("b")

    outcomes = desk(provider).ask(InTurn([lambda: task("a"), late], Stage.READ))
    assert [outcome.answer and outcome.answer.word for outcome in outcomes] == ["a", "b"]


def test_tasks_are_asked_in_the_order_in_which_they_are_made_and_answered_in_their_own() -> None:
    provider = Provider()
    tasks = InTurn([partial(task, user) for user in "abc"], Stage.READ, order=(2, 0, 1))
    outcomes = desk(provider, concurrency=1).ask(tasks)
    assert [user for _, user in provider.calls] == ["c", "a", "b"]
    assert [outcome.answer and outcome.answer.word for outcome in outcomes] == ["a", "b", "c"]


def test_a_task_that_cannot_be_made_is_a_mistake_of_our_own() -> None:
    def unmade() -> Task[Word]:
        raise ZeroDivisionError

    at = desk(Provider())
    with pytest.raises(ZeroDivisionError):
        at.ask(InTurn([lambda: task("a"), unmade], Stage.READ))
    assert at.closed.is_set()


def test_tasks_are_made_once() -> None:
    made: list[str] = []
    tasks = InTurn([partial(lambda user: made.append(user) or task(user), user) for user in "abc"], Stage.READ)
    assert [one.prompt.user for one in (tasks[2], *tasks[:2], tasks[-1])] == ["c", "a", "b", "c"]
    assert made == ["c", "a", "b"] and len(tasks) == 3


def test_no_more_calls_at_once_than_are_allowed() -> None:
    with ScriptedServer(otherwise=server.ok(delay=0.05)) as served:
        opened = open_desk(ModelConfig(model="m", base_url=served.url, concurrency=3))
        assert words(opened, *"abcdefgh") == [""] * 8
    assert (served.busiest, len(served.requests)) == (3, 8)


def test_the_next_model_of_the_chain_is_asked_where_one_gives_no_answer() -> None:
    provider = Provider({"first": Fault.SERVER})
    outcome = desk(provider, model="first, second", retries=1).ask([task("a")])[0]
    assert (outcome.answer, outcome.model) == (Word(word="a"), "second")
    assert [model for model, _ in provider.calls] == ["first", "first", "second"]


def test_the_last_failure_of_the_chain_is_told() -> None:
    outcome = desk(Provider({"first": Fault.SERVER, "second": Fault.REFUSED}), model="first,second").ask([task("a")])[0]
    assert outcome.failure == Failure(Fault.REFUSED, "second fails") and outcome.model == "second"


def test_what_fails_for_good_is_asked_once_a_run() -> None:
    provider = Provider({"m": Fault.UNAUTHORIZED})
    opened = desk(provider, concurrency=1)
    assert [outcome.failure and outcome.failure.fault for outcome in opened.ask([task("a"), task("b"), task("c")])] == [
        Fault.UNAUTHORIZED
    ] * 3
    assert len(provider.calls) == 1


def test_a_service_that_never_answers_is_given_up() -> None:
    provider = Provider({"m": Fault.TIMEOUT})
    assert words(desk(provider, concurrency=1, retries=0), *"abcdef") == [None] * 6
    assert len(provider.calls) == asking.ENOUGH


def test_a_stage_has_its_own_model() -> None:
    provider = Provider()
    opened = desk(provider, stages={Stage.WRITE: "writer"})
    opened.ask([task("a"), task("b", Stage.WRITE)])
    assert sorted(provider.calls) == [("m", "a"), ("writer", "b")]
    assert [(line.stage, line.model, line.calls) for line in opened.usage()] == [("read", "m", 1), ("write", "writer", 1)]


def test_an_answer_is_paid_for_once(tmp_path: Path) -> None:
    provider = Provider()
    assert words(desk(provider, cache=tmp_path / "kept"), "a", "b") == ["a", "b"]
    again = desk(provider, cache=tmp_path / "kept")
    assert words(again, "b", "c", "a") == ["b", "c", "a"]
    assert sorted(user for _, user in provider.calls) == ["a", "b", "c"]
    assert [(line.calls, line.cached, line.tokens_in) for line in again.usage()] == [(1, 2, 100)]
    assert not [path for path in (tmp_path / "kept").iterdir() if path.suffix != ".json"]


@pytest.mark.parametrize("changed", [{"model": "n"}, {"base_url": "http://127.0.0.1:1/v1"}, {"temperature": 0.5}])
def test_another_model_place_or_temperature_is_another_question(changed: dict[str, Any], tmp_path: Path) -> None:
    provider = Provider()
    words(desk(provider, cache=tmp_path), "a")
    words(desk(provider, **{"model": "m", "cache": tmp_path, **changed}), "a")
    assert len(provider.calls) == 2


def test_a_damaged_answer_on_disk_is_asked_for_again(tmp_path: Path) -> None:
    provider = Provider()
    words(desk(provider, cache=tmp_path), "a")
    kept = next(tmp_path.iterdir())
    for damaged in (kept.read_text()[:-20], "[]", kept.read_text().replace('"word"', '"wort"')):
        kept.write_text(damaged)
        assert words(desk(provider, cache=tmp_path), "a") == ["a"]
    assert len(provider.calls) == 4


def test_a_folder_that_cannot_be_written_loses_no_answer(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    opened = desk(Provider(), cache=tmp_path / "file" / "kept")
    assert words(opened, "a") == ["a"]
    assert "could not be kept" in opened.notes()[0]


def no_call(model: str, task: Task[Any]) -> Said:
    raise AssertionError("nothing is to be sent")


def test_recorded_answers_are_played_without_a_call(tmp_path: Path) -> None:
    words(desk(Provider(), cache=tmp_path), "a")
    replayed = desk(no_call, answers=tmp_path)
    assert words(replayed, "a") == ["a"]
    assert [(line.calls, line.cached, line.seconds) for line in replayed.usage()] == [(0, 1, 0.0)]


def test_what_is_not_recorded_says_how_to_record_it(tmp_path: Path) -> None:
    words(desk(Provider(), cache=tmp_path), "a")
    outcomes = desk(no_call, answers=tmp_path, replay_only=True).ask([task("a"), task("changed")])
    assert outcomes[0].answer == Word(word="a")
    assert outcomes[1].failure and outcomes[1].failure.fault is Fault.NOT_SENT
    assert "`make record`" in outcomes[1].failure.reason and "read/words@1" in outcomes[1].failure.reason


def test_a_replay_imports_no_client(tmp_path: Path) -> None:
    words(desk(Provider(), cache=tmp_path), "a")
    code = f"""
import sys
sys.path.insert(0, "tests/llm")
from test_desk import *
assert words(open_desk(ModelConfig(model="m", answers=Path({str(tmp_path)!r}))), "a") == ["a"]
print(sorted({{"langchain", "langchain_core", "openai"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout == "[]\n", done.stderr


def test_the_cap_is_not_crossed_and_says_so() -> None:
    provider = Provider()
    opened = desk(provider, token_cap=2_200, concurrency=1)
    outcomes = opened.ask([task("a"), task("b", system="x" * 4_000), task("c", system="x" * 4_000)])
    assert [outcome.answer is None for outcome in outcomes] == [False, False, True]
    failure = outcomes[2].failure
    assert failure and failure.fault is Fault.OVER_BUDGET
    assert "the cap of 2,200 tokens would be crossed: 220 are used" in failure.reason and len(provider.calls) == 2


def test_calls_under_way_count_towards_the_cap() -> None:
    enough = threading.Event()

    def call(model: str, task: Task[Any]) -> Said:
        enough.wait(0.3)
        return Said(json.dumps({"word": task.prompt.user}))

    outcomes = desk(call, token_cap=2_500, concurrency=4).ask([task(user, system="x" * 400) for user in "abcd"])
    assert sum(outcome.failure is not None for outcome in outcomes) == 2


def test_usage_has_tokens_cost_and_failures() -> None:
    provider = Provider({"bad": Fault.REFUSED})
    opened = desk(provider, stages={Stage.CHECK: "bad"}, price_in=2.0, price_out=10.0)
    opened.ask([task("a"), task("b"), task("c", Stage.CHECK)])
    read, check = opened.usage()
    assert (read.calls, read.tokens_in, read.tokens_out, read.cost) == (2, 200, 20, 0.0006)
    assert (check.calls, check.failed, check.cost) == (1, 1, 0.0)
    assert opened.prompts() == ("read/words@1",)


def test_progress_is_told_in_the_thread_that_asks(tmp_path: Path) -> None:
    words(desk(Provider(), cache=tmp_path), "a")
    seen: list[tuple[Progress, threading.Thread]] = []
    watched = open_desk(
        ModelConfig(model="m", cache=tmp_path), progress=lambda p: seen.append((p, threading.current_thread())), call=Provider()
    )
    words(watched, "a", "b")
    assert [progress for progress, _ in seen] == [
        Progress("read", "", 0, 2),
        Progress("read", "word a", 1, 2, 1),
        Progress("read", "word b", 2, 2, 1),
    ]
    assert {thread for _, thread in seen} == {threading.current_thread()}


def test_a_mistake_of_our_own_is_not_swallowed() -> None:
    with pytest.raises(AssertionError, match="nothing is to be sent"):
        words(desk(no_call), "a")


def test_nothing_to_ask_is_no_round() -> None:
    assert desk(no_call).ask([]) == []


def test_a_preview_keeps_what_would_be_sent() -> None:
    preview = PreviewDesk()
    assert [outcome.failure and outcome.failure.fault for outcome in preview.ask([task("a")])] == [Fault.NOT_SENT]
    assert [[one.prompt.user for one in asked] for asked in preview.rounds] == [["a"]]


def interrupted(command: list[str], served: ScriptedServer, requests: int, ready: Callable[[], bool]) -> tuple[int, float, str]:
    """Exit code, seconds from Ctrl-C to the end, and standard error of a command that is interrupted in its calls."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("POSTMORTEM_")}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    end = time.monotonic() + 30
    while time.monotonic() < end and not (len(served.requests) >= requests and ready()):
        time.sleep(0.02)
    start = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    return process.returncode, time.monotonic() - start, errors


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_ctrl_c_leaves_at_once_and_keeps_what_was_answered(tmp_path: Path) -> None:
    with ScriptedServer([server.ok('{"word": "kept"}')], server.hang()) as served:
        code = f"""
import sys
sys.path.insert(0, "tests/llm")
from test_desk import *
try:
    words(open_desk(ModelConfig(model="m", base_url={served.url!r}, cache=Path({str(tmp_path)!r}))), "a", "b", "c")
except KeyboardInterrupt:
    sys.exit(130)
"""
        left = interrupted([sys.executable, "-c", code], served, 3, lambda: any(tmp_path.glob("*.json")))
    assert left[0] == 130 and left[1] < 2, left
    assert [json.loads(path.read_text())["answer"] for path in tmp_path.iterdir()] == [{"word": "kept"}]


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_ctrl_c_ends_a_command_with_130(tmp_path: Path) -> None:
    chat = tmp_path / "chat.txt"
    chat.write_text("[2024-05-02 10:00] ana: checkout is down\n[10:05] bo: rolling back\n[10:12] ana: resolved, all clear\n")
    with ScriptedServer(otherwise=server.hang()) as served:
        flags = ["--model", "m", "--base-url", served.url, "--no-cache", "--assume-timezone", "UTC"]
        command = [sys.executable, "-m", "pipeline.cli", "timeline", str(chat), *flags]
        left = interrupted(command, served, 1, lambda: True)
    assert left[0] == 130 and left[1] < 2 and "Traceback" not in left[2], left
