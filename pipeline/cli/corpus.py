"""The commands `corpus add | list | remove | rebuild | export`: what is kept of past incidents."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.output import put

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.domain.asked import Reader
    from pipeline.domain.past_incident import PastIncident
    from pipeline.keeping import Kept
    from pipeline.searching import Search

SHOWN = 20
"""So many names at most in a sentence."""
TITLE = 72


def add(arguments: argparse.Namespace) -> int:
    """0 where something went in or was there already, else 2. What did not go in is said."""
    from pipeline.corpus import find
    from pipeline.keeping import keep

    search = opened()
    bar = progress()
    try:
        found = find(arguments.paths)
        kept = keep(search.store, found, bar)
    finally:
        bar.close()
    for problem in kept.problems:
        say(str(problem))
    for note in kept.notes:
        say(note)
    if kept.left_out:
        say(f"Left out by their names: {names(kept.left_out)}.")
    if found.endings:
        say(f"Left out, as files of their kind are not read here: {of_each(found.endings)}.")
    if not kept.count:
        say("Nothing was added." if kept.problems else f"Nothing to add was found in {names([str(p) for p in arguments.paths])}.")
        return 2
    say(told(kept))
    if unseen := without_readers(search, {*kept.added, *kept.replaced}):
        say(f"Restricted without readers, so that nobody will find it: {names(unseen)}; name `readers:` in it and add it again.")
    bring_up_to_date(search)
    return 0


def list_(arguments: argparse.Namespace) -> int:
    incidents = readable(opened(), arguments)
    if arguments.format == "json":
        import json

        rows = [one.model_dump(mode="json", exclude={"parts", "digest"}) for one in incidents]
        put(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", None)
    elif incidents:
        put("".join(f"{line}\n" for line in table(incidents)), None)
    else:
        say("There is no past incident yet; add some with `postmortem corpus add PATH`.")
    return 0


def remove(arguments: argparse.Namespace) -> int:
    search = opened()
    gone = search.remove(arguments.ids, [one.id for one in readable(search, arguments)])
    bring_up_to_date(search)
    say(f"{counted(len(gone), 'incident')} removed: {names(gone)}.")
    return 0


def rebuild(arguments: argparse.Namespace) -> int:
    """Passages and indexes anew from what is kept. Vectors of words that are still there are not computed again."""
    del arguments
    from pipeline.keeping import cut_anew

    search = opened()
    cut_anew(search.store, always=True)
    search.store.forget_vectors()
    bring_up_to_date(search)
    say("Rebuilt.")
    return 0


def export(arguments: argparse.Namespace) -> int:
    from pipeline.keeping import exported

    search = opened()
    ids = [one.id for one in readable(search, arguments)]
    put("".join(exported(search.store.incidents(ids))), arguments.output)
    apart = "" if arguments.all else "; those restricted to others are left out (--all writes them too)"
    written = f"{counted(len(ids), 'incident')} written" if ids else "There is nothing to write"
    say(f"{written}{apart}.")
    return 0


def readable(search: Search, arguments: argparse.Namespace) -> list[PastIncident]:
    """Those that who asks may know of, without their parts."""
    from pipeline.related.filters import may_read

    reader = who(arguments)
    return [one for one in search.listed() if arguments.all or may_read(one, reader)]


def opened() -> Search:
    from pipeline.searching import open_search
    from pipeline.settings import load

    return open_search(load(), notice=say)


def who(arguments: argparse.Namespace) -> Reader:
    from pipeline.cli.related_flags import reader_of
    from pipeline.settings import load

    return reader_of(arguments, load())


def bring_up_to_date(search: Search) -> None:
    """The indexes, as the store is now. What is kept is kept where they cannot be; whoever asks next tries again."""
    from pipeline.errors import ServiceError, StoreUnavailable

    bar = progress()
    try:
        search.sync(progress=lambda done, all: bar(done, all, "texts compared by meaning"))
    except StoreUnavailable:
        raise
    except ServiceError as error:
        bar.close()
        say(f"{error} What was added is kept; `postmortem corpus rebuild` tries again.")
    finally:
        bar.close()


def told(kept: Kept) -> str:
    parts = [f"{counted(len(kept.added), 'incident')} added"] if kept.added else []
    parts += [f"{len(kept.replaced):,} replaced"] if kept.replaced else []
    parts += [f"{len(kept.unchanged):,} there already"] if kept.unchanged else []
    return ", ".join(parts) + "."


def without_readers(search: Search, ids: set[str]) -> list[str]:
    """Those that nobody finds from now on, whoever added them included."""
    from pipeline.domain.incident import Visibility

    return [one.id for one in search.listed() if one.id in ids and one.visibility is Visibility.RESTRICTED and not one.readers]


def of_each(endings: Sequence[tuple[str, int]]) -> str:
    return names([f"{count:,} {ending or 'without an ending'}" for ending, count in endings])


def table(incidents: Sequence[PastIncident]) -> list[str]:
    """Id, day, severity, services, open actions, title; as wide as the widest."""
    rows = [("ID", "DAY", "SEVERITY", "OPEN", "SERVICES", "TITLE")]
    for one in incidents:
        day = one.started_at.date().isoformat() if one.started_at else "-"
        unfinished = sum(action.open is True for action in one.actions)
        title = one.title if len(one.title) <= TITLE else f"{one.title[:TITLE]}..."
        rows.append((one.id, day, one.severity or "-", str(unfinished or "-"), ", ".join(one.services[:3]) or "-", title))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    return ["  ".join((*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[5])).rstrip() for row in rows]


class Bar:
    """How far the adding is, on one line of a terminal; nothing elsewhere."""

    def __init__(self, live: bool) -> None:
        self.live, self.width = live, 0

    def __call__(self, done: int, all: int, file: str) -> None:
        if self.live:
            filled = 24 * done // max(all, 1)
            line = f"{'#' * filled}{'.' * (24 - filled)} {done:,} of {all:,} {Path(file).name[:40]}"
            print(f"\r{line.ljust(self.width)}", end="", file=sys.stderr, flush=True)
            self.width = len(line)

    def close(self) -> None:
        if self.live and self.width:
            print(f"\r{' ' * self.width}\r", end="", file=sys.stderr, flush=True)
            self.width = 0


def progress() -> Bar:
    return Bar(sys.stderr.isatty())


def names(of: Sequence[str]) -> str:
    more = f" and {len(of) - SHOWN:,} more" if len(of) > SHOWN else ""
    return ", ".join(of[:SHOWN]) + more


def counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def say(text: str) -> None:
    print(f"postmortem: {text}", file=sys.stderr)
