"""The bot in a process of its own, with a folder of its own: as anybody runs it."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.clock import SHIFT_FILE
from bot.demo.bot_api import World

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


@dataclass
class BotProcess:
    """One bot: `start`, `kill` (as `kill -9` does), `stop` (as a host asks for it).

    `environment` is all that the process is told: nothing of this one's settings reaches it.
    """

    folder: Path
    environment: Mapping[str, str]
    program: tuple[str, ...] = ("-m", "bot", "run")
    python: str = sys.executable
    child: asyncio.subprocess.Process | None = None
    passed: float = 0.0

    @property
    def log(self) -> Path:
        """What the process wrote."""
        return self.folder / "log.txt"

    @property
    def pid(self) -> int:
        """The process's id; 0 before it was started."""
        return self.child.pid if self.child else 0

    async def start(self) -> None:
        """Start the process; does not wait until it serves."""
        with self.log.open("ab") as log:
            self.child = await asyncio.create_subprocess_exec(
                self.python,
                *self.program,
                cwd=self.folder,
                env={
                    "PATH": os.environ["PATH"],
                    "PYTHONPATH": str(ROOT),
                    SHIFT_FILE: str(self.folder / "shift"),
                    **self.environment,
                },
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def let_pass(self, seconds: float) -> None:
        """Move the process's clock forward."""
        self.passed += seconds
        # Put in place in one piece: the process reads it all the time.
        written = self.folder / "shift.new"
        written.write_text(str(self.passed))
        written.replace(self.folder / "shift")

    def memory(self) -> float:
        """Megabytes that the process holds (its resident set). Linux only."""
        if not self.pid:
            return 0.0
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    async def ended(self) -> int:
        """Wait for its end; the exit code."""
        return await self.child.wait() if self.child else 0

    async def kill(self) -> int:
        """SIGKILL: nothing is said, nothing is finished."""
        return await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """SIGTERM, and the exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> int:
        if self.child and self.child.returncode is None:
            self.child.send_signal(how)
        return await self.ended()


def settings_for(
    world: World, api: str, group: int, folder: Path, key: str, port: int
) -> dict[str, str]:
    """The settings of a bot that serves a world, on a SQLite file in a folder."""
    return {
        "LOKET_TELEGRAM_TOKEN": world.bot.token,
        "LOKET_TELEGRAM_API_URL": api,
        "LOKET_STAFF_CHAT": str(group),
        "LOKET_DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'loket.db'}",
        "LOKET_SECRET_KEYS": key,
        "LOKET_ORGANISATION": "Helpdesk Brussels",
        "LOKET_HOURS": "Mon-Sun 00:00-23:59",
        "LOKET_HTTP_PORT": str(port),
        "LOKET_ERASURE_LIST": str(folder / "erased.txt"),
    }
