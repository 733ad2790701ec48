"""One process at a time: a lock on a file, which the system gives up when its holder dies."""

import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

STEP = 0.05


@contextmanager
def held(file: Path, patience: float) -> Generator[bool]:
    """Whether the lock was got within `patience` seconds. False too where the file cannot be made."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError:
        yield False
        return
    try:
        yield _got(descriptor, patience)
    finally:
        os.close(descriptor)


def _got(descriptor: int, patience: float) -> bool:
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
