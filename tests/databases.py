"""Real databases for the tests, migrated, one a test; and what is kept in them.

Whatever uses `database` or `database_url` is tested on SQLite and on PostgreSQL; the marks SQLITE
and POSTGRESQL are for what only one of them has.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import inspect, select

from bot.clock import MovableClock
from bot.people.known import People
from bot.post.outbox import OutboxStore
from bot.privacy.keyring import KeyRing, RingKey
from bot.privacy.vault import Vault
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.tables import Base
from tests.postgres import Server

BACKENDS = ("sqlite", "postgresql")
SQLITE, POSTGRESQL = (
    pytest.mark.parametrize("backend", [backend], indirect=True) for backend in BACKENDS
)
CHANNEL = "telegram"
NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
OLD_KEY, NEW_KEY = RingKey("2025", b"o" * 32), RingKey("2026", b"n" * 32)
Row = TypeVar("Row", bound=Base)


def address_of(file: Path) -> str:
    """The setting for a SQLite file."""
    return f"sqlite+aiosqlite:///{file}"


async def rows(database: Database, table: type[Row]) -> Sequence[Row]:
    """What is committed in a table, as a session of its own sees it, in the order of its key."""
    async with database.begin() as session:
        key = inspect(table).primary_key
        return (await session.scalars(select(table).order_by(*key))).all()


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
def backend(request: pytest.FixtureRequest) -> str:
    """Which kind of database."""
    kind: str = request.param
    return kind


@contextmanager
def place(
    kind: str, file: Path, request: pytest.FixtureRequest, *, bare: bool = False
) -> Iterator[str]:
    """The address of a database with today's tables, or with none; SQLite keeps it in `file`."""
    if kind == "postgresql":
        server: Server = request.getfixturevalue("postgres")
        with server.database(bare=bare) as url:
            yield url
        return
    if not bare:
        shutil.copy(request.getfixturevalue("migrated"), file)
    yield address_of(file)


@pytest.fixture
def database_url(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an empty database with today's tables."""
    with place(backend, tmp_path / "loket.db", request) as url:
        yield url


@pytest.fixture
def bare_url(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database without any table."""
    with place(backend, tmp_path / "bare.db", request, bare=True) as url:
        yield url


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
