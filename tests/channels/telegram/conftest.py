"""A world with one bot, its channel, and a server that misbehaves on demand."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram.channel import TelegramChannel
from bot.demo.bot_api import NO_LIMITS, User, World, serve
from tests.channels.telegram.wire import Wire, wire


@pytest.fixture
def world() -> World:
    """A Telegram without limits: pacing is not what is tested here."""
    return World(limits=NO_LIMITS, seed=1)


@pytest.fixture
def maryam(world: World) -> User:
    """Somebody who has spoken to the bot before."""
    return world.create_user("Maryam", started=True)


@pytest.fixture
async def channel(world: World) -> AsyncIterator[TelegramChannel]:
    """Loket's bot in that world."""
    async with serve(world) as root, TelegramChannel(world.bot.token, root) as opened:
        yield opened


@pytest.fixture
async def broken() -> AsyncIterator[Wire]:
    """A server that answers the bytes it is told to."""
    async with wire() as told:
        yield told
