"""The command line: one function a command; exit codes come from errors.

Heavy modules are imported inside the command that needs them, so that `--help`, `--version` and light commands start at once.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from typing import NoReturn

from pipeline.cli.drafting import add_demo, add_draft, add_timeline, doctor
from pipeline.cli.explain import add_explain
from pipeline.cli.lint_flags import add_lint
from pipeline.cli.output import discard_the_rest, write_utf8

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command. Exit codes: 0 done, 1 findings, 2 bad input or call, 3 a service is not reachable, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        write_utf8(stream)
    arguments = parser().parse_args(argv)
    gc.disable()  # one short process that makes no cycles to speak of: a third of the time on large exports
    from pipeline.errors import PostmortemError

    try:
        return int(arguments.command(arguments))
    except PostmortemError as error:
        print(f"postmortem: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        discard_the_rest()
        return 0


class Parser(argparse.ArgumentParser):
    """Says what is wrong with a call in one sentence."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"postmortem: {message}; see {self.prog} --help.\n")


def parser() -> argparse.ArgumentParser:
    top = Parser(
        prog="postmortem",
        description="Drafts a blameless postmortem from an incident's records and chat, every sentence with its evidence.",
    )
    top.add_argument("--version", action="store_true", help="print the version and stop")
    top.set_defaults(command=lambda arguments: version() if arguments.version else usage(top))  # pyright: ignore[reportUnknownLambdaType, reportUnknownMemberType]
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    add_draft(
        commands.add_parser("draft", help="draft a postmortem from exports", description="Drafts a postmortem from exports.")
    )
    add_timeline(
        commands.add_parser(
            "timeline", help="the timeline and the metrics alone", description="The path up to the timeline and the metrics."
        )
    )
    add_demo(
        commands.add_parser(
            "demo", help="draft the bundled incident", description="Drafts the bundled incident and says what was found."
        )
    )
    add_lint(
        commands.add_parser(
            "lint",
            help="where a postmortem blames, guesses or promises nothing",
            description="Says where a postmortem blames, guesses or promises nothing, and asks how or what instead.",
        )
    )
    add_explain(
        commands.add_parser("explain", help="the manual of the rules of lint", description="The manual page of a rule of `lint`.")
    )
    checkup = commands.add_parser("doctor", help="what is configured, and what to do about what is not")
    checkup.set_defaults(command=doctor)
    return top


def version() -> int:
    from importlib.metadata import version as installed

    print(f"postmortem {installed('postmortem')}")
    return 0


def usage(top: argparse.ArgumentParser) -> int:
    top.print_help()
    return 0
