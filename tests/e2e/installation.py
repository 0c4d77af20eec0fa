"""An installation for a test: the bot's process, its database, its settings."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bot.demo.bot_api import MovableClock, World
from bot.demo.process import BotProcess, free_port, settings_for
from bot.failpoints import FAILPOINT_FILE, Point
from bot.privacy.keyring import new_key
from tests.e2e.forked import ForkedProcess


@dataclass
class Installation:
    """One bot: `start`, `kill` (as `kill -9` does), `stop` (as a host asks for it). With `mortal`
    it can be told where to die; `from_nothing`: it is started as anybody starts it, not forked.
    """

    folder: Path
    world: World
    api: str
    group: int
    hours: str = "Mon-Sun 00:00-23:59"
    key: str = field(default_factory=lambda: new_key("1"))
    port: int = field(default_factory=free_port)
    program: tuple[str, ...] = ("-m", "bot", "run")
    url: str = ""
    also: Mapping[str, str] = field(default_factory=dict)
    """Settings beside the usual ones."""
    mortal: bool = False
    from_nothing: bool = False

    def __post_init__(self) -> None:
        settings = settings_for(self.world, self.api, self.group, self.folder, self.key, self.port)
        strict = {"PYTHONWARNINGS": "error", "LOKET_HOURS": self.hours, **self.also}
        self.url = self.url or settings["LOKET_DATABASE_URL"]
        strict["LOKET_DATABASE_URL"] = self.url
        if self.mortal:
            strict[FAILPOINT_FILE] = str(self.fuse)
        kind = BotProcess if self.from_nothing else ForkedProcess
        self.process = kind(self.folder, settings | strict, self.program)

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "loket.db"

    @property
    def fuse(self) -> Path:
        """The file that names the point where the process is to die; gone when it died there."""
        return self.folder / "fuse"

    def is_to_die(self, point: Point, times: int = 1) -> None:
        """Let the process die when it has reached a point so many times from now on."""
        assert self.mortal
        written = self.folder / "fuse.new"
        written.write_text(f"{point.name} {times}")
        written.replace(self.fuse)

    async def has_died(self, within: float = 15) -> bool:
        """Wait until it died where it was to die; False where it never came there."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within):
                return await self.process.ended() == -signal.SIGKILL and not self.fuse.exists()
        self.fuse.unlink(missing_ok=True)
        return False

    @property
    def log(self) -> Path:
        """What the process wrote."""
        return self.process.log

    def let_pass(self, seconds: float) -> None:
        """Move Telegram's clock, then the process's: nobody has to wait for a limit."""
        assert isinstance(self.world.clock, MovableClock)
        self.world.clock.advance(seconds)
        self.process.let_pass(seconds)

    async def start(self) -> None:
        """Start the process; does not wait until it serves."""
        await self.process.start()

    def memory(self) -> float:
        """Megabytes that the process holds (its resident set)."""
        return self.process.memory()

    async def kill(self) -> None:
        """SIGKILL: nothing is said, nothing is finished."""
        await self.process.kill()

    async def stop(self) -> int:
        """SIGTERM, and the exit code."""
        return await self.process.stop()

    async def health(self) -> httpx.Response:
        """What /health answers."""
        return await self.get("health")

    async def get(self, page: str) -> httpx.Response:
        """What one of the process's pages answers."""
        async with httpx.AsyncClient() as client:
            return await client.get(f"http://127.0.0.1:{self.port}/{page}")
