"""Whether a process can do its work now; what stands in the way is one word."""

from __future__ import annotations

from typing import Literal

from sqlalchemy.exc import SQLAlchemyError

from bot.store.database import Database
from bot.store.migrate import is_current

Why = Literal["database", "tables", "polling", "webhook"]


async def why_not(database: Database) -> Why | None:
    """`database`: it does not answer. `tables`: they are not today's. None: nothing stands in the
    way here. (`polling`: Telegram has not answered for too long; `webhook`: it could not be told
    of it.)
    """
    try:
        current = await is_current(database)
    except (SQLAlchemyError, OSError):  # asyncpg leaves a refused connection as it is
        return "database"
    return None if current else "tables"
