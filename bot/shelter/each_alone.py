"""What is due, one row after the other: where one fails, the others are done all the same."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

import structlog
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.logs import place_of
from bot.office import Office
from bot.store.tables import LettersReminder, Listing, Offer

LATER = timedelta(hours=1)
"""After which what failed is tried again."""

Row = TypeVar("Row", Listing, Offer, LettersReminder)
Do = Callable[[AsyncSession, Office, Row], Awaitable[None]]

log = structlog.get_logger()


async def each_alone(
    session: AsyncSession, office: Office, table: type[Row], do: Do[Row], limit: int
) -> int:
    """Do what is due of some rows, the longest due first; how many they were. Two processes never
    have the same row in hand.
    """
    now = office.now()
    due = (
        select(table.id)
        .where(table.due_at <= now)
        .order_by(table.due_at, table.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    found = (await session.scalars(due)).all()
    for row_id in found:
        try:
            async with session.begin_nested():
                row = await session.get(table, row_id, populate_existing=True)
                if row is not None:
                    await do(session, office, row)
        except Exception as fault:
            # The fault's own text may hold what somebody wrote: only its class and place are told.
            log.error(
                "what was due could not be done",
                fault=type(fault).__name__,
                where=place_of(fault),
            )
            later = update(table).where(table.id == row_id).values(due_at=now + LATER)
            await session.execute(later.execution_options(synchronize_session=False))
    return len(found)
