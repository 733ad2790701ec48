"""What is fuzzed of the lint: text, front matter, a postmortem as JSON, HTML, comments that ignore, settings; every rule is on.

Beside what comes out of it but PostmortemError, it is a bug if a finding points outside the text, or if the same text is found
to be different when it is read again.
"""

import contextlib
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pipeline.errors import PostmortemError
from pipeline.lint import config, formats
from pipeline.lint.check import Task, check
from pipeline.lint.options import FORMATS, PROFILES, Options, Wanted
from pipeline.lint.report import FileReport, Report

ROSTER = ("Ana Lima", "@bo", "Will May", "Søren Ø", "")
EVERYTHING = Wanted(keys=True, words=True, lines=True)


def options(data: bytes) -> Options:
    """Every rule, the profile by the length."""
    return Options(select=("all",), profile=PROFILES[len(data) % len(PROFILES)], roster=ROSTER if len(data) % 2 else ())


def text(name: str, data: bytes) -> None:
    """One file of this name under every rule; the length decides the format, and whether it is read again or put right."""
    task = Task(name, options(data), EVERYTHING, data=data)
    report = check(task)
    for finding in report.findings:
        assert (1, 1) <= (finding.line, finding.column) <= (finding.end_line, finding.end_column), finding
    formats.write(Report([report]), FORMATS[len(data) % len(FORMATS)])
    if len(data) % 3 == 0:
        again(task, report)
    elif len(data) % 3 == 1:
        check(Task(name, options(data), Wanted(fix="unsafe"), data=data))


def again(task: Task, report: FileReport) -> None:
    assert check(task).findings == report.findings


def front(data: bytes) -> None:
    text("given.md", b"---\n" + data + b"\n---\n# Incident\n\n## What happened\n\nAna forgot to check the disk at 10:00.\n")


def settings(data: bytes) -> None:
    """A settings file, and a document under it."""
    try:
        table = tomllib.loads(data.decode("utf-8", "replace"))
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    with contextlib.suppress(PostmortemError):
        given = config.options_in(Path("/nowhere/postmortem.toml"), table)
        check(Task("given.md", given, EVERYTHING, data=b"# Incident\n\n## What happened\n\nWe failed to look.\n"))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "lint": partial(text, "given.md"),
    "lint-front": front,
    "lint-json": partial(text, "given.json"),
    "lint-html": partial(text, "given.html"),
    "lint-ignores": partial(text, "given.md"),
    "lint-settings": settings,
}
