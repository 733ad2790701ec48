"""The command `demo`: the bundled incident drafted, linted, compared with bundled past ones, and shown."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.output import make_folder, put

if TYPE_CHECKING:
    from pipeline.asking import Library
    from pipeline.domain.postmortem import Postmortem

INCIDENT, PAST = "checkout-config-rollout", "past"


def add_demo(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "-o", "--output", type=Path, default=Path("postmortem-demo"), metavar="FOLDER", help="where the drafts go"
    )
    command.add_argument("--no-open", action="store_true", help="do not show the draft in a browser")
    command.set_defaults(command=demo)


def demo(arguments: argparse.Namespace) -> int:
    """Needs nothing and leaves nothing but its folder: the past incidents are kept for as long as it runs."""
    import tempfile
    from importlib.resources import as_file, files

    from pipeline import render, run

    folder: Path = arguments.output
    with as_file(files("pipeline") / "samples") as samples, tempfile.TemporaryDirectory() as home:
        sources = sorted(path for path in (samples / INCIDENT).iterdir() if not path.name.startswith("."))
        asked = run.Request(paths=sources, library=lambda: past(samples / PAST, home))
        document = run.draft(asked)
    findings = run.lint(document, asked)
    make_folder(folder)
    print(render.plain_summary(document))
    print(render.linted(findings).capitalize())
    print(*seen_before(document), sep="\n", end="\n\n")
    for format in ("md", "html", "json"):
        path = folder / f"postmortem.{format}"
        put(render.postmortem(document, format, findings=findings), path)
        print(f"  {path}")
    print("\n`postmortem ui` opens the review desk, where the same incident is one click away.")
    if sys.stdout.isatty() and not arguments.no_open:
        import webbrowser

        webbrowser.open((folder / "postmortem.html").absolute().as_uri())
    return 0


def past(documents: Path, home: str) -> Library:
    """The bundled past incidents, kept in a folder that is gone afterwards."""
    from dataclasses import replace

    from pipeline.asking import open_library
    from pipeline.corpus import find
    from pipeline.domain.asked import Reader
    from pipeline.keeping import keep
    from pipeline.settings import load
    from pipeline.store import open_store

    keep(open_store(Path(home)), find([documents]))
    return open_library(replace(load(), home=home, chroma_url=None), Reader())


def seen_before(document: Postmortem) -> Iterator[str]:
    for one in document.related:
        yield f"Seen before: {one.title} ({one.id})."
        for action in one.open_action_items:
            yield f"  Still open from then: {action.action}"
