"""A world, its Bot API, a staff group, and a bot that serves it."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from bot.demo.bot_api import Group, MovableClock, User, World, serve
from tests.e2e.installation import Installation


@dataclass
class Brussels:
    """A bot that runs, and a staff group with two volunteers and a coordinator."""

    world: World
    group: Group
    ada: User
    bob: User
    coordinator: User
    loket: Installation

    def person(self, name: str = "Somebody", language: str = "ar") -> User:
        """Somebody who opens the bot for the first time."""
        return self.world.create_user(name, language_code=language)


@contextlib.asynccontextmanager
async def running(
    folder: Path, hours: str = "Mon-Sun 00:00-23:59", **also: str
) -> AsyncIterator[Brussels]:
    """A bot that serves until the end of the block, with some other settings."""
    world = World(clock=MovableClock())
    coordinator = world.create_user("Carla")
    ada = world.create_user("Ada", language_code="fr")
    bob = world.create_user("Bob", language_code="en")
    group = world.create_group(
        "Legal help", coordinator, [ada, bob], supergroup=True, bot="administrator"
    )
    async with serve(world) as api:
        loket = Installation(folder, world, api, group.chat_id, hours, also=also)
        world.hook.front = f"http://127.0.0.1:{loket.port}"
        await loket.start()
        yield Brussels(world, group, ada, bob, coordinator, loket)
        await loket.stop()
        assert "Traceback" not in loket.log.read_text()


@pytest.fixture
async def brussels(tmp_path: Path) -> AsyncIterator[Brussels]:
    async with running(tmp_path) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Brussels]:
    """One bot for all the stories of a file: each has people of its own."""
    async with running(tmp_path_factory.mktemp("town")) as opened:
        yield opened
