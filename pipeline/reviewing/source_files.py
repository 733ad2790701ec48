"""Uploads -> files of the home folder that are there whole or not at all; and their sums.

<home>/incidents/<id>/sources/<name>     readable by its owner alone
"""

import errno
import hashlib
import os
import re
import shutil
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from pipeline.errors import BadOption, StoreUnavailable

Upload = tuple[str, bytes | Path]
"""A file or folder by its name: its content, or where it is."""
UNFIT = re.compile(r"[\x00-\x1f\x7f/\\:]+")
LONGEST_NAME = 180
"""In bytes, as file systems count them."""


@dataclass(frozen=True)
class KeptFile:
    """`path` as it is kept, `size` in bytes, `sha256` of its content (of a folder: of the names and contents in it)."""

    name: str
    size: int
    sha256: str
    path: Path


def keep_files(folder: Path, uploads: Sequence[Upload]) -> list[KeptFile]:
    """Puts them into the folder under names of their own. Raises StoreUnavailable where the disk does not take them."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with ExitStack() as undo:
            done: list[KeptFile] = []
            for name, content in uploads:
                done.append(kept(folder, free_name(folder, name), content))
                undo.callback(remove, done[-1].path)
            undo.pop_all()
            return done
    except OSError as error:
        raise StoreUnavailable(str(folder), f"the files cannot be kept ({error.strerror})", remedy(error)) from None


def free_name(folder: Path, name: str) -> str:
    """The last part of the name without what is no part of one; numbered where another file has it."""
    plain = UNFIT.sub("_", name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]).strip(". ")
    plain = plain.encode(errors="ignore")[-LONGEST_NAME:].decode(errors="ignore")
    if not plain:
        raise BadOption("The file name", name, "give the file a name")
    return next(one for one in numbered(plain) if not (folder / one).exists())


def numbered(name: str) -> Iterator[str]:
    return chain([name], (f"{Path(name).stem}-{n}{Path(name).suffix}" for n in count(2)))


def reserved(folder: Path, name: str, is_folder: bool) -> Path:
    """An empty place of this name, or of the next one that nobody has taken meanwhile."""
    for one in numbered(name):
        with suppress(FileExistsError):
            place = folder / one
            place.mkdir() if is_folder else place.touch(exist_ok=False)
            return place
    raise AssertionError("there is always a next name")


def remove(path: Path) -> None:
    shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def remedy(error: OSError) -> str:
    first = "free some space" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "look at the rights of the folder"
    return f"{first}, or set POSTMORTEM_HOME to another one"


def kept(folder: Path, name: str, content: bytes | Path) -> KeptFile:
    waiting = Path(mkdtemp(prefix=".", dir=folder)) / name
    try:
        write(waiting, content)
        files = list(held(waiting))
        for file in files:
            on_disk(file)
        total = hashlib.sha256()
        for file in files:
            total.update(b"" if file == waiting else file.relative_to(waiting).as_posix().encode() + b"\0")
            total.update(file.read_bytes())
        place = waiting.rename(reserved(folder, name, waiting.is_dir()))
        on_disk(folder)
        return KeptFile(place.name, sum(file.stat().st_size for file in held(place)), total.hexdigest(), place)
    finally:
        shutil.rmtree(waiting.parent, ignore_errors=True)


def put_file(path: Path, text: str) -> None:
    """A text file that is there whole, in place of what had its name. Raises StoreUnavailable."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        waiting = path.with_name(f".{path.name}")
        waiting.touch(mode=0o600)
        waiting.write_text(text, encoding="utf-8", newline="")
        on_disk(waiting)
        waiting.replace(path)
    except OSError as error:
        raise StoreUnavailable(str(path), f"it cannot be written ({error.strerror})", "free some space and try again") from None


def write(place: Path, content: bytes | Path) -> None:
    if isinstance(content, bytes):
        place.write_bytes(content)
    elif content.is_dir():
        shutil.copytree(content, place)
    else:
        shutil.copyfile(content, place)


def held(path: Path) -> Iterator[Path]:
    """The file, or all files of the folder in the order of their names."""
    return iter([path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file()))


def on_disk(path: Path) -> None:
    """Waits until the disk has it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def lent(uploads: Sequence[Upload]) -> Generator[list[Path]]:
    """Where the uploads are, for as long as they are looked at; contents lie in a folder that goes away."""
    with TemporaryDirectory(prefix="postmortem-") as folder:
        paths: list[Path] = []
        for name, content in uploads:
            if isinstance(content, bytes):
                paths.append(Path(folder) / free_name(Path(folder), name))
                paths[-1].write_bytes(content)
            else:
                paths.append(content)
        yield paths
