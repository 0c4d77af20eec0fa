"""A stage for trying everything: a local Bot API, a staff group, and the unchanged bot."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from bot.clock import SystemClock
from bot.demo.bot_api import Group, User, World, serve
from bot.privacy.keyring import new_key
from bot.settings import Settings
from bot.store.database import Database
from bot.store.tables import Card, Inbox, Outbox
from bot.wiring import opened, working

LOOK_AGAIN = 0.15
PATIENCE = 200
"""How often it is looked whether all is done, LOOK_AGAIN seconds apart: half a minute."""


@dataclass(frozen=True)
class Stage:
    """Who is there: somebody new to Brussels, two volunteers, their group."""

    world: World
    person: User
    ada: User
    bob: User
    group: Group
    database: Database

    async def idle(self) -> None:
        """Wait until everything that was done on the phones has had its effect on them."""
        for _ in range(PATIENCE):
            await asyncio.sleep(LOOK_AGAIN)
            if not self.world.updates.waiting and not await self._undone():
                return

    async def _undone(self) -> int:
        waits = (
            select(func.count()).select_from(Inbox).where(Inbox.state == "waiting"),
            select(func.count()).where(Outbox.state.in_(("queued", "sending"))),
            select(func.count()).where(Card.shown < Card.wanted),
        )
        async with self.database.begin() as session:
            return sum([await session.scalar(each) or 0 for each in waits])


@asynccontextmanager
async def stage() -> AsyncIterator[Stage]:
    """Set up the stage in a temporary folder, with the bot working on it."""
    world = World()
    carla = world.create_user("Carla", language_code="en")
    ada = world.create_user("Ada", language_code="en")
    bob = world.create_user("Bob", language_code="nl")
    person = world.create_user("Somebody", language_code="fr")
    group = world.create_group(
        "Volunteers", carla, [ada, bob], supergroup=True, bot="administrator"
    )
    with tempfile.TemporaryDirectory(prefix="loket-") as folder:
        async with serve(world) as api:
            settings = _settings(world, group, api, Path(folder))
            async with opened(settings, SystemClock()) as parts, working(parts):
                await _volunteers_begin(world, ada, bob)
                yield Stage(world, person, ada, bob, group, parts.database)


async def _volunteers_begin(world: World, *volunteers: User) -> None:
    """They open their private chats with the bot, as volunteers do on their first day."""
    for volunteer in volunteers:
        volunteer.send_text("/desk")
    await world.wait_for(lambda: all(each.chat.bot_messages for each in volunteers), within=20)


def _settings(world: World, group: Group, api: str, folder: Path) -> Settings:
    written = {
        "telegram_token": world.bot.token,
        "telegram_api_url": api,
        "staff_chat": str(group.chat_id),
        "database_url": f"sqlite+aiosqlite:///{folder / 'loket.db'}",
        "secret_keys": new_key("demo"),
        "organisation": "Helpdesk Brussels",
        "hours": "Mon-Sun 00:00-23:59",
        "erasure_list": str(folder / "erased.txt"),
    }
    return Settings.model_validate(written)
