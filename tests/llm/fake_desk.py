"""A desk for tests: answers are queued by the name of the prompt, and everything that was asked is kept.

desk = FakeDesk({"read/events": [EventsAnswer(...), Failure(Fault.TOO_LONG, "too long")], "write/impact": write_impact})
desk.asked      every task, in order;  desk.rounds: the tasks of each call of `ask`
desk.prompt(n)  the text of the n-th task, system and user
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, cast

from pipeline.domain.postmortem import StageUsage
from pipeline.llm.task import Answer, Failure, Fault, Outcome, Task

A = TypeVar("A", bound=Answer)
Reply = Answer | Failure
NOBODY = Failure(Fault.NOT_SENT, "nobody was asked")


class FakeDesk:
    """`answers` gives for each prompt name a queue, or a function that is called with each task. A task whose queue is empty or
    not there gets `otherwise`. An answer of another class than the task's is a mistake in the test and raises."""

    def __init__(
        self, answers: Mapping[str, Sequence[Reply] | Callable[[Task[Any]], Reply]] | None = None, otherwise: Failure = NOBODY
    ):
        self.makers = {name: _maker(replies) for name, replies in (answers or {}).items()}
        self.otherwise = otherwise
        self.rounds: list[list[Task[Any]]] = []
        self.failed: dict[Failure, None] = {}

    @property
    def asked(self) -> list[Task[Any]]:
        return [task for tasks in self.rounds for task in tasks]

    def prompt(self, number: int) -> str:
        asked = self.asked[number].prompt
        return f"{asked.system}\n{asked.user}"

    def ask(self, tasks: Sequence[Task[A]]) -> list[Outcome[A]]:
        self.rounds.append(list(tasks))
        return [self._outcome(task) for task in tasks]

    def usage(self) -> tuple[StageUsage, ...]:
        stages = dict.fromkeys(task.stage for task in self.asked)
        return tuple(
            StageUsage(stage=stage, model="fake", calls=sum(task.stage is stage for task in self.asked)) for stage in stages
        )

    def prompts(self) -> tuple[str, ...]:
        return tuple(sorted({task.prompt.label for task in self.asked}))

    def notes(self) -> tuple[str, ...]:
        return ()

    def failures(self) -> tuple[Failure, ...]:
        return tuple(self.failed)

    def close(self) -> None:
        pass

    def _outcome(self, task: Task[A]) -> Outcome[A]:
        maker = self.makers.get(task.prompt.name)
        reply = (maker(task) if maker else None) or self.otherwise
        if isinstance(reply, Failure):
            self.failed[reply] = None
            return Outcome(task, failure=reply, model="fake")
        assert isinstance(reply, task.answer), f"{task.prompt.name} is answered by {task.answer.__name__}, not {type(reply)}"
        return Outcome(task, answer=cast(A, reply), model="fake")


def _maker(replies: Sequence[Reply] | Callable[[Task[Any]], Reply]) -> Callable[[Task[Any]], Reply | None]:
    if callable(replies):
        return replies
    queue = deque(replies)
    return lambda _: queue.popleft() if queue else None
