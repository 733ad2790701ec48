"""Paths as given -> the files to lint, each once, in order; and the text of a file, with `\\n` line ends."""

import os
from collections.abc import Iterable, Iterator

from pipeline.errors import UnreadableSource

ENDINGS = (".md", ".markdown", ".json", ".html", ".htm")


def find(paths: Iterable[str]) -> list[str]:
    """Files of the paths, sorted, each once. Folders are looked through for ENDINGS, hidden files and folders left out."""
    found: dict[str, str] = {}
    for path in paths:
        for file in _walk(path) if os.path.isdir(path) else (path,):  # noqa: PTH112
            shown = os.path.normpath(file)
            found.setdefault(os.path.abspath(shown), shown)  # noqa: PTH100
    return sorted(found.values())


def _walk(folder: str) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.lower().endswith(ENDINGS) and not name.startswith("."):
                yield os.path.join(root, name)  # noqa: PTH118


def read(path: str) -> str:
    """The text of a file. Raises UnreadableSource."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            data = file.read()
    except OSError as error:
        raise UnreadableSource(path, f"it cannot be read ({error.strerror})", "give a file that is there") from None
    return decode(data, path)


def decode(data: bytes, path: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableSource(path, "this is not UTF-8", "save it as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
