"""What a command writes: documents to a file or standard output, the same bytes on every system."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from pathlib import Path


PIECE = 1 << 16
"""Characters written at once: a pipe that is closed in the middle of more may go unnoticed where output is not buffered."""


def put(text: str, path: Path | None) -> None:
    """To the file, or to standard output. Raises BadOption where the file cannot be written."""
    from pipeline.errors import BadOption

    try:
        if path is None:
            for start in range(0, len(text), PIECE):
                sys.stdout.write(text[start : start + PIECE])
            sys.stdout.flush()
        else:
            path.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        if path is None:
            discard_the_rest()
        raise BadOption("--output", str(path or "-"), f"it cannot be written ({reason})") from None


def write_utf8(stream: TextIO | None) -> None:
    """The same bytes in every locale, on every system."""
    if stream is not None and hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # pyright: ignore


def discard_the_rest() -> None:
    """What is still buffered for standard output cannot go there: let it go nowhere, so that leaving does not stumble over it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def make_folder(folder: Path, option: str = "--output") -> None:
    from pipeline.errors import BadOption

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadOption(option, str(folder), f"the folder cannot be made ({error.strerror})") from None
