"""Work that rests until there is something new."""

from __future__ import annotations

import asyncio
import contextlib


class Wakeful:
    """Whoever works until stopped, and rests in between until woken."""

    def __init__(self) -> None:
        self._woken = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """There may be something to do."""
        self._woken.set()

    def stop(self) -> None:
        """Finish what is in hand, and begin nothing new."""
        self._stopping = True
        self._woken.set()

    async def _until_woken(self, seconds: float | None) -> None:
        """Rest, for so many seconds at the most."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._woken.wait()
