"""Who may write: a lock on an open file. It goes with its holder, however that ends."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

if os.name == "nt":
    import msvcrt

    def held_alone(file: BinaryIO, wait: bool = False) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)  # pyright: ignore
        except OSError:
            return False
        return True

else:
    import fcntl

    def held_alone(file: BinaryIO, wait: bool = False) -> bool:
        """Whether this process holds it now; with `wait`, as soon as whoever does has done."""
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except OSError:
            return False
        return True


@contextmanager
def in_turn(path: Path) -> Generator[None]:
    """One after the other, for what takes a moment. Raises OSError where the lock's file cannot be made."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        held_alone(file, wait=True)
        yield
