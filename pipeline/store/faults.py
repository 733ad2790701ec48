"""What went wrong with the database -> one sentence: what, where, what to do."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from pipeline.errors import StoreUnavailable

KEPT = "what was saved before is kept"
REMEDIES = (
    (("is full",), "the disk is full", f"free some space and try again: {KEPT}"),
    (("is locked", "table is locked"), "another process has been writing for too long", f"try again when it has ended: {KEPT}"),
    (
        ("readonly database", "unable to open", "read-only"),
        "the database cannot be opened or written",
        "look at the rights of the folder, or set POSTMORTEM_HOME to another one",
    ),
    (
        ("not a database", "malformed", "no such table", "no such column", "file is encrypted", "unsupported file format"),
        "the database is broken",
        "put a copy back, or move the file away and add the documents again",
    ),
    (("disk i/o error",), "the disk cannot be written or read", f"look at its space and its state, and try again: {KEPT}"),
)


@contextmanager
def explained(path: Path) -> Generator[None]:
    """Raises StoreUnavailable for what the database at `path` refuses; what is no matter of the machine stays as it is."""
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig).lower()
        for signs, problem, remedy in REMEDIES:
            if any(sign in said for sign in signs):
                raise StoreUnavailable(str(path), problem, remedy) from error
        raise
