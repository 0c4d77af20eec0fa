"""Fetching updates in one of several processes at a time."""

from __future__ import annotations

import asyncio

from bot.channels.telegram.poller import Poller
from bot.store.presence import Presence


class Fetching:
    """The poller's place among the processes that serve one database: the first of them fetches."""

    def __init__(self, poller: Poller, presence: Presence) -> None:
        self._poller, self._presence = poller, presence
        self._waiting: asyncio.Task[None] | None = None

    @property
    def works(self) -> bool:
        """Whether updates are being fetched, here or by another process."""
        return self._poller.works or not self._presence.is_first()

    async def run(self) -> None:
        """Fetch whenever this process is the first, until stopped. Raises Revoked."""
        self._waiting = asyncio.current_task()
        await self._presence.while_first(self._fetch)

    def stop(self) -> None:
        """Fetch no more; what is being committed is committed."""
        self._poller.stop()
        if self._waiting:
            self._waiting.cancel()

    async def _fetch(self) -> None:
        turn, self._waiting = self._waiting, None
        try:
            await self._poller.run()
        finally:
            self._waiting = turn
