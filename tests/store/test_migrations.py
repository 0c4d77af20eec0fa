"""Migrations: up to today's tables, and back, with what people entrusted to them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from bot.store.database import Database
from bot.store.migrate import configuration, is_current, migrate
from bot.store.tables import Base, Cursor
from tests.databases import rows


@pytest.fixture
async def empty(bare_url: str) -> AsyncIterator[Database]:
    """A database without any table."""
    database = Database(bare_url)
    yield database
    await database.close()


async def go(database: Database, revision: str) -> None:
    """Migrate up or down to a revision."""

    def run(connection: Connection) -> None:
        move = command.downgrade if revision == "base" else command.upgrade
        move(configuration(connection), revision)

    async with database.engine.connect() as connection:
        await connection.run_sync(run)
        await connection.commit()


async def tables(database: Database) -> set[str]:
    """The names of the tables that are there."""
    async with database.engine.connect() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


async def test_migrating_gives_exactly_the_tables_that_the_code_knows(database: Database) -> None:
    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        return list(compare_metadata(context, Base.metadata))

    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_database_is_current_when_it_was_migrated_and_not_before(empty: Database) -> None:
    assert not await is_current(empty)
    await migrate(empty)
    assert await is_current(empty)


async def test_migrating_twice_changes_nothing(database: Database) -> None:
    async with database.begin() as session:
        session.add(Cursor(channel="telegram", next_offset=7))
    await migrate(database)
    assert [row.next_offset for row in await rows(database, Cursor)] == [7]


async def test_every_step_can_be_taken_back_and_done_again_over_data(database: Database) -> None:
    scripts = ScriptDirectory.from_config(configuration())
    revisions = [script.revision for script in scripts.walk_revisions()]
    async with database.begin() as session:
        session.add(Cursor(channel="telegram", next_offset=7))
    await go(database, "base")
    assert await tables(database) == {"alembic_version"}
    for revision in reversed(revisions):
        await go(database, revision)
    assert await tables(database) == {"alembic_version", *Base.metadata.tables}
    assert await is_current(database)


async def test_a_migration_that_fails_leaves_nothing_half_done(empty: Database) -> None:
    async with empty.engine.connect() as connection:
        await connection.execute(text("CREATE TABLE vault_key (something INTEGER)"))
        await connection.commit()
    with pytest.raises(DBAPIError, match="already exists"):
        await migrate(empty)
    assert await tables(empty) - {"alembic_version"} == {"vault_key"}


def test_there_is_one_newest_migration() -> None:
    assert len(ScriptDirectory.from_config(configuration()).get_heads()) == 1
