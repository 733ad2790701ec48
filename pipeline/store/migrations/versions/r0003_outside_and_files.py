"""Answers to the checklist for readers outside; reviews whose published files are yet to be looked at: at first all."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answers",
        incident(),
        sa.Column("point", sa.Text, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table("unsettled", incident())
    op.execute("INSERT INTO unsettled (incident) SELECT id FROM reviews")
    op.create_index("documents_by_source", "documents", ["source"])


def downgrade() -> None:
    raise NotImplementedError("what people decided is not thrown away")


def incident() -> sa.Column[str]:
    return sa.Column("incident", sa.Text, sa.ForeignKey("reviews.id", ondelete="CASCADE"), primary_key=True, nullable=False)
