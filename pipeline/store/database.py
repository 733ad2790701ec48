"""A database that is open: its transactions, each with what went wrong as one sentence."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from pipeline.store.faults import explained
from pipeline.store.opening import WRITES


class Database:
    """What stores are made of. Raises StoreUnavailable, which names the file and what to do."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self.path = path
        self._reading = engine
        self._writing = engine.execution_options(**{WRITES: True})

    def close(self) -> None:
        """Lets go of the file; the next call opens it again."""
        self._reading.dispose()

    @contextmanager
    def _reads(self) -> Generator[Connection]:
        with explained(self.path), self._reading.begin() as connection:
            yield connection

    @contextmanager
    def _writes(self) -> Generator[Connection]:
        with explained(self.path), self._writing.begin() as connection:
            yield connection
