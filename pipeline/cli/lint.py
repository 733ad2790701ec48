"""The command `lint`: findings go to standard output, everything else to standard error."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.output import put

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.lint.check import Task
    from pipeline.lint.options import Options, Wanted
    from pipeline.lint.report import Report

KEYED = ("sarif", "gitlab")


def lint(arguments: argparse.Namespace) -> int:
    from pipeline.cli.lint_flags import options_by_path
    from pipeline.lint.run import lint_tasks, tasks_of

    refuse_what_does_not_go_together(arguments)
    options_of = options_by_path(arguments)
    tasks = tasks_of(
        arguments.paths, options_of, wanted(arguments, options_of), standard_input(arguments), arguments.force_exclude
    )
    if arguments.show_files:
        put("".join(f"{task.path}\n" for task in tasks), None)
        return 0
    if arguments.show_settings:
        put(settings_of(tasks[0].options if tasks else options_of("-")), None)
        return 0
    if arguments.deep:
        tasks = read_deeply(arguments, tasks)
    report = lint_tasks(tasks, arguments.jobs)
    for problem in report.problems:
        say(problem)
    if (code := compare(arguments, report, options_of)) is not None:
        return code
    if arguments.add_ignore:
        return write_ignores(arguments, report)
    changed = show(arguments, report)
    if not arguments.quiet:
        summarise(arguments, report)
    if report.problems:
        return 2
    return int((report.failed or changed) and not arguments.exit_zero)


def read_deeply(arguments: argparse.Namespace, tasks: list[Task]) -> list[Task]:
    """The files with what a model says of them. Raises EngineUnavailable where no model is named."""
    from pipeline import deep
    from pipeline.cli.model_flags import model_config
    from pipeline.errors import EngineUnavailable, RemoteRefused
    from pipeline.llm.desk import open_desk
    from pipeline.llm.progress import watch
    from pipeline.settings import load

    config = model_config(arguments, load())
    if config is None:
        remedy = "name one with --model or POSTMORTEM_MODEL (docs/models.md), or leave --deep out"
        raise EngineUnavailable("llm", "no model is named", remedy)
    if not config.local and not arguments.allow_remote and (path := deep.restricted(tasks)):
        raise RemoteRefused(f"{path} is restricted", config.model)
    desk = open_desk(config, progress=watch())
    try:
        read, notes = deep.read_deeply(tasks, desk)
    finally:
        desk.close()
    for note in notes:
        say(note)
    return read


def say(text: str) -> None:
    print(f"postmortem: {text}", file=sys.stderr)


def refuse_what_does_not_go_together(arguments: argparse.Namespace) -> None:
    from pipeline.errors import BadOption

    if arguments.statistics and arguments.format not in ("text", "json"):
        raise BadOption("--statistics", arguments.format, "its formats are text and json")
    if arguments.unsafe_fixes and not (arguments.fix or arguments.diff):
        raise BadOption("--unsafe-fixes", "alone", "give it with --fix or --diff")
    if arguments.reason and ("\n" in arguments.reason or "-->" in arguments.reason):
        raise BadOption("--reason", arguments.reason, "write one line without -->")
    if arguments.deep and (arguments.fix or arguments.diff):
        raise BadOption("--deep", "with --fix", "what a model finds is not fixed by a machine; give one of them")
    if not arguments.deep and (arguments.model or arguments.base_url):
        raise BadOption("--model", arguments.model or arguments.base_url, "the lint asks a model with --deep only")
    if arguments.add_ignore and "-" in arguments.paths:
        raise BadOption("--add-ignore", "-", "give files that can be written to")


def wanted(arguments: argparse.Namespace, options_of: Callable[[str], Options]) -> Wanted:
    from pipeline.lint.options import Wanted

    fix = "unsafe" if arguments.unsafe_fixes else "safe" if arguments.fix or arguments.diff else ""
    keyed = arguments.format in KEYED or arguments.write_baseline or arguments.prune_baseline
    return Wanted(
        keys=bool(keyed or baseline_of(arguments, options_of)),
        words=arguments.statistics,
        lines=arguments.format == "full",
        fix=fix,
        write=arguments.fix and not arguments.diff,
    )


def standard_input(arguments: argparse.Namespace) -> tuple[str, bytes] | None:
    if "-" not in arguments.paths:
        return None
    return arguments.stdin_filename or "-", sys.stdin.buffer.read()


def baseline_of(arguments: argparse.Namespace, options_of: Callable[[str], Options]) -> str | None:
    """The baseline that was named, or that of the settings here."""
    return arguments.baseline or options_of("-").baseline


def compare(arguments: argparse.Namespace, report: Report, options_of: Callable[[str], Options]) -> int | None:
    """Takes known findings out, or writes them down; an exit code where that was all."""
    path = baseline_of(arguments, options_of)
    if path is None:
        if flag := "--write-baseline" if arguments.write_baseline else "--prune-baseline" if arguments.prune_baseline else "":
            from pipeline.errors import BadOption

            raise BadOption(flag, "alone", "name the file with --baseline")
        return None
    from pipeline.lint import baseline
    from pipeline.lint.files import relative_to
    from pipeline.lint.select import chosen

    folder = str(Path(path).parent)
    fresh = arguments.write_baseline and not Path(path).exists()
    known = [] if fresh else baseline.load(path)
    if arguments.write_baseline:
        read = {relative_to(file.path, folder) for file in report.read}
        found = [entry for file in report.read for entry in baseline.entries(file, folder)]
        put(baseline.written([*found, *(entry for entry in known if entry.path not in read)]), Path(path))
        say(f"{counted(len(found), 'finding')} written to {path}.")
        return 2 if report.problems else 0
    ran = {rule.name for options in {options_of(file.path) for file in report.read} for rule in chosen(options)}
    over = baseline.hide(report, known, folder, frozenset(ran))
    for entry in over:
        say(f"{path}: {entry.path}: {entry.rule} {entry.excerpt!r} is no longer found.")
    if over and arguments.prune_baseline:
        gone = set(over)
        put(baseline.written(entry for entry in known if entry not in gone), Path(path))
        say(f"{counted(len(over), 'entry')} taken out of {path}.")
    elif over:
        say(f"{path}: --prune-baseline takes {'it' if len(over) == 1 else 'them'} out.")
    return None


def write_ignores(arguments: argparse.Namespace, report: Report) -> int:
    from pipeline.lint.ignoring import add_ignores

    changed = add_ignores(report, arguments.reason)
    say(f"{counted(sum(1 for _ in report.findings), 'finding')} ignored in {counted(changed, 'file')}.")
    return 2 if report.problems else 0


def show(arguments: argparse.Namespace, report: Report) -> bool:
    """Writes what was found, or would be changed; true where a change is still to be made."""
    from pipeline.lint.formats import write

    target = Path(arguments.output_file) if arguments.output_file else None
    if arguments.diff:
        from pipeline.lint.fixes import diff

        changes = [diff(f.path, f.before, f.after) for f in report.read if f.before is not None and f.after is not None]
        put("".join(changes), target)
        return bool(changes)
    if arguments.fix and "-" in arguments.paths and (fixed := from_input(arguments, report)) is not None:
        put(fixed, None)
        print(write(report, arguments.format), end="", file=sys.stderr)
        return False
    if arguments.statistics:
        put(statistics_as(arguments.format, report), target)
        return False
    if text := write(report, arguments.format, in_color(arguments)):
        put(text, target)
    elif target:
        put("", target)
    return False


def from_input(arguments: argparse.Namespace, report: Report) -> str | None:
    """What came from standard input, with its fixes."""
    name = arguments.stdin_filename or "-"
    return next((file.source if file.after is None else file.after for file in report.read if file.path == name), None)


def statistics_as(format: str, report: Report) -> str:
    from pipeline.lint.statistics import as_text, statistics

    if format == "text":
        return as_text(statistics(report))
    import json

    return json.dumps(statistics(report), indent=2, ensure_ascii=False) + "\n"


def in_color(arguments: argparse.Namespace) -> bool:
    import os

    if arguments.color != "auto" or arguments.output_file:
        return arguments.color == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def summarise(arguments: argparse.Namespace, report: Report) -> None:
    """How many of what, in how many files."""
    from pipeline.domain.finding import Level

    found = [finding.level for finding in report.findings]
    files, fixed = len(report.read), sum(file.fixed for file in report.read)
    if fixed:
        say(f"{counted(fixed, 'finding')} {'would be ' if arguments.diff else ''}fixed.")
    if not files and not report.problems:
        say("nothing to lint: no *.md, *.markdown, *.html or postmortem JSON there.")
    elif found:
        parts = [counted(found.count(level), level) for level in Level if level in found]
        say(f"{', '.join(parts)} in {counted(sum(1 for file in report.read if file.findings), 'file')} of {files}.")
        safe, unsafe = sum(file.fixable for file in report.read), sum(file.unsafely_fixable for file in report.read)
        if safe or unsafe:
            more = f"{unsafe} more with --unsafe-fixes" if safe else f"{unsafe} with --fix --unsafe-fixes"
            say(f"{f'{safe} can be fixed with --fix' if safe else ''}{'; ' if safe and unsafe else ''}{more if unsafe else ''}.")
    elif files:
        print(f"All {files} files clean." if files > 1 else "1 file clean.", file=sys.stderr)


def counted(count: int, what: str) -> str:
    plural = what.removesuffix("y") + "ies" if what.endswith("y") else f"{what}s"
    return f"{count:,} {what if count == 1 else plural}"


def settings_of(options: Options) -> str:
    """The options as JSON, beside the file that they came from, and the rules that are on."""
    import json
    from dataclasses import asdict

    from pipeline.lint.select import chosen

    rows = asdict(options)
    rows["levels"] = dict(options.levels)
    rows["per_file_ignores"] = [{"pattern": pattern, "rules": rules} for pattern, rules in options.per_file_ignores]
    rows["rules"] = [rule.name for rule in chosen(options)]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"
