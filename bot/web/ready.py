"""Whether a process can do its work now; what stands in the way is one word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from sqlalchemy.exc import SQLAlchemyError

from bot.store.database import Database
from bot.store.migrate import is_current

Why = Literal["database", "tables", "polling"]


async def why_not(database: Database, polls: Callable[[], bool]) -> Why | None:
    """`database`: it does not answer. `tables`: they are not today's. `polling`: Telegram has not
    answered for too long. None: nothing stands in the way.
    """
    try:
        current = await is_current(database)
    except (SQLAlchemyError, OSError):  # asyncpg leaves a refused connection as it is
        return "database"
    if not current:
        return "tables"
    return None if polls() else "polling"
