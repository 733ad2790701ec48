"""The command line: one function a command; exit codes come from errors.

Heavy modules are imported inside the command that needs them, so that `--help`, `--version` and light commands start at once.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command. Exit codes: 0 done, 2 the input or the call is wrong, 3 a service is not reachable, 130 interrupted."""
    arguments = parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = arguments.command
    from pipeline.errors import PostmortemError

    try:
        return command(arguments)
    except PostmortemError as error:
        print(f"postmortem: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="postmortem", description="Drafts a blameless postmortem from an incident's records and chat, every sentence with its evidence."
    )
    top.add_argument("--version", action="store_true", help="print the version and stop")
    top.set_defaults(command=lambda arguments: version() if arguments.version else (top.print_help() or 0))
    commands = top.add_subparsers(title="commands", metavar="")
    add_draft(commands.add_parser("draft", help="draft a postmortem from exports", description="Drafts a postmortem from exports."))
    add_timeline(
        commands.add_parser("timeline", help="the timeline and the metrics alone", description="The path up to the timeline and the metrics.")
    )
    return top


def add_sources(command: argparse.ArgumentParser) -> None:
    command.add_argument("sources", nargs="+", type=Path, metavar="SOURCE", help="files, folders or zips; the format is detected")
    command.add_argument("--as", dest="format_in", metavar="FORMAT", help="read the sources as this format")
    command.add_argument("--engine", default="auto", choices=("auto", "extractive", "llm"), help="what drafts (default: auto)")
    command.add_argument("--timezone", metavar="ZONE", help="zone to show times in, such as Europe/Berlin")
    command.add_argument("--assume-timezone", metavar="ZONE", help="zone of times that have none")
    command.add_argument("--date", metavar="DATE", help="date of times that have none, as 2026-03-17")
    command.add_argument("--channel", action="append", default=[], metavar="CHANNEL", help="read this chat channel (repeat for more)")
    command.add_argument("--since", metavar="TIME", help="leave out what is earlier")
    command.add_argument("--until", metavar="TIME", help="leave out what is later")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to this file")


def add_draft(command: argparse.ArgumentParser) -> None:
    add_sources(command)
    command.add_argument("--template", metavar="NAME|FILE", help="template of the document")
    command.add_argument("--format", default="md", choices=("md", "json", "html"))
    command.set_defaults(command=draft)


def add_timeline(command: argparse.ArgumentParser) -> None:
    add_sources(command)
    command.add_argument("--format", default="md", choices=("md", "json"))
    command.set_defaults(command=timeline)


def draft(arguments: argparse.Namespace) -> int:
    from pipeline import render, run

    postmortem = run.draft(request(arguments))
    put(render.postmortem(postmortem, arguments.format), arguments.output)
    return 0


def timeline(arguments: argparse.Namespace) -> int:
    from pipeline import render, run

    material, story = run.timeline(request(arguments))
    put(render.timeline(material, story, arguments.format), arguments.output)
    return 0


def request(arguments: argparse.Namespace):
    import datetime

    from pipeline.errors import BadOption
    from pipeline.run import Engine, Request

    try:
        day = datetime.date.fromisoformat(arguments.date) if arguments.date else None
    except ValueError:
        raise BadOption("--date", arguments.date, "write it as 2026-03-17") from None
    return Request(
        paths=arguments.sources,
        engine=Engine(arguments.engine),
        format=arguments.format_in,
        channels=tuple(arguments.channel),
        since=arguments.since,
        until=arguments.until,
        timezone=arguments.timezone,
        assume_timezone=arguments.assume_timezone,
        date=day,
        template=getattr(arguments, "template", None),
    )


def version() -> int:
    from importlib.metadata import version as installed

    print(f"postmortem {installed('postmortem')}")
    return 0


def put(text: str, path: Path | None) -> None:
    if path is None:
        sys.stdout.write(text)
    else:
        path.write_text(text, encoding="utf-8")
