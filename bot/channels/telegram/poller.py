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
from bot.post.channel import Intake, Received
from bot.post.errors import Conflicting, NotDone, Revoked, TooMany

T = TypeVar("T")

LONGEST_WAIT = 50  # seconds; the server cuts a longer one (reliability.md, 1.1)

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
_CONFLICT_PAUSE = 5.0  # the other process of a deployment ends within some of these
_dice = random.SystemRandom()
_log = structlog.get_logger()


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
    how long one call waits for the first update, in seconds.
    """

    def __init__(
        self,
        source: Source,
        intake: Intake,
        on_new: Callable[[], None],
        *,
        wait: int = LONGEST_WAIT,
    ) -> None:
        self._source, self._intake = source, intake
        self._on_new, self._wait = on_new, wait
        self._conflict = False
        self.last_success: float | None = None
        """When updates were last fetched and kept (`time.monotonic`); None before."""

    async def run(self) -> None:
        """Fetch until cancelled. Raises Revoked when the token is no longer valid; every other
        fault of the network or of the database is waited out, and nothing is acknowledged.
        """
        offset = await self._insist(self._intake.offset)
        await self._insist(self._leave_webhook)
        while True:
            offset = await self._round(offset)

    async def _round(self, offset: int | None) -> int | None:
        found = await self._insist(partial(self._source.fetch, offset, self._wait))
        self._conflict = False
        if found:
            reach(Point.FETCHED)
            offset = await self._keep(found, offset)
        self.last_success = time.monotonic()
        return offset

    async def _keep(self, found: list[object], offset: int | None) -> int | None:
        """The next offset, once the updates are committed. It may be lower than the last one:
        ids start anew after a quiet week (Bot API page, Update).
        """
        batch = [received(update) for update in found]
        following = _following(batch)
        keep = partial(self._intake.keep, batch, following)
        if await self._insist(keep):
            self._on_new()
        reach(Point.ACKNOWLEDGING)
        if following is None or following == offset:
            # The server gives the same again; without a pause that is a loop at full speed.
            await asyncio.sleep(_FIRST_PAUSE)
        return offset if following is None else following

    async def _leave_webhook(self) -> None:
        if await self._source.has_webhook():
            _log.warning("webhook_removed")
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
                pause = self._pause(error, failures)
            failures += 1
            await asyncio.sleep(pause)

    def _pause(self, error: Exception, failures: int) -> float:
        """Seconds until the next try; writes down what went wrong, by its class only."""
        if isinstance(error, Conflicting):
            self._report_conflict()
            return _CONFLICT_PAUSE * _dice.uniform(0.8, 1.2)
        kind = type(error).__name__
        pause = error.after if isinstance(error, TooMany) else backoff(failures)
        _log.warning("fetching_failed", error=kind, network=isinstance(error, NotDone), wait=pause)
        return pause

    def _report_conflict(self) -> None:
        if not self._conflict:
            _log.warning("somebody_else_is_fetching")
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
