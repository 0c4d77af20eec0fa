"""What keeps the bot running, as systemd does: whatever ends it, it is started again."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Literal

from bot.demo.bot_api import World
from bot.demo.process import BotProcess

State = Literal["starting", "running", "stopped", "killed"]

AFTER_A_STOP = 60.0
AFTER_A_KILL = 5.0
"""Seconds until it is started again."""


class DoesNotStart(Exception):
    """The bot ended before it had served; carries what it wrote last."""


class Host:
    """Starts the bot, and starts it again."""

    def __init__(self, process: BotProcess, world: World) -> None:
        self.process = process
        self.state: State = "starting"
        self._world = world
        self._wanted: State | None = None
        self._failed = False
        self._start_now = asyncio.Event()
        self._back_at: float | None = None

    @property
    def back_in(self) -> float | None:
        """Seconds until it is started again; None where it is not waited for."""
        if self._back_at is None:
            return None
        return max(self._back_at - asyncio.get_running_loop().time(), 0.0)

    async def run(self) -> None:
        """Keep it running until cancelled; it is stopped properly then."""
        try:
            while True:
                await self._one_life()
                await self._rest(AFTER_A_STOP if self.state == "stopped" else AFTER_A_KILL)
        finally:
            await self.process.stop()

    async def serving(self, within: float = 30) -> None:
        """Wait until it serves. Raises DoesNotStart where it ends by itself before it does."""
        with contextlib.suppress(TimeoutError):
            await self._world.wait_for(lambda: self.state == "running" or self._failed, within)
        if self.state != "running":
            written = self.process.log.read_text(errors="replace").strip().splitlines()
            raise DoesNotStart(written[-1] if written else "it wrote nothing")

    def start_now(self) -> None:
        """Do not wait any longer."""
        self._start_now.set()

    async def stop(self) -> None:
        """Ask it to end, as for an update of the machine; it comes back after a minute."""
        await self._end("stopped")

    async def kill(self) -> None:
        """End it in the middle of whatever it does; it comes back after some seconds."""
        await self._end("killed")

    async def _end(self, how: State) -> None:
        if self.state in ("starting", "running"):
            self._wanted = how
            await (self.process.stop() if how == "stopped" else self.process.kill())

    async def _one_life(self) -> None:
        self._wanted = None
        self._become("starting")
        await self.process.start()
        async with asyncio.TaskGroup() as tasks:
            looking = tasks.create_task(self._note_that_it_serves())
            await self.process.ended()
            looking.cancel()
        self._failed = self.state == "starting" and self._wanted is None
        self._become(self._wanted or "killed")

    async def _note_that_it_serves(self) -> None:
        """It serves when it asks for what was written."""
        begun = len(self._world.journal.events)
        await self._world.wait_for(
            lambda: any(event.kind == "poll" for event in self._world.journal.events[begun:]),
            within=3600,
        )
        self._become("running")

    async def _rest(self, seconds: float) -> None:
        self._back_at = asyncio.get_running_loop().time() + seconds
        self._start_now.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._start_now.wait()
        self._back_at = None

    def _become(self, state: State) -> None:
        self.state = state
        self._world.journal.note("bot", state=state)
