"""All that a provider does wrong, against the real client over real HTTP: which failure comes out, after how many requests."""

import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from evals import scripted_server as server
from evals.scripted_server import Behavior, ScriptedServer
from pipeline.llm import asking
from pipeline.llm.config import ModelConfig
from pipeline.llm.desk import open_desk
from pipeline.llm.task import Answer, Fault, Outcome, Stage, Task
from pipeline.prompting import Prompt

KEY = "sk-test-0123456789abcdefghijklmnop"


class Word(Answer):
    word: str
    times: int


TASK = Task(Stage.READ, Prompt("read/words", "1", "You find words.", "which?"), Word, "words")
GOOD = '{"word": "down", "times": 3}'


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "FIRST_PAUSE", 0.01)


def config(base_url: str, model: str = "local-1", timeout: float = 5.0) -> ModelConfig:
    return ModelConfig(model=model, base_url=base_url, api_key=KEY, timeout=timeout)


def asked(script: list[Behavior], otherwise: Behavior | None = None, **changes: object) -> tuple[Outcome[Word], ScriptedServer]:
    with ScriptedServer(script, otherwise) as served:
        desk = open_desk(replace(config(served.url), **changes))
        outcome = desk.ask([TASK])[0]
    assert KEY not in str(outcome)
    return outcome, served


ALWAYS: list[tuple[str, Behavior, Fault, int]] = [
    ("429", server.rate_limited(), Fault.RATE_LIMITED, 3),
    ("no quota", server.no_quota(), Fault.QUOTA, 1),
    ("401", server.error(401, f"Incorrect API key provided: {KEY}", "invalid_api_key"), Fault.UNAUTHORIZED, 1),
    ("403", server.error(403, "Country not supported"), Fault.UNAUTHORIZED, 1),
    ("404", server.error(404, "The model `local-1` does not exist", "model_not_found"), Fault.NOT_FOUND, 1),
    ("400", server.error(400, f"Unknown parameter for {KEY} at http://me:pass@host/v1"), Fault.REJECTED, 1),
    ("500", server.error(500, "The server had an error"), Fault.SERVER, 3),
    ("503", server.error(503, "Overloaded"), Fault.SERVER, 3),
    ("a reset connection", server.reset(), Fault.UNREACHABLE, 3),
    ("a page with 200", server.page(), Fault.MALFORMED, 3),
    ("a cut body", server.cut_body(), Fault.MALFORMED, 3),
    ("cut JSON", server.ok(GOOD[:-6]), Fault.MALFORMED, 3),
    ("two objects in fences", server.ok(f"```json\n{GOOD}\n```\nor\n```json\n{GOOD}\n```"), Fault.MALFORMED, 3),
    ("a cut fence", server.ok(f"```json\n{GOOD[:-6]}\n```"), Fault.MALFORMED, 3),
    ("wrong types", server.ok('{"word": "down", "times": "three"}'), Fault.MALFORMED, 3),
    ("a figure as text", server.ok('{"word": "down", "times": "3"}'), Fault.MALFORMED, 3),
    ("a field too many", server.ok('{"word": "down", "times": 3, "why": "so"}'), Fault.MALFORMED, 3),
    ("a field too few", server.ok('{"word": "down"}'), Fault.MALFORMED, 3),
    ("prose", server.ok("The word is down, three times."), Fault.MALFORMED, 3),
    ("no content", server.ok(""), Fault.EMPTY, 3),
    ("no choices", server.no_choices(), Fault.EMPTY, 3),
    ("a refusal", server.refused(), Fault.REFUSED, 1),
    ("an answer that is cut", server.ok(GOOD[:-6], finish="length"), Fault.CUT, 1),
    ("a content filter", server.ok(GOOD, finish="content_filter"), Fault.FILTERED, 1),
    ("a filtered prompt", server.error(400, "The response was filtered", "content_filter"), Fault.FILTERED, 1),
    ("a context overflow", server.too_long(), Fault.TOO_LONG, 1),
    ("an overflow in other words", server.error(400, "the request exceeds the available context size"), Fault.TOO_LONG, 1),
]


@pytest.mark.parametrize(("behavior", "fault", "requests"), [case[1:] for case in ALWAYS], ids=[case[0] for case in ALWAYS])
def test_what_a_provider_does_comes_out_as_one_failure(behavior: Behavior, fault: Fault, requests: int) -> None:
    outcome, served = asked([], behavior)
    assert outcome.answer is None and outcome.failure is not None
    assert (outcome.failure.fault, len(served.requests), outcome.model) == (fault, requests, "local-1")
    assert "\n" not in outcome.failure.reason and "pass@" not in outcome.failure.reason


@pytest.mark.parametrize("behavior", [server.hang(), server.drip(every=0.1)], ids=["a hang", "a slow drip"])
def test_no_call_takes_longer_than_its_time(behavior: Behavior) -> None:
    outcome, served = asked([], behavior, timeout=0.5, retries=1)
    assert outcome.failure and (outcome.failure.fault, len(served.requests)) == (Fault.TIMEOUT, 2)


def test_nobody_at_the_address() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/v1"
    outcome = open_desk(config(url)).ask([TASK])[0]
    assert outcome.failure and outcome.failure.fault is Fault.UNREACHABLE


PASSING: list[tuple[str, list[Behavior]]] = [
    ("429", [server.rate_limited()]),
    ("500, then a reset", [server.error(500, "oops"), server.reset()]),
    ("cut JSON, then nothing", [server.ok(GOOD[:-6]), server.ok("")]),
]


@pytest.mark.parametrize("script", [case[1] for case in PASSING], ids=[case[0] for case in PASSING])
def test_what_passes_is_tried_again(script: list[Behavior]) -> None:
    outcome, served = asked(script, server.ok(GOOD))
    assert outcome.answer == Word(word="down", times=3)
    assert len(served.requests) == len(script) + 1


def test_retry_after_is_heeded_up_to_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    with ScriptedServer([server.rate_limited(2), server.rate_limited(3600)], server.ok(GOOD)) as served:
        desk = open_desk(config(served.url))
        monkeypatch.setattr(desk, "_pause", lambda seconds: not waited.append(seconds))
        assert desk.ask([TASK])[0].answer
    assert waited == [2.0, 60.0]


@pytest.mark.parametrize(
    "content", [f"```json\n{GOOD}\n```", f"Here it is:\n```\n{GOOD}\n```\n", f"<think>hm {{</think>\n{GOOD}"]
)
def test_one_whole_object_in_a_fence_or_after_thoughts_is_an_answer(content: str) -> None:
    outcome, served = asked([server.ok(content)])
    assert outcome.answer == Word(word="down", times=3) and len(served.requests) == 1


@pytest.mark.parametrize(
    ("behavior", "forms"),
    [(server.knows_no_schema(), ["json_schema", "json_object"]), (server.knows_no_form(), ["json_schema", "json_object", None])],
    ids=["no schemas", "no forms"],
)
@pytest.mark.filterwarnings("ignore:This model does not support")
def test_a_server_that_knows_no_schemas_gets_the_schema_in_the_prompt(behavior: Behavior, forms: list[str | None]) -> None:
    with ScriptedServer([], behavior) as served:
        desk = open_desk(config(served.url))
        assert [outcome.answer for outcome in desk.ask([TASK]) + desk.ask([TASK])] == [Word(word="", times=0)] * 2
    assert [body.get("response_format", {}).get("type") for body in served.requests] == [*forms, forms[-1]]
    assert '"times"' in served.requests[-1]["messages"][0]["content"]


def test_what_goes_over_the_wire() -> None:
    _, served = asked([])
    body = served.requests[0]
    assert [message["content"] for message in body["messages"]] == ["You find words.", "which?"]
    assert body["response_format"]["json_schema"]["strict"] is True
    assert body.keys() == {"messages", "model", "response_format", "stream"}
    assert served.headers[0]["authorization"] == f"Bearer {KEY}"


def test_a_temperature_is_sent_when_it_is_set() -> None:
    assert asked([], temperature=0.2)[1].requests[0]["temperature"] == 0.2


def test_a_local_server_needs_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    outcome, served = asked([], api_key=None)
    assert outcome.answer and served.headers[0]["authorization"] == "Bearer none"


def test_no_key_for_a_provider_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    outcome = open_desk(ModelConfig(model="openai:gpt-5")).ask([TASK])[0]
    assert outcome.failure and outcome.failure.fault is Fault.UNAUTHORIZED and "POSTMORTEM_API_KEY" in outcome.failure.reason


def test_a_provider_that_is_not_installed_is_named() -> None:
    outcome = open_desk(ModelConfig(model="ollama:llama3")).ask([TASK])[0]
    assert outcome.failure and "langchain-ollama, which asks ollama:llama3, is not installed" in outcome.failure.reason


def test_a_name_that_says_no_provider_is_a_failure_and_no_error() -> None:
    outcome = open_desk(ModelConfig(model="nobody-knows-1")).ask([TASK])[0]
    assert outcome.failure and outcome.failure.fault is Fault.NOT_FOUND


def test_nothing_is_traced_to_a_third_party(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with ScriptedServer() as tracer, ScriptedServer([server.ok(GOOD)]) as served:
        code = (
            "from pathlib import Path; from pipeline.llm.config import ModelConfig; from pipeline.llm.desk import open_desk;"
            "from pipeline.llm.task import Answer, Stage, Task; from pipeline.prompting import Prompt\n"
            "class Word(Answer):\n    word: str\n    times: int\n"
            "task = Task(Stage.READ, Prompt('read/words', '1', 'a', 'b'), Word, 'words')\n"
            f"print(open_desk(ModelConfig(model='x', base_url={served.url!r})).ask([task])[0].answer)\n"
            "from langchain_core.tracers.langchain import wait_for_all_tracers\nwait_for_all_tracers()"
        )
        names = ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING_V2")
        traced = {**dict.fromkeys(names, "true"), "LANGSMITH_API_KEY": "k", "LANGSMITH_ENDPOINT": tracer.url}
        root = Path(__file__).resolve().parents[2]
        done = subprocess.run([sys.executable, "-c", code], env=traced, cwd=root, capture_output=True, text=True, timeout=60)
    assert "word='down'" in done.stdout, done.stderr
    assert tracer.requests == []
