"""One task -> its outcome: each model of the chain in turn, a bounded number of times, no call longer than the time set."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any, Protocol, TypeVar

from pipeline.llm.answers import Answers
from pipeline.llm.config import ModelConfig
from pipeline.llm.faults import Miss, reason
from pipeline.llm.reading import read_answer
from pipeline.llm.task import Answer, Failure, Fault, Outcome, Task
from pipeline.llm.usage import PER_TOKEN, Ledger, estimated

A = TypeVar("A", bound=Answer)
AGAIN = frozenset({Fault.RATE_LIMITED, Fault.SERVER, Fault.UNREACHABLE, Fault.TIMEOUT, Fault.MALFORMED, Fault.EMPTY})
"""What may go better the next time."""
FOR_GOOD = frozenset({Fault.QUOTA, Fault.UNAUTHORIZED, Fault.NOT_FOUND})
"""What will be so for every task of this run."""
OF_THE_SERVICE = frozenset({Fault.RATE_LIMITED, Fault.SERVER, Fault.UNREACHABLE, Fault.TIMEOUT})
ENOUGH = 3
"""So many tasks in a row without any answer, and a model is asked no more."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 60.0


class Reply(Protocol):
    """What a provider gives back (provider.Reply)."""

    @property
    def text(self) -> str: ...
    @property
    def tokens_in(self) -> int | None: ...
    @property
    def tokens_out(self) -> int | None: ...


Call = Callable[[str, Task[Any]], Reply | Miss]


@dataclass
class Standing:
    """How a model has done so far: `answered` and given up on tasks, and why it is asked no more, if so."""

    answered: int = 0
    given_up: int = 0
    closed: Failure | None = None

    def note(self, failure: Failure | None) -> None:
        if failure is None:
            self.answered += 1
        elif failure.fault in OF_THE_SERVICE:
            self.given_up += 1
        no_answer_ever = not self.answered and self.given_up >= ENOUGH
        if failure and (failure.fault in FOR_GOOD or (failure.fault in OF_THE_SERVICE and no_answer_ever)):
            self.closed = failure


@dataclass
class Asker:
    """Asks with what all tasks of a run share. `pause` waits so many seconds and says whether to go on. Safe for threads."""

    config: ModelConfig
    call: Call
    ledger: Ledger
    answers: Answers
    pause: Callable[[float], bool]
    standing: dict[str, Standing] = field(default_factory=dict[str, Standing])

    def ask(self, task: Task[A]) -> Outcome[A]:
        """The first answer of the chain, kept on disk at once; else the failure of the last model."""
        last, asked = Failure(Fault.NOT_SENT, "no model is set for this"), ""
        for asked in self.config.chain(task.stage):
            standing = self.standing.setdefault(asked, Standing())
            if standing.closed:
                last = standing.closed
                continue
            answer = self._try(task, asked)
            if not isinstance(answer, Failure):
                standing.note(None)
                return Outcome(task, answer=answer, model=asked)
            standing.note(answer)
            last = answer
            if last.fault in (Fault.OVER_BUDGET, Fault.NOT_SENT):
                break
        self.ledger.failed(task, asked)
        return Outcome(task, failure=last, model=asked)

    def _try(self, task: Task[A], model: str) -> A | Failure:
        """The model's answer, or why it gave none the last time that it was asked."""
        attempt = 0
        while True:
            missed = self._once(task, model)
            if not isinstance(missed, Miss):
                return missed
            fault = missed.failure.fault
            if fault not in AGAIN or attempt >= self.config.retries or not self.pause(_wait(missed, attempt)):
                return _counted(missed.failure, attempt + 1)
            attempt += 1

    def _once(self, task: Task[A], model: str) -> A | Miss:
        over = self.ledger.begin(task, model)
        if over:
            return Miss(over)
        got = within(self.config.timeout, lambda: self.call(model, task))
        if got is None:
            got = Miss(Failure(Fault.TIMEOUT, reason(Fault.TIMEOUT, model, seconds=self.config.timeout)))
        if isinstance(got, Miss):
            self.ledger.end(task, model, got.tokens_in, got.tokens_out)
            return got
        tokens = _tokens(got, task)
        self.ledger.end(task, model, *tokens)
        answer = read_answer(got.text, task.answer, model)
        if isinstance(answer, Failure):
            return Miss(answer)
        self.answers.keep(task, model, answer, tokens)
        return answer


def within(seconds: float, call: Callable[[], Reply | Miss]) -> Reply | Miss | None:
    """What the call gives, None where it takes longer: clients limit the wait for the next byte, not the whole."""
    done: SimpleQueue[Reply | Miss | BaseException] = SimpleQueue()

    def run() -> None:
        try:
            done.put(call())
        except BaseException as error:  # raised again where it is waited for
            done.put(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        got = done.get(timeout=seconds)
    except Empty:
        return None
    if isinstance(got, BaseException):
        raise got
    return got


def _wait(missed: Miss, attempt: int) -> float:
    """Seconds before the next try: what the provider asked for, else twice as long each time; never more than a minute."""
    own = FIRST_PAUSE * 2**attempt
    return min(LONGEST_PAUSE, max(own, missed.retry_after or 0.0))


def _counted(failure: Failure, tries: int) -> Failure:
    return failure if tries == 1 else Failure(failure.fault, f"{failure.reason}, {tries} tries")


def _tokens(reply: Reply, task: Task[Any]) -> tuple[int, int]:
    """What the provider counted, else an estimate."""
    sent = estimated(task) if reply.tokens_in is None else reply.tokens_in
    return sent, len(reply.text) // PER_TOKEN + 1 if reply.tokens_out is None else reply.tokens_out
