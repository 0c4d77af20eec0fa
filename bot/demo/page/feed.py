"""One stream of events for each open page."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Iterable

from bot.demo.bot_api.wire import Wire

Told = tuple[str, Wire]
"""The name of an event, and its data."""

MOST_WAITING = 1000
"""Events that may wait for a page; one that is slower is cut off, comes back, and gets it all."""

HEARTBEAT = 15.0
"""Seconds after which something is sent in any case: a connection that broke shows itself."""


class Feed:
    """Tells every open page the same."""

    def __init__(self) -> None:
        self._pages: set[asyncio.Queue[Told | None]] = set()

    def tell(self, event: str, data: Wire) -> None:
        """To every page that is open."""
        for page in list(self._pages):
            if page.qsize() >= MOST_WAITING:
                self._end(page)
            else:
                page.put_nowait((event, data))

    def close(self) -> None:
        """End every stream."""
        for page in list(self._pages):
            self._end(page)

    def _end(self, page: asyncio.Queue[Told | None]) -> None:
        self._pages.discard(page)
        page.put_nowait(None)

    async def follow(self, now: Callable[[], Iterable[Told]]) -> AsyncGenerator[str, None]:
        """What one page is sent: what is so now, and then whatever happens."""
        page: asyncio.Queue[Told | None] = asyncio.Queue()
        for told in now():
            page.put_nowait(told)
        self._pages.add(page)
        try:
            while (words := await self._next(page)) is not None:
                yield words
        finally:
            self._pages.discard(page)

    async def _next(self, page: asyncio.Queue[Told | None]) -> str | None:
        try:
            async with asyncio.timeout(HEARTBEAT):
                told = await page.get()
        except TimeoutError:
            return ": still here\n\n"
        return written(*told) if told else None


def written(event: str, data: Wire) -> str:
    """An event as a server sends it (HTML standard, server-sent events)."""
    return f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
