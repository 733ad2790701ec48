"""The command `lint`: its flags, and what it writes where. Findings go to standard output, everything else to standard error."""

from __future__ import annotations

import argparse
import sys

from pipeline.cli.output import put
from pipeline.lint.options import FORMATS, PROFILES, Options


def add_lint(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs="+", metavar="PATH", help="files or folders, - for standard input")
    command.add_argument("--select", metavar="RULES", help="run these rules or families only, as blame,action/no-owner")
    command.add_argument("--ignore", metavar="RULES", help="leave these rules or families out")
    command.add_argument("--profile", choices=PROFILES, help="what the text is for (default: internal)")
    command.add_argument("--roster", metavar="FILE", help="the people of the incident, a name a line")
    command.add_argument("--format", default="text", choices=FORMATS)
    command.set_defaults(command=lint)


def lint(arguments: argparse.Namespace) -> int:
    from pipeline.lint.formats import write
    from pipeline.lint.run import failed, lint_paths

    options = Options(
        select=split(arguments.select), ignore=split(arguments.ignore), profile=arguments.profile or "internal",
        roster=roster(arguments.roster),
    )  # fmt: skip
    report = lint_paths(arguments.paths, options)
    for problem in report.problems:
        print(f"postmortem: {problem}", file=sys.stderr)
    put(write(report, arguments.format), None)
    if report.problems:
        return 2
    return int(failed(report.findings, "error"))


def split(names: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (names or "").split(",") if name.strip())


def roster(path: str | None) -> tuple[str, ...]:
    if not path:
        return ()
    from pipeline.lint.files import read

    return tuple(line.strip() for line in read(path).split("\n") if line.strip())
