"""The command `related`: past incidents go to standard output, everything else to standard error."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, NamedTuple

from pipeline.cli.output import put

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.asking import Answer, Library
    from pipeline.domain.asked import Asked
    from pipeline.settings import Settings

MOST = 100
COMPARED = 10
"""How many a model compares at least, so that one that was found far down can come up."""


class Row(NamedTuple):
    id: str
    query: str


def related(arguments: argparse.Namespace) -> int:
    import datetime

    from pipeline.asking import open_library
    from pipeline.cli.related_flags import filters_of, reader_of
    from pipeline.settings import load

    refuse_what_does_not_go_together(arguments)
    settings = load()
    filters = filters_of(arguments, datetime.datetime.now(datetime.UTC))
    rows = batch(arguments.batch) if arguments.batch else [] if arguments.like else [Row("", words(arguments))]
    library = open_library(settings, reader_of(arguments, settings), say)
    asked = [library.asked(row.query) for row in rows] or [library.like(arguments.like)]
    k = max(arguments.k, COMPARED) if arguments.rerank else arguments.k
    answers = [library.related(one, filters, k) for one in asked]
    if arguments.rerank:
        answers = reranked(arguments, settings, library, asked, answers)
    for note in batch_notes(answers) if arguments.batch else answers[0].notes:
        say(note)
    put(shown(arguments, rows, answers), arguments.output)
    return 0


def refuse_what_does_not_go_together(arguments: argparse.Namespace) -> None:
    from pipeline.errors import BadOption

    given = (("QUERY", " ".join(arguments.query)), ("--like", arguments.like), ("--batch", arguments.batch))
    ways = [(name, str(value)) for name, value in given if value]
    if not ways:
        raise BadOption("QUERY", "", "say what is going wrong, or ask with --like or --batch")
    if len(ways) > 1:
        raise BadOption(*ways[1], f"{ways[0][0]} is given too: ask with one of them")
    if not 1 <= arguments.k <= MOST:
        raise BadOption("-k", str(arguments.k), f"give a whole number from 1 to {MOST}")
    if not arguments.rerank and (arguments.model or arguments.base_url):
        raise BadOption("--model", arguments.model or arguments.base_url, "a model is asked with --rerank only")


def words(arguments: argparse.Namespace) -> str:
    """The query of the line; - stands for standard input."""
    from pipeline.errors import BadOption

    text = sys.stdin.buffer.read().decode("utf-8", "replace") if arguments.query == ["-"] else " ".join(arguments.query)
    if not text.strip():
        raise BadOption("QUERY", text, "say what is going wrong, in a few words or by pasting it")
    return text


def batch(path: Path) -> list[Row]:
    """Raises UnreadableSource for a file or a line that cannot be read."""
    import json

    from pipeline.errors import UnreadableSource

    remedy = 'write one JSON object a line: {"id": "...", "query": "..."}'
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UnreadableSource(str(path), f"the file cannot be read ({reason})", "look at the path") from None
    rows: dict[str, Row] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = Row(str(json.loads(line)["id"]), str(json.loads(line)["query"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            raise UnreadableSource(str(path), "this is no query", remedy, f"line {number}") from None
        if not row.query.strip():
            raise UnreadableSource(str(path), "its query is empty", "say what is going wrong, or leave it out", f"line {number}")
        if row.id in rows:
            raise UnreadableSource(
                str(path), f"the id {row.id!r} stands there twice", "give each query its own", f"line {number}"
            )
        rows[row.id] = row
    if not rows:
        raise UnreadableSource(str(path), "there is no query in it", remedy)
    return list(rows.values())


def reranked(
    arguments: argparse.Namespace, settings: Settings, library: Library, asked: Sequence[Asked], answers: Sequence[Answer]
) -> list[Answer]:
    """The answers in the order of a model; as they were, with a note, where it gives none. Raises EngineUnavailable where no
    model is named."""
    from pipeline.cli.model_flags import related_model
    from pipeline.llm.desk import open_desk
    from pipeline.llm.progress import watch
    from pipeline.reranking import rerank

    config = related_model(arguments, settings)
    desk = open_desk(config, progress=watch())
    try:
        may_see_all = config.local or arguments.allow_remote
        reranked, notes = rerank(library, list(zip(asked, answers, strict=True)), desk, arguments.k, may_see_all)
    finally:
        desk.close()
    for note in notes:
        say(note)
    return reranked


def batch_notes(answers: Sequence[Answer]) -> Sequence[str]:
    silent = sum(not answer.related for answer in answers)
    if not answers[0].known:
        return answers[0].notes
    return [f"{silent:,} of {len(answers):,} queries found nothing similar."] if silent else []


def shown(arguments: argparse.Namespace, rows: Sequence[Row], answers: Sequence[Answer]) -> str:
    import json

    if arguments.format == "text":
        from pipeline.cli.related_text import as_text

        color = in_color(arguments)
        if not arguments.batch:
            return as_text(answers[0], color)
        return "\n".join(f"{row.id}: {row.query}\n\n{as_text(answer, color)}" for row, answer in zip(rows, answers, strict=True))
    found = [[one.model_dump(mode="json") for one in answer.related] for answer in answers]
    value = dict(zip([row.id for row in rows], found, strict=True)) if arguments.batch else found[0]
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def in_color(arguments: argparse.Namespace) -> bool:
    import os

    return sys.stdout.isatty() and not arguments.output and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def say(text: str) -> None:
    print(f"postmortem: {text}", file=sys.stderr)
