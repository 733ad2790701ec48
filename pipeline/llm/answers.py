"""Answers kept on disk, by what was asked: the same question to the same model is paid for once, and recorded answers can be
played again without a network. One JSON file an answer; it is whole or not there."""

import hashlib
import json
import os
import threading
from pathlib import Path
from typing import Any, TypeVar

from pipeline.llm.config import ModelConfig, shown
from pipeline.llm.reading import read_answer
from pipeline.llm.schema import strict_schema
from pipeline.llm.task import Answer, Failure, Task

A = TypeVar("A", bound=Answer)


def file_name(task: Task[Any], model: str, config: ModelConfig) -> str:
    """ "read-events-0f3c....json": the task, and the hash of all that the answer may depend on."""
    asked = [
        model,
        shown(config.base_url or ""),
        config.temperature,
        task.prompt.system,
        task.prompt.user,
        strict_schema(task.answer),
    ]
    digest = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:32]
    return f"{task.prompt.name.replace('/', '-')}-{digest}.json"


class Answers:
    """Looks in the recorded answers first, then in those kept; keeps new ones. `unkept` says why that last failed, if it did."""

    def __init__(self, config: ModelConfig):
        self.config = config
        self.folders = [folder for folder in (config.answers, None if config.replay_only else config.cache) if folder]
        self.unkept = ""

    def find(self, task: Task[A], models: tuple[str, ...]) -> tuple[A, str] | None:
        """The answer that is at hand, and the model that gave it, the first of the chain before others."""
        for model in models:
            name = file_name(task, model, self.config)
            for folder in self.folders:
                answer = _read(folder / name, task, model)
                if answer is not None:
                    return answer, model
        return None

    def keep(self, task: Task[Any], model: str, answer: Answer, tokens: tuple[int, int]) -> None:
        """Writes the answer at once; a folder that cannot be written loses nothing but the keeping."""
        if self.config.cache is None:
            return
        held = {"prompt": task.prompt.label, "model": model, "tokens": list(tokens), "answer": answer.model_dump(mode="json")}
        path = self.config.cache / file_name(task, model, self.config)
        new = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            new.write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            new.replace(path)
        except OSError as error:
            self.unkept = (
                f"answers of the model could not be kept in {path.parent} ({error.strerror}); the next draft pays for them again"
            )


def _read(path: Path, task: Task[A], model: str) -> A | None:
    try:
        held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        answer = read_answer(json.dumps(held["answer"]), task.answer, model)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return None if isinstance(answer, Failure) else answer
