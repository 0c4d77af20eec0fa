"""Column types that mean the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC. SQLite keeps no zone, so it is taken off and put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database. Raises ValueError for a moment without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment is stored with its zone")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """All tables."""

    type_annotation_map = {datetime: UtcDateTime, bytes: LargeBinary}  # noqa: RUF012 - SQLAlchemy's name


Number = Annotated[
    int,
    mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    ),
]
"""A row's number, in the order of arrival."""

Id = Annotated[UUID, mapped_column(primary_key=True, default=uuid4)]
"""A random id, made here, so that a value can be sealed for its row before the row exists."""

RowId = Annotated[UUID, mapped_column(unique=True, default=uuid4)]
"""A random id beside a number, for what is sealed in the row."""

Word = Annotated[str, mapped_column(String(32))]
"""A word of ours: a state, a kind, a service."""

Index = Annotated[str, mapped_column(String(80))]
"""A keyed look-up of an address (`Vault.index`)."""

Ref = Annotated[str, mapped_column(String(64))]
"""The channel's id of a message, or a reference of ours."""


def belongs_to(column: str) -> ForeignKey:
    """A foreign key that is checked at the commit: rows of one transaction come in any order."""
    return ForeignKey(column, deferrable=True, initially="DEFERRED")
