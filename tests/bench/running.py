"""One run: a world and a bot, each in a process of its own, and the bot seen from outside."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.demo.bot_api import World
from bot.demo.process import ROOT, BotProcess, free_port, settings_for
from bot.privacy.keyring import new_key
from tests.bench.contestants import Contestant
from tests.bench.counting import COUNTED, EVERY
from tests.bench.plan import Plan, Told

LINE = 64 * 1024 * 1024
"""Bytes that one line of a world may have: all waits of all people are in it."""

TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Store:
    """A database to begin with, and the key that opens it."""

    file: Path
    key: str


@dataclass(frozen=True)
class Run:
    """What was seen. started: seconds from the start of the process to the first message.
    memory: megabytes at the end. cpu: seconds of the bot's process, user and system, while the
    people wrote. counted: what `counting` counted meanwhile, where that was the program.
    """

    told: Told
    started: float
    memory: float
    cpu: float
    counted: Counter[str] = field(default_factory=Counter)


@dataclass
class WorldProcess:
    """The world's process: one JSON line at a time."""

    child: asyncio.subprocess.Process

    async def hear(self) -> dict[str, Any]:
        """What it says next. Raises RuntimeError where it ended instead."""
        assert self.child.stdout
        line = await self.child.stdout.readline()
        if not line:
            raise RuntimeError("the world ended too early: its error is above")
        said: dict[str, Any] = json.loads(line)
        return said

    async def go(self) -> None:
        """Let the people begin, or let it end."""
        assert self.child.stdin
        self.child.stdin.write(b"\n")
        await self.child.stdin.drain()


@asynccontextmanager
async def world_of(plan: Plan) -> AsyncIterator[WorldProcess]:
    """A world that has begun; it ends with the block."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.world", plan.written()),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=LINE,
    )
    try:
        yield WorldProcess(child)
    finally:
        if child.returncode is None:
            child.kill()
        await child.wait()


async def play(
    who: Contestant, plan: Plan, store: Store | None = None, kills: Sequence[float] = ()
) -> Run:
    """Run a bot through a plan. `kills`: seconds between one `kill -9` (or the begin) and the next;
    it is started again at once.
    """
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as folder:
        async with world_of(plan) as world:
            bot = _process(who, Path(folder), await world.hear(), store)
            began = time.monotonic()
            await bot.start()
            try:
                return await _seen(world, bot, plan, began, kills)
            except RuntimeError as ended:
                raise RuntimeError(f"{ended}\n{who.name} wrote: {_last_words(bot)}") from None
            finally:
                await bot.kill()


async def _seen(
    world: WorldProcess, bot: BotProcess, plan: Plan, began: float, kills: Sequence[float]
) -> Run:
    started = (await world.hear())["at"] - began
    told, used, counted = Told(0, 0, 0, [], 0, 0, 0), 0.0, Counter[str]()
    if plan.people or plan.per_second:
        await world.hear()
        before, counted_before = cpu_seconds(bot), await _counted(bot)
        await world.go()
        await _kill(bot, kills)
        told = Told(**json.loads((await world.hear())["told"]))
        used = cpu_seconds(bot) - before
        counted = await _counted(bot) - counted_before
    return Run(told, started, bot.memory(), used, counted)


async def _counted(bot: BotProcess) -> Counter[str]:
    """What stands in its file, if it writes one."""
    file = bot.folder / COUNTED
    if not file.exists():
        return Counter()
    await asyncio.sleep(2 * EVERY)
    return Counter(json.loads(file.read_text()))


def _last_words(bot: BotProcess) -> str:
    return "\n".join(bot.log.read_text(errors="replace").splitlines()[-12:])


async def _kill(bot: BotProcess, kills: Sequence[float]) -> None:
    for pause in kills:
        await asyncio.sleep(pause)
        await bot.kill()
        await bot.start()


def cpu_seconds(bot: BotProcess) -> float:
    """User and system time of the bot's process, all its threads. Linux only."""
    assert bot.child
    fields = Path(f"/proc/{bot.child.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def _process(
    who: Contestant, folder: Path, world: dict[str, Any], store: Store | None
) -> BotProcess:
    key = store.key if store else new_key("bench")
    # The world is elsewhere; settings want to know its token, which is all that counts here.
    here = World(token=world["token"])
    settings = settings_for(here, world["api"], world["group"], folder, key, free_port())
    if store:
        shutil.copy(store.file, folder / "loket.db")
    return BotProcess(folder, settings, who.program, python=who.python)
