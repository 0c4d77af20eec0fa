"""Telling Telegram where the webhook is, and looking from time to time whether it still knows."""

from __future__ import annotations

import asyncio

import structlog

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.poller import backoff
from bot.channels.telegram.webhook import Door, address
from bot.post.errors import NotDone, Revoked, TooMany

EVERY = 600.0
"""Seconds between two looks."""

log = structlog.get_logger()


class Announcer:
    """Keeps the webhook set. `works` says whether Telegram knew it at the last look."""

    def __init__(self, post: TelegramChannel, url: str, token: str) -> None:
        self._post, self._url, self._token = post, url, token
        self._task: asyncio.Task[None] | None = None
        self.works = False

    def stop(self) -> None:
        """No further look. The webhook stays: Telegram keeps what comes until the next start."""
        if self._task:
            self._task.cancel()

    async def run(self) -> None:
        """Set it, whatever is set (a path may stay while its word changes), and set it again where
        somebody took it away. Raises Revoked.
        """
        self._task = asyncio.current_task()
        step, failures = self._set, 0
        while True:
            try:
                await step()
                self.works, failures, pause, step = True, 0, EVERY, self._look
            except Revoked:
                raise
            except NotDone as fault:
                self.works = False
                pause = fault.after if isinstance(fault, TooMany) else backoff(failures)
                failures += 1
                log.warning("the webhook could not be set", fault=type(fault).__name__)
            await asyncio.sleep(pause)

    async def _set(self) -> None:
        await self._post.set_webhook(self._url, self._token)

    async def _look(self) -> None:
        if await self._post.webhook_url() != self._url:
            log.warning("the webhook was changed by somebody else: setting it again")
            await self._set()


def announcer(channel: TelegramChannel, url: str, door: Door) -> Announcer:
    """Keeps a door known to Telegram, at the public address of this installation."""
    return Announcer(channel, address(url, door), door.token)
