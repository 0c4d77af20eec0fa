"""What is done from time to time: forgetting what is old, chaining the audit log, the digest."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.failpoints import Point, reach
from bot.privacy.audit import chain
from bot.privacy.retention import forget_old
from bot.store.backups import Backups
from bot.store.database import Database

EVERY = 600.0
"""Seconds between two rounds."""

Due = Callable[[AsyncSession], Awaitable[None]]

log = structlog.get_logger()


class Housekeeping:
    """Rounds of forgetting and chaining, and of what falls due."""

    def __init__(self, database: Database, clock: Clock, *due: Due) -> None:
        """`due`: looks for itself whether it is time, in a transaction of its own."""
        self._database = database
        self._clock = clock
        self._due = due
        self._stop = asyncio.Event()

    def stop(self) -> None:
        """No further round."""
        self._stop.set()

    async def run(self) -> None:
        """A round now, and then again and again until stopped."""
        while not self._stop.is_set():
            try:
                await self.round()
            except (SQLAlchemyError, OSError) as fault:
                log.error("housekeeping failed", fault=type(fault).__name__)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(EVERY):
                    await self._stop.wait()

    async def round(self) -> None:
        """Do what falls due, forget and chain once; backups that are past their time go as well."""
        for each in self._due:
            async with self._database.begin() as session:
                await each(session)
        async with self._database.begin() as session:
            gone = await forget_old(session, self._clock.now())
            reach(Point.FORGOTTEN)
            chained = await chain(session)
            await session.flush()
            reach(Point.CHAINED)
        log.info("housekeeping", forgotten=sum(gone.values()), chained=chained)
        if deleted := Backups(self._database).forget_old(self._clock.now()):
            log.info("old backups deleted", count=deleted)
