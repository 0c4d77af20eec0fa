"""When updates were last fetched: whoever fetches again after a gap knows what may be lost.

A press lives 150 seconds at Telegram and a message 24 hours (reliability.md, 1.1). A channel whose
updates are sent to an address does not use this.
"""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.store.database import Database
from bot.store.moments import forget_moment, moment, set_moment

GAP = timedelta(minutes=2)
"""After a longer one, presses may be lost: less than they live, for nobody knows to the second."""

EVERY = timedelta(seconds=20)
"""The moment is written at most so often. After `kill -9` it is older than the last fetch by this
and by the time that one fetch waits, so that a quick new start is no gap.
"""

Gap = Callable[[AsyncSession, datetime, datetime], Awaitable[None]]

log = structlog.get_logger()


class Heard:
    """Keeps the moment of the last fetch that succeeded. `on_gap` is called in the transaction that
    ends a gap, so once for each, whatever dies; `on_back` after it, and after every new start.
    """

    def __init__(
        self,
        database: Database,
        channel: str,
        clock: Clock,
        on_gap: Gap,
        on_back: Callable[[], None],
    ) -> None:
        self._database, self._clock = database, clock
        self._name = f"heard_{channel}"
        self._on_gap, self._on_back = on_gap, on_back
        self._written: datetime | None = None

    async def heard(self, *, back: bool) -> None:
        """Updates were fetched and kept; `back`: after a start or a fault."""
        now = self._clock.now()
        if back:
            await self._back(now)
            self._on_back()
        elif self._written is None or now - self._written >= EVERY:
            async with self._database.beside() as session:
                await set_moment(session, self._name, now)
            self._written = now

    async def leave(self) -> None:
        """A planned stop: it was heard until now, and who starts again soon has missed nothing."""
        with contextlib.suppress(SQLAlchemyError):
            async with self._database.beside() as session:
                await set_moment(session, self._name, self._clock.now())

    async def forget(self) -> None:
        """Updates came another way until now: there is no gap to speak of."""
        async with self._database.begin() as session:
            await forget_moment(session, self._name)

    async def _back(self, now: datetime) -> None:
        async with self._database.begin() as session:
            since = await moment(session, self._name)
            await set_moment(session, self._name, now)
            if since is not None and now - since > GAP:
                log.warning("away", seconds=int((now - since).total_seconds()))
                await self._on_gap(session, since, now)
        self._written = now
