"""People; reviews with their items, drafts, offers, remarks, decisions and publications; the audit log; jobs."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEPT = "the audit log is only ever added to"
SQLITE = (
    f"CREATE TRIGGER audit_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, '{KEPT}'); END",
    f"CREATE TRIGGER audit_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, '{KEPT}'); END",
    "CREATE TRIGGER audit_replace BEFORE INSERT ON audit"
    " WHEN EXISTS (SELECT 1 FROM audit WHERE incident = NEW.incident AND number = NEW.number)"
    f" BEGIN SELECT RAISE(ABORT, '{KEPT}'); END",
)
"""INSERT OR REPLACE deletes without asking the trigger for deletions: hence the third."""
POSTGRESQL = (
    f"CREATE FUNCTION audit_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{KEPT}'; END $$",
    "CREATE TRIGGER audit_rows BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_kept()",
    "CREATE TRIGGER audit_table BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_kept()",
)


def upgrade() -> None:
    people_and_reviews()
    pieces()
    what_people_say()
    what_people_answer_for()
    work_and_record()
    op.create_index("review_access_by_name", "review_access", ["name"])
    op.create_index("items_by_part", "items", ["part", "incident"])
    op.create_index("audit_by_time", "audit", ["at"])
    op.create_index("jobs_by_time", "jobs", ["created_at"])
    for statement in POSTGRESQL if op.get_context().dialect.name == "postgresql" else SQLITE:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("what people decided is not thrown away")


def people_and_reviews() -> None:
    op.create_table("people", key("key"), said("name"), said("role"), sa.Column("teams", sa.JSON, nullable=False))
    op.create_table(
        "reviews",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        said("visibility"),
        sa.Column("review", sa.JSON, nullable=False),
        sa.Column("options", sa.JSON, nullable=False),
    )
    op.create_table("review_access", incident(), key("name"))


def pieces() -> None:
    op.create_table(
        "items",
        incident(),
        key("part"),
        key("id"),
        sa.Column("position", sa.Float, nullable=False),
        sa.Column("value", sa.JSON, nullable=False),
        sa.Column("drafted", sa.JSON),
        sa.Column("decision", sa.Text),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("by", sa.Text),
        sa.Column("at", sa.DateTime(timezone=True)),
    )
    op.create_table("drafts", incident(), number("number"), said("document"), said("evidence"), said("by"), when())
    op.create_table(
        "offers",
        incident(),
        number(),
        sa.Column("draft", sa.Integer, nullable=False),
        said("part"),
        said("item"),
        said("kind"),
        sa.Column("before", sa.JSON),
        sa.Column("after", sa.JSON),
        said("state"),
    )
    op.create_table(
        "source_files",
        incident(),
        key("name"),
        sa.Column("size", sa.BigInteger, nullable=False),
        said("sha256"),
        said("path"),
        said("by"),
        when(),
    )


def what_people_say() -> None:
    op.create_table(
        "comments",
        incident(),
        number(),
        said("part"),
        said("item"),
        said("text"),
        said("by"),
        when(),
        sa.Column("reply_to", sa.Integer),
        sa.Column("resolved_by", sa.Text),
        sa.Column("resolved_at", sa.DateTime(timezone=True)),
    )
    op.create_table(
        "sign_offs",
        incident(),
        key("kind"),
        key("by"),
        when(),
        sa.Column("approves", sa.Boolean, nullable=False),
        said("note"),
        said("digest"),
    )
    op.create_table(
        "disputes",
        incident(),
        number(),
        said("part"),
        said("item"),
        said("majority"),
        said("dissent"),
        said("raised_by"),
        when("raised_at"),
        sa.Column("decision", sa.Text),
        sa.Column("decided_by", sa.Text),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
    )


def what_people_answer_for() -> None:
    op.create_table(
        "waivers",
        incident(),
        key("rule"),
        key("part"),
        key("item"),
        key("excerpt"),
        said("reason"),
        said("by"),
        when(),
    )
    op.create_table("section_reads", incident(), key("part"), key("by"), said("digest"), when())
    op.create_table(
        "publications",
        incident(),
        number("number"),
        said("audience"),
        said("format"),
        said("text"),
        said("digest"),
        said("by"),
        when(),
        sa.Column("retracted_at", sa.DateTime(timezone=True)),
        sa.Column("reason", sa.Text),
    )


def work_and_record() -> None:
    op.create_table(
        "audit",
        key("incident"),
        number("number"),
        when(),
        said("by"),
        said("what"),
        said("target"),
        sa.Column("before", sa.JSON),
        sa.Column("after", sa.JSON),
    )
    op.create_table(
        "jobs",
        key("id"),
        said("kind"),
        sa.Column("incident", sa.Text, sa.ForeignKey("reviews.id", ondelete="CASCADE")),
        sa.Column("request", sa.JSON, nullable=False),
        said("state"),
        said("step"),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("steps", sa.Integer, nullable=False),
        sa.Column("problem", sa.Text),
        sa.Column("result", sa.JSON),
        said("by"),
        when("created_at"),
        sa.Column("beat_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("pid", sa.Integer),
    )


def incident() -> sa.Column[str]:
    return sa.Column("incident", sa.Text, sa.ForeignKey("reviews.id", ondelete="CASCADE"), primary_key=True, nullable=False)


def number(name: str = "id") -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=False)


def key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=True)


def said(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def when(name: str = "at") -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)
