"""A channel for tests: it reads "address: words", and does with a message what it is told to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

from bot.engine import Entry
from bot.post.actions import Action, Send
from bot.post.channel import Limits, Received
from bot.post.events import Chat, Incoming, Said, Sender
from tests.databases import CHANNEL

START = datetime(2026, 3, 3, 12, tzinfo=UTC)


def update(key: int | str, address: str, words: str = "hello") -> Received:
    """An update as it comes from the channel."""
    return Received(str(key), address, f"{address}: {words}".encode())


class Telegraph:
    """`arrived` is what came through, in order: (address, words)."""

    name = CHANNEL

    def __init__(self) -> None:
        self.limits = Limits()
        self.arrived: list[tuple[str, str]] = []
        self.faults: Callable[[str, str], Exception | None] = lambda address, words: None
        self.delay = 0.0
        self.at_once = 0
        self.most_at_once = 0

    def read(self, raw: bytes) -> Incoming:
        """Raises ValueError for what has no colon, KeyError for what is stranger still."""
        if raw == b"strange":
            raise KeyError("message")
        address, words = raw.decode().split(": ", 1)
        return Said(Chat(address), Sender(address), "1", Entry("text", words), START)

    async def perform(self, chat: str, action: Action) -> tuple[str, ...]:
        """Deliver, or fail as `faults` says."""
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.delay)
            words = action.text if isinstance(action, Send) else type(action).__name__
            fault = self.faults(chat, words)
            if fault is not None:
                raise fault
            self.arrived.append((chat, words))
            return (str(len(self.arrived)),)
        finally:
            self.at_once -= 1

    def read_by(self, address: str) -> list[str]:
        """What one chat received, in order."""
        return [words for chat, words in self.arrived if chat == address]
