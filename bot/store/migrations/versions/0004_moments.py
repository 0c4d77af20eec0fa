"""when updates were last fetched, and who has been told of a long absence."""

import sqlalchemy as sa
from alembic import op

from bot.store import columns

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "moment",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("at", columns.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "absence",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("since", columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("until", columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("done_at", columns.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("number"),
    )


def downgrade() -> None:
    """Back from this revision."""
    op.drop_table("absence")
    op.drop_table("moment")
