"""A channel of our own, and a database that does not answer."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.database import Database
from tests.databases import address_of
from tests.post.conftest import telegraph

__all__ = ["telegraph"]


@pytest.fixture
async def broken(tmp_path: Path) -> AsyncIterator[Database]:
    """A database in a folder that does not exist."""
    before = set(threading.enumerate())
    database = Database(address_of(tmp_path / "no folder" / "loket.db"))
    yield database
    await database.close()
    # A connection that failed says so from a thread of its own, and needs the loop for that.
    while set(threading.enumerate()) - before:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
