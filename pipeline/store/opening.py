"""A folder -> an engine on its database, which is made or brought up to date first.

SQLite with a write-ahead log: readers do not wait for a writer. Who writes takes the lock at once and waits for it, so that two
writers never find out halfway that they stand in each other's way.
"""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, QueuePool

from pipeline.errors import StoreUnavailable
from pipeline.store.faults import explained
from pipeline.store.schema import REVISIONS

FILE = "postmortem.db"
PATIENCE = 60.0
"""Seconds to wait for another process that writes."""
WRITES = "writes"


def open_engine(home: Path, lasting: bool = False) -> Engine:
    """`lasting` keeps connections open from one transaction to the next: the last one that closes has to tidy the log up, which
    takes longer than a small change. Raises StoreUnavailable for a folder or file that cannot be used, or a database of a newer
    version."""
    path = home / FILE
    make_folder(home, path)
    engine = engine_on(path, lasting)
    with explained(path):
        bring_up_to_date(engine, path)
    return engine


def make_folder(home: Path, path: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        remedy = "set POSTMORTEM_HOME to a folder that can be written"
        raise StoreUnavailable(str(path), f"its folder cannot be made ({error.strerror})", remedy) from None
    if not path.exists():
        with suppress(OSError):  # then it is said where the database is opened
            path.touch(mode=0o600)  # its log takes the rights that it has


def engine_on(path: Path, lasting: bool = False) -> Engine:
    reads_alone = path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))

    def connect() -> sqlite3.Connection:
        if not reads_alone:
            return prepared(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False))
        log = path.with_name(f"{path.name}-wal")
        frozen = "&immutable=1" if not log.exists() or not log.stat().st_size else ""
        uri = f"{path.absolute().as_uri()}?mode=ro{frozen}"
        return sqlite3.connect(uri, timeout=PATIENCE, isolation_level=None, check_same_thread=False, uri=True)

    pool = {"poolclass": QueuePool, "max_overflow": -1} if lasting and not reads_alone else {"poolclass": NullPool}
    engine = create_engine("sqlite://", creator=connect, hide_parameters=True, **pool)  # no error prints what is kept

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    if lasting:
        notice_another_file(engine, path)
    return engine


def notice_another_file(engine: Engine, path: Path) -> None:
    """A kept connection whose file was removed or replaced is let go: what it wrote would be in no file."""

    @event.listens_for(engine, "checkout")
    def checkout(connection: Any, record: ConnectionPoolEntry, proxy: Any) -> None:
        del connection, proxy
        now = (path.stat().st_dev, path.stat().st_ino) if path.exists() else None
        if record.info.setdefault("file", now) != now:
            raise DisconnectionError


def prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    """With a write-ahead log that is on the disk before a write counts as done."""
    connection.execute("PRAGMA foreign_keys = ON")
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def bring_up_to_date(engine: Engine, path: Path) -> None:
    """Runs the migrations that are missing, one process at a time."""
    with engine.begin() as connection:
        found = revision_of(connection)
    if found == REVISIONS[-1]:
        return
    if found is not None and found not in REVISIONS:
        remedy = "update postmortem, or set POSTMORTEM_HOME to another folder"
        raise StoreUnavailable(str(path), "a newer version of postmortem made this database", remedy)
    from pipeline.store.migrations import upgrade

    with engine.execution_options(**{WRITES: True}).begin() as connection:
        upgrade(connection)


def revision_of(connection: Connection) -> str | None:
    """The last migration that ran; None for an empty database."""
    tables: Any = connection.execute(text("SELECT name FROM sqlite_master WHERE name = 'alembic_version'")).first()
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if tables else None
