"""Fetching updates: each is committed before Telegram is told that it arrived."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Protocol, TypeVar

import structlog

from bot.channels.telegram.updates import received
from bot.failpoints import Point, reach
from bot.post.channel import GATHER, Hearing, Intake, Received
from bot.post.errors import Conflicting, Revoked, TooMany

T = TypeVar("T")

LONGEST_WAIT = 50  # seconds; the server cuts a longer one (reliability.md, 1.1)

STALE = 90.0
"""Seconds without a good answer after which fetching does not work: a whole call and a half."""

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
_TOO_LONG = LONGEST_WAIT + 30.0
"""Seconds between two fetches after which the process was frozen, or the machine asleep."""

_CONFLICT_PAUSE = 5.0  # the other process of a deployment ends within some of these
_dice = random.SystemRandom()
log = structlog.get_logger()


class Source(Protocol):
    """Where updates are fetched from: the Telegram channel."""

    async def fetch(self, offset: int | None, wait: int) -> list[object]:
        """Updates from an offset on, as they came."""

    async def has_webhook(self) -> bool:
        """Whether they are sent to an address instead."""

    async def drop_webhook(self) -> None:
        """Have them kept for fetching."""


class Poller:
    """Fetches for as long as it runs. `on_new` is called after something new was kept; `wait` is
    how long one call waits for the first update, in seconds; `crowded` says whether more waits to
    be sent than may go out. After a start or a fault the first fetch does not wait: `hearing` is to
    know at once that there was a gap, and that it is over.
    """

    def __init__(
        self,
        source: Source,
        intake: Intake,
        on_new: Callable[[], None],
        *,
        wait: int = LONGEST_WAIT,
        crowded: Callable[[], bool] = lambda: False,
        hearing: Hearing | None = None,
    ) -> None:
        self._source, self._intake = source, intake
        self._on_new, self._wait, self._crowded = on_new, wait, crowded
        self._hearing = hearing
        self._conflict = False
        self._broken = True
        self._task: asyncio.Task[None] | None = None
        self._keeping = self._stopping = False
        self.last_success: float | None = None
        """When updates were last fetched and kept (`time.monotonic`); None before. That Telegram
        answered at the start counts: the first call may wait for a minute.
        """

    @property
    def works(self) -> bool:
        """Whether updates are being fetched, as far as it can be known."""
        last = self.last_success
        return last is not None and time.monotonic() - last < STALE

    async def run(self) -> None:
        """Fetch until stopped. Raises Revoked when the token is no longer valid; every other
        fault of the network or of the database is waited out, and nothing is acknowledged.
        """
        self._task = asyncio.current_task()
        try:
            offset = await self._insist(self._intake.offset)
            await self._insist(self._leave_webhook)
            self.last_success = time.monotonic()
            while not self._stopping:
                offset = await self._round(offset)
        finally:
            broken, self._broken = self._broken, True
            if self._stopping and self._hearing and not broken:
                await self._hearing.leave()

    def stop(self) -> None:
        """Fetch no more. What is being committed is committed: a commit that is cut off half-way
        would keep the database's lock for a while.
        """
        self._stopping = True
        if self._task and not self._keeping:
            self._task.cancel()

    async def _round(self, offset: int | None) -> int | None:
        found = await self._insist(partial(self._fetch, offset))
        if found:
            reach(Point.FETCHED)
            offset = await self._keep(found, offset)
        if self._hearing:
            await self._insist(partial(self._hearing.heard, back=self._is_back()))
        self._broken = False
        self.last_success = time.monotonic()
        return offset

    async def _fetch(self, offset: int | None) -> list[object]:
        wait = 0 if self._broken else self._wait
        found = await self._source.fetch(offset, wait)
        if wait:
            self._conflict = False
        return found

    def _is_back(self) -> bool:
        """Whether this fetch is the first after a start, a fault, or a long sleep."""
        before = self.last_success
        return self._broken or before is None or time.monotonic() - before > _TOO_LONG

    async def _keep(self, found: list[object], offset: int | None) -> int | None:
        """The next offset, once the updates are committed. It may be lower than the last one:
        ids start anew after a quiet week (Bot API page, Update).
        """
        batch = [received(update) for update in found]
        following = _following(batch)
        if await self._insist(partial(self._commit, batch, following)):
            self._on_new()
        reach(Point.ACKNOWLEDGING)
        if following is None or following == offset:
            # The server gives the same again; without a pause that is a loop at full speed.
            await asyncio.sleep(0 if self._stopping else _FIRST_PAUSE)
        elif self._crowded() and not self._stopping:
            await asyncio.sleep(GATHER)
        return offset if following is None else following

    async def _commit(self, batch: list[Received], following: int | None) -> int:
        self._keeping = True
        try:
            return await self._intake.keep(batch, following)
        finally:
            self._keeping = False

    async def _leave_webhook(self) -> None:
        if await self._source.has_webhook():
            log.warning("a webhook was set: removing it")
            if self._hearing:
                await self._hearing.forget()
            await self._source.drop_webhook()

    async def _insist(self, step: Callable[[], Awaitable[T]]) -> T:
        """Do one step until it succeeds, with growing pauses. Raises Revoked."""
        failures = 0
        while True:
            try:
                return await step()
            except Revoked:
                raise
            except Exception as error:  # whatever the database's driver raises is waited out
                self._broken = True
                pause = self._pause(error, failures)
            failures += 1
            if self._stopping:
                raise asyncio.CancelledError
            await asyncio.sleep(pause)

    def _pause(self, error: Exception, failures: int) -> float:
        """Seconds until the next try; writes down what went wrong, by its class only."""
        if isinstance(error, Conflicting):
            self._report_conflict()
            return _CONFLICT_PAUSE * _dice.uniform(0.8, 1.2)
        kind = type(error).__name__
        pause = error.after if isinstance(error, TooMany) else backoff(failures)
        log.warning("fetching failed", error=kind, seconds=round(pause, 1))
        return pause

    def _report_conflict(self) -> None:
        if not self._conflict:
            log.warning("somebody else is fetching")
        self._conflict = True


def backoff(failures: int) -> float:
    """Seconds to wait after some failures in a row: 1, 2, 4 … 30, give or take a fifth, so that
    many processes do not come back at once.
    """
    pause = min(_LONGEST_PAUSE, _FIRST_PAUSE * (1 << min(failures, 10)))
    return min(_LONGEST_PAUSE, max(_FIRST_PAUSE, pause * _dice.uniform(0.8, 1.2)))


def _following(batch: list[Received]) -> int | None:
    """The offset that acknowledges a batch; None when no update in it says its id."""
    ids = [int(update.key) for update in batch if update.key.lstrip("-").isdecimal()]
    return max(ids) + 1 if ids else None
