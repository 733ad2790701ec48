"""A path given by the user -> Tree: the files in it, whether it is a file, a folder or a zip, within limits."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class File:
    """One file of a tree.

    `path` is its POSIX path inside the tree (the file's own name when a single file was given), `name` what the user is told
    ("export.zip: inc-1/2026-01-01.json").
    """

    path: str
    name: str
    load: Callable[[], bytes]

    @cached_property
    def data(self) -> bytes:
        return self.load()

    @cached_property
    def text(self) -> str:
        """Decoded text, newlines as `\\n`. Raises UnreadableSource."""
        raise NotImplementedError

    @cached_property
    def json(self) -> Any:
        """Parsed JSON. Raises UnreadableSource with line and column."""
        raise NotImplementedError


@dataclass(frozen=True)
class Tree:
    """The files of one path given by the user, in path order."""

    name: str
    files: tuple[File, ...]
