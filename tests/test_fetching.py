"""Of several processes one fetches, and it stops as quickly as it has to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.poller import Poller
from bot.demo.bot_api import World, serve
from bot.fetching import Fetching
from bot.store.database import Database
from bot.store.presence import Presence
from tests.channels.telegram.ledger import Ledger
from tests.databases import POSTGRESQL

SOON = 3.0
"""Seconds; a call to Telegram may be waited for much longer."""


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def poller(world: World, tmp_path: Path) -> AsyncIterator[Poller]:
    async with serve(world) as root, TelegramChannel(world.bot.token, root) as channel:
        yield Poller(channel, Ledger(tmp_path / "inbox.db"), lambda: None)


async def test_the_first_process_fetches_and_stops_in_the_middle_of_a_call(
    world: World, poller: Poller, database: Database
) -> None:
    presence = Presence(database, uuid4(), lasts=60)
    await presence.sign()
    fetching = Fetching(poller, presence)
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(fetching.run())
        await world.wait_for(lambda: world.polling.is_open)
        assert fetching.works
        fetching.stop()
        await asyncio.wait_for(running, SOON)


@POSTGRESQL
async def test_whoever_is_not_the_first_waits_for_its_turn_and_stops_at_once(
    world: World, poller: Poller, database: Database
) -> None:
    first, second = (Presence(database, uuid4(), lasts=60) for _ in range(2))
    await first.sign()
    await second.sign()
    fetching = Fetching(poller, second)
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(fetching.run())
        await asyncio.sleep(0.1)
        assert fetching.works
        fetching.stop()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(running, SOON)
    assert world.calls("getUpdates") == []
