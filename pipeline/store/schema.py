"""The tables as they are now. How they came to be so, and what changes next, is in migrations/."""

import datetime

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)

REVISIONS = ("0001", "0002", "0003")
"""The migrations in order; the last one is what this version of the program reads and writes."""

metadata = MetaData()


class UtcTime(TypeDecorator[datetime.datetime]):
    """An aware time, kept in UTC: SQLite has no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime.datetime | None, dialect: Dialect) -> datetime.datetime | None:
        del dialect
        return value.astimezone(datetime.UTC) if value else None

    def process_result_value(self, value: datetime.datetime | None, dialect: Dialect) -> datetime.datetime | None:
        del dialect
        return value.replace(tzinfo=datetime.UTC) if value and value.tzinfo is None else value


def document(key: bool = True) -> Column[str]:
    to = ForeignKey("documents.id", ondelete="CASCADE")
    return Column("document", Text, to, primary_key=key, nullable=False)


def position() -> Column[int]:
    return Column("position", Integer, primary_key=True, autoincrement=False)


documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("team", Text),
    Column("severity", Text),
    Column("severity_level", Integer),
    Column("kind", Text),
    Column("started_at", UtcTime),
    Column("visibility", Text, nullable=False),
    Column("url", Text),
    Column("source", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Index("documents_by_source", "source"),
)
"""`revision` is that of the store when the document was put."""

parts = Table(
    "parts",
    metadata,
    document(),
    position(),
    Column("kind", Text, nullable=False),
    Column("heading", Text, nullable=False),
    Column("text", Text, nullable=False),
)
services = Table("services", metadata, document(), position(), Column("name", Text, nullable=False))
readers = Table("readers", metadata, document(), position(), Column("name", Text, nullable=False))
actions = Table(
    "actions",
    metadata,
    document(),
    position(),
    Column("action", Text, nullable=False),
    Column("owner", Text),
    Column("due", Date),
    Column("ticket", Text),
    Column("open", Boolean),
)
passages = Table(
    "passages",
    metadata,
    Column("id", Text, primary_key=True),
    document(key=False),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("heading", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("text_hash", Text, nullable=False),
    Index("passages_by_document", "document", "position"),
    Index("passages_by_hash", "text_hash"),
)
vectors = Table(
    "vectors",
    metadata,
    Column("embedder", Text, primary_key=True),
    Column("text_hash", Text, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)
versions = Table("versions", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))
