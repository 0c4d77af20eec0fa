"""An installation for a test: the bot's process, its database file, its settings."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bot.clock import SHIFT_FILE
from bot.demo.bot_api import MovableClock, World
from bot.privacy.keyring import new_key

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


@dataclass
class Installation:
    """One bot: `start`, `kill` (as `kill -9` does), `stop` (as a host asks for it)."""

    folder: Path
    world: World
    api: str
    group: int
    hours: str = "Mon-Sun 00:00-23:59"
    key: str = field(default_factory=lambda: new_key("1"))
    port: int = field(default_factory=free_port)
    process: asyncio.subprocess.Process | None = None
    passed: float = 0.0
    program: tuple[str, ...] = ("-m", "bot", "run")

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "loket.db"

    @property
    def log(self) -> Path:
        """What the process wrote."""
        return self.folder / "log.txt"

    def settings(self) -> dict[str, str]:
        """The environment of the process."""
        return {
            "PATH": os.environ["PATH"],
            "PYTHONWARNINGS": "error",
            "PYTHONPATH": str(ROOT),
            "LOKET_TELEGRAM_TOKEN": self.world.bot.token,
            "LOKET_TELEGRAM_API_URL": self.api,
            "LOKET_STAFF_CHAT": str(self.group),
            "LOKET_DATABASE_URL": f"sqlite+aiosqlite:///{self.database}",
            "LOKET_SECRET_KEYS": self.key,
            "LOKET_ORGANISATION": "Helpdesk Brussels",
            "LOKET_HOURS": self.hours,
            "LOKET_HTTP_PORT": str(self.port),
            "LOKET_ERASURE_LIST": str(self.folder / "erased.txt"),
            SHIFT_FILE: str(self.folder / "shift"),
        }

    def let_pass(self, seconds: float) -> None:
        """Move Telegram's clock, then the process's: nobody has to wait for a limit."""
        assert isinstance(self.world.clock, MovableClock)
        self.world.clock.advance(seconds)
        self.passed += seconds
        # Put in place in one piece: the process reads it all the time.
        written = self.folder / "shift.new"
        written.write_text(str(self.passed))
        written.replace(self.folder / "shift")

    async def start(self) -> None:
        """Start the process; does not wait until it serves."""
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                *self.program,
                cwd=self.folder,
                env=self.settings(),
                stdout=log,
                stderr=log,
            )

    def memory(self) -> float:
        """Megabytes that the process holds (its resident set)."""
        assert self.process is not None
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    async def kill(self) -> None:
        """SIGKILL: nothing is said, nothing is finished."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """SIGTERM, and the exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> int:
        if self.process is None:
            return 0
        if self.process.returncode is None:
            self.process.send_signal(how)
        code = await self.process.wait()
        self.process = None
        return code

    async def health(self) -> httpx.Response:
        """What /health answers."""
        async with httpx.AsyncClient() as client:
            return await client.get(f"http://127.0.0.1:{self.port}/health")
