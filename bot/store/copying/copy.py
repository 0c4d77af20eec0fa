"""Copying an installation from one database into another, so that a kill costs nothing.

Rows go over in the order of their key, some in each transaction: so the highest key that is there
says where to go on. A mark keeps every process away from what is not whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Row, Table, select
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.copying.rows import COPIED, count, empty, last_key, number_on, pages
from bot.store.copying.sides import CannotCopy, Found, Side, alone, answering, look, two_sides
from bot.store.copying.sums import Sum, sum_of
from bot.store.migrate import migrate
from bot.store.revision import COPYING, WRITE, head, known, mark_for
from bot.store.tables import KeyCheck


class Tell(Protocol):
    """Is told how far it is: what is done, with which table, with how many rows of how many."""

    def __call__(self, doing: str, table: str, rows: int, of: int) -> None:
        """Show it. It never learns what is in a row."""


@dataclass(frozen=True)
class Compared:
    """A table, and its sum on both sides."""

    table: str
    source: Sum
    target: Sum

    @property
    def same(self) -> bool:
        """Whether both hold the same rows."""
        return self.source == self.target


async def copy(source: str, target: str, tell: Tell) -> list[Compared]:
    """Copy what is at one address to another, and compare: a line for each table. Where they do
    not agree, the mark stays. Raises CannotCopy.
    """
    async with two_sides(source, target) as (old, new), AsyncExitStack() as stack:
        _refuse_old(old, await look(old))
        await stack.enter_async_context(alone(old))
        mark = mark_for(await _installation(old))
        await _make_ready(new, mark)
        await stack.enter_async_context(alone(new))
        await _begin(old, new, mark, tell)
        for table in COPIED:
            await _copy(old, new, table, tell)
        with answering(new):
            await number_on(new.database.engine)
        found = [await _compare(old, new, table, tell) for table in COPIED]
        if all(each.same for each in found):
            await _write_mark(new, head())
        return found


def _refuse_old(side: Side, found: Found) -> None:
    if found.revision is None:
        raise CannotCopy(f"{side.said} has no tables of Loket: name the database that it serves")
    if found.revision.startswith(COPYING):
        raise CannotCopy(f"{side.said} is itself half a copy: finish that one first")
    if found.revision != head():
        raise CannotCopy(
            f"{side.said} has the tables of another version ({found.revision}, today's are "
            f"{head()}): set LOKET_DATABASE_URL to it and run 'python -m bot migrate' first"
        )


async def _make_ready(side: Side, mark: str) -> None:
    """Give TO today's tables, if it has none or empty ones, or was begun before."""
    found = await look(side)
    _refuse_taken(side, found, mark)
    if found.revision in (mark, head()):
        return
    with answering(side):
        if side.database.file is not None:
            side.database.file.touch(0o600)
        await migrate(side.database)


def _refuse_taken(side: Side, found: Found, mark: str) -> None:
    begun = found.revision is not None and found.revision.startswith(COPYING)
    if begun and found.revision != mark:
        raise CannotCopy(
            f"{side.said} is half a copy of another installation, or by another version: "
            "name an empty database"
        )
    strange = found.tables if found.revision is None else found.revision not in known()
    if strange and not begun:
        raise CannotCopy(f"{side.said} has tables that are not ours: name an empty database")
    if found.rows and not begun:
        raise CannotCopy(f"{side.said} holds an installation already: name an empty database")


async def _begin(old: Side, new: Side, mark: str, tell: Tell) -> None:
    """Set the mark, or find it. What was copied before stays if it is still what FROM has."""
    found = await look(new)  # again: nobody else can write to it now
    _refuse_taken(new, found, mark)
    if found.revision != mark:
        await _write_mark(new, mark)
        return
    for table in COPIED:
        if not await _still_the_same(old, new, table, tell):
            with answering(new):
                await empty(new.database.engine)
            return


async def _still_the_same(old: Side, new: Side, table: Table, tell: Tell) -> bool:
    with answering(new):
        up_to = await last_key(new.database.engine, table)
    if up_to is None:
        return True
    compared = await _compare(old, new, table, tell, up_to)
    return compared.same


async def _copy(old: Side, new: Side, table: Table, tell: Tell) -> None:
    with answering(old):
        of = await count(old.database.engine, table)
    with answering(new):
        after = await last_key(new.database.engine, table)
        done = await count(new.database.engine, table)
    tell("copying", table.name, done, of)
    reading = pages(old.database.engine, table, after)
    while True:
        with answering(old):
            page = await anext(reading, None)
        if page is None:
            return
        with answering(new):
            await _write(new, table, page)
        done += len(page)
        tell("copying", table.name, done, of)


async def _write(side: Side, table: Table, page: Sequence[Row[Any]]) -> None:
    try:
        async with side.database.engine.begin() as connection:
            await connection.execute(table.insert(), [dict(row._mapping) for row in page])
    except (DataError, IntegrityError) as fault:
        raise CannotCopy(
            f"{side.said} does not take a row of '{table.name}' ({type(fault).__name__}): please "
            "tell whoever maintains Loket; FROM is as it was, and can be served"
        ) from None


async def _compare(
    old: Side, new: Side, table: Table, tell: Tell, up_to: tuple[Any, ...] | None = None
) -> Compared:
    sums = []
    for side in (old, new):
        with answering(side):
            sums.append(await _sum(side.database.engine, table, up_to, tell))
    return Compared(table.name, *sums)


async def _sum(engine: AsyncEngine, table: Table, up_to: tuple[Any, ...] | None, tell: Tell) -> Sum:
    of = await count(engine, table)
    return await sum_of(engine, table, up_to, lambda rows: tell("comparing", table.name, rows, of))


async def _installation(side: Side) -> str:
    """Which installation it is: what its keys sealed at random differs from any other's."""
    query = select(KeyCheck.ring_key, KeyCheck.sealed).order_by(KeyCheck.sealed)
    with answering(side):
        async with side.database.engine.connect() as connection:
            kept = (await connection.execute(query)).all()
    return hashlib.sha256(b"".join(row.sealed for row in kept)).hexdigest()[:16]


async def _write_mark(side: Side, revision: str) -> None:
    with answering(side):
        async with side.database.engine.begin() as connection:
            await connection.execute(WRITE, {"revision": revision})
