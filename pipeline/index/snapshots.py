"""Finished states of an index, side by side in numbered folders. In: what an index is made from. Out: a folder that is whole.

A folder gets its number when it is finished and sealed, and is not written any more. So a process that is killed while it builds
leaves rubbish that nobody reads, who asks is not disturbed by who adds, and what somebody else has changed is seen by its seal:
the size and time of change of every file. What is changed, cut or missing counts as not there.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from pipeline.errors import IndexUnavailable
from pipeline.locks import held

SEAL = "seal.json"
BUILDING, READING = "building-", "reading-"
KEPT = 2
"""The newest, and the one before it for those who still read it."""
PATIENCE = 10.0

Origin = Mapping[str, str]
Build = Callable[[Path, "Snapshot | None"], None]
"""Fills an empty folder, with the last whole snapshot to start from."""


@dataclass(frozen=True)
class Snapshot:
    """`origin` says what it was made from: equal origins, equal indexes. `number` is 0 for one that this process alone has."""

    folder: Path
    origin: Origin
    number: int = 0


class Snapshots:
    """Those of one index, below `root`."""

    def __init__(self, root: Path):
        self.root = root
        self._own: tempfile.TemporaryDirectory[str] | None = None
        self._refused: set[int] = set()

    def newest(self) -> Snapshot | None:
        """The last one that is whole."""
        for number in sorted(self._numbers(), reverse=True):
            folder = self.root / str(number)
            origin = unsealed(folder)
            if origin is not None and number not in self._refused:
                return Snapshot(folder, origin, number)
        return None

    def refuse(self, snapshot: Snapshot) -> None:
        """For one that cannot be read though its seal is whole: from here on it is not there."""
        shutil.rmtree(snapshot.folder, ignore_errors=True)
        if snapshot.folder.exists():
            self._refused.add(snapshot.number)

    def of(self, origin: Origin, build: Build, patience: float = PATIENCE) -> Snapshot:
        """The snapshot with this origin, built where there is none. Where none can be kept (another process builds for long, the
        folder cannot be written, the disk is full) it is built for this process alone. Raises IndexUnavailable."""
        try:
            kept = self.kept(origin, build, patience)
        except OSError:
            kept = None
        return kept or self._private(origin, build)

    def kept(self, origin: Origin, build: Build, patience: float = PATIENCE) -> Snapshot | None:
        """The same without a last resort: None where another process builds for long. Raises OSError."""
        found = self.newest()
        if found and found.origin == origin:
            return found
        with held(self.root / "lock", patience) as got:
            return self._built(origin, build) if got else None

    def _built(self, origin: Origin, build: Build) -> Snapshot:
        found = self.newest()
        if found and found.origin == origin:
            return found
        number = max(self._numbers(), default=0) + 1
        self.sweep()
        folder = Path(tempfile.mkdtemp(prefix=BUILDING, dir=self.root))
        try:
            build(folder, found)
            seal(folder, origin)
            folder.rename(self.root / str(number))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self.sweep()
        return Snapshot(self.root / str(number), origin, number)

    def _private(self, origin: Origin, build: Build) -> Snapshot:
        self.close()
        try:
            self._own = tempfile.TemporaryDirectory(prefix="postmortem-index-", ignore_cleanup_errors=True)
            folder = Path(self._own.name)
            build(folder, self.newest())
        except OSError as error:
            reason = error.strerror or str(error)
            raise IndexUnavailable(
                str(self.root), f"it can be built neither there nor in the temporary folder ({reason})"
            ) from error
        return Snapshot(folder, origin)

    def sweep(self) -> None:
        """Removes what was left behind and what is too old. For the holder of the lock."""
        numbers = sorted(self._numbers(), reverse=True)
        whole = [number for number in numbers if unsealed(self.root / str(number)) is not None][:KEPT]
        for entry in self.root.iterdir() if self.root.is_dir() else ():
            old = entry.name.isdigit() and int(entry.name) not in whole
            if old or entry.name.startswith(BUILDING) or left_behind(entry.name):
                shutil.rmtree(entry, ignore_errors=True)

    def copy(self, snapshot: Snapshot) -> Path:
        """A copy for this process alone, for those who write where they read. Lasts until `close`. Raises OSError."""
        self.close()
        place = self.root if os.access(self.root, os.W_OK) else None
        self._own = tempfile.TemporaryDirectory(prefix=f"{READING}{os.getpid()}-", dir=place, ignore_cleanup_errors=True)
        folder = Path(self._own.name)
        shutil.copytree(snapshot.folder, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(SEAL))
        return folder

    def drop(self) -> None:
        """Throws all away."""
        with held(self.root / "lock", PATIENCE):
            for number in self._numbers():
                shutil.rmtree(self.root / str(number), ignore_errors=True)

    def close(self) -> None:
        if self._own is not None:
            self._own.cleanup()
            self._own = None

    def _numbers(self) -> list[int]:
        try:
            return [int(entry.name) for entry in self.root.iterdir() if entry.name.isdigit()]
        except OSError:
            return []


def left_behind(name: str) -> bool:
    """Whether this is the copy of a process that is gone."""
    if not name.startswith(READING) or os.name == "nt":
        return False
    try:
        os.kill(int(name[len(READING) :].partition("-")[0]), 0)
    except (ProcessLookupError, ValueError):
        return True
    except PermissionError:
        return False
    return False


def seal(folder: Path, origin: Origin) -> None:
    """The last file of a folder, written when all others are on the disk."""
    files = sealed_files(folder)
    for name in files:
        flush(folder / name)
    content = json.dumps({"origin": dict(origin), "files": files})
    (folder / SEAL).write_text(content, "utf-8")
    flush(folder / SEAL)


def unsealed(folder: Path) -> Origin | None:
    """What the folder was made from; None where it is not as it was when it was sealed."""
    try:
        read: Any = json.loads((folder / SEAL).read_text("utf-8"))
        whole = read["files"] == sealed_files(folder)
        return cast(Origin, read["origin"]) if whole and isinstance(read["origin"], dict) else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def sealed_files(folder: Path) -> dict[str, list[int]]:
    """Size and time of change by name, without the locks that those who read put there for a moment."""
    found = {str(path.relative_to(folder)): path.stat() for path in sorted(folder.rglob("*")) if counts(path)}
    return {name: [state.st_size, state.st_mtime_ns] for name, state in found.items() if name != SEAL}


def counts(path: Path) -> bool:
    return path.suffix != ".lock" and path.is_file()


def flush(file: Path) -> None:
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
