"""How far a round of calls is. In: outcomes as they arrive. Out: a bar in a terminal, one line a round elsewhere."""

import atexit
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

NAMES = {
    "read": "reading the evidence",
    "write": "writing sections",
    "check": "checking the draft",
    "lint": "asking the lint's questions",
}


@dataclass(frozen=True)
class Progress:
    """Of `total` tasks of a round `done` have an outcome: `cached` were at hand, `failed` have no answer. `label` is the task
    that ended last, empty when the round begins."""

    stage: str
    label: str
    done: int
    total: int
    cached: int = 0
    failed: int = 0


Watch = Callable[[Progress], None]


def watch() -> Watch:
    """What shows progress on standard error: live where that is a terminal."""
    return _Live() if sys.stderr.isatty() else _plain


def _plain(progress: Progress) -> None:
    if progress.done == progress.total:
        print(f"postmortem: {said(progress)}.", file=sys.stderr)


def said(progress: Progress) -> str:
    parts = [f"{NAMES.get(progress.stage, progress.stage)}: {progress.done - progress.failed} of {progress.total} answered"]
    parts += [f"{progress.cached} were at hand"] if progress.cached else []
    parts += [f"{progress.failed} failed"] if progress.failed else []
    return ", ".join(parts)


class _Live:
    """One bar for the round that runs; it stays as a line when the round is over."""

    def __init__(self) -> None:
        self.bar: Any = None

    def __call__(self, progress: Progress) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bars

        if self.bar is None:
            console = Console(stderr=True)
            atexit.register(console.show_cursor)  # Ctrl-C may end the process in the middle of a bar
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                TextColumn("{task.fields[last]}"),
            )
            self.bar = Bars(*columns, console=console)
            self.bar.start()
            self.bar.add_task(NAMES.get(progress.stage, progress.stage), total=progress.total, last="")
        self.bar.update(self.bar.task_ids[0], completed=progress.done, last=_last(progress))
        if progress.done == progress.total:
            self.bar.stop()
            self.bar = None


def _last(progress: Progress) -> str:
    return f"{progress.label}, {progress.failed} failed" if progress.failed else progress.label
