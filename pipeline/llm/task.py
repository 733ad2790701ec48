"""What is asked of a model, and what comes back: a checked answer or the reason why there is none. Nothing heavy is imported.

    Task (prompt + form of the answer) -> Desk.ask -> Outcome (answer | failure)

A stage makes all tasks that do not need each other at once and asks them together: a desk asks them side by side.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar, overload

from pydantic import BaseModel, ConfigDict

from pipeline.domain.postmortem import StageUsage
from pipeline.prompting import Prompt


class Answer(BaseModel):
    """The base of what a model may answer: no unknown fields, as strict endpoints want it. No dicts, no defaults:
    a field that may be empty is `X | None` or a list."""

    model_config = ConfigDict(frozen=True, extra="forbid")


A = TypeVar("A", bound=Answer)
A_co = TypeVar("A_co", bound=Answer, covariant=True)


class Stage(StrEnum):
    """The stages that may each have a model of their own (settings `model_read` and so on)."""

    READ = "read"
    WRITE = "write"
    CHECK = "check"
    LINT = "lint"
    RELATED = "related"


class Fault(StrEnum):
    """Why there is no answer."""

    RATE_LIMITED = "rate_limited"
    QUOTA = "quota"
    UNAUTHORIZED = "unauthorized"
    NOT_FOUND = "not_found"
    REJECTED = "rejected"
    SERVER = "server"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    MALFORMED = "malformed"
    EMPTY = "empty"
    REFUSED = "refused"
    FILTERED = "filtered"
    CUT = "cut"
    TOO_LONG = "too_long"
    OVER_BUDGET = "over_budget"
    NOT_SENT = "not_sent"


TOO_MUCH = frozenset({Fault.CUT, Fault.TOO_LONG})
"""Faults that a smaller task may not meet."""


@dataclass(frozen=True)
class Failure:
    """`reason` is one sentence for the owner, without secrets: "the model refused to answer"."""

    fault: Fault
    reason: str


@dataclass(frozen=True)
class Task(Generic[A_co]):
    """`label` says in the progress what it is: "reading 3 of 12", "impact"."""

    stage: Stage
    prompt: Prompt
    answer: type[A_co]
    label: str


class InTurn(Sequence[Task[A_co]]):
    """Tasks that are made when they are looked at, each once: a desk asks the first ones while the next are made.

    It makes and asks them in `order`, their places; without one in their own. `stage` is what the whole is called."""

    def __init__(self, makers: Iterable[Callable[[], Task[A_co]]], stage: Stage, order: Sequence[int] = ()) -> None:
        self._makers = tuple(makers)
        self.stage, self.order = stage, order or range(len(self._makers))
        self._made: dict[int, Task[A_co]] = {}

    def __len__(self) -> int:
        return len(self._makers)

    @overload
    def __getitem__(self, place: int) -> Task[A_co]: ...
    @overload
    def __getitem__(self, place: slice) -> list[Task[A_co]]: ...
    def __getitem__(self, place: int | slice) -> Task[A_co] | list[Task[A_co]]:
        if isinstance(place, slice):
            return [self[each] for each in range(len(self))[place]]
        number = range(len(self))[place]
        if number not in self._made:
            self._made[number] = self._makers[number]()
        return self._made[number]


@dataclass(frozen=True)
class Outcome(Generic[A_co]):
    """Either `answer` or `failure` is None. `model` answered or failed last."""

    task: Task[A_co]
    answer: A_co | None = None
    failure: Failure | None = None
    model: str = ""


class Desk(Protocol):
    """Asks tasks side by side, as they are made; the outcomes are in their order. Never raises for what a provider does."""

    def ask(self, tasks: Sequence[Task[A]]) -> list[Outcome[A]]: ...


class OpenDesk(Desk, Protocol):
    """A desk that keeps count of one run: what it took, which prompts were asked ("read/events@1"), what there is
    to note, and each failure once."""

    def usage(self) -> tuple[StageUsage, ...]: ...
    def prompts(self) -> tuple[str, ...]: ...
    def notes(self) -> tuple[str, ...]: ...
    def failures(self) -> tuple[Failure, ...]: ...
    def close(self) -> None: ...
