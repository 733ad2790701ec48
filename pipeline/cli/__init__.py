"""The command line: one function a command; exit codes come from errors.

Heavy modules are imported inside the command that needs them, so that `--help`, `--version` and light commands start at once.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from pipeline.cli.corpus_flags import add_corpus
from pipeline.cli.demo import add_demo
from pipeline.cli.drafting import add_doctor, add_draft, add_timeline
from pipeline.cli.explain import add_explain
from pipeline.cli.lint_flags import add_lint
from pipeline.cli.output import discard_the_rest, write_utf8
from pipeline.cli.pull_flags import add_pull
from pipeline.cli.redrafting import add_redraft
from pipeline.cli.related_flags import add_patterns, add_related
from pipeline.cli.ui import add_ui

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command. Exit codes: 0 done, 1 findings, 2 bad input or call, 3 a service is not reachable, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        write_utf8(stream)
    argv = sys.argv[1:] if argv is None else argv
    arguments = parser(argv).parse_args(argv)
    gc.disable()  # one short process that makes no cycles to speak of: a third of the time on large exports
    from pipeline.errors import PostmortemError

    try:
        code = int(arguments.command(arguments))
        gc.freeze()  # so that what is left is not looked through at the end
        return code
    except PostmortemError as error:
        print(f"postmortem: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        discard_the_rest()
        return 0


COMMANDS = (
    (
        "pull",
        add_pull,
        "fetch records and chat from the tools they live in",
        "Fetches an incident's records and chat from the tools they live in, into a folder that `postmortem draft` reads.",
    ),
    ("draft", add_draft, "draft a postmortem from exports", "Drafts a postmortem from exports."),
    (
        "redraft",
        add_redraft,
        "tell sections of a draft anew: as you wish, shorter, for other readers",
        "Tells sections of a finished draft (JSON) anew. What people wrote stays.",
    ),
    ("timeline", add_timeline, "the timeline and the metrics alone", "The path up to the timeline and the metrics."),
    (
        "demo",
        add_demo,
        "draft the bundled incident",
        "Drafts the bundled incident, and compares it with past ones.",
    ),
    (
        "lint",
        add_lint,
        "where a postmortem blames, guesses or promises nothing",
        "Says where a postmortem blames, guesses or promises nothing, and asks how or what instead.",
    ),
    ("explain", add_explain, "the manual of the rules of lint", "The manual page of a rule of `lint`."),
    (
        "corpus",
        add_corpus,
        "past postmortems and incidents: add, list, remove, export",
        "What is kept of past postmortems and incidents; `postmortem related` looks through it.",
    ),
    (
        "related",
        add_related,
        "have we seen this before: similar past incidents",
        "Finds past incidents of the same mechanism: why each is similar, what helped, what is still open.",
    ),
    (
        "patterns",
        add_patterns,
        "which mechanisms come again",
        "Says which mechanisms come again, how often, and what of them is still open.",
    ),
    ("ui", add_ui, "the review desk in a browser, on this machine", "Opens the review desk in a browser, on this machine alone."),
    ("doctor", add_doctor, "what is configured, and what to do about what is not", None),
)


class Parser(argparse.ArgumentParser):
    """Says what is wrong with a call in one sentence."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"postmortem: {message}; see {self.prog} --help.\n")


class Formatter(argparse.HelpFormatter):
    """As wide as the terminal. One is made for every flag, and the standard one imports all that packs and unpacks files."""

    def __init__(self, prog: str) -> None:
        columns = os.environ.get("COLUMNS", "")
        super().__init__(prog, width=((int(columns) if columns.isdigit() else 0) or terminal()) - 2)


def terminal() -> int:
    try:
        return os.get_terminal_size().columns or 80
    except (OSError, ValueError):
        return 80


def parser(asked: Sequence[str] = ()) -> argparse.ArgumentParser:
    """The commands; where the first word `asked` is one, that alone."""
    top = Parser(
        prog="postmortem",
        formatter_class=Formatter,
        description="Drafts a blameless postmortem from an incident's records and chat, every sentence with its evidence.",
    )
    top.add_argument("--version", action="store_true", help="print the version and stop")
    top.set_defaults(command=lambda arguments: version() if arguments.version else usage(top))  # pyright: ignore[reportUnknownLambdaType, reportUnknownMemberType]
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    first = asked[0] if asked else ""
    for name, add, help, description in [one for one in COMMANDS if one[0] == first] or COMMANDS:
        add(commands.add_parser(name, help=help, description=description, formatter_class=Formatter))
    return top


def version() -> int:
    from importlib.metadata import version as installed

    print(f"postmortem {installed('postmortem')}")
    return 0


def usage(top: argparse.ArgumentParser) -> int:
    top.print_help()
    return 0
