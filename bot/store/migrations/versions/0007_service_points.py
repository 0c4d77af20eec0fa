"""places and hours: service points."""

import sqlalchemy as sa
from alembic import op

from bot.store import columns

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "service_point",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("services", sa.String(length=200), nullable=False),
        sa.Column("audience", sa.String(length=80), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("pin", sa.String(length=40), nullable=False),
        sa.Column("hours", sa.String(length=500), nullable=False),
        sa.Column("otherwise", sa.String(length=2000), nullable=False),
        sa.Column("holidays", sa.Boolean(), nullable=True),
        sa.Column("times", sa.String(length=1000), nullable=False),
        sa.Column("price", sa.Integer(), nullable=True),
        sa.Column("languages", sa.String(length=80), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("secret", sa.Boolean(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("stale_after", sa.Integer(), nullable=False),
        sa.Column("checked_at", columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("checked_by", sa.Uuid(), nullable=True),
        sa.Column("changed_at", columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )


def downgrade() -> None:
    """Back from this revision."""
    op.drop_table("service_point")
