"""What is recorded of a real command is all that the same command needs again, without anybody to ask."""

from pathlib import Path

import pytest

from evals import replay
from evals.lint.deep import sample
from evals.record import kept
from evals.samples import exports, sample_of
from evals.scripted_server import ScriptedServer
from evals.solvers import llm
from evals.task import Drafted

NAME = "db-failover-rehearsal-near-miss"


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("recorded") / "answers"


@pytest.fixture(scope="module")
def recorded(answers: Path) -> Drafted:
    folder = answers.parent
    with pytest.MonkeyPatch.context() as patch, ScriptedServer() as server:
        patch.setenv(replay.LIVE, "1")
        patch.setenv("POSTMORTEM_BASE_URL", server.url)
        patch.setattr(replay, "KEPT", folder / "home")
        patch.setattr(replay, "ANSWERS", answers)
        drafted = llm(sample_of(NAME, exports(NAME)), folder)
        assert len(server.requests) == len(drafted.asked.requests) >= 3
    kept("drafts", [drafted.asked], answers, folder / "index.json")
    return drafted


def test_every_question_is_logged_with_its_answer_and_what_the_check_found(recorded: Drafted) -> None:
    assert recorded.draft is not None
    assert recorded.asked.unanswered == ()
    assert len(recorded.asked.answers) == len(recorded.asked.requests)
    assert recorded.asked.model == "relay"
    assert recorded.asked.tokens_in > 1000
    assert recorded.before is not None


def test_a_replay_gives_the_same_draft_and_asks_nobody(
    recorded: Drafted, answers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(replay.LIVE, raising=False)
    monkeypatch.setattr(replay, "ANSWERS", answers)
    again = llm(sample_of(NAME, exports(NAME)), tmp_path)
    assert again.asked.unanswered == ()
    assert again.draft and recorded.draft
    usage = [line["calls"] for line in again.draft["provenance"]["usage"]]
    assert sum(usage) == 0
    told = {key: value for key, value in again.draft.items() if key != "provenance"}
    assert told == {key: value for key, value in recorded.draft.items() if key != "provenance"}


def test_the_sixty_sentences_are_balanced_and_agreed_on() -> None:
    rows = sample()
    assert [sum(row.positive for row in rows), len({row.id for row in rows})] == [30, 60]
    assert all(row.first == row.label for row in rows)
