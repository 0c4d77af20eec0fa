"""Health: how old the oldest waiting things are. No personal data."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.store.database import Database
from bot.store.tables import Inbox, LostGroup, Outbox

OLD = 120.0
"""Seconds after which something that waits is a reason to call somebody."""

Health = dict[str, object]


async def look_at(database: Database, clock: Clock) -> Health:
    """The ages in seconds of the oldest undone inbox row and the oldest unsent outbox row, how
    much could not be delivered, and how many staff groups cannot be written to.
    """
    try:
        async with database.beside() as session:
            came = await session.scalar(
                select(func.min(Inbox.received_at)).where(Inbox.state == "waiting")
            )
            due = await session.scalar(
                select(func.min(waits_since())).where(Outbox.state.in_(("queued", "sending")))
            )
            undelivered = await session.scalar(
                select(func.count()).where(Outbox.state.in_(("failed", "held")))
            )
            lost = await session.scalar(select(func.count()).select_from(LostGroup))
    except SQLAlchemyError as fault:
        return {"ok": False, "database": type(fault).__name__}
    ages = {
        name: max((clock.now() - moment).total_seconds(), 0.0) if moment else 0.0
        for name, moment in (("inbox_seconds", came), ("outbox_seconds", due))
    }
    well = max(ages.values()) < OLD and not lost
    return {"ok": well, **ages, "undelivered": undelivered, "groups_lost": lost}


def waits_since() -> ColumnElement[datetime]:
    """What was put off by a fault has waited since it was committed; a 429 is no fault."""
    return case((Outbox.attempts > 0, Outbox.created_at), else_=Outbox.next_attempt_at)
