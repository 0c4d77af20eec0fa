"""from where somebody came, and when emergency numbers were shown."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.add_column("contact", sa.Column("came_from", sa.String(length=32), nullable=True))
    op.add_column("contact", sa.Column("helped", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Back from this revision."""
    op.drop_column("contact", "helped")
    op.drop_column("contact", "came_from")
