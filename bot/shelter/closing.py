"""A list that takes nobody new for a while. Whoever is on it keeps their place."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.moments import moment


def closed_name(which: str) -> str:
    """The name of the moment since which a list is closed."""
    return f"closed {which}"


async def is_closed(session: AsyncSession, which: str) -> bool:
    """Whether nobody new comes onto a list now."""
    return await moment(session, closed_name(which)) is not None
