"""what may have arrived, groups that cannot be written to, whoever writes very much."""

import sqlalchemy as sa
from alembic import op

from bot.store import columns

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.add_column("outbox", sa.Column("doubts", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("card", sa.Column("shown_at", columns.UtcDateTime(timezone=True)))
    op.add_column(
        "card", sa.Column("shown_often", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("contact", sa.Column("slowed_at", columns.UtcDateTime(timezone=True)))
    op.create_table(
        "lost_group",
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("since", columns.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("address"),
    )


def downgrade() -> None:
    """Back from this revision."""
    op.drop_table("lost_group")
    op.drop_column("contact", "slowed_at")
    op.drop_column("card", "shown_often")
    op.drop_column("card", "shown_at")
    op.drop_column("outbox", "doubts")
