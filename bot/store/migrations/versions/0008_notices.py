"""notices by a coordinator, who asked to be told of them, and the weekly letters reminder."""

import sqlalchemy as sa
from alembic import op

from bot.store import columns

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("template", sa.String(length=32), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=32), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("until", columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("put_up_at", columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("taken_down_at", columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("tell_at", columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("told_at", columns.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("notice_until", "notice", ["until"], unique=False)
    to_tell = sa.text("tell_at IS NOT NULL AND told_at IS NULL")
    op.create_index(
        "notice_to_tell",
        "notice",
        ["tell_at"],
        unique=False,
        sqlite_where=to_tell,
        postgresql_where=to_tell,
    )
    op.create_table(
        "notice_copy",
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("at", columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("notice_id", "contact_id"),
    )
    op.create_index("ix_notice_copy_contact_id", "notice_copy", ["contact_id"], unique=False)
    op.create_table(
        "notice_wish",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("since", columns.UtcDateTime(timezone=True), nullable=False),
        *_of_somebody(),
        sa.PrimaryKeyConstraint("person_id"),
    )
    op.create_index("ix_notice_wish_contact_id", "notice_wish", ["contact_id"], unique=False)
    op.create_table(
        "letters_reminder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("asked_at", columns.UtcDateTime(timezone=True), nullable=True),
        *_of_somebody(),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person_id"),
    )
    for column in ("contact_id", "due_at"):
        name = f"ix_letters_reminder_{column}"
        op.create_index(name, "letters_reminder", [column], unique=False)


def downgrade() -> None:
    """Back from this revision."""
    for table in ("letters_reminder", "notice_wish", "notice_copy", "notice"):
        op.drop_table(table)


def _of_somebody() -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([f"{of}_id"], [f"{of}.id"], initially="DEFERRED", deferrable=True)
        for of in ("person", "contact")
    ]
