"""The path with a model: which engine is taken, what falls back, what stays on this machine. Nothing is sent."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fake_desk import FakeDesk

from pipeline import run
from pipeline.errors import EngineUnavailable, FellBack, RemoteRefused
from pipeline.llm.config import ModelConfig
from pipeline.llm.task import Failure, Fault
from pipeline.run import Engine, Request

REMOTE = ModelConfig(model="openai:gpt-5")
LOCAL = ModelConfig(model="llama3:8b", base_url="http://localhost:11434/v1")
EVIDENCE = [
    {"id": "a", "at": "2024-05-02T10:00:00Z", "author": "Ana Lima", "kind": "alert", "text": "checkout errors at 12%"},
    {"id": "b", "at": "2024-05-02T10:02:00Z", "author": "Ana Lima", "text": "looking, it began with build 41"},
    {"id": "c", "at": "2024-05-02T10:09:00Z", "author": "Bo Ek", "text": "rolled back, token ghp_" + "a1B2" * 9},
    {"id": "d", "at": "2024-05-02T10:15:00Z", "author": "Bo Ek", "text": "resolved. I'll add a canary check by Friday"},
]


def request(folder: Path, incident: dict[str, Any] | None = None, **changes: Any) -> Request:
    path = folder / "incident.json"
    path.write_text(json.dumps({"incident": {"id": "7", "date": "2024-05-02", **(incident or {})}, "evidence": EVIDENCE}))
    return Request([path], **{"model": LOCAL, **changes})


@pytest.mark.parametrize(
    ("engine", "model", "taken"),
    [
        (Engine.AUTO, None, Engine.EXTRACTIVE),
        (Engine.AUTO, LOCAL, Engine.LLM),
        (Engine.LLM, LOCAL, Engine.LLM),
        (Engine.EXTRACTIVE, LOCAL, Engine.EXTRACTIVE),
    ],
)
def test_auto_takes_the_model_where_one_is_named(engine: Engine, model: ModelConfig | None, taken: Engine) -> None:
    assert run.choose_engine(Request([], engine=engine, model=model)) is taken


def test_a_model_that_is_not_named_cannot_be_asked() -> None:
    with pytest.raises(EngineUnavailable, match="no model is named; name one with --model or POSTMORTEM_MODEL"):
        run.choose_engine(Request([], engine=Engine.LLM))


def test_where_nobody_answers_the_draft_is_the_extractive_one_with_reasons(tmp_path: Path) -> None:
    asked = request(tmp_path)
    desk = FakeDesk(otherwise=Failure(Fault.TIMEOUT, "nobody answered in time"))
    document = run.draft(asked, desk)
    extractive = run.draft(replace(asked, engine=Engine.EXTRACTIVE))
    assert (document.provenance.engine, document.provenance.prompts) == ("llm", desk.prompts())
    assert document.model_dump(exclude={"provenance"}) == extractive.model_dump(exclude={"provenance"})
    assert sum("nobody answered in time" in note for note in document.provenance.notes) >= 2


@pytest.mark.parametrize("path", [run.draft, run.timeline])
def test_strict_ends_instead_of_falling_back(path: Any, tmp_path: Path) -> None:
    with pytest.raises(FellBack, match="nobody answered") as raised:
        path(request(tmp_path, strict=True), FakeDesk(otherwise=Failure(Fault.TIMEOUT, "nobody answered")))
    assert raised.value.exit_code == 3


def test_no_secret_and_no_name_reaches_the_desk(tmp_path: Path) -> None:
    desk = FakeDesk()
    run.draft(request(tmp_path), desk)
    sent = "\n".join(desk.prompt(number) for number in range(len(desk.asked)))
    assert "errors at 12%" in sent
    assert [word for word in ("ghp_", "Ana", "Lima", "Bo Ek") if word in sent] == []


def test_the_same_input_asks_the_same_words(tmp_path: Path) -> None:
    desks = [FakeDesk(), FakeDesk()]
    for desk in desks:
        run.draft(request(tmp_path), desk)
    assert [task.prompt for task in desks[0].asked] == [task.prompt for task in desks[1].asked]


def test_a_restricted_incident_goes_to_no_other_machine(tmp_path: Path) -> None:
    asked = request(tmp_path, {"visibility": "restricted"}, model=REMOTE)
    with pytest.raises(RemoteRefused, match=r"This incident is restricted, and openai:gpt-5 .*--allow-remote"):
        run.draft(replace(asked, engine=Engine.LLM), FakeDesk())
    desk = FakeDesk()
    document = run.draft(asked, desk)
    assert (document.provenance.engine, desk.asked) == ("extractive", [])
    assert "--allow-remote" in document.provenance.notes[-1]


@pytest.mark.parametrize("changes", [{"allow_remote": True, "model": REMOTE}, {"model": LOCAL}])
def test_a_restricted_incident_may_be_allowed_or_stay_here(changes: dict[str, Any], tmp_path: Path) -> None:
    desk = FakeDesk()
    run.draft(request(tmp_path, {"visibility": "restricted"}, engine=Engine.LLM, **changes), desk)
    assert desk.asked


def test_a_private_channel_makes_an_incident_of_few_readers(tmp_path: Path) -> None:
    from pipeline.domain.material import Channel

    told = run.extracted(request(tmp_path))
    private = replace(told.material, channels=(Channel("G1", "inc-secret", private=True),))
    assert run.confidential(private, told.story) == "The channel #inc-secret is private"
    left_out = replace(told.material, channels=(Channel("G1", "hr", private=True, selected=False),))
    assert run.confidential(left_out, told.story) == ""


def test_the_model_can_be_turned_off_for_a_section(tmp_path: Path) -> None:
    whole, less = FakeDesk(), FakeDesk()
    run.draft(request(tmp_path), whole)
    run.draft(request(tmp_path, without_model=frozenset({"timeline", "action_items"})), less)
    assert {task.prompt.name for task in whole.asked} - {task.prompt.name for task in less.asked} >= {
        "read/events",
        "read/follow_ups",
    }


def test_a_preview_asks_what_a_draft_would_ask(tmp_path: Path) -> None:
    desk = FakeDesk()
    run.draft(request(tmp_path), desk)
    _, preview = run.preview(request(tmp_path, model=None))
    assert [task.prompt for tasks in preview.rounds for task in tasks] == [task.prompt for task in desk.asked]
