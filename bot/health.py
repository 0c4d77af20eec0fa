"""Health: how old the oldest waiting things are. No personal data."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.post.outbox import AT_ONCE
from bot.store.database import Database
from bot.store.tables import Inbox, LostGroup, Outbox

OLD = 120.0
"""Seconds after which something that waits is a reason to call somebody."""

Health = dict[str, object]


async def look_at(database: Database, clock: Clock) -> Health:
    """The ages in seconds of the oldest undone inbox row and the oldest unsent outbox row, how
    much could not be delivered (`failed` never will be; the rest is held for whoever blocked the
    bot) and the age of the oldest of it, and how many staff groups cannot be written to.
    """
    try:
        async with database.beside() as session:
            came = await session.scalar(
                select(func.min(Inbox.received_at)).where(Inbox.state == "waiting")
            )
            due = await session.scalar(
                select(func.min(waits_since())).where(Outbox.state.in_(("queued", "sending")))
            )
            failed, held = [
                (await session.execute(_stuck().where(Outbox.state == state))).one()
                for state in ("failed", "held")
            ]
            lost = await session.scalar(select(func.count()).select_from(LostGroup))
    except SQLAlchemyError as fault:
        return {"ok": False, "database": type(fault).__name__}
    ages = {
        name: max((clock.now() - moment).total_seconds(), 0.0) if moment else 0.0
        for name, moment in (
            ("inbox_seconds", came),
            ("outbox_seconds", due),
            ("oldest_failed_seconds", failed.oldest),
        )
    }
    well = max(ages["inbox_seconds"], ages["outbox_seconds"]) < OLD and not lost
    counts = {"undelivered": failed.many + held.many, "failed": failed.many}
    return {"ok": well, **ages, **counts, "groups_lost": lost}


def _stuck() -> Select[int, datetime | None]:
    """How much, and since when the oldest of it. An answer to a press that came too late is not
    counted: what it would have said was sent as a message.
    """
    many, oldest = func.count().label("many"), func.min(Outbox.created_at).label("oldest")
    return select(many, oldest).where(Outbox.rank != AT_ONCE)


def waits_since() -> ColumnElement[datetime]:
    """What was put off by a fault has waited since it was committed; a 429 is no fault."""
    return case((Outbox.attempts > 0, Outbox.created_at), else_=Outbox.next_attempt_at)
