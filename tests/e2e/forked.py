"""The bot in a process that is forked from one that has imported everything: a start costs a tenth
of what it costs from nothing. What a start is from nothing, those marked `from_nothing` show, and
the tests of the command line and of the demo.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import sys
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

from bot.clock import SHIFT_FILE
from bot.demo.process import BotProcess

IMPORTED = (
    "bot.wiring",
    "bot.health",
    "bot.__main__",
    "bot.logs",
    "uvicorn",
    "aiosqlite",
    "asyncpg",
)
OFTEN = 0.01
"""Seconds between two looks at whether it has ended."""


def serve(folder: Path, environment: Mapping[str, str], command: Sequence[str]) -> None:
    """In the new process: what `python -m bot` does with a command."""
    os.chdir(folder)
    log = os.open(folder / "log.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.environ.clear()
    os.environ.update(environment)
    warnings.simplefilter("error")
    from bot import failpoints
    from bot.__main__ import app

    failpoints.look_for_a_fuse()
    sys.argv = ["bot", *command]
    app()


def server() -> ForkServerContext:
    """Where processes are forked."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(IMPORTED))
    return context


@dataclass
class ForkedProcess(BotProcess):
    """The same bot, started sooner."""

    forked: ForkServerProcess | None = None

    @property
    def pid(self) -> int:
        """The process's id; 0 before it was started."""
        return (self.forked and self.forked.pid) or 0

    async def start(self) -> None:
        """Start the process; does not wait until it serves."""
        environment = {
            "PATH": os.environ["PATH"],
            SHIFT_FILE: str(self.folder / "shift"),
            **self.environment,
        }
        self.log.touch()  # whoever reads it at once finds it empty
        told = (self.folder, environment, self.program[2:])
        self.forked = server().Process(target=serve, args=told, daemon=True)
        self.forked.start()

    async def ended(self) -> int:
        """Wait for its end; the exit code."""
        if self.forked is None:
            return 0
        while self.forked.exitcode is None:  # noqa: ASYNC110 - only its parent is told
            await asyncio.sleep(OFTEN)
        return self.forked.exitcode

    async def _end(self, how: signal.Signals) -> int:
        if self.forked and self.forked.exitcode is None:
            os.kill(self.pid, how)
        return await self.ended()
