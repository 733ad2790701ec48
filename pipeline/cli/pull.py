"""The command `pull`: how it goes, what was pulled, what is missing and what may belong to it too, on standard error."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from shlex import quote
from time import monotonic

from pipeline.cli.drafting import zone
from pipeline.cli.output import make_folder
from pipeline.pull import Pulled
from pipeline.pull.target import Target, as_words
from pipeline.pulling import MOST_FOLLOWED, Missed, asked, is_known, means_for, pull_all, servers, within
from pipeline.settings import Settings, load
from pipeline.text.times import parse_moment

QUIET_S = 10.0
"""Where no terminal shows it, how far it is is said this often."""
A_MOMENT_S = 5.0
"""A wait from here on is a line of its own, for whoever looks later too."""
MOST_SHOWN = 10
"""So many of the things that it points at are named with their command."""


class Terminal:
    """Sentences on lines of their own; the state on one line that is written anew, or now and then where nobody watches."""

    def __init__(self) -> None:
        self.live, self.shown, self.last = sys.stderr.isatty(), 0, monotonic()

    def say(self, sentence: str) -> None:
        self.clear()
        print(f"postmortem: {sentence}", file=sys.stderr, flush=True)

    def progress(self, state: str) -> None:
        if self.live:
            self.clear()
            state = state[: shutil.get_terminal_size().columns - 1]
            print(state, end="", file=sys.stderr, flush=True)
            self.shown = len(state)
        elif monotonic() - self.last >= QUIET_S:
            self.last = monotonic()
            self.say(f"{state}.")

    def wait(self, state: str, seconds: float) -> None:
        if seconds < A_MOMENT_S:
            return self.progress(state)
        return self.say(f"{state}.")

    def clear(self) -> None:
        if self.shown:
            print(f"\r{' ' * self.shown}\r", end="", file=sys.stderr)
            self.shown = 0


def pull(arguments: argparse.Namespace) -> int:
    settings, terminal = load(), Terminal()
    base_url = arguments.base_url.rstrip("/")
    targets = within(asked(arguments.what, arguments.channel, settings, base_url), *span(arguments, settings))
    if base_url:
        settings = replace(settings, **{f"{targets[0].tool}_url": base_url})
    means = {target: means_for(target, settings, terminal, arguments.ca_file) for target in targets}
    make_folder(arguments.out, "--out")
    code, done, offered, named, names = 0, False, dict[Target, None](), set[Target](), {(one.tool, one.ids) for one in targets}
    try:
        for one in pull_all(
            targets,
            arguments.out,
            lambda target: means.get(target) or means_for(target, settings, terminal, arguments.ca_file),
            servers(settings),
            arguments.follow,
            arguments.again,
        ):
            for line in told(one) if isinstance(one, Pulled) else [missed(one)]:
                terminal.say(line)
            if isinstance(one, Pulled):
                done, offered, names = True, offered | dict.fromkeys(one.offered), names | one.names
                named.update(one.named)
            else:
                code = code if one.followed else max(code, one.problem.exit_code)
                names.add((one.target.tool, one.target.ids))
    except KeyboardInterrupt:
        terminal.say(f"stopped. What came is kept in {arguments.out}: the same command goes on from there.")
        raise
    finally:
        terminal.clear()
    others = [one for one in offered if (one.tool, one.ids) not in names]
    followable = [one for one in others if one in named and is_known(one, targets, servers(settings)) and not arguments.follow]
    for line in offers(others, arguments.out, followable):
        terminal.say(line)
    if done:
        terminal.say(f"`postmortem draft {quote(str(arguments.out))}` reads it.")
    return code


def span(arguments: argparse.Namespace, settings: Settings) -> tuple[datetime | None, datetime | None]:
    named = zone(arguments.timezone, "--timezone") or zone(settings.timezone, "The setting timezone")
    since = parse_moment(arguments.since, named) if arguments.since else None
    return since, parse_moment(arguments.until, named, option="--until") if arguments.until else None


def missed(one: Missed) -> str:
    return f"{one.target.said}, which it points at, is left out. {one.problem}" if one.followed else str(one.problem)


def told(done: Pulled) -> Iterator[str]:
    """What came of one target, and what did not."""
    counts = ", ".join(f"{count:,} {what if count != 1 else what.removesuffix('s')}" for what, count in done.haul.counts.items())
    span = f", {done.haul.first} to {done.haul.last}" if done.haul.first else ""
    yield f"{done.haul.what}: {counts}{span}; {done.requests} request{'s' if done.requests != 1 else ''}."
    if done.haul.restricted:
        yield f"{done.haul.what} is not open to all: the manifest says `visibility: restricted`, and so will the draft."
    if done.haul.gaps:
        first, *others = done.haul.gaps
        more = f", and {len(others)} more (manifest.json)" if others else ""
        yield f"{done.haul.what} has gaps: {first}{more}."
    for sentence in done.haul.left_out:
        yield f"{done.haul.what}: {sentence}."


def offers(found: list[Target], folder: object, followable: list[Target]) -> Iterator[str]:
    """What may belong to the incident, with the command that pulls it."""
    for target in found[:MOST_SHOWN]:
        yield f"it points at {target.said}: `postmortem pull {command(target)} --out {quote(str(folder))}`"
    if len(found) > MOST_SHOWN:
        yield f"it points at {len(found) - MOST_SHOWN:,} more."
    if followable:
        yield f"--follow takes {', '.join(one.said for one in followable[:MOST_FOLLOWED])} with it."


def command(target: Target) -> str:
    base = f" --base-url {quote(target.base_url)}" if target.base_url else ""
    return " ".join([target.tool.value, *map(quote, as_words(target))]) + base
