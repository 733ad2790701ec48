"""The flags of `lint`, and what they say as options: flags over the nearest settings file."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pipeline.cli.model_flags import add_choice_of_model, add_no_cache
from pipeline.domain.finding import Level
from pipeline.lint.options import FORMATS, PROFILES, Options


def add_lint(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    command.set_defaults(command=run, engine="llm", token_cap=None)
    add("paths", nargs="+", metavar="PATH", help="files or folders (*.md, *.markdown, *.json, *.html), - for standard input")
    rules = command.add_argument_group("rules")
    for flag, help in (
        ("--select", "run these rules or families only, as blame,action/no-owner"),
        ("--extend-select", "run these too"),
        ("--ignore", "leave these out"),
        ("--extend-ignore", "leave these out too"),
    ):
        rules.add_argument(flag, action="append", metavar="RULES", help=help)
    rules.add_argument("--per-file-ignores", action="append", metavar="PATTERN:RULE", help="leave these out in these files")
    rules.add_argument("--level", action="append", metavar="RULE=LEVEL", help="report a rule as error, warning or suggestion")
    rules.add_argument("--profile", choices=PROFILES, help="what the text is for (default: internal)")
    rules.add_argument("--roster", metavar="FILE", help="the people of the incident: a name a line, JSON or CSV")
    add_deep(command.add_argument_group("reading with a model (docs/models.md)"))
    add_output(command.add_argument_group("output"))
    add_changes(command.add_argument_group("known findings and fixes"))
    settings = command.add_argument_group("settings")
    settings.add_argument("--config", metavar="FILE", help="take the settings from this file")
    settings.add_argument("--isolated", action="store_true", help="read no settings file")
    settings.add_argument("--show-settings", action="store_true", help="print the settings of the first file and stop")
    settings.add_argument("--show-files", action="store_true", help="print the files that would be read and stop")
    settings.add_argument("--force-exclude", action="store_true", help="leave out what the settings exclude even if it is named")
    settings.add_argument("--stdin-filename", metavar="NAME", help="the name of what comes from standard input")
    settings.add_argument(
        "--jobs", type=whole_number, default=0, metavar="N", help="processes (default: as many as are worth it)"
    )


def run(arguments: argparse.Namespace) -> int:
    from pipeline.cli.lint import lint

    return lint(arguments)


def add_output(group: Any) -> None:
    group.add_argument("--format", default="text", choices=FORMATS)
    group.add_argument("-o", "--output-file", metavar="FILE", help="write the findings to this file")
    group.add_argument("--statistics", action="store_true", help="counts per rule, per file and per 1,000 words instead")
    group.add_argument("--fail-on", choices=tuple(map(str, Level)), help="the level that ends with 1 (default: error)")
    group.add_argument("--exit-zero", action="store_true", help="end with 0 whatever was found")
    group.add_argument("--color", choices=("auto", "always", "never"), default="auto")
    group.add_argument("-q", "--quiet", action="store_true", help="say nothing beside the findings")


def add_deep(group: Any) -> None:
    group.add_argument("--deep", action="store_true", help="ask a model for irony, implied blame, causes that stop too early")
    add_choice_of_model(group)
    add_no_cache(group)
    group.add_argument("--allow-remote", action="store_true", help="ask a remote model though few may read the document")


def add_changes(group: Any) -> None:
    group.add_argument("--baseline", metavar="FILE", help="don't show the findings that this file holds")
    group.add_argument("--write-baseline", action="store_true", help="write the findings to the baseline")
    group.add_argument("--prune-baseline", action="store_true", help="take what is over out of the baseline")
    group.add_argument("--fix", action="store_true", help="put right what is mechanical")
    group.add_argument("--unsafe-fixes", action="store_true", help="with --fix or --diff: also what may change the sense")
    group.add_argument("--diff", action="store_true", help="show what would be fixed, and change nothing")
    group.add_argument("--add-ignore", action="store_true", help="write comments that ignore the findings into the files")
    group.add_argument("--reason", default="", metavar="TEXT", help="with --add-ignore: why")


def whole_number(text: str) -> int:
    """A count of processes, 0 for as many as are worth it."""
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes")
    return int(text)


def options_by_path(arguments: argparse.Namespace) -> Callable[[str], Options]:
    """The options of a file: its nearest settings, or those named, with the flags on top. Raises InputError for a bad flag."""
    changes = flag_changes(arguments)
    named = Options() if arguments.isolated else None
    if arguments.config:
        from pipeline.lint.config import options_from

        named = options_from(arguments.config)
    made: dict[Options, Options] = {}

    def of(path: str) -> Options:
        base = named or nearest(path)
        if base not in made:
            made[base] = with_flags(base, changes)
        return made[base]

    return of


def nearest(path: str) -> Options:
    from pathlib import Path

    from pipeline.lint.config import options_of

    return options_of(str(Path(path).resolve().parent))


def flag_changes(arguments: argparse.Namespace) -> dict[str, Any]:
    """The fields that the flags set, those of `extend` and `levels` to be added to what the settings say."""
    changes: dict[str, Any] = {
        name: split(given)
        for name in ("select", "ignore", "extend_select", "extend_ignore")
        if (given := getattr(arguments, name)) is not None
    }
    if arguments.per_file_ignores:
        pairs = [
            pair(each, ":", "--per-file-ignores", "archive/*:action")
            for one in arguments.per_file_ignores
            for each in split([one])
        ]
        changes["per_file_ignores"] = tuple((pattern, (rule,)) for pattern, rule in pairs)
    if arguments.level:
        from pipeline.lint.config import level

        pairs = [pair(each, "=", "--level", "blame/self-blame=error") for each in split(arguments.level)]
        changes["levels"] = tuple((rule, level(of, "--level")) for rule, of in pairs)
    if arguments.profile:
        changes["profile"] = arguments.profile
    if arguments.fail_on:
        changes["fail_on"] = Level(arguments.fail_on)
    if arguments.baseline:
        changes["baseline"] = arguments.baseline
    if arguments.roster:
        from pipeline.lint.roster import read_roster

        changes["roster"] = read_roster(arguments.roster)
    return changes


def with_flags(base: Options, changes: dict[str, Any]) -> Options:
    made = dict(changes)
    for name in ("extend_select", "extend_ignore", "levels"):
        if name in made:
            made[name] = (*getattr(base, name), *made[name])
    if "per_file_ignores" in made and base.config:
        made["per_file_ignores"] = (*base.per_file_ignores, *made["per_file_ignores"])
    return replace(base, **made) if made else base


def split(given: list[str]) -> tuple[str, ...]:
    return tuple(stripped for one in given for name in one.split(",") if (stripped := name.strip()))


def pair(text: str, between: str, flag: str, example: str) -> tuple[str, str]:
    from pipeline.errors import BadOption

    first, found, second = text.rpartition(between)
    if not (found and first and second):
        raise BadOption(flag, text, f"write it as {example}")
    return first.strip(), second.strip()
