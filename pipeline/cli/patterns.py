"""The command `patterns`: mechanisms that come again go to standard output, everything else to standard error."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.cli.output import put

if TYPE_CHECKING:
    from pipeline.domain.pattern import Pattern, PatternAction

LOOK_BACK = "6m"
"""How far back patterns are looked for: what the post-incident protocol compares an incident with."""


def patterns(arguments: argparse.Namespace) -> int:
    import datetime

    from pipeline.asking import open_library
    from pipeline.cli.related import in_color, say
    from pipeline.cli.related_flags import filters_of, reader_of
    from pipeline.errors import BadOption
    from pipeline.settings import load

    if arguments.all and arguments.since:
        raise BadOption("--all", f"beside --since {arguments.since}", "give one of them")
    if not arguments.all and not arguments.since and not arguments.until:
        arguments.since = LOOK_BACK
    settings = load()
    filters = filters_of(arguments, datetime.datetime.now(datetime.UTC))
    found = open_library(settings, reader_of(arguments, settings)).patterns(filters)
    for note in found.notes:
        say(note)
    if arguments.format == "json":
        import json

        listed = [one.model_dump(mode="json") for one in found.patterns]
        put(json.dumps(listed, indent=2, ensure_ascii=False) + "\n", arguments.output)
    else:
        put("".join(f"{line}\n" for one in found.patterns for line in as_text(one, in_color(arguments))), arguments.output)
    return 0


def as_text(pattern: Pattern, color: bool) -> Iterator[str]:
    from pipeline.cli.related_text import BOLD, FAINT, styled, wrapped

    yield from (styled(line, BOLD, color) for line in wrapped(pattern.name, ""))
    yield from (styled(line, FAINT, color) for line in wrapped(" · ".join(facts(pattern)), "   "))
    yield from (line for text in flags(pattern) for line in wrapped(text, "   ! "))
    for one in pattern.incidents:
        day = one.started_at.date().isoformat() if one.started_at else "no date   "
        severity = f" ({one.severity})" if one.severity else ""
        yield from wrapped(f"{day}  {one.id}  {one.title}{severity}", "   ")
    yield from (line for item in pattern.open_action_items for line in wrapped(said(item), "   - "))
    yield ""


def facts(pattern: Pattern) -> Iterator[str]:
    yield f"{len(pattern.incidents)} incidents"
    held = [month for month in pattern.months if month.count]
    if held:
        yield ", ".join(f"{month.month}: {month.count}" for month in held)
    yield pattern.trend.value
    if pattern.services:
        yield ", ".join(pattern.services)


def flags(pattern: Pattern) -> Iterator[str]:
    from pipeline.domain.pattern import Flag

    if Flag.RECURRED_WITH_OPEN_ACTION in pattern.flags:
        yield "It came again while an action item was open: did its absence play a part?"
    if Flag.RECURRING_MINOR in pattern.flags:
        yield "Minor incidents that add up: one postmortem of the theme may do what none of them called for."


def said(item: PatternAction) -> str:
    from pipeline.cli.related_text import said as in_words

    since = f", and then came {', '.join(item.recurred_in)}" if item.recurred_in else ""
    return f"still open from {item.incident}: {in_words(item)}{since}"
