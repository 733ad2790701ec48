"""The flags of `related` and `patterns`, and what they mean: which past incidents may answer, and for whom."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.model_flags import add_choice_of_model

if TYPE_CHECKING:
    import datetime

    from pipeline.domain.asked import Filters, Reader
    from pipeline.settings import Settings

KINDS = ("deployment", "infrastructure", "security", "data_loss", "capacity", "dependency", "other")
AGO = re.compile(r"(\d{1,4})\s*(d|w|m|y)", re.IGNORECASE)
LEVEL = re.compile(r"(?:sev|p|s)?[- ]?(\d)(?:\s*(?:-|\.\.)\s*(?:sev|p|s)?[- ]?(\d))?", re.IGNORECASE)
MONTHS_OF_YEAR = 12


def add_related(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "query", nargs="*", metavar="QUERY", help="a symptom, an alert, a log line, a draft; - reads it from standard input"
    )
    command.add_argument("--like", metavar="FILE|ID", help="incidents like this document, or like this one of the corpus")
    command.add_argument("--batch", type=Path, metavar="FILE", help='many queries, {"id": ..., "query": ...} a line')
    command.add_argument("-k", type=int, default=5, metavar="N", help="how many at most (default: 5)")
    add_filters(command)
    command.add_argument("--format", default="text", choices=("text", "json"))
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to this file")
    add_rerank(command)
    command.set_defaults(command=related)


def add_patterns(command: argparse.ArgumentParser) -> None:
    command.add_argument("--all", action="store_true", help="look at all of them, not at six months")
    command.add_argument("-k", type=int, default=10, metavar="N", help="how many as text at most, 0 for all (default: 10)")
    add_filters(command)
    command.add_argument("--format", default="text", choices=("text", "json"))
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to this file")
    command.set_defaults(command=patterns)


def add_filters(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("which past incidents may answer (repeat a flag for more)")
    group.add_argument("--service", action="append", default=[], metavar="NAME", help="of this service")
    group.add_argument("--severity", action="append", default=[], metavar="SEV", help="such as SEV2, 1-3, critical")
    group.add_argument("--kind", action="append", default=[], choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    group.add_argument("--team", action="append", default=[], metavar="NAME", help="of this team")
    group.add_argument("--since", metavar="DATE", help="not before this day, such as 2026-03-01, or 6m, 2y, 90d ago")
    group.add_argument("--until", metavar="DATE", help="not after this day")
    group.add_argument("--open-actions", action="store_true", help="with an action item that is still open")
    group.add_argument(
        "--reader",
        metavar="NAMES",
        help="who asks, with their teams, by commas: restricted incidents are for their readers alone",
    )


def add_rerank(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("asking a model (docs/models.md)")
    group.add_argument("--rerank", action="store_true", help="let a model compare what was found, with the words it goes by")
    add_choice_of_model(group)
    group.add_argument("--allow-remote", action="store_true", help="show restricted incidents to a remote model too")


def related(arguments: argparse.Namespace) -> int:
    from pipeline.cli.related import related as run

    return run(arguments)


def patterns(arguments: argparse.Namespace) -> int:
    from pipeline.cli.patterns import patterns as run

    return run(arguments)


def filters_of(arguments: argparse.Namespace, now: datetime.datetime) -> Filters:
    """Raises BadOption for a day that cannot be read, and for days that end before they begin."""
    from pipeline.domain.asked import Filters
    from pipeline.domain.incident import IncidentKind
    from pipeline.errors import BadOption

    levels = [level for text in arguments.severity for level in levels_of(text)]
    since, until = day_of("--since", arguments.since, now), day_of("--until", arguments.until, now, ends=True)
    if since and until and since > until:
        raise BadOption("--until", arguments.until, f"it is before --since {arguments.since}")
    return Filters(
        services=tuple(arguments.service),
        levels=frozenset(levels),
        severities=frozenset(text for text in arguments.severity if not LEVEL.fullmatch(text.strip())),
        kinds=frozenset(IncidentKind(kind) for kind in arguments.kind),
        teams=tuple(arguments.team),
        since=since,
        until=until,
        open_actions=arguments.open_actions,
    )


def levels_of(text: str) -> range:
    """ "SEV2" -> 2, "1-3" -> 1 to 3, "P0" -> 1; nothing for a word."""
    match = LEVEL.fullmatch(text.strip())
    if match is None:
        return range(0)
    first, last = int(match[1]), int(match[2] or match[1])
    return range(max(1, first), max(1, last) + 1)


def day_of(flag: str, text: str | None, now: datetime.datetime, ends: bool = False) -> datetime.datetime | None:
    """The first moment of a day, or with `ends` its last; "6m" counts back from now. Days are those of UTC."""
    import datetime as time

    from pipeline.errors import BadOption

    if text is None:
        return None
    if ago := AGO.fullmatch(text.strip()):
        day = back(now.astimezone(time.UTC).date(), int(ago[1]), ago[2].lower())
    else:
        try:
            day = time.date.fromisoformat(f"{text.strip()}-01" if re.fullmatch(r"\d{4}-\d\d", text.strip()) else text.strip())
        except ValueError:
            raise BadOption(flag, text, "write a day as 2026-03-17, or how long ago as 6m, 2y, 3w or 90d") from None
    return time.datetime.combine(day, time.time.max if ends else time.time.min, time.UTC)


def back(day: datetime.date, count: int, unit: str) -> datetime.date:
    """So many days, weeks, months or years before a day; the last day of a shorter month."""
    import calendar
    import datetime as time

    if unit in "dw":
        return day - time.timedelta(days=count * (7 if unit == "w" else 1))
    months = day.year * MONTHS_OF_YEAR + day.month - 1 - count * (MONTHS_OF_YEAR if unit == "y" else 1)
    year, month = max(1, months // MONTHS_OF_YEAR), months % MONTHS_OF_YEAR + 1
    return time.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def reader_of(arguments: argparse.Namespace, settings: Settings) -> Reader:
    """Who asks: the flag, else the setting, else the user of this machine. A name with a comma stands in double quotes."""
    import csv

    from pipeline.domain.asked import Reader

    named = arguments.reader if arguments.reader is not None else settings.reader
    line = " ".join((named if named is not None else user()).split())
    names = next(csv.reader([line], skipinitialspace=True))
    return Reader(tuple(name.strip() for name in names if name.strip()))


def user() -> str:
    import os

    return os.environ.get("USER") or os.environ.get("LOGNAME") or os.environ.get("USERNAME") or ""
