"""The bot's process is kept running, whatever ends it, and ends with the demo."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest

from bot.demo import host as hosting
from bot.demo.bot_api import World
from bot.demo.host import DoesNotStart, Host
from bot.demo.meanwhile import meanwhile
from bot.demo.process import BotProcess
from bot.demo.town import Town, town


async def serves(opened: Town) -> None:
    """Somebody new writes and is answered."""
    person = opened.somebody("fr")
    person.send_text("/start")
    await person.chat.wait_for(lambda chat: chat.last.from_bot, 10)


def states(opened: Town) -> list[str]:
    """What became of the process, in order."""
    return [str(e.details["state"]) for e in opened.world.journal.events if e.kind == "bot"]


def pid_of(opened: Town) -> int:
    child = opened.host.process.child
    assert child is not None
    return child.pid


async def test_a_bot_that_cannot_start_says_why(tmp_path: Path) -> None:
    host = Host(BotProcess(tmp_path, {"LOKET_TELEGRAM_TOKEN": "123:too-short"}), World())
    with pytest.raises(DoesNotStart, match=r"^LOKET_TELEGRAM_TOKEN is wrong: [^\n]*$"):
        async with meanwhile(host.run()), asyncio.timeout(10):
            await host.serving()


async def test_a_bot_that_says_nothing_does_not_start_either(tmp_path: Path) -> None:
    host = Host(BotProcess(tmp_path, {}, program=("-c", "")), World())
    with pytest.raises(DoesNotStart, match=r"^it wrote nothing$"):
        async with meanwhile(host.run()), asyncio.timeout(10):
            await host.serving()


async def test_the_bot_is_kept_running_for_as_long_as_the_demo_lasts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hosting, "AFTER_A_KILL", 0.1)
    async with town() as opened:
        first, folder = pid_of(opened), opened.database.parent
        assert opened.host.back_in is None
        os.kill(first, signal.SIGKILL)
        await opened.world.wait_for(lambda: "killed" in states(opened))
        await opened.world.wait_for(lambda: states(opened)[-1] == "running", 20)
        assert states(opened) == ["starting", "running", "killed", "starting", "running"]
        await serves(opened)
        second = pid_of(opened)
        assert second != first
        assert folder.name.startswith("loket-")
        assert opened.database.exists()
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(second, 0)
