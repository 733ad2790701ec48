"""What asking took: calls, tokens, cost and seconds by stage and model, and the cap that is never crossed. Safe for threads."""

import threading
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

from pipeline.domain.postmortem import StageUsage
from pipeline.llm.config import ModelConfig
from pipeline.llm.schema import strict_schema
from pipeline.llm.task import Failure, Fault, Stage, Task

PER_TOKEN = 4
"""About how many characters a token has."""
ANSWER = 1_000
"""About how many tokens an answer takes, until it is there."""
MILLION = 1_000_000


def estimated(task: Task[Any]) -> int:
    """About how many tokens go out with the task."""
    form = len(str(strict_schema(task.answer)))
    return (len(task.prompt.system) + len(task.prompt.user) + form) // PER_TOKEN + 1


@dataclass(frozen=True)
class _Line:
    """One stage and model. `first` and `last` are on the monotonic clock."""

    calls: int = 0
    cached: int = 0
    failed: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    first: float | None = None
    last: float = 0.0


class Ledger:
    def __init__(self, config: ModelConfig):
        self.config = config
        self.lock = threading.Lock()
        self.lines: dict[tuple[Stage, str], _Line] = {}
        self.used = self.reserved = 0

    def begin(self, task: Task[Any], model: str) -> Failure | None:
        """Sets aside what the call is thought to take; a Failure where the cap would be crossed."""
        needed = estimated(task) + ANSWER
        with self.lock:
            cap = self.config.token_cap
            if cap is not None and self.used + self.reserved + needed > cap:
                spent = f"{self.used + self.reserved:,} are used or under way and this call takes about {needed:,}"
                return Failure(Fault.OVER_BUDGET, f"the cap of {cap:,} tokens would be crossed: {spent}; raise --token-cap")
            self.reserved += needed
            line = self._line(task, model)
            self._set(task, model, replace(line, calls=line.calls + 1, first=line.first or monotonic()))
        return None

    def end(self, task: Task[Any], model: str, tokens_in: int, tokens_out: int) -> None:
        """The call that began is over and took so much."""
        with self.lock:
            self.reserved -= estimated(task) + ANSWER
            self.used += tokens_in + tokens_out
            line = self._line(task, model)
            summed = {"tokens_in": line.tokens_in + tokens_in, "tokens_out": line.tokens_out + tokens_out}
            self._set(task, model, replace(line, **summed, last=monotonic()))

    def at_hand(self, task: Task[Any], model: str) -> None:
        with self.lock:
            line = self._line(task, model)
            self._set(task, model, replace(line, cached=line.cached + 1))

    def failed(self, task: Task[Any], model: str) -> None:
        with self.lock:
            line = self._line(task, model)
            self._set(task, model, replace(line, failed=line.failed + 1))

    def usage(self) -> tuple[StageUsage, ...]:
        """By stage and then by model; seconds from the first call to the last answer, 0 where none was made."""
        with self.lock:
            order = sorted(self.lines, key=lambda key: (list(Stage).index(key[0]), key[1]))
            return tuple(self._usage(stage, model, self.lines[stage, model]) for stage, model in order)

    def _usage(self, stage: Stage, model: str, line: _Line) -> StageUsage:
        return StageUsage(
            stage=stage.value,
            model=model,
            calls=line.calls,
            cached=line.cached,
            failed=line.failed,
            tokens_in=line.tokens_in,
            tokens_out=line.tokens_out,
            cost=self.cost(line.tokens_in, line.tokens_out),
            seconds=round(max(0.0, line.last - line.first), 2) if line.first else 0.0,
        )

    def cost(self, tokens_in: int, tokens_out: int) -> float | None:
        """In USD; None where no price is set."""
        price_in, price_out = self.config.price_in, self.config.price_out
        if price_in is None and price_out is None:
            return None
        return round((tokens_in * (price_in or 0) + tokens_out * (price_out or 0)) / MILLION, 6)

    def _line(self, task: Task[Any], model: str) -> _Line:
        return self.lines.get((task.stage, model), _Line())

    def _set(self, task: Task[Any], model: str, line: _Line) -> None:
        self.lines[task.stage, model] = line
