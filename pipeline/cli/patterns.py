"""The command `patterns`: mechanisms that come again go to standard output, everything else to standard error."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.cli.output import put

if TYPE_CHECKING:
    from pipeline.domain.pattern import Pattern, PatternAction

LOOK_BACK = "6m"
"""How far back patterns are looked for: what the post-incident protocol compares an incident with."""
MOST = 5
"""Incidents, open action items, services and recurrences that are named for one pattern; the rest is counted."""
YEAR = 12
"""Months that are told one by one; more of them are told by the year."""


def patterns(arguments: argparse.Namespace) -> int:
    import datetime

    from pipeline.asking import open_library
    from pipeline.cli.related import in_color, say
    from pipeline.cli.related_flags import filters_of, reader_of
    from pipeline.errors import BadOption
    from pipeline.settings import load

    if arguments.all and arguments.since:
        raise BadOption("--since", arguments.since, "--all is given too: give one of them")
    if arguments.k < 0:
        raise BadOption("-k", str(arguments.k), "give a whole number, 0 for all")
    if not arguments.all and not arguments.since and not arguments.until:
        arguments.since = LOOK_BACK
    settings = load()
    filters = filters_of(arguments, datetime.datetime.now(datetime.UTC))
    found = open_library(settings, reader_of(arguments, settings), say).patterns(filters)
    for note in found.notes:
        say(note)
    if arguments.format == "json":
        import json

        listed = [one.model_dump(mode="json") for one in found.patterns]
        put(json.dumps(listed, indent=2, ensure_ascii=False) + "\n", arguments.output)
    else:
        named = found.patterns[: arguments.k or None]
        put("".join(f"{line}\n" for one in named for line in as_text(one, in_color(arguments))), arguments.output)
        if rest := len(found.patterns) - len(named):
            say(f"and {rest} more; -k 0 for all.")
    return 0


def as_text(pattern: Pattern, color: bool) -> Iterator[str]:
    from pipeline.cli.related_text import BOLD, FAINT, styled, wrapped

    yield from (styled(line, BOLD, color) for line in wrapped(pattern.name, ""))
    yield from (styled(line, FAINT, color) for line in wrapped(" · ".join(facts(pattern)), "   "))
    yield from (line for text in flags(pattern) for line in wrapped(text, "   ! "))
    if (earlier := len(pattern.incidents) - MOST) > 0:
        yield f"   {earlier:,} before these:"
    for one in pattern.incidents[-MOST:]:
        day = one.started_at.date().isoformat() if one.started_at else "no date   "
        severity = f" ({one.severity})" if one.severity else ""
        yield from wrapped(f"{day}  {one.id}  {one.title}{severity}", "   ")
    yield from (line for text in some([said(item) for item in pattern.open_action_items]) for line in wrapped(text, "   - "))
    yield ""


def some(texts: Sequence[str]) -> list[str]:
    """The first of them, and how many more there are."""
    return [*texts[:MOST], *([f"and {len(texts) - MOST} more"] if len(texts) > MOST else [])]


def facts(pattern: Pattern) -> Iterator[str]:
    from pipeline.domain.pattern import Trend

    yield f"{len(pattern.incidents)} incidents"
    if counts := counted(pattern):
        yield ", ".join(f"{when}: {count}" for when, count in counts.items())
    if pattern.trend is not Trend.STEADY:
        yield pattern.trend.value
    if pattern.services:
        yield ", ".join(some(pattern.services))


def counted(pattern: Pattern) -> Counter[str]:
    """How many in which month, or in which year where months would be too many to read."""
    held = [month for month in pattern.months if month.count]
    by_month = len(pattern.months) <= YEAR
    counts: Counter[str] = Counter()
    for month in held:
        counts[month.month if by_month else month.month[:4]] += month.count
    return counts


def flags(pattern: Pattern) -> Iterator[str]:
    from pipeline.domain.pattern import Flag

    if Flag.RECURRED_WITH_OPEN_ACTION in pattern.flags:
        yield "It came again while an action item was open: did its absence play a part?"
    if Flag.RECURRING_MINOR in pattern.flags:
        yield "Minor incidents that add up: one postmortem of the theme may do what none of them called for."


def said(item: PatternAction) -> str:
    from pipeline.cli.related_text import said as in_words

    since = f", and then came {', '.join(some(item.recurred_in))}" if item.recurred_in else ""
    return f"still open from {item.incident}: {in_words(item)}{since}"
