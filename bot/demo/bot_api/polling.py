"""getUpdates: long polling, and what happens when two ask at once."""

import asyncio

from .clock import Clock
from .errors import ApiError, conflict
from .journal import Journal
from .updates import UpdateQueue
from .wire import Wire

MAX_BATCH = 100
MAX_WAIT = 50
_SOON, _AWHILE = 0.5, 3
"""Seconds. The same offset polled again this soon gets one update, or waits this long."""


class Polling:
    """The one getUpdates request that may be open."""

    def __init__(self, queue: UpdateQueue, clock: Clock, journal: Journal, *, slowed: bool) -> None:
        self._queue, self._clock, self._journal = queue, clock, journal
        self._slowed = slowed
        self._open: asyncio.Future[None] | None = None
        self._previous: tuple[int, float] = (0, float("-inf"))
        queue.on_arrival = self.wake

    async def get(self, offset: int, limit: int, seconds: float) -> list[Wire]:
        """Updates from `offset`, waiting up to `seconds` of real time for the first.

        Raises ApiError 409 if another request takes over.
        """
        self.terminate("getUpdates request; make sure that only one bot instance is running")
        limit, seconds = self._slow_down(offset, limit, seconds)
        if not (updates := self._queue.take(offset, limit)) and seconds > 0:
            await self._wait(seconds)
            updates = self._queue.take(offset, limit)
        return updates

    def _slow_down(self, offset: int, limit: int, seconds: float) -> tuple[int, float]:
        """Client.cpp's brake on polls that repeat an offset within 0.5 s and 3 s."""
        (before, at), now = self._previous, self._clock.monotonic()
        self._previous = (offset, now)
        if self._slowed and offset == before and now < at + _AWHILE:
            seconds = max(seconds, _AWHILE)
            limit = 1 if now < at + _SOON else limit
        return limit, seconds

    async def _wait(self, seconds: float) -> None:
        self._open = mine = asyncio.get_running_loop().create_future()
        self._journal.note("poll")
        try:
            async with asyncio.timeout(seconds):
                await mine
        except TimeoutError:
            return
        finally:
            if self._open is mine:
                self._open = None

    @property
    def is_open(self) -> bool:
        """Whether a request is waiting now."""
        return self._open is not None

    def wake(self) -> None:
        """Let the open request answer now."""
        if self._open and not self._open.done():
            self._open.set_result(None)

    def terminate(self, reason: str) -> None:
        """Answer the open request, if any, with 409 "terminated by other ..."."""
        if self._open and not self._open.done():
            self._open.set_exception(self._taken_over(reason))
        self._open = None

    @staticmethod
    def _taken_over(reason: str) -> ApiError:
        return conflict(f"terminated by other {reason}")
