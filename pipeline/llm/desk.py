"""The desk where models are asked: a round of tasks in, their outcomes out, asked side by side.

    open_desk(config) -> desk;  desk.ask(tasks) -> outcomes in the tasks' order;  desk.usage(), desk.prompts(), desk.notes()

What is at hand (recorded answers, the cache) is not asked; where that is everything, no client is even imported. Calls run in
daemon threads, so that Ctrl-C ends the process at once; what was answered until then is kept.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any, TypeVar, cast

from pipeline.domain.postmortem import StageUsage
from pipeline.llm.answers import Answers
from pipeline.llm.asking import Asker, Call
from pipeline.llm.config import ModelConfig
from pipeline.llm.progress import Progress, Watch
from pipeline.llm.task import Answer, Failure, Fault, InTurn, Outcome, Stage, Task
from pipeline.llm.usage import Ledger

A = TypeVar("A", bound=Answer)
Waiting = SimpleQueue[tuple[int, Task[Any]] | None]
Done = SimpleQueue[tuple[int, Outcome[Any] | BaseException]]
TICK = 0.2
NOT_RECORDED = "there is no recorded answer to {prompt}; record it again with `make record`"


def open_desk(config: ModelConfig, *, progress: Watch | None = None, call: Call | None = None) -> "ModelDesk":
    """A desk for one run. `progress` is told of every outcome, in the thread that asks. `call` stands in for the provider."""
    return ModelDesk(config, progress or (lambda _: None), (lambda: call) if call else (lambda: _of_provider(config)))


class ModelDesk:
    def __init__(self, config: ModelConfig, progress: Watch, make_call: Callable[[], Call]):
        self.config, self.progress = config, progress
        self.ledger, self.answers = Ledger(config), Answers(config)
        self.closed = threading.Event()
        self.labels: set[str] = set()
        self.failed: dict[Failure, None] = {}
        self.make_call = make_call
        self.asker: Asker | None = None

    def ask(self, tasks: Sequence[Task[A]]) -> list[Outcome[A]]:
        """The outcome of each task; what is looked at first is asked while the next are made. Raises only for KeyboardInterrupt
        and for mistakes of our own."""
        if not tasks:
            return []
        stage, order = _course(tasks)
        round = _Round(len(tasks), self.progress, stage.value)
        self.progress(Progress(round.stage, "", 0, round.total))
        line = _Line(self._work, self.config.concurrency)
        try:
            for place in order:
                task = tasks[place]
                self.labels.add(task.prompt.label)
                outcome = self._at_hand(task)
                if outcome:
                    round.put(place, outcome, at_hand=True)
                else:
                    self.asker = self.asker or Asker(self.config, self.make_call(), self.ledger, self.answers, self._pause)
                    line.put(place, task)
            for place, outcome in line.outcomes():
                round.put(place, outcome)
        except BaseException:
            self.close()
            raise
        finally:
            line.end()
        outcomes = [round.outcomes[place] for place in range(len(tasks))]
        self.failed |= {outcome.failure: None for outcome in outcomes if outcome.failure}
        return cast("list[Outcome[A]]", outcomes)

    def usage(self) -> tuple[StageUsage, ...]:
        return self.ledger.usage()

    def prompts(self) -> tuple[str, ...]:
        """The prompts that were asked, as a draft records them: "read/events@1"."""
        return tuple(sorted(self.labels))

    def notes(self) -> tuple[str, ...]:
        """What the owner should know of the asking itself."""
        return (self.answers.unkept,) if self.answers.unkept else ()

    def failures(self) -> tuple[Failure, ...]:
        return tuple(self.failed)

    def close(self) -> None:
        """No call begins after this."""
        self.closed.set()

    def _at_hand(self, task: Task[Any]) -> Outcome[Any] | None:
        found = self.answers.find(task, self.config.chain(task.stage))
        if found:
            self.ledger.at_hand(task, found[1])
            return Outcome(task, answer=found[0], model=found[1])
        if not self.config.replay_only:
            return None
        self.ledger.failed(task, self.config.chain(task.stage)[0])
        return Outcome(task, failure=Failure(Fault.NOT_SENT, NOT_RECORDED.format(prompt=task.prompt.label)))

    def _work(self, waiting: Waiting, done: Done) -> None:
        """One worker: takes tasks until there are none."""
        assert self.asker is not None  # made before the first task is put into the line
        while not self.closed.is_set():
            got = waiting.get()
            if got is None:
                return
            place, task = got
            try:
                done.put((place, self.asker.ask(task)))
            except BaseException as error:  # a mistake of our own: raised again in the thread that asks
                done.put((place, error))

    def _pause(self, seconds: float) -> bool:
        return not self.closed.wait(seconds)


@dataclass
class _Round:
    """The outcomes of one round as they arrive, told to whoever watches."""

    total: int
    watch: Watch
    stage: str
    outcomes: dict[int, Outcome[Any]] = field(default_factory=dict[int, Outcome[Any]])
    counts: Counter[str] = field(default_factory=Counter[str])

    def put(self, place: int, outcome: Outcome[Any], at_hand: bool = False) -> None:
        self.outcomes[place] = outcome
        self.counts["cached"] += at_hand
        self.counts["failed"] += outcome.failure is not None and not at_hand
        counts = self.counts
        self.watch(Progress(self.stage, outcome.task.label, len(self.outcomes), self.total, counts["cached"], counts["failed"]))


def _course(tasks: Sequence[Task[Any]]) -> tuple[Stage, Sequence[int]]:
    """What the round is called, and the order in which its tasks are looked at."""
    return (tasks.stage, tasks.order) if isinstance(tasks, InTurn) else (tasks[0].stage, range(len(tasks)))


class _Line:
    """Tasks on their way through at most `most` workers, each in a daemon thread."""

    def __init__(self, work: Callable[[Waiting, Done], None], most: int):
        self.work, self.most = work, most
        self.waiting: Waiting = SimpleQueue()
        self.done: Done = SimpleQueue()
        self.workers = self.count = 0

    def put(self, place: int, task: Task[Any]) -> None:
        self.waiting.put((place, task))
        self.count += 1
        if self.workers < self.most:
            self.workers += 1
            threading.Thread(target=self.work, args=(self.waiting, self.done), daemon=True).start()

    def outcomes(self) -> Iterator[tuple[int, Outcome[Any]]]:
        """One for each task that was put, as they end."""
        for _ in range(self.count):
            place, outcome = _next(self.done)
            if isinstance(outcome, BaseException):
                raise outcome
            yield place, outcome

    def end(self) -> None:
        """No task comes any more."""
        for _ in range(self.workers):
            self.waiting.put(None)


def _next(done: Done) -> tuple[int, Outcome[Any] | BaseException]:
    """Waits in short steps, so that Ctrl-C is heard on every system."""
    while True:
        try:
            return done.get(timeout=TICK)
        except Empty:
            continue


def _of_provider(config: ModelConfig) -> Call:
    """The provider's own call; the client is imported here, before any time is taken."""
    from pipeline.llm.provider import Provider

    return Provider(config).call


class PreviewDesk:
    """Sends nothing and keeps every task that it is asked, round by round."""

    def __init__(self) -> None:
        self.rounds: list[list[Task[Any]]] = []

    def ask(self, tasks: Sequence[Task[A]]) -> list[Outcome[A]]:
        self.rounds.append(list(tasks))
        return [Outcome(task, failure=Failure(Fault.NOT_SENT, "nothing is sent in a preview")) for task in tasks]

    def usage(self) -> tuple[StageUsage, ...]:
        return ()

    def prompts(self) -> tuple[str, ...]:
        return ()

    def notes(self) -> tuple[str, ...]:
        return ()

    def failures(self) -> tuple[Failure, ...]:
        return ()

    def close(self) -> None:
        """Nothing is open."""
