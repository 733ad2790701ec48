"""Paths and options -> a report: the findings over all files, and the files that could not be read."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.domain.finding import Finding
from pipeline.errors import InputError
from pipeline.lint.document import read_markdown
from pipeline.lint.engine import LEVELS, Engine
from pipeline.lint.files import find, read
from pipeline.lint.options import Options
from pipeline.lint.select import chosen


@dataclass(slots=True)
class Report:
    files: int = 0
    findings: list[Finding] = field(default_factory=list[Finding])
    problems: list[str] = field(default_factory=list[str])


def lint_paths(paths: Iterable[str], options: Options) -> Report:
    engine = Engine(chosen(options), options.levels)
    report = Report()
    for path in find(paths):
        try:
            text = read(path)
        except InputError as error:
            report.problems.append(str(error))
            continue
        report.files += 1
        report.findings += engine.lint(read_markdown(text, path, options.roster, options.profile))
    return report


def failed(findings: Iterable[Finding], fail_on: str) -> bool:
    """Whether a finding is as grave as `fail_on`."""
    worst = LEVELS[fail_on]  # pyright: ignore[reportArgumentType]
    return any(LEVELS[finding.level] <= worst for finding in findings)
