"""several processes serve one database."""

import sqlalchemy as sa
from alembic import op

from bot.store import columns

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "process",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("alive_until", columns.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.add_column("outbox", sa.Column("lane", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("outbox", sa.Column("taken_by", sa.Uuid(), nullable=True))


def downgrade() -> None:
    """Back from this revision."""
    with op.batch_alter_table("outbox") as batch:
        batch.drop_column("taken_by")
        batch.drop_column("lane")
    op.drop_table("process")
