"""Databases on a real PostgreSQL server: a test gets one with today's tables and nothing in them.

LOKET_TEST_POSTGRES_URL names the server: `postgresql+asyncpg://role:password@host/postgres`, a role
that may create databases. Without a server these tests are skipped; LOKET_TEST_POSTGRES=1 makes
that a failure.

Making and dropping a database costs a checkpoint of the whole server, up to a second on a busy
disk (measured: 3 minutes for 200 tests). So one that was used is emptied and used again, and its
tables are made anew where a test changed them; nothing of one test is seen by another.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from sqlalchemy import URL, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from bot.store.migrate import bring_up_to_date
from bot.store.revision import head
from bot.store.tables import Base

ADDRESS, NEEDED = "LOKET_TEST_POSTGRES_URL", "LOKET_TEST_POSTGRES"
MISSING = (
    f"no PostgreSQL: set {ADDRESS}=postgresql+asyncpg://role:password@host/postgres "
    "(.ci/run starts a server and sets it)"
)
SHAPE = """
SELECT string_agg(concat(relname, oid, relnatts, relchecks), ',' ORDER BY relname)
FROM pg_class WHERE relnamespace = 'public'::regnamespace
"""
"""Differs as soon as a table was made, dropped, renamed, or got or lost a column."""

HANG_UP = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid != pg_backend_pid() AND backend_type = 'client backend'
"""
TABLES = reversed(Base.metadata.sorted_tables)
EMPTY = ";".join(f'DELETE FROM "{table.name}"' for table in TABLES)  # noqa: S608 -- our own names
FROM_ONE = """
SELECT setval(oid::regclass, 1, false) FROM pg_class
WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace
"""
TODAYS = f"UPDATE alembic_version SET version_num = '{head()}'"  # noqa: S608 -- our own name
NOTHING = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"


class Used:
    """A database of the tests, with a connection that stays open."""

    def __init__(self, url: URL, connection: AsyncConnection) -> None:
        self.url = url.render_as_string(hide_password=False)
        self.name = url.database
        self._connection = connection
        self._shape: str | None = None

    async def do(self, *statements: str) -> None:
        """Run statements, each for itself."""
        raw = (await self._connection.get_raw_connection()).driver_connection
        assert raw is not None
        for statement in statements:
            await raw.execute(statement)

    async def clean(self) -> None:
        """Today's tables, with nothing in them."""
        await self.do(HANG_UP)
        if self._shape is None or self._shape != await self._seen():
            await self.do(NOTHING)
            await bring_up_to_date(self.url)
            self._shape = await self._seen()
        await self.do(EMPTY, FROM_ONE, TODAYS)

    async def strip(self) -> None:
        """No tables at all."""
        await self.do(HANG_UP, NOTHING)

    async def close(self) -> None:
        await self._connection.close()

    async def _seen(self) -> str:
        return str((await self._connection.exec_driver_sql(SHAPE)).scalar())


class Server:
    """Hands out databases. Raises OSError or SQLAlchemyError where no server answers."""

    def __init__(self, url: URL) -> None:
        self._loop = asyncio.new_event_loop()
        self._spare: list[Used] = []
        try:
            self._own = self._loop.run_until_complete(_open(url))
        except BaseException:
            self._loop.close()
            raise
        self._url = url

    @contextmanager
    def database(self, *, bare: bool = False) -> Iterator[str]:
        """The address of an empty database with today's tables, or with none."""
        used = self._spare.pop() if self._spare else self._make()
        self._loop.run_until_complete(used.strip() if bare else used.clean())
        yield used.url
        self._spare.append(used)

    def _make(self) -> Used:
        url = self._url.set(database=f"loket_test_{uuid4().hex}")
        self._loop.run_until_complete(self._own.do(f"CREATE DATABASE {url.database}"))
        return self._loop.run_until_complete(_open(url))

    def close(self) -> None:
        """Drop every database that was made, and hang up."""
        for used in self._spare:
            self._loop.run_until_complete(used.close())
            self._loop.run_until_complete(self._own.do(f"DROP DATABASE {used.name} (FORCE)"))
        self._loop.run_until_complete(self._own.close())
        self._loop.close()


SERVER = pytest.StashKey[Server]()


async def _open(url: URL) -> Used:
    engine: AsyncEngine = create_async_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    used = Used(url, await engine.connect())
    await used.do("SET synchronous_commit TO off")  # here only: the bot's own connections wait
    return used


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without a server one test says so, and the others are left out."""
    wanting = [item for item in items if _wants_server(item)]
    if not wanting:
        return
    why = _find(config)
    if why and os.environ.get(NEEDED):
        raise pytest.UsageError(why)
    if why:
        wanting[0].add_marker(pytest.mark.skip(reason=why))
        config.hook.pytest_deselected(items=wanting[1:])
        items[:] = [item for item in items if item not in set(wanting[1:])]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind at the server."""
    if server := config.stash.get(SERVER, None):
        server.close()


@pytest.fixture(scope="session")
def postgres(pytestconfig: pytest.Config) -> Server:
    """The server."""
    return pytestconfig.stash[SERVER]


def _wants_server(item: pytest.Item) -> bool:
    call = getattr(item, "callspec", None)
    return call is not None and call.params.get("backend") == "postgresql"


def _find(config: pytest.Config) -> str:
    """Find the server and keep it; or why there is none."""
    written = os.environ.get(ADDRESS)
    if not written:
        return MISSING
    try:
        config.stash[SERVER] = Server(make_url(written).set(drivername="postgresql+asyncpg"))
    except (OSError, SQLAlchemyError) as fault:
        return f"{MISSING}; the one that it names does not answer ({type(fault).__name__})"
    return ""
