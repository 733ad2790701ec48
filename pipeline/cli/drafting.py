"""The commands that draft: `draft`, `timeline`, `demo` and `doctor`. Heavy modules are imported inside them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.model_flags import add_model_flags, model_config, show_instead, without_model
from pipeline.cli.onto import onto, read_old
from pipeline.cli.output import put

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.asking import Library
    from pipeline.domain.postmortem import Provenance
    from pipeline.run import Request
    from pipeline.settings import Settings


def add_sources(command: argparse.ArgumentParser) -> None:
    command.add_argument("sources", nargs="+", type=Path, metavar="SOURCE", help="files, folders or zips; the format is detected")
    command.add_argument("--as", dest="format_in", metavar="FORMAT", help="read the sources as this format")
    command.add_argument("--timezone", metavar="ZONE", help="zone to show times in, such as Europe/Berlin")
    command.add_argument("--assume-timezone", metavar="ZONE", help="zone of times that have none")
    command.add_argument("--date", metavar="DATE", help="date of times that have none, as 2026-03-17")
    command.add_argument(
        "--channel", action="append", default=[], metavar="CHANNEL", help="read this chat channel (repeat for more)"
    )
    command.add_argument("--since", metavar="TIME", help="leave out what is earlier")
    command.add_argument("--until", metavar="TIME", help="leave out what is later")
    command.add_argument("--redact-ips", action="store_true", help="replace IP addresses too")
    command.add_argument(
        "--reveal",
        action="store_true",
        help="say on standard error what each placeholder stands for; it is never sent or written",
    )
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to this file")
    add_model_flags(command)


def add_draft(command: argparse.ArgumentParser) -> None:
    add_sources(command)
    command.add_argument("--template", metavar="NAME|FILE", help="template of the document")
    command.add_argument("--format", default="md", choices=("md", "json", "html"))
    command.add_argument(
        "--onto", type=Path, metavar="FILE", help="keep what people wrote in this draft (JSON), and say what changes"
    )
    command.add_argument("--no-related", action="store_true", help="do not look for similar past incidents")
    command.add_argument("--reader", metavar="NAMES", help="who asks the past incidents, with their teams, by commas")
    command.set_defaults(command=draft)


def add_timeline(command: argparse.ArgumentParser) -> None:
    add_sources(command)
    command.add_argument("--format", default="md", choices=("md", "json"))
    command.set_defaults(command=timeline)


def draft(arguments: argparse.Namespace) -> int:
    from pipeline import render, run

    asked = request(arguments)
    if show_instead(arguments, asked):
        return 0
    old = read_old(arguments.onto)
    document = onto(run.draft(asked), old)
    findings = run.lint(document, asked)
    put(render.postmortem(document, arguments.format, asked.template, asked.timezone, findings), arguments.output)
    report(
        [*document.provenance.notes, *asked.asides, *spent(document.provenance), render.linted(findings)],
        document.provenance.engine,
        asked,
    )
    reveal(arguments, asked)
    return 0


def timeline(arguments: argparse.Namespace) -> int:
    from pipeline import render, run

    asked = request(arguments)
    if show_instead(arguments, asked, timeline_alone=True):
        return 0
    told = run.timeline(asked)
    put(render.timeline(told.material, told.story, arguments.format, timezone=asked.timezone), arguments.output)
    report([*told.material.notes, *told.notes], told.engine.value, asked)
    reveal(arguments, asked)
    return 0


def add_doctor(command: argparse.ArgumentParser) -> None:
    command.set_defaults(command=doctor)


def doctor(arguments: argparse.Namespace) -> int:
    del arguments
    from pipeline.doctor import examine
    from pipeline.settings import load

    for line in examine(load()):
        print(line)
    return 0


def request(arguments: argparse.Namespace) -> Request:
    """The call as a request: flags over environment over settings file."""
    import datetime

    from pipeline.errors import BadOption
    from pipeline.llm.config import switch
    from pipeline.llm.progress import watch
    from pipeline.run import Engine, Request
    from pipeline.settings import load

    settings = load()
    if arguments.output and any(same_file(arguments.output, source) for source in arguments.sources):
        raise BadOption("--output", str(arguments.output), "it is one of the sources; write to another file")
    try:
        day = datetime.date.fromisoformat(arguments.date) if arguments.date else None
    except ValueError:
        raise BadOption("--date", arguments.date, "write it as 2026-03-17") from None
    engine = arguments.engine or settings.engine or "auto"
    if engine not in set(Engine):
        raise BadOption("The engine", engine, f"choose one of {', '.join(Engine)}")
    template = getattr(arguments, "template", None) or settings.template
    if arguments.command is draft:
        from pipeline.render import check_template

        check_template(template, arguments.format)
    return Request(
        paths=arguments.sources,
        engine=Engine(engine),
        format=arguments.format_in,
        channels=tuple(arguments.channel),
        since=arguments.since,
        until=arguments.until,
        timezone=zone(arguments.timezone, "--timezone") or zone(settings.timezone, "The setting timezone"),
        assume_timezone=zone(arguments.assume_timezone, "--assume-timezone")
        or zone(settings.assume_timezone, "The setting assume_timezone"),
        date=day,
        template=template,
        redact_ips=arguments.redact_ips or switch(settings.redact_ips, "redact_ips"),
        model=(config := model_config(arguments, settings)),
        allow_remote=arguments.allow_remote,
        strict=arguments.strict,
        without_model=without_model(arguments.without_model),
        progress=watch() if config else None,
        library=library(arguments, settings),
    )


def library(arguments: argparse.Namespace, settings: Settings) -> Callable[[], Library] | None:
    """What opens the past incidents; None where there are none, or where they are not to be looked at."""
    from pipeline.cli.related_flags import reader_of
    from pipeline.doctor import corpus
    from pipeline.llm.config import switch

    wanted = arguments.command is draft and not arguments.no_related
    if not wanted or not switch(settings.related or "true", "related") or not corpus(settings).is_file():
        return None

    def opened() -> Library:
        from pipeline.asking import open_library

        return open_library(settings, reader_of(arguments, settings))

    return opened


def zone(label: str | None, where: str) -> str | None:
    """The IANA name or fixed offset that a label means. Raises BadOption for what is no zone."""
    from pipeline.errors import BadOption
    from pipeline.text.times import zone_name

    if not label:
        return None
    name = zone_name(label)
    if name is None:
        raise BadOption(where, label, "write it as Europe/Berlin, UTC or +05:30")
    return name


def same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def spent(provenance: Provenance) -> list[str]:
    """What asking the model took, in one sentence; nothing where none was asked."""
    if not provenance.usage:
        return []
    calls, cached = sum(line.calls for line in provenance.usage), sum(line.cached for line in provenance.usage)
    cost = f", {provenance.cost:.2f} USD" if provenance.cost is not None else ""
    tokens = f"{provenance.tokens_in:,} tokens in and {provenance.tokens_out:,} out{cost}"
    return [f"{provenance.model}: {calls} calls, {cached} answers at hand; {tokens}."]


def reveal(arguments: argparse.Namespace, asked: Request) -> None:
    """What the placeholders stand for, where that was asked for."""
    from pipeline import run

    for placeholder, original in run.revealed(asked).items() if arguments.reveal else ():
        print(f"postmortem: {placeholder} stands for {original}", file=sys.stderr)


def report(notes: Sequence[str], engine: str, asked: Request) -> None:
    """What was assumed, left out or passed over, which engine it was, and how long each stage took, on standard error."""
    for note in notes:
        print(f"postmortem: {note}", file=sys.stderr)
    took = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in asked.stages.items())
    print(f"postmortem: engine {engine}; {took}.", file=sys.stderr)
