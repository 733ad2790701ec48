"""The tables of reviews as they are now. What hangs on a review is numbered within it: no number tells of another review."""

from typing import Any

from pydantic_core import to_jsonable_python
from sqlalchemy import JSON, BigInteger, Boolean, Column, Dialect, Float, ForeignKey, Index, Integer, Table, Text, TypeDecorator

from pipeline.store.schema import UtcTime, metadata


class Json(TypeDecorator[Any]):
    """Whatever pydantic can write as JSON; None is NULL."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        del dialect
        return to_jsonable_python(value)


def incident() -> Column[str]:
    return Column("incident", Text, ForeignKey("reviews.id", ondelete="CASCADE"), primary_key=True, nullable=False)


def number(name: str = "id") -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


def key(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


def said(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def when(name: str = "at") -> Column[Any]:
    return Column(name, UtcTime, nullable=False)


people = Table("people", metadata, key("key"), said("name"), said("role"), Column("teams", Json, nullable=False))
"""`key` is the name folded: one person, however the name is written."""

reviews = Table(
    "reviews",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    said("visibility"),
    Column("review", Json, nullable=False),
    Column("options", Json, nullable=False),
)
"""`number` is the order of creation; `review` all fields of the Review."""

review_access = Table("review_access", metadata, incident(), key("name"), Index("review_access_by_name", "name"))
"""Who may know of a review while it is restricted: its owner, its readers and their teams, by folded name."""

items = Table(
    "items",
    metadata,
    incident(),
    key("part"),
    key("id"),
    Column("position", Float, nullable=False),
    Column("value", Json, nullable=False),
    Column("drafted", Json),
    Column("decision", Text),
    Column("revision", Integer, nullable=False),
    Column("by", Text),
    Column("at", UtcTime),
    Index("items_by_part", "part", "incident"),
)
drafts = Table("drafts", metadata, incident(), number("number"), said("document"), said("evidence"), said("by"), when())
"""`document` is a Postmortem, `evidence` a list of all redacted Evidence that it was made of, both as JSON."""

offers = Table(
    "offers",
    metadata,
    incident(),
    number(),
    Column("draft", Integer, nullable=False),
    said("part"),
    said("item"),
    said("kind"),
    Column("before", Json),
    Column("after", Json),
    said("state"),
)
comments = Table(
    "comments",
    metadata,
    incident(),
    number(),
    said("part"),
    said("item"),
    said("text"),
    said("by"),
    when(),
    Column("reply_to", Integer),
    Column("resolved_by", Text),
    Column("resolved_at", UtcTime),
)
sign_offs = Table(
    "sign_offs",
    metadata,
    incident(),
    key("kind"),
    key("by"),
    when(),
    Column("approves", Boolean, nullable=False),
    said("note"),
    said("digest"),
)
disputes = Table(
    "disputes",
    metadata,
    incident(),
    number(),
    said("part"),
    said("item"),
    said("majority"),
    said("dissent"),
    said("raised_by"),
    when("raised_at"),
    Column("decision", Text),
    Column("decided_by", Text),
    Column("decided_at", UtcTime),
)
waivers = Table(
    "waivers",
    metadata,
    incident(),
    key("rule"),
    key("part"),
    key("item"),
    key("excerpt"),
    said("reason"),
    said("by"),
    when(),
)
section_reads = Table("section_reads", metadata, incident(), key("part"), key("by"), said("digest"), when())
publications = Table(
    "publications",
    metadata,
    incident(),
    number("number"),
    said("audience"),
    said("format"),
    said("text"),
    said("digest"),
    said("by"),
    when(),
    Column("retracted_at", UtcTime),
    Column("reason", Text),
)
answers = Table("answers", metadata, incident(), key("point"), said("digest"), said("by"), when())
"""Points of the checklist for readers outside that somebody answered for, on the document as it was at `digest`."""

unsettled = Table("unsettled", metadata, incident())
"""Reviews whose published files may not be as the review says: something was about to change them."""

source_files = Table(
    "source_files",
    metadata,
    incident(),
    key("name"),
    Column("size", BigInteger, nullable=False),
    said("sha256"),
    said("path"),
    said("by"),
    when(),
)
audit = Table(
    "audit",
    metadata,
    key("incident"),
    number("number"),
    when(),
    said("by"),
    said("what"),
    said("target"),
    Column("before", Json),
    Column("after", Json),
    Index("audit_by_time", "at"),
)
"""Only ever added to: triggers refuse the rest. `incident` is empty for what concerns no review."""

jobs = Table(
    "jobs",
    metadata,
    key("id"),
    said("kind"),
    Column("incident", Text, ForeignKey("reviews.id", ondelete="CASCADE")),
    Column("request", Json, nullable=False),
    said("state"),
    said("step"),
    Column("done", Integer, nullable=False),
    Column("steps", Integer, nullable=False),
    Column("problem", Text),
    Column("result", Json),
    said("by"),
    when("created_at"),
    Column("beat_at", UtcTime),
    Column("ended_at", UtcTime),
    Column("pid", Integer),
    Index("jobs_by_time", "created_at"),
)
