"""The rows of a table, in the order of their key, which both kinds of database agree upon."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    String,
    Table,
    collate,
    func,
    literal,
    select,
    text,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.tables import Base, Process

Key = tuple[Any, ...]

AT_ONCE = 500
"""Rows in one transaction: what is lost by a kill, and what is held in memory."""

COPIED = [each for each in Base.metadata.sorted_tables if each is not Process.__table__]
"""Every table that is copied, each behind those that it refers to. Who serves a database now is
not copied.
"""


def key_of(table: Table, row: Row[Any]) -> Key:
    """The key of a row."""
    return tuple(row._mapping[column] for column in table.primary_key)


async def pages(
    engine: AsyncEngine, table: Table, after: Key | None = None, up_to: Key | None = None
) -> AsyncIterator[Sequence[Row[Any]]]:
    """All rows behind one key and up to another, some at a time."""
    while True:
        query = select(table).order_by(*_ordered(engine, table)).limit(AT_ONCE)
        if after is not None:
            query = query.where(_key(engine, table) > _values(table, after))
        if up_to is not None:
            query = query.where(_key(engine, table) <= _values(table, up_to))
        async with engine.connect() as connection:
            page = (await connection.execute(query)).all()
        if page:
            yield page
        if len(page) < AT_ONCE:
            return
        after = key_of(table, page[-1])


async def last_key(engine: AsyncEngine, table: Table) -> Key | None:
    """The highest key that is there."""
    backwards = [column.desc() for column in _ordered(engine, table)]
    query: Select[Any] = select(*table.primary_key).order_by(*backwards).limit(1)
    async with engine.connect() as connection:
        found = (await connection.execute(query)).first()
    return None if found is None else tuple(found)


async def count(engine: AsyncEngine, table: Table) -> int:
    """How many there are."""
    async with engine.connect() as connection:
        return await connection.scalar(select(func.count()).select_from(table)) or 0


async def number_on(engine: AsyncEngine) -> None:
    """What is numbered goes on behind the highest number (SQLite does so by itself)."""
    if engine.dialect.name == "sqlite":
        return
    async with engine.begin() as connection:
        for table in COPIED:
            column = table.autoincrement_column
            if column is None or (highest := await connection.scalar(func.max(column))) is None:
                continue
            own = func.pg_get_serial_sequence(f'"{table.name}"', column.name)
            await connection.execute(select(func.setval(own, highest)))


async def empty(engine: AsyncEngine) -> None:
    """Take away every row that was copied."""
    async with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            for table in reversed(COPIED):
                await connection.execute(table.delete())
            return
        names = ", ".join(f'"{table.name}"' for table in COPIED)
        await connection.execute(text(f"TRUNCATE {names}"))  # at once: no row stays in its pages


def _ordered(engine: AsyncEngine, table: Table) -> list[ColumnElement[Any]]:
    """The key's columns. PostgreSQL compares words by a language's rules, SQLite by their bytes."""
    by_bytes = engine.dialect.name == "postgresql"
    return [
        collate(column, "C") if by_bytes and isinstance(column.type, String) else column
        for column in table.primary_key
    ]


def _key(engine: AsyncEngine, table: Table) -> ColumnElement[Any]:
    return tuple_(*_ordered(engine, table))


def _values(table: Table, key: Key) -> ColumnElement[Any]:
    columns = zip(key, table.primary_key, strict=True)
    return tuple_(*(literal(value, column.type) for value, column in columns))
