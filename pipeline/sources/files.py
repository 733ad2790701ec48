"""The files that were given: what a reader sees of a single file, a folder or a zip (opening.py makes these of a path)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pipeline.errors import UnreadableSource
from pipeline.sources.decoding import decode, parse_json

HEAD_BYTES = 8192


def _no_remarks() -> list[str]:
    return []


@dataclass(frozen=True)
class File:
    """One file of a tree.

    `path` is its POSIX path inside the tree (the file's own name when a single file was given), `name` what the user is told
    ("export.zip: inc-1/2026-01-01.json"). `load` gives all its bytes; `peek` the first so many, without reading the rest.
    `remarks` collects sentences about how it was decoded.
    """

    path: str
    name: str
    load: Callable[[], bytes]
    size: int = 0
    peek: Callable[[int], bytes] | None = None
    remarks: list[str] = field(default_factory=_no_remarks, compare=False, repr=False)

    @cached_property
    def data(self) -> bytes:
        return self.load()

    @cached_property
    def head(self) -> str:
        """The first few thousand characters for `sniff`; empty for what is no text or cannot be read. Never raises."""
        try:
            raw = self.peek(HEAD_BYTES) if self.peek else self.data[:HEAD_BYTES]
        except UnreadableSource:
            return ""
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            return raw.decode("utf-16", "replace")
        return "" if b"\x00" in raw else raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")

    @cached_property
    def text(self) -> str:
        """Decoded text, newlines as `\\n`. Raises UnreadableSource."""
        return self.read_text()

    @cached_property
    def json(self) -> Any:
        """Parsed JSON. Raises UnreadableSource with line and column."""
        return self.read_json()

    def read_text(self) -> str:
        """Like `text`, and keeps nothing: for readers of exports with thousands of files."""
        text, remark = decode(self.load(), self.name)
        if remark and remark not in self.remarks:
            self.remarks.append(remark)
        return text

    def read_json(self) -> Any:
        """Like `json`, and keeps nothing."""
        return parse_json(self.read_text(), self.name)


@dataclass(frozen=True)
class Tree:
    """The files of one path given by the user, in path order. `passed_over` says what in it was not looked at, and why."""

    name: str
    files: tuple[File, ...]
    single: bool = False
    """True when the path is that of one file, not of a folder or a zip."""
    passed_over: tuple[str, ...] = ()
