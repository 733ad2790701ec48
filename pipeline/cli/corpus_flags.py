"""The flags of `corpus`."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path


def add_corpus(command: argparse.ArgumentParser) -> None:
    command.set_defaults(command=partial(run, "usage", command))
    commands = command.add_subparsers(title="commands", metavar="COMMAND")
    for name, help in (
        ("add", "add past postmortems and incidents, or what changed in them"),
        ("list", "what is kept"),
        ("remove", "remove incidents by their ids"),
        ("rebuild", "build passages and indexes anew from what is kept"),
        ("export", "write all that is kept as JSONL, which can be added again"),
    ):
        said = f"{help[0].upper()}{help[1:]}."
        one = commands.add_parser(name, help=help, description=said, formatter_class=command.formatter_class)
        one.set_defaults(command=partial(run, name, command))
        FLAGS[name](one)


def add_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH",
        help="Markdown, HTML, PDF, postmortems as JSON, JSONL with an incident a line; folders with them",
    )  # fmt: skip


def list_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", default="text", choices=("text", "json"))
    add_reader(command)


def remove_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument("ids", nargs="+", metavar="ID", help="as `corpus list` shows them")
    add_reader(command)


def rebuild_flags(command: argparse.ArgumentParser) -> None:
    del command


def export_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to this file")
    add_reader(command)


def add_reader(command: argparse.ArgumentParser) -> None:
    command.add_argument("--reader", metavar="NAMES", help="who asks, with their teams, by commas")
    command.add_argument("--all", action="store_true", help="those restricted to others too")


FLAGS = {"add": add_flags, "list": list_flags, "remove": remove_flags, "rebuild": rebuild_flags, "export": export_flags}


def run(name: str, command: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    if name == "usage":
        command.print_help()
        return 0
    from pipeline.cli import corpus

    does = {"add": corpus.add, "list": corpus.list_, "remove": corpus.remove, "rebuild": corpus.rebuild, "export": corpus.export}
    return does[name](arguments)
