"""The product's own command, with a log of all that it asks: python -m evals.watched LOG draft SOURCE... --engine llm

Nothing of the command changes. Each line of the log is a question to a model with the file that its answer lies in, or what the
check found in the sentences of a model before anything was mended.
"""

import json
import os
import runpy
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from evals.replay import RECORDED_AT
from evals.task import Asked, Check
from pipeline.draft.model import rewriting
from pipeline.llm import desk
from pipeline.llm.answers import file_name
from pipeline.llm.schema import strict_schema
from pipeline.llm.task import Answer, Desk, Outcome, Task

A = TypeVar("A", bound=Answer)


def watch(log: Path) -> None:
    """From here on every desk and every draft of this process tells the log."""

    class WatchedDesk(desk.ModelDesk):
        def ask(self, tasks: Sequence[Task[A]]) -> list[Outcome[A]]:
            outcomes = super().ask(tasks)
            for outcome in outcomes:
                write(log, asked(self, outcome))
            return outcomes

    class WatchedRewriting(rewriting.Rewriting):
        def mend(self, desk: Desk) -> None:
            failing = [sentence for sentence in self.sentences if sentence.problems]
            refused = [sentence for sentence in self.sentences if sentence.findings]
            write(log, {"before": [len(self.sentences), len(failing), len(refused)]})
            super().mend(desk)

    desk.ModelDesk = WatchedDesk
    rewriting.Rewriting = WatchedRewriting


def asked(at: desk.ModelDesk, outcome: Outcome[Any]) -> dict[str, Any]:
    """`keep` is the name that a recorded answer has to have to be found in a replay."""
    task, model = outcome.task, outcome.model
    name = file_name(task, model, at.config)
    folders = [*at.answers.folders, *([at.config.cache] if at.config.cache else [])]
    found = next((folder / name for folder in folders if (folder / name).is_file()), None) if outcome.answer else None
    keep = file_name(task, model, replace(at.config, base_url=RECORDED_AT))
    return {
        "prompt": task.prompt.label,
        "model": model,
        "request": sent(task),
        "failure": outcome.failure.reason if outcome.failure else None,
        "file": str(found) if found else None,
        "keep": keep,
    }


def sent(task: Task[Any]) -> str:
    """All of a call but the key."""
    return "\n".join([task.prompt.system, task.prompt.user, json.dumps(strict_schema(task.answer), ensure_ascii=False)])


def write(log: Path, line: dict[str, Any]) -> None:
    """One write a line, so that commands side by side may share a log."""
    file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    try:
        os.write(file, (json.dumps(line, ensure_ascii=False) + "\n").encode())
    finally:
        os.close(file)


def lines(log: Path) -> list[dict[str, Any]]:
    if not log.is_file():
        return []
    return [json.loads(line) for line in log.read_text(encoding="utf-8").split("\n") if line]


def all_asked(log: Path) -> Asked:
    """What the log says was asked."""
    questions = [line for line in lines(log) if "request" in line]
    files = {str(line["keep"]): Path(line["file"]) for line in questions if line["file"]}
    tokens = [json.loads(file.read_text(encoding="utf-8"))["tokens"] for file in files.values()]
    return Asked(
        model=", ".join(dict.fromkeys(line["model"] for line in questions if line["model"])),
        prompts=tuple(sorted({line["prompt"] for line in questions})),
        requests=tuple(line["request"] for line in questions),
        answers=files,
        unanswered=tuple(f"{line['prompt']}: {line['failure']}" for line in questions if line["failure"]),
        tokens_in=sum(given for given, _ in tokens),
        tokens_out=sum(written for _, written in tokens),
    )


def before(log: Path) -> Check | None:
    found = [line["before"] for line in lines(log) if "before" in line]
    return Check(*found[-1]) if found else None


if __name__ == "__main__":
    watch(Path(sys.argv[1]))
    del sys.argv[1]
    runpy.run_module("pipeline.cli", run_name="__main__")
