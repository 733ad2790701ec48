"""A path given by the user -> Tree: a file, a folder, a zip, or zips inside either.

What cannot be opened at all raises UnreadableSource. What is wrong inside is left out and said in `Tree.passed_over`.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import UnreadableSource
from pipeline.sources.archive import Found, is_junk, looks_like_office, looks_like_zip, printable, unpack
from pipeline.sources.files import File, Tree
from pipeline.sources.limits import MAX_DEPTH, MAX_FILE_BYTES, Allowance, too_large


def open_tree(path: Path) -> Tree:
    """The files under a path. Raises UnreadableSource for what is not there, cannot be read, or is past the limits."""
    shown = printable(str(path))
    try:
        return _open(path, printable(path.name or path.resolve().name or str(path)))
    except (FileNotFoundError, NotADirectoryError):
        raise UnreadableSource(shown, "there is no such file or folder", "check the path") from None
    except PermissionError:
        raise UnreadableSource(shown, "you have no permission to read it", "change its permissions") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableSource(shown, f"it cannot be opened ({reason})", "check the path") from None


def _open(path: Path, name: str) -> Tree:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        return _tree(name, _Folder(name).walk(path))
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableSource(printable(str(path)), "this is neither a file nor a folder", "save it to a file and give that")
    with path.open("rb") as file:
        head = file.read(64)
    if (looks_like_zip(head) and not looks_like_office(head)) or path.suffix.lower() == ".zip":
        return _tree(name, unpack(path, name, "", Allowance(name)))
    return Tree(name, (_file(path, name, name, status.st_size),), single=True)


def _tree(name: str, found: Iterator[Found]) -> Tree:
    files: list[File] = []
    passed_over: list[str] = []
    for item in found:
        if isinstance(item, str):
            passed_over.append(item)
        else:
            files.append(item)
    return Tree(name, tuple(sorted(files, key=lambda file: file.path)), passed_over=tuple(passed_over))


def _file(path: Path, inside: str, name: str, size: int) -> File:
    if size > MAX_FILE_BYTES:
        raise too_large(name, size)
    return File(inside, name, lambda: _read(path, name, -1), size, lambda length: _read(path, name, length))


def _read(path: Path, name: str, length: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(length)
    except PermissionError:
        raise UnreadableSource(name, "you have no permission to read it", "change its permissions, or leave it out") from None
    except OSError as error:
        raise UnreadableSource(name, f"it cannot be read ({error.strerror})", "check it, or leave it out") from None


class _Folder:
    """The walk through a folder: its files, those of the zips in it, and a sentence for each thing passed over."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.allowance = Allowance(name)

    def walk(self, folder: Path, inside: str = "", depth: int = 0) -> Iterator[Found]:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        for entry in entries:
            if not is_junk(entry.name):
                path = f"{inside}{printable(entry.name)}"
                yield from self._visit(entry, path, f"{self.name}/{path}", depth)

    def _visit(self, entry: os.DirEntry[str], path: str, name: str, depth: int) -> Iterator[Found]:
        try:
            if entry.is_symlink():
                yield f"{name}: a link to another place was not followed."
            elif entry.is_dir(follow_symlinks=False):
                yield from self._descend(entry, path, name, depth)
            elif entry.is_file(follow_symlinks=False):
                yield from self._take(Path(entry.path), path, name, entry.stat(follow_symlinks=False).st_size)
            else:
                yield f"{name}: this is neither a file nor a folder."
        except PermissionError:
            yield f"{name}: you have no permission to read it."
        except OSError as error:
            yield f"{name}: it cannot be read ({error.strerror})."

    def _descend(self, entry: os.DirEntry[str], path: str, name: str, depth: int) -> Iterator[Found]:
        if depth >= MAX_DEPTH:
            yield f"{name}: more than {MAX_DEPTH} folders deep, not looked at."
        else:
            yield from self.walk(Path(entry.path), f"{path}/", depth + 1)

    def _take(self, file: Path, path: str, name: str, size: int) -> Iterator[Found]:
        if file.suffix.lower() == ".zip":
            yield from self._unpack(file, path, name)
        elif not os.access(file, os.R_OK):
            yield f"{name}: you have no permission to read it."
        elif size > MAX_FILE_BYTES:
            yield str(too_large(name, size))
        else:
            self.allowance.take(size)
            yield _file(file, path, name, size)

    def _unpack(self, file: Path, path: str, name: str) -> Iterator[Found]:
        part = self.allowance.for_part(name)
        try:
            yield from list(unpack(file, name, f"{path}/", part))
        except UnreadableSource as error:
            yield str(error)
        else:
            self.allowance.settle(part)
