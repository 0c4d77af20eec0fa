"""Looking for what has fallen due: every few seconds, because somebody has minutes to answer."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.store.database import Database

EVERY = 20.0
"""Seconds from the beginning of one round to the next: what falls due during a round may have been
passed over by it, and does not wait for longer than that.
"""

LOOK = 1.0
"""Seconds after which it is looked whether so many have passed: a test can move the clock."""

Due = Callable[[AsyncSession], Awaitable[int]]
"""Does some of what is due, in one transaction; how many things that were."""

log = structlog.get_logger()


def one_after_the_other(*dues: Due) -> Due:
    """What several rooms have due, in one transaction."""

    async def due(session: AsyncSession) -> int:
        return sum([await each(session) for each in dues])

    return due


class Rounds:
    """Rounds of what falls due. Every process may go round: each thing is done once."""

    def __init__(
        self, database: Database, clock: Clock, due: Due, on_effect: Callable[[], None]
    ) -> None:
        """`on_effect` is called when something may have been committed for sending."""
        self._database, self._clock, self._due = database, clock, due
        self._on_effect = on_effect
        self._stop = asyncio.Event()

    def stop(self) -> None:
        """No further round."""
        self._stop.set()

    async def run(self) -> None:
        """A round now, and then again and again until stopped."""
        while not self._stop.is_set():
            again = self._clock.monotonic() + EVERY
            try:
                await self.round()
            except (SQLAlchemyError, OSError) as fault:
                log.error("a round failed", fault=type(fault).__name__)
            while not self._stop.is_set() and self._clock.monotonic() < again:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LOOK):
                        await self._stop.wait()

    async def round(self) -> int:
        """Do all that is due, some in each transaction: whoever writes meanwhile is answered in
        between. How many things that were.
        """
        done = 0
        while not self._stop.is_set() and (some := await self._some()):
            done += some
            self._on_effect()
        if done:
            log.info("done what was due", count=done)
        return done

    async def _some(self) -> int:
        async with self._database.begin() as session:
            return await self._due(session)
