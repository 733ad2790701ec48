"""Documents with their parts, services, readers and actions; passages; vectors; versions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    documents()
    for name in ("services", "readers"):
        op.create_table(name, document(), position(), sa.Column("name", sa.Text, nullable=False))
    op.create_table(
        "parts",
        document(),
        position(),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "actions",
        document(),
        position(),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("owner", sa.Text),
        sa.Column("due", sa.Date),
        sa.Column("ticket", sa.Text),
        sa.Column("open", sa.Boolean),
    )
    passages()
    op.create_table(
        "vectors",
        sa.Column("embedder", sa.Text, primary_key=True),
        sa.Column("text_hash", sa.Text, primary_key=True),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )
    op.create_table("versions", sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False))


def downgrade() -> None:
    for name in ("versions", "vectors", "passages", "actions", "parts", "readers", "services", "documents"):
        op.drop_table(name)


def documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("team", sa.Text),
        sa.Column("severity", sa.Text),
        sa.Column("severity_level", sa.Integer),
        sa.Column("kind", sa.Text),
        sa.Column("started_at", sa.DateTime(timezone=True)),
        sa.Column("visibility", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
    )


def passages() -> None:
    op.create_table(
        "passages",
        sa.Column("id", sa.Text, primary_key=True),
        document(key=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("text_hash", sa.Text, nullable=False),
    )
    op.create_index("passages_by_document", "passages", ["document", "position"])
    op.create_index("passages_by_hash", "passages", ["text_hash"])


def document(key: bool = True) -> sa.Column[str]:
    to = sa.ForeignKey("documents.id", ondelete="CASCADE")
    return sa.Column("document", sa.Text, to, primary_key=key, nullable=False)


def position() -> sa.Column[int]:
    return sa.Column("position", sa.Integer, primary_key=True, autoincrement=False)
