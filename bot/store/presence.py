"""Which processes serve one database, and which of them is the first: that one polls.

A row with an expiry, rather than a session's advisory lock: a process that was frozen keeps its
sessions, and would keep their locks (docs/decisions/0009).
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.database import Database
from bot.store.tables import Process

EVERY, LASTS = 1.0, 5.0
"""Seconds between two signs of life, and for how long one holds: a few may go missing before a
process is replaced.
"""

JOINING = 2
"""Signs of life after which all the others know of somebody new."""

SIGNS_NUMBER = 1282371430
IN_TURN = text(f"SELECT pg_advisory_xact_lock({SIGNS_NUMBER})")
"""Signs of life come one at a time; they do not wait for those who decide (`postgresql.TURN`)."""

log = structlog.get_logger()


class Presence:
    """This process among those that serve the database. On SQLite it is the only one.

    Signs hold by the server's clock there, and here by one that nobody sets (`time.monotonic`),
    from before the sign was given: so here it always ends first.
    """

    def __init__(
        self, database: Database, me: UUID, *, every: float = EVERY, lasts: float = LASTS
    ) -> None:
        self._database, self.me = database, me
        self._every, self._lasts = every, lasts
        self._alone = database.is_sqlite
        self._alive: tuple[UUID, ...] = (me,) if self._alone else ()
        self.since = self._certain_until = 0.0
        """When the signs began that have held without a gap until now (`time.monotonic`)."""
        self._changed = asyncio.Event()
        self._stop = asyncio.Event()

    def known(self) -> tuple[UUID, ...]:
        """Who is alive, in the order in which they came; nobody where that is not certain, or
        where not everybody knows of this process yet.
        """
        joined = len(self._alive) == 1 or time.monotonic() > self.since + JOINING * self._every
        return self._alive if joined and self._certain() else ()

    def is_first(self) -> bool:
        """Whether this process is the one that polls."""
        return self._certain() and self._alive[:1] == (self.me,)

    async def while_first(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do what only one process may do (polling), whenever and as long as this is the first,
        until it ends by itself.
        """
        ended = False
        while not ended:
            await self._until(first=True)
            log.info("first of all processes")
            async with asyncio.TaskGroup() as tasks:
                working = tasks.create_task(work())
                losing = tasks.create_task(self._until(first=False))
                await asyncio.wait((working, losing), return_when=asyncio.FIRST_COMPLETED)
                ended = working.done()
                working.cancel()
                losing.cancel()
            if not ended:
                log.warning("no longer the first process")

    async def _until(self, first: bool) -> None:
        while self.is_first() is not first:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._every / 3):  # being certain ends without a sign
                    await self._changed.wait()
            self._changed.clear()

    def stop(self) -> None:
        """Leave, so that nobody has to wait for this process to be missed."""
        self._stop.set()

    async def run(self) -> None:
        """Give signs of life until stopped."""
        while not self._alone and not self._stop.is_set():
            try:
                await self.sign()
            except SQLAlchemyError as fault:
                log.error("no sign of life", fault=type(fault).__name__)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._every):
                    await self._stop.wait()
        if not self._alone:
            await self._leave()

    async def sign(self) -> None:
        """Give one sign of life, and see who else does."""
        if self._alone:
            return
        began = time.monotonic()
        async with self._database.beside() as session:
            await session.execute(IN_TURN)
            anew, alive = await self._signed(session)
        if anew or began > self._certain_until:  # frozen within a sign, it learns of the gap there
            self.since = began
        self._alive, self._certain_until = alive, began + self._lasts
        self._changed.set()

    async def _signed(self, session: AsyncSession) -> tuple[bool, tuple[UUID, ...]]:
        """Whether this process was not among the others until now (any more), and who is."""
        now, until = func.clock_timestamp(), func.clock_timestamp() + timedelta(seconds=self._lasts)
        others = Process.id != self.me
        await session.execute(delete(Process).where(others, Process.alive_until < now))
        mine = update(Process).where(Process.id == self.me).values(alive_until=until)
        anew = (await session.scalar(mine.returning(Process.number))) is None
        if anew:
            await session.execute(insert(Process).values(id=self.me, alive_until=until))
        return anew, tuple(await session.scalars(select(Process.id).order_by(Process.number)))

    async def _leave(self) -> None:
        self._alive = ()
        with contextlib.suppress(SQLAlchemyError):
            async with self._database.beside() as session:
                await session.execute(delete(Process).where(Process.id == self.me))

    def _certain(self) -> bool:
        return self.me in self._alive and (self._alone or time.monotonic() < self._certain_until)
