"""Posting updates to the webhook, as tdlib/telegram-bot-api's WebhookActor.cpp does.

Of each queue (a chat's messages, somebody's presses, …) the first is posted, and the next only when
that was taken (any status of 200 to 299). What is refused is tried again at once, then after 2, 4,
8 … seconds, at the latest after one to two minutes, or after the Retry-After that was asked for,
until it expires (reliability.md, 1.2).
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp

from .bot_account import BotAccount
from .journal import Journal
from .updates import Pending, UpdateQueue

QueueKey = tuple[str, int]
LONGEST_ANSWER = 60.0
LONGEST_RETRY_AFTER = 3600.0
LONGEST_PAUSE = (60.0, 120.0)
"""Seconds."""

_OWNERS = {
    "message": "chat",
    "edited_message": "chat",
    "callback_query": "from",
    "my_chat_member": "chat",
    "chat_member": "from",
}
_dice = random.SystemRandom()


def queue_of(pending: Pending) -> QueueKey:
    """Which queue an update waits in: there is no order between two of them."""
    kind = next((name for name in pending.update if name != "update_id"), "update_id")
    body = pending.update[kind]
    owner = body.get(_OWNERS.get(kind, "chat")) if isinstance(body, dict) else None
    number = owner.get("id", 0) if isinstance(owner, dict) else 0
    return kind.removeprefix("edited_"), number if isinstance(number, int) else 0


@dataclass
class Refusals:
    """How often in a row a queue's first update was refused, and when it is tried again."""

    count: int = 0
    not_before: float = 0.0


class Hook:
    """Posts to the bot's webhook while it has one. `front` is where its public address leads: to
    the proxy that would end TLS in front of the bot.
    """

    def __init__(self, queue: UpdateQueue, bot: BotAccount, journal: Journal) -> None:
        self.front = ""
        self._queue, self._bot, self._journal = queue, bot, journal
        self._changed = asyncio.Event()
        self._busy: set[QueueKey] = set()
        self._refused: dict[QueueKey, Refusals] = {}

    def wake(self) -> None:
        """Something new waits, or the webhook was changed."""
        self._changed.set()

    @contextlib.asynccontextmanager
    async def posting(self) -> AsyncIterator[None]:
        """Post for as long as the block lasts."""
        patience = aiohttp.ClientTimeout(total=LONGEST_ANSWER)
        failure: Exception | None = None
        async with aiohttp.ClientSession(timeout=patience) as session, asyncio.TaskGroup() as tasks:
            running = tasks.create_task(self._run(session))
            try:
                yield
            except Exception as error:
                failure = error  # of the block, and so not to be wrapped in a group
            finally:
                running.cancel()
        if failure:
            raise failure

    async def _run(self, session: aiohttp.ClientSession) -> None:
        async with asyncio.TaskGroup() as posts:
            while True:
                self._changed.clear()
                for key, first in self._due():
                    self._busy.add(key)
                    posts.create_task(self._post(session, key, first))
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(self._until_next()):
                        await self._changed.wait()

    def _due(self) -> list[tuple[QueueKey, Pending]]:
        """The first of each queue that may be posted now. Twice as many queues as connections are
        looked at: as many that fail keep the rest waiting.
        """
        if not (self._bot.webhook_url and self.front):
            return []
        heads: dict[QueueKey, Pending] = {}
        for pending in self._queue.pending:
            heads.setdefault(queue_of(pending), pending)
        loaded = list(heads.items())[: 2 * self._bot.webhook_connections]
        now = asyncio.get_running_loop().time()
        free = [
            (key, first)
            for key, first in loaded
            if key not in self._busy and self._refused.get(key, Refusals()).not_before <= now
        ]
        return free[: max(self._bot.webhook_connections - len(self._busy), 0)]

    def _until_next(self) -> float | None:
        waiting = [r.not_before for key, r in self._refused.items() if key not in self._busy]
        now = asyncio.get_running_loop().time()
        return max(min(waiting) - now, 0.001) if waiting else None

    async def _post(self, session: aiohttp.ClientSession, key: QueueKey, first: Pending) -> None:
        status, retry_after = 0, ""
        url = self.front + urlsplit(self._bot.webhook_url).path
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._bot.webhook_secret}
        with contextlib.suppress(aiohttp.ClientError, TimeoutError, OSError):
            async with session.post(url, json=first.update, headers=headers) as answer:
                status, retry_after = answer.status, answer.headers.get("Retry-After", "")
        self._busy.discard(key)
        self._note(key, first, status, retry_after)
        self.wake()

    def _note(self, key: QueueKey, first: Pending, status: int, retry_after: str) -> None:
        self._journal.note("post", None, update_id=first.number, status=status)
        if 200 <= status <= 299:
            self._refused.pop(key, None)
            self._queue.taken(first.number)
            self._journal.note("delivered", update_ids=[first.number])
            return
        refused = self._refused.setdefault(key, Refusals())
        refused.count += 1
        now = asyncio.get_running_loop().time()
        refused.not_before = now + pause(refused.count, retry_after)


def pause(count: int, retry_after: str = "") -> float:
    """Seconds until the next try, after so many refusals."""
    if retry_after.isdecimal():
        return min(float(retry_after), LONGEST_RETRY_AFTER)
    if count == 1:
        return 0.0
    return min(2.0 ** min(count - 1, 10), _dice.uniform(*LONGEST_PAUSE))
