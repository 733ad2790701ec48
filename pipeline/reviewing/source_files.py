"""Uploads -> files of the home folder that are there whole or not at all; and their sums.

<home>/incidents/<id>/sources/<name>     readable by its owner alone
"""

import hashlib
import os
import re
import shutil
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from pipeline.errors import BadOption, StoreUnavailable

Upload = tuple[str, bytes | Path]
"""A file or folder by its name: its content, or where it is."""
UNFIT = re.compile(r"[\x00-\x1f\x7f/\\:]+")
LONGEST_NAME = 120


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
        return [kept(folder, free_name(folder, name), content) for name, content in uploads]
    except OSError as error:
        remedy = "free some space, or set POSTMORTEM_HOME to another folder"
        raise StoreUnavailable(str(folder), f"the files cannot be kept ({error.strerror})", remedy) from None


def free_name(folder: Path, name: str) -> str:
    """The last part of the name without what is no part of one; numbered where another file has it."""
    plain = UNFIT.sub("_", name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]).strip(". ")[-LONGEST_NAME:]
    if not plain:
        raise BadOption("The file name", name, "give the file a name")
    others = (f"{Path(plain).stem}-{n}{Path(plain).suffix}" for n in count(2))
    return next(one for one in chain([plain], others) if not (folder / one).exists())


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
        place = waiting.rename(folder / name)
        on_disk(folder)
        return KeptFile(name, sum(file.stat().st_size for file in held(place)), total.hexdigest(), place)
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
