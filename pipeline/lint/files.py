"""Paths as given -> the files to lint, each once, in order; and the text of a file."""

import os
from collections.abc import Iterable, Iterator, Sequence

from pipeline.errors import UnreadableSource

STDIN = "-"
ENDINGS = (".md", ".markdown", ".json", ".html", ".htm")
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def find(paths: Iterable[str]) -> list[tuple[str, bool]]:
    """Files of the paths, sorted, each once, and whether the file itself was named.

    Folders are looked through for ENDINGS; hidden files and folders below them are left out.
    """
    shown: dict[str, tuple[str, bool]] = {}
    for path in paths:
        folder = path != STDIN and os.path.isdir(path)
        for file in _walk(path) if folder else (path,):
            name = os.path.normpath(file).replace(os.sep, "/")
            before, named = shown.get(real := os.path.realpath(name), (name, False))
            shown[real] = (min(before, name, key=lambda n: (len(n), n)), named or not folder)
    return sorted(shown.values())


def _walk(folder: str) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.lower().endswith(ENDINGS) and not name.startswith("."):
                yield os.path.join(root, name)


def matches(path: str, patterns: Sequence[str], root: str) -> bool:
    """Whether one of the patterns (`archive/*`, `**/old.md`, `notes.md`, `drafts`) means the file, seen from `root`."""
    if not patterns:
        return False
    from fnmatch import fnmatchcase

    relative = relative_to(path, root)
    for pattern in patterns:
        wanted = pattern.removeprefix("./").rstrip("/")
        forms = {wanted, wanted.replace("**/", ""), f"{wanted}/*"}
        if any(fnmatchcase(relative, form) for form in forms):
            return True
        if "/" not in wanted and any(fnmatchcase(part, wanted) for part in relative.split("/")):
            return True
    return False


def relative_to(path: str, root: str) -> str:
    """The path seen from the folder, with slashes; as it is where it lies elsewhere on another drive."""
    try:
        return os.path.relpath(path, root).replace(os.sep, "/")
    except ValueError:
        return path.replace(os.sep, "/")


def load(path: str) -> bytes:
    """The bytes of a file. Raises UnreadableSource."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UnreadableSource(path, f"it cannot be read ({reason})", "give a file or folder that is there") from None


def decode(data: bytes, path: str) -> tuple[str, str]:
    """The text as it is, line ends included, and its encoding. Raises UnreadableSource."""
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableSource(path, "this is no UTF-8 text", "save it as UTF-8") from None
    return text, encoding


def plain(text: str) -> str:
    """The text with `\\n` line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def read(path: str) -> str:
    """The text of a file, with `\\n` line ends. Raises UnreadableSource."""
    return plain(decode(load(path), path)[0])
