"""The two sides of a copy: what can be refused before anything is written, and being alone."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

from sqlalchemy import URL, func, inspect, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.address import checked
from bot.store.database import Database
from bot.store.lock import AlreadyServed, sole_process
from bot.store.postgresql import TURN_NUMBER
from bot.store.presence import SIGNS_NUMBER
from bot.store.revision import revision
from bot.store.tables import Base, Process

PATIENCE = text("SET lock_timeout = '6s'")
"""A little longer than the server may need to notice that an earlier copy was killed."""

LOCK_NOT_AVAILABLE = "55P03"


class CannotCopy(Exception):
    """One line: which side, why, and what to write instead."""


@dataclass(frozen=True)
class Side:
    """FROM or TO, and its database."""

    name: str
    database: Database

    @property
    def said(self) -> str:
        """How it is called: never with a password."""
        url, file = self.database.url, self.database.file
        return f"{self.name} ({file.name if file else f'{url.database} at {_host(url)}'})"


@dataclass(frozen=True)
class Found:
    """What was found: the revision or mark, whether there are tables called like ours, and whether
    there is any row in them.
    """

    revision: str | None
    tables: bool
    rows: bool


@contextlib.asynccontextmanager
async def two_sides(source: str, target: str) -> AsyncIterator[tuple[Side, Side]]:
    """Both, if their addresses are right. Raises CannotCopy."""
    one, other = _url("FROM", source), _url("TO", target)
    sides = Side("FROM", Database(one)), Side("TO", Database(other))
    try:
        _refuse_files(*sides)
        if _same(*sides):
            raise CannotCopy("FROM and TO are the same database: name another one as TO")
        yield sides
    finally:
        for side in sides:
            await side.database.close()


async def look(side: Side) -> Found:
    """What is there now. Raises CannotCopy where nobody answers."""
    with answering(side):
        async with side.database.engine.connect() as connection:
            return await connection.run_sync(_found)


@contextlib.contextmanager
def answering(side: Side) -> Iterator[None]:
    """A fault of this side is one line."""
    try:
        yield
    except (SQLAlchemyError, OSError) as fault:
        raise CannotCopy(
            f"{side.said} does not answer ({_kind(fault)}): look whether it is there, and whether "
            "its address, role and password are right; what was copied stays, so run it again"
        ) from None


@contextlib.asynccontextmanager
async def alone(side: Side) -> AsyncIterator[None]:
    """Nobody else writes to this side in the block: on SQLite its lock file says so, on a server
    whoever wants to decide, or to say that it is alive, waits. Raises CannotCopy.
    """
    async with contextlib.AsyncExitStack() as stack:
        with answering(side):
            if side.database.is_sqlite:
                await _hold_file(side, stack)
            else:
                await _hold_server(side, stack)
        yield


async def _hold_file(side: Side, stack: contextlib.AsyncExitStack) -> None:
    try:
        await stack.enter_async_context(sole_process(side.database.file, patience=0))
    except AlreadyServed:
        raise CannotCopy(f"a process serves {side.said}: stop it first") from None


async def _hold_server(side: Side, stack: contextlib.AsyncExitStack) -> None:
    connection = await stack.enter_async_context(side.database.engine.connect())
    await connection.execution_options(isolation_level="AUTOCOMMIT")
    await connection.execute(PATIENCE)
    stack.push_async_callback(_let_go, connection)
    try:
        for number in (TURN_NUMBER, SIGNS_NUMBER):
            await connection.execute(select(func.pg_advisory_lock(number)))
    except DBAPIError as fault:
        if getattr(fault.orig, "sqlstate", None) != LOCK_NOT_AVAILABLE:
            raise
        raise CannotCopy(
            f"{side.said} is in use: stop whoever serves it or copies it first (FROM and TO must "
            "not be the same database)"
        ) from None
    alive = select(func.count()).where(Process.alive_until > func.clock_timestamp())
    if await connection.scalar(alive):
        raise CannotCopy(
            f"a process serves {side.said}: stop it first (one that was killed is forgotten after "
            "five seconds)"
        )


async def _let_go(connection: AsyncConnection) -> None:
    with contextlib.suppress(SQLAlchemyError):  # the locks go with the connection at the latest
        await connection.execute(select(func.pg_advisory_unlock_all()))


def _url(name: str, written: str) -> str:
    try:
        return checked(written).render_as_string(hide_password=False)
    except ValueError as wrong:
        raise CannotCopy(f"{name} is wrong: {wrong}") from None


def _refuse_files(source: Side, target: Side) -> None:
    file, new = source.database.file, target.database.file
    if file is not None and not file.is_file():
        raise CannotCopy(f"FROM is wrong: there is no file {file}; name the one to copy")
    if new is not None and not new.parent.is_dir():
        raise CannotCopy(f"TO is wrong: there is no folder {new.parent}; make it")


def _same(source: Side, target: Side) -> bool:
    """As far as it can be seen without asking; the locks find out about other names."""
    one, other = source.database, target.database
    if one.file is not None and other.file is not None:
        return other.file.exists() and one.file.samefile(other.file)
    return (_host(one.url), one.url.database) == (_host(other.url), other.url.database)


def _host(url: URL) -> str:
    host = url.host or str(url.query.get("host", "localhost"))
    return f"{host}:{url.port or 5432}"


def _kind(fault: BaseException) -> str:
    """The fault without its text: it may hold a role, or an address."""
    return type(getattr(fault, "orig", None) or fault).__name__


def _found(connection: Connection) -> Found:
    kept = revision(connection)
    there = set(inspect(connection).get_table_names())
    ours = [each for each in Base.metadata.sorted_tables if each.name in there]
    held = [each for each in ours if each is not Process.__table__]
    any_row = any(connection.scalar(select(1).select_from(each).limit(1)) for each in held)
    return Found(kept, bool(ours), any_row)
