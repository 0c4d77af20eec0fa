"""Moments that outlive a process, by their names."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.tables import Moment


async def moment(session: AsyncSession, name: str) -> datetime | None:
    """The moment of that name, if there is one."""
    row = await session.get(Moment, name)
    return row.at if row else None


async def set_moment(session: AsyncSession, name: str, at: datetime) -> None:
    """Keep a moment in place of the one before."""
    await session.merge(Moment(name=name, at=at))


async def forget_moment(session: AsyncSession, name: str) -> None:
    """There is no such moment any more."""
    await session.execute(delete(Moment).where(Moment.name == name))
