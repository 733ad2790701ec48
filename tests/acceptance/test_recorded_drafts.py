"""Whole drafts of the written incidents by the real command, over recorded answers (evals/recordings/README.md)."""

import subprocess
import sys
from pathlib import Path

import pytest

from evals.samples import WRITTEN, exports, sample_of
from evals.scorers.inventions import inventions
from evals.scorers.leaks import leaks
from evals.scorers.statements import statements, unsupported
from evals.solvers import llm

AGAIN = "record again with `make record PARTS=drafts`"


@pytest.mark.parametrize("name", WRITTEN)
def test_a_recorded_draft_is_written_again_without_a_network(name: str, tmp_path: Path) -> None:
    sample = sample_of(name, exports(name))
    drafted = llm(sample, tmp_path)
    assert drafted.asked.unanswered == (), f"these have no recorded answer; {AGAIN}"
    assert drafted.draft is not None, drafted.failure
    said = list(statements(drafted.draft))
    assert all(s["check"]["problems"] for s in said if unsupported(s))
    assert sum(map(unsupported, said)) <= 0.03 * len(said)
    assert set(inventions(drafted.draft, drafted, sample).values()) == {0}
    assert set(leaks(drafted.draft, drafted, sample).values()) == {0}


def test_a_question_without_a_recorded_answer_says_how_to_record_it(tmp_path: Path) -> None:
    (tmp_path / "answers").mkdir()
    own = {
        "POSTMORTEM_MODEL": "relay",
        "POSTMORTEM_HOME": str(tmp_path),
        "POSTMORTEM_ANSWERS": str(tmp_path / "answers"),
        "POSTMORTEM_REPLAY_ONLY": "true",
    }
    call = [sys.executable, "-m", "pipeline.cli", "draft", *map(str, sample_of(WRITTEN[1], exports(WRITTEN[1])).sources)]
    done = subprocess.run([*call, "--engine", "llm", "--strict"], capture_output=True, text=True, env=own)
    assert done.returncode == 3
    assert "record it again with `make record`" in done.stderr
