"""What happened, in order, and a way to wait for it without sleeping."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from .wire import Wire

T = TypeVar("T")


@dataclass(frozen=True)
class Event:
    """One thing that happened.

    kind and what `details` holds:
    `call` (method, parameters, answer), `update` (update), `poll` (a long poll waits),
    `delivered` (update_ids), `post` (update_id, status: what the webhook answered, 0 for nothing),
    `message`, `edit`, `delete`, `reaction` (message), `press`, `press_answer` (press),
    `action` (action: the bot is seen typing), `bot` (state: its process, where it is hosted),
    `somebody` (a newcomer).
    """

    kind: str
    chat_id: int | None
    details: Wire


class Journal:
    """The ordered list of events."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._changes: dict[int | None, asyncio.Event] = {}

    def note(self, kind: str, chat_id: int | None = None, **details: object) -> None:
        """Write one event down and wake who waits for its chat, or for anything."""
        self.events.append(Event(kind, chat_id, details))
        for key in {None, chat_id}:
            if change := self._changes.pop(key, None):
                change.set()

    async def wait_for(
        self, predicate: Callable[[], T], within: float, chat_id: int | None = None
    ) -> T:
        """The first true value of `predicate`, tried now and after each event.

        `within` is in seconds of real time. With `chat_id` only that chat's events count, which
        keeps a hundred waiters cheap. Raises TimeoutError naming the last events.
        """
        try:
            async with asyncio.timeout(within):
                while not (found := predicate()):
                    await self._changes.setdefault(chat_id, asyncio.Event()).wait()
                return found
        except TimeoutError as error:
            last = [(event.kind, event.chat_id) for event in self.events[-8:]]
            raise TimeoutError(f"not within {within} s; the last events were {last}") from error
