"""One process at a time: a lock on a file, which the system gives up when its holder dies, however that ends."""

import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

STEP = 0.05
FOR_EVER = float("inf")


@contextmanager
def held(file: Path, patience: float) -> Generator[bool]:
    """Whether the lock was got within `patience` seconds. False too where the file cannot be made."""
    try:
        descriptor = lock_file(file)
    except OSError:
        yield False
        return
    try:
        yield got(descriptor, patience)
    finally:
        os.close(descriptor)


@contextmanager
def in_turn(file: Path) -> Generator[None]:
    """One after the other, for what takes a moment; the file is for this user's eyes alone. Raises OSError where it cannot be
    made."""
    descriptor = lock_file(file, 0o600)
    try:
        got(descriptor, FOR_EVER)
        yield
    finally:
        os.close(descriptor)


def lock_file(file: Path, mode: int = 0o644) -> int:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o777 if mode & 0o044 else 0o700)
    return os.open(file, os.O_RDWR | os.O_CREAT, mode)


def got(descriptor: int, patience: float = 0.0) -> bool:
    """Whether this process has the lock of an open file within `patience` seconds."""
    end = time.monotonic() + patience
    while not _try(descriptor):
        if time.monotonic() >= end:
            return False
        time.sleep(STEP)
    return True


if os.name == "nt":
    import msvcrt

    def _try(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # pyright: ignore
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
