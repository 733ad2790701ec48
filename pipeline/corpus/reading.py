"""A file -> the incidents in it, one after the other, and one sentence for each that could not be read.

The digest of a document is that of its bytes, its name and this reader's version: the same document need not be read again.
"""

import hashlib
import io
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from pipeline.corpus.files import ENDINGS, HTML, JSON, LINES, PDF
from pipeline.corpus.inline import clean
from pipeline.domain.past_incident import PastIncident
from pipeline.errors import UnreadableSource

VERSION = "2"
"""Changes with what the readers make of a file, so that files are read again."""
LARGEST = 64 * 1024 * 1024
"""Bytes of one document; lines of records may come in larger files."""
WIDE = (b"\xff\xfe", b"\xfe\xff")
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), *((mark, "utf-16") for mark in WIDE))


@dataclass(frozen=True)
class Read:
    """One document: its incident, or why there is none, or neither where it is `known` already."""

    file: str
    incident: PastIncident | None = None
    problem: UnreadableSource | None = None
    known: str = ""
    """The digest of a document that was not read because its digest was among the known ones."""
    notes: tuple[str, ...] = ()
    """Sentences on what was passed over in a document that was read."""


def read_files(files: Iterable[Path], known: Collection[str] = ()) -> Iterator[Read]:
    """What is in each file, in order. Documents whose digests are `known` are not read again."""
    for file in files:
        try:
            yield from read_file(file, known)
        except Exception as error:
            yield failed(str(file), error)


def failed(place: str, error: Exception) -> Read:
    """Whatever it is that a document makes of its reader, the others go in."""
    if isinstance(error, UnreadableSource):
        problem = error
    elif isinstance(error, OSError):
        problem = UnreadableSource(place, f"it cannot be opened ({error.strerror})", "look at its rights")
    else:
        problem = UnreadableSource(place, f"it cannot be read ({type(error).__name__})", "mend it or leave it out")
    return Read(place, problem=problem)


def read_file(file: Path, known: Collection[str]) -> Iterator[Read]:
    kind = ENDINGS.get(file.suffix.lower(), "")
    if kind == LINES:
        yield from read_lines(file, known)
        return
    if file.stat().st_size > LARGEST:
        raise UnreadableSource(str(file), "it is larger than 64 MB", "split it, or give its records as JSONL")
    data = file.read_bytes()
    digest = digest_of(data, file.stem)
    if digest in known:
        yield Read(str(file), known=digest)
    elif kind == JSON:
        yield from read_json(text_of(data, str(file)), file, digest)
    else:
        notes: list[str] = []
        yield done(file, read_document(data, kind, file, notes), digest, notes)


def read_document(data: bytes, kind: str, file: Path, notes: list[str]) -> PastIncident:
    name = str(file)
    if kind == PDF:
        from pipeline.corpus.pdf import read_pdf

        return read_pdf(data, file.stem, name, notes)
    if kind == HTML:
        from pipeline.corpus.html import read_html as read
    else:
        from pipeline.corpus.markdown import read_markdown as read
    return read(text_of(data, name), file.stem, name, notes)


def read_json(text: str, file: Path, digest: str) -> Iterator[Read]:
    """One record or Postmortem, or a list of records."""
    try:
        value: object = json.loads(text) if text.strip() else []
    except (ValueError, RecursionError):
        raise UnreadableSource(str(file), "this is not valid JSON", "mend it or leave it out") from None
    if not isinstance(value, list):
        yield one_record(value, file, str(file), digest, file.stem)
        return
    if not value:
        raise no_record(file)
    for number, record in enumerate(cast("list[object]", value), start=1):
        yield one_record(record, file, f"{file}, record {number}")


def read_lines(file: Path, known: Collection[str]) -> Iterator[Read]:
    empty = True
    for number, line in enumerate(lines_of(file), start=1):
        if not line.strip():
            continue
        empty = False
        place, digest = f"{file}, line {number}", digest_of(line.strip(), "")
        if digest in known:
            yield Read(place, known=digest)
            continue
        try:
            record: object = json.loads(text_of(line, place))
        except UnreadableSource as problem:
            yield Read(place, problem=problem)
        except (ValueError, RecursionError):
            yield Read(place, problem=UnreadableSource(place, "this is not valid JSON", "mend the line or leave it out"))
        else:
            yield one_record(record, file, place, digest)
    if empty:
        raise no_record(file)


def lines_of(file: Path) -> Iterator[bytes]:
    """In UTF-8, also those of a file in UTF-16 with its mark."""
    with file.open("rb") as lines:
        wide = lines.read(2) in WIDE
        lines.seek(0)
        if wide:
            yield from (line.encode() for line in io.TextIOWrapper(lines, "utf-16", errors="replace"))
        else:
            yield from lines


def no_record(file: Path) -> UnreadableSource:
    return UnreadableSource(str(file), "there is no record in it", "give a file with records of incidents, or leave it out")


def one_record(record: object, file: Path, place: str, digest: str = "", stem: str = "") -> Read:
    from pipeline.corpus.record import read_record

    notes: list[str] = []
    try:
        digest = digest or digest_of(json.dumps(record, sort_keys=True).encode(), "")
        return done(file, read_record(record, place, stem, notes), digest, notes, place)
    except Exception as error:
        return failed(place, error)


def done(file: Path, incident: PastIncident, digest: str, notes: Sequence[str], place: str = "") -> Read:
    source = clean(str(file.absolute()))
    return Read(place or str(file), incident.model_copy(update={"source": source, "digest": digest}), notes=tuple(notes))


def digest_of(data: bytes, stem: str) -> str:
    return hashlib.sha256(b"\0".join((VERSION.encode(), stem.encode("utf-8", "surrogateescape"), data))).hexdigest()[:32]


def text_of(data: bytes, name: str) -> str:
    """UTF-8, UTF-16 with its mark, or Windows-1252; line ends are `\\n`. Raises UnreadableSource for what is no text."""
    encoding = next((encoding for mark, encoding in MARKS if data.startswith(mark)), "utf-8")
    if encoding != "utf-16" and b"\x00" in data[:65536]:
        raise UnreadableSource(name, "this is no text", "give the text, or leave the file out")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return clean(text.replace("\r\n", "\n").replace("\r", "\n"))
