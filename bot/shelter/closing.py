"""A list that is closed: nobody new is taken, whoever waits keeps their place."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot.privacy.audit import note
from bot.shelter.rules import LISTS
from bot.store.moments import forget_moment, moment, set_moment


async def is_closed(session: AsyncSession, list_name: str) -> bool:
    """Whether nobody new is taken onto a list now."""
    return await moment(session, _name(list_name)) is not None


async def closed_lists(session: AsyncSession) -> list[str]:
    """The lists that are closed now."""
    return [each for each in LISTS if await is_closed(session, each)]


async def close_list(session: AsyncSession, list_name: str, by: UUID, now: datetime) -> bool:
    """Take nobody new onto a list; False where that is so already."""
    if await is_closed(session, list_name):
        return False
    await set_moment(session, _name(list_name), now)
    note(session, _name(list_name), now, actor=by)
    await session.flush()
    return True


async def open_list(session: AsyncSession, list_name: str, by: UUID, now: datetime) -> bool:
    """Take people onto a list again; False where it is open."""
    if not await is_closed(session, list_name):
        return False
    await forget_moment(session, _name(list_name))
    note(session, f"opened {list_name}", now, actor=by)
    return True


def _name(list_name: str) -> str:
    return f"closed {list_name}"
