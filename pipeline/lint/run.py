"""Paths and options -> a report over all files. With several jobs the files are shared out; the report is the same."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from pipeline.lint import files
from pipeline.lint.check import Task, check
from pipeline.lint.options import Options, Wanted
from pipeline.lint.report import Report
from pipeline.lint.select import chosen

WORTH_SHARING = 1_000_000
"""Bytes below which starting other processes costs more than it brings."""


def tasks_of(
    paths: Iterable[str],
    options_of: Callable[[str], Options],
    wanted: Wanted,
    stdin: tuple[str, bytes] | None = None,
    strict: bool = False,
) -> list[Task]:
    """What is to be linted, in order; `stdin` is the name and the content of what `-` stands for.

    What the settings exclude is left out, files that were named themselves only where `strict`.
    """
    tasks: list[Task] = []
    for path, named in files.find(paths):
        shown, data = stdin if path == files.STDIN and stdin else (path, None)
        options = options_of(shown)
        if (named and not strict) or not files.matches(shown, options.exclude, options.root):
            tasks.append(Task(shown, options, wanted, named, data))
    return sorted(tasks, key=lambda task: task.path)


def lint_tasks(tasks: list[Task], jobs: int = 0) -> Report:
    """The report over these files; 0 jobs means as many as are worth it. Raises InputError for bad options."""
    for options in {task.options: None for task in tasks}:
        chosen(options)
    sizes = [_size(task) for task in tasks] if jobs != 1 and len(tasks) > 1 else []
    jobs = jobs or (_cores() if sum(sizes) >= WORTH_SHARING else 1)
    if jobs > 1 and len(tasks) > 1 and hasattr(os, "fork"):
        from pipeline.lint.model import read_all
        from pipeline.lint.workers import share

        read_all()
        done = share(check, tasks, sizes, jobs)
    else:
        done = [check(task) for task in tasks]
    return Report([report for report in done if not report.skipped])


def _size(task: Task) -> int:
    try:
        return Path(task.path).stat().st_size
    except OSError:
        return 0


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
