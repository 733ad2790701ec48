"""No file may grow without bound while an index is built: a broken one was seen to grow to terabytes."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

LEAST = 1 << 30


@contextmanager
def bounded_files(folder: Path, most: int) -> Generator[None]:
    """While it lasts, this process writes no file larger than `most` bytes and a gigabyte; a larger one there is an OSError.

    The limit is the process's own, so a write by another thread beyond it fails too; nothing else that it writes is so large."""
    most = max(LEAST, most + LEAST, *(2 * path.stat().st_size for path in folder.parent.rglob("*") if path.is_file()))
    if os.name == "nt":
        yield
        return
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    lowest = most if before[0] == resource.RLIM_INFINITY else min(most, before[0])
    resource.setrlimit(resource.RLIMIT_FSIZE, (lowest, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
