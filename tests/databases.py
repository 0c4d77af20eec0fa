"""Real databases for the tests, migrated, one a test; and what is kept in them.

To test on PostgreSQL as well, add "postgresql" to BACKENDS, and give `database_url` a branch that
creates a database there, migrates it, and returns its postgresql+asyncpg:// address.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import select

from bot.clock import MovableClock
from bot.people.known import People
from bot.post.outbox import OutboxStore
from bot.privacy.keyring import KeyRing, RingKey
from bot.privacy.vault import Vault
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.tables import Base

BACKENDS = ("sqlite",)
CHANNEL = "telegram"
NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
OLD_KEY, NEW_KEY = RingKey("2025", b"o" * 32), RingKey("2026", b"n" * 32)
Row = TypeVar("Row", bound=Base)


def address_of(file: Path) -> str:
    """The setting for a SQLite file."""
    return f"sqlite+aiosqlite:///{file}"


async def rows(database: Database, table: type[Row]) -> Sequence[Row]:
    """What is committed in a table, as a session of its own sees it."""
    async with database.begin() as session:
        return (await session.scalars(select(table))).all()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with today's tables, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "loket.db"

    async def make() -> None:
        made = Database(address_of(file))
        await migrate(made)
        await made.close()

    asyncio.run(make())
    return file


@pytest.fixture(params=BACKENDS)
def database_url(migrated: Path, tmp_path: Path) -> str:
    """The address of an empty database with today's tables."""
    return address_of(Path(shutil.copy(migrated, tmp_path / "loket.db")))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOON)


@pytest.fixture
def vault() -> Vault:
    return Vault(KeyRing((OLD_KEY,)))


@pytest.fixture
def people(vault: Vault) -> People:
    return People(CHANNEL, vault)


@pytest.fixture
def outbox(vault: Vault, clock: MovableClock) -> OutboxStore:
    return OutboxStore(CHANNEL, vault, clock)
