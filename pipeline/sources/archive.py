"""A zip -> the files in it, each unpacked only when it is read, and sentences for what is passed over.

Refused as a whole: what is no zip, is cut or encrypted, or is past the limits (judged from its directory, without unpacking).
"""

import contextlib
import lzma
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from pipeline.errors import UnreadableSource
from pipeline.sources.files import File
from pipeline.sources.limits import (
    MAX_DEPTH,
    MAX_FILE_BYTES,
    MAX_NESTED_ZIP_BYTES,
    MAX_RATIO,
    MAX_ZIP_NESTING,
    RATIO_MATTERS_FROM,
    TAKE_LESS,
    Allowance,
    too_large,
)

Found = File | str
"""A file, or the sentence that says why something was passed over."""

JUNK = frozenset({"__MACOSX", ".git", ".pull", ".svn", "node_modules", "__pycache__", ".DS_Store", "Thumbs.db", "desktop.ini"})
UTF8_NAME = 0x800
ENCRYPTED = 0x1
DOWNLOAD_AGAIN = "export or download it again"
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    struct.error,
    lzma.LZMAError,
)
"""What zipfile raises for an archive that is cut, damaged, or packed in a way it does not know."""


OFFICE_ENTRIES = (b"[Content_Types].xml", b"_rels/.rels", b"docProps/", b"word/", b"xl/", b"ppt/", b"mimetypeapplication/vnd.")


def looks_like_zip(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def looks_like_office(head: bytes) -> bool:
    """Whether a zip is a document of an office program, by the name of its first entry."""
    return looks_like_zip(head) and head[30:].startswith(OFFICE_ENTRIES)


def is_junk(name: str) -> bool:
    """What an operating system or a tool leaves beside the files that matter."""
    return name in JUNK or name.startswith("._")


def printable(name: str) -> str:
    """A name as it can be written anywhere: composed, without halves of characters or control codes."""
    text = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))
    return "".join(char if char.isprintable() else "?" for char in text)


def unpack(path: Path, name: str, inside: str, allowance: Allowance) -> Iterator[Found]:
    """The files of a zip on the disk; `inside` is the folder they are put under. Raises UnreadableSource."""
    yield from _Archive(lambda: path.open("rb"), name, inside, allowance, 1).files()


class _Archive:
    """An open archive. It stays open as long as one of its files is held, and reads them one at a time."""

    def __init__(self, opener: Callable[[], BinaryIO], name: str, inside: str, allowance: Allowance, nesting: int) -> None:
        self.name, self.inside, self.allowance, self.nesting = name, inside, allowance, nesting
        self.zip = self._open(opener)

    def _open(self, opener: Callable[[], BinaryIO]) -> zipfile.ZipFile:
        file = opener()
        head = file.read(4)
        file.seek(0)
        if not head:
            raise UnreadableSource(self.name, "the file is empty", DOWNLOAD_AGAIN)
        try:
            return zipfile.ZipFile(file)
        except BROKEN:
            problem = "the zip is cut or damaged" if looks_like_zip(head) else "this is not a zip"
            raise UnreadableSource(self.name, problem, DOWNLOAD_AGAIN) from None

    def files(self) -> Iterator[Found]:
        entries = [entry for entry in self.zip.infolist() if not entry.filename.endswith("/")]
        for entry in entries:
            self._check(entry)
        for entry in entries:
            yield from self._take(entry)

    def _check(self, entry: zipfile.ZipInfo) -> None:
        self.allowance.take(entry.file_size)
        packed = max(entry.compress_size, 1)
        if entry.file_size > RATIO_MATTERS_FROM and entry.file_size / packed > MAX_RATIO:
            problem = f"{printable(entry.filename)} in it would become {entry.file_size // packed} times larger when unpacked"
            raise UnreadableSource(self.allowance.name, problem, TAKE_LESS)
        if entry.flag_bits & ENCRYPTED:
            raise UnreadableSource(self.name, "the zip is encrypted", "unpack it with its password and give the folder")

    def _take(self, entry: zipfile.ZipInfo) -> Iterator[Found]:
        path = _path_inside(entry)
        name = f"{self.name}: {path}"
        parts = PurePosixPath(path).parts
        if any(is_junk(part) for part in parts):
            return
        if not parts or parts[0] == "/" or ".." in parts or (len(path) > 1 and path[1] == ":"):
            yield f"{name}: the path leads out of the archive, so it was not read."
        elif len(parts) > MAX_DEPTH:
            yield f"{name}: more than {MAX_DEPTH} folders deep, not looked at."
        elif stat.S_ISLNK(entry.external_attr >> 16):
            yield f"{name}: a link to another place was not followed."
        elif path.lower().endswith(".zip"):
            yield from self._nested(entry, path, name)
        elif entry.file_size > MAX_FILE_BYTES:
            yield str(too_large(name, entry.file_size))
        else:
            yield File(
                self.inside + path,
                name,
                lambda: self._read(entry, name, -1),
                entry.file_size,
                lambda length: self._read(entry, name, length),
            )

    def _nested(self, entry: zipfile.ZipInfo, path: str, name: str) -> Iterator[Found]:
        if self.nesting >= MAX_ZIP_NESTING:
            yield f"{name}: a zip in a zip in a zip was not looked at."
            return
        try:
            if entry.file_size > MAX_NESTED_ZIP_BYTES:
                raise too_large(name, entry.file_size, MAX_NESTED_ZIP_BYTES)
            data = self._read(entry, name, -1)
            part = self.allowance.for_part(name)
            inner = _Archive(lambda: BytesIO(data), name, f"{self.inside}{path}/", part, self.nesting + 1)
            yield from list(inner.files())
            self.allowance.settle(part)
        except UnreadableSource as error:
            yield str(error)

    def _read(self, entry: zipfile.ZipInfo, name: str, length: int) -> bytes:
        try:
            with self.zip.open(entry) as file:
                return file.read(length)
        except BROKEN:
            raise UnreadableSource(name, "it is damaged inside the zip", DOWNLOAD_AGAIN) from None


def _path_inside(entry: zipfile.ZipInfo) -> str:
    """The path as it was meant: names in UTF-8 that do not say so (macOS) come out of zipfile as cp437."""
    path = entry.filename
    if not entry.flag_bits & UTF8_NAME:
        with contextlib.suppress(UnicodeError):
            path = path.encode("cp437").decode("utf-8")
    return printable(path.replace("\\", "/"))
