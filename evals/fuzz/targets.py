"""What is fuzzed: a name -> a function of bytes. It may raise PostmortemError; anything else that comes out of it is a bug."""

import atexit
import contextlib
import datetime
import json
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, cast

from evals.fuzz.samples import JSON_SAMPLES, zipped
from pipeline.domain.evidence import Evidence, Source
from pipeline.domain.material import Material, Person
from pipeline.errors import PostmortemError
from pipeline.redact import redact
from pipeline.sources import collect
from pipeline.sources.detect import Reader, all_readers
from pipeline.sources.files import File, Tree
from pipeline.sources.reading import Claim, ReadOptions
from pipeline.text import cues, sentences
from pipeline.text.names import Roster
from pipeline.text.times import TimeContext, find_due, find_times, parse_moment, read_at_text, zone_name

Target = Callable[[bytes], None]
DAY = datetime.date(2024, 5, 2)
NOON = datetime.datetime(2024, 5, 2, 12, tzinfo=datetime.UTC)
OPTIONS = ReadOptions(assume_timezone="Europe/Berlin", date=DAY)
FILE_NAMES = {"chat": "inc.txt", "log": "deploy.log", "document": "rca.md"}
LINTED = ("lint", "lint-front", "lint-json", "lint-html", "lint-ignores", "lint-settings")
PEOPLE = (Person("Ana Lima", ("ana", "U1")), Person("Bo Ek", ("bo",)), Person("Guest Person", outsider=True), Person("Will May"))


def names() -> list[str]:
    return [*(reader.FORMAT for reader in all_readers()), "collect", "zip", "times", "redact", "text", "draft", *LINTED]


def target(name: str) -> Target:
    """Raises KeyError for a name that there is not."""
    if name in LINTED:
        from evals.fuzz import lint

        return lint.TARGETS[name]
    for reader in all_readers():
        if name == reader.FORMAT:
            return partial(read_with, reader)
    return {"collect": collect_bytes, "zip": collect_zip, "times": times, "redact": redact_text, "text": text, "draft": draft}[
        name
    ]


def read_with(reader: Reader, data: bytes) -> None:
    """As the reader's own, as named with --as, and through a folder or a zip."""
    tree = tree_of(reader.FORMAT, data)
    claims = reader.sniff(tree)
    for claim in claims or [Claim(file.name, (file,)) for file in tree.files]:
        with contextlib.suppress(PostmortemError):
            reader.read(claim, OPTIONS if len(data) % 3 else ReadOptions())
    files = {file.path: file.data for file in tree.files}
    if len(data) % 2:
        collect_path(_zip_of(files))
    else:
        collect_path(_folder_of(files))


def tree_of(format: str, data: bytes) -> Tree:
    """The bytes as one file of a fitting name; for an export an object of paths and contents as that many files."""
    files = _export_files(data) if format == "slack-export" else {}
    files = files or {FILE_NAMES.get(format, "given.jsonl" if len(data) % 5 == 0 else "given.json"): data}
    made = tuple(File(path, path, partial(bytes, content), len(content)) for path, content in sorted(files.items()))
    return Tree("given", made, single=len(made) == 1)


def _export_files(data: bytes) -> dict[str, bytes]:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return {"inc/2024-05-02.json": data, "users.json": json.dumps(JSON_SAMPLES["slack-export"][0]["users.json"]).encode()}
    content = cast(dict[str, Any], value) if isinstance(value, dict) else {}
    return {path: json.dumps(part).encode() for path, part in content.items() if _is_path(path)}


def _is_path(path: str) -> bool:
    return path.isprintable() and 0 < len(Path(path).parts) < 50 and ".." not in path


def collect_path(path: Path) -> None:
    with contextlib.suppress(PostmortemError):
        collect([path], OPTIONS)


def collect_bytes(data: bytes) -> None:
    """A single file of any name, read as it is and beside another."""
    name = ("given.json", "given.txt", "given", "given.log", "2024-05-02.json", "a.zip", "a.md")[len(data) % 7]
    path = _scratch() / name
    path.write_bytes(data)
    collect_path(path)


def collect_zip(data: bytes) -> None:
    path = _scratch() / "given.zip"
    path.write_bytes(data)
    collect_path(path)


def times(data: bytes) -> None:
    said = data.decode("utf-8", "replace")
    zone = ("UTC", "America/Los_Angeles", "+05:30", None)[len(data) % 4]
    for context in (TimeContext(NOON, zone=zone), TimeContext(date=DAY, zone=zone, lenient=False), TimeContext()):
        find_times(said, context)
        read_at_text(said, context)
    for day in (DAY, datetime.date.max, datetime.date.min):
        find_due(said, day)
        find_times(said, TimeContext(date=day, zone=zone))
    zone_name(said[:60], zone)
    with contextlib.suppress(PostmortemError):
        parse_moment(said, zone, DAY)


def redact_text(data: bytes) -> None:
    lines = data.decode("utf-8", "replace").split("\n\n")
    evidence = tuple(Evidence(id=str(i), text=line, author="Ana Lima", source=Source(file="f")) for i, line in enumerate(lines))
    once = redact(Material(evidence=evidence, people=PEOPLE), addresses=len(data) % 2 == 0)
    assert [piece.id for piece in once.evidence] == [piece.id for piece in evidence]


def text(data: bytes) -> None:
    said = data.decode("utf-8", "replace")
    cues.read(said)
    sentences.sentences(said)
    Roster(PEOPLE).mentions(said)
    Roster(PEOPLE).resolve(said)


def draft(data: bytes) -> None:
    """The whole path, and every way to show what came of it."""
    from pipeline import render, run

    path = _scratch() / "given.json"
    path.write_bytes(data)
    try:
        document = run.draft(run.Request([path], date=DAY, assume_timezone="UTC"))
    except PostmortemError:
        return
    for format in ("md", "html", "json"):
        render.postmortem(document, format)


_folders: list[Path] = []


def _scratch() -> Path:
    """An empty folder, in memory where there is such a thing, removed at the end."""
    if not _folders:
        memory = Path("/dev/shm")
        _folders.append(Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None)))
        atexit.register(shutil.rmtree, _folders[0], ignore_errors=True)
    folder = _folders[0] / "given"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def _zip_of(files: dict[str, bytes]) -> Path:
    path = _scratch() / "given.zip"
    path.write_bytes(zipped(files))
    return path


def _folder_of(files: dict[str, bytes]) -> Path:
    folder = _scratch()
    for path, content in files.items():
        with contextlib.suppress(OSError, ValueError):
            (folder / path.lstrip("/")).parent.mkdir(parents=True, exist_ok=True)
            (folder / path.lstrip("/")).write_bytes(content)
    return folder
