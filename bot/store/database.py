"""The database: how it is opened, and what a transaction is."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

from bot.store.one_hop import connect
from bot.store.postgresql import TURN, open_postgresql

BUSY_SECONDS = 10
WAL_IS_SOUND_FROM = (3, 51, 3)
"""Earlier SQLite can corrupt a write-ahead log when two connections reset it at once."""


class Database:
    """Gives transactions, one at a time: on SQLite because it has one writer, on PostgreSQL because
    whatever reads before it writes then needs no lock of its own, in any number of processes
    (docs/decisions/0009).
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.engine = _engine(self.url)
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False, autoflush=False)
        self._turn = asyncio.Lock() if self.is_sqlite else None

    @property
    def is_sqlite(self) -> bool:
        """Whether this is one file and one process."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def file(self) -> Path | None:
        """The SQLite file, or None on a server."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncSession]:
        """One transaction: committed at the end, rolled back on an error. No other one that began
        like this runs meanwhile, in whatever process.
        """
        async with self.beside() as session:
            if not self.is_sqlite:
                await session.execute(TURN)
            yield session

    @asynccontextmanager
    async def beside(self) -> AsyncIterator[AsyncSession]:
        """The same without waiting for the turn, where the database allows it: for what decides
        nothing from what it reads.
        """
        turn: AbstractAsyncContextManager[Any] = self._turn or nullcontext()
        async with turn, self._sessions.begin() as session:
            yield session

    async def close(self) -> None:
        """Let go of every connection."""
        await self.engine.dispose()


def _engine(url: URL) -> AsyncEngine:
    if url.get_backend_name() != "sqlite":
        return open_postgresql(url)
    # Parameters are hidden: an error's text goes to the log, and may not hold anybody's words.
    opening = partial(connect, url.database or ":memory:", BUSY_SECONDS)
    engine = create_async_engine(url, async_creator=opening, hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _open_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_immediate)
    return engine


def _open_sqlite(connection: DBAPIConnection, _record: object) -> None:
    # The driver must not begin transactions itself: it would begin them too late, and two
    # writers that had both read would lose one of the two writes without an error.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in pragmas():
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def pragmas(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> list[str]:
    """How a SQLite connection is set, for a version of SQLite.

    FULL because people are told "saved"; secure_delete because erased must mean gone from the file.
    """
    journal = "WAL" if version >= WAL_IS_SOUND_FROM else "TRUNCATE"
    return [
        f"journal_mode={journal}",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "secure_delete=ON",
        "trusted_schema=OFF",
    ]


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
