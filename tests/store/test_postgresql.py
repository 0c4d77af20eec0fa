"""What only a server has: other processes, connections that are cut, tables that change."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import make_url, select, text
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.operator_errors import line_for
from bot.store.database import Database
from bot.store.migrate import is_current, migrate
from bot.store.postgresql import IDLE_MILLISECONDS
from bot.store.tables import Cursor
from tests.databases import POSTGRESQL, rows

pytestmark = POSTGRESQL
HANG_UP = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = 'loket' AND pid != pg_backend_pid()
"""


@pytest.fixture
async def other(database_url: str) -> AsyncIterator[Database]:
    """Another process's connections to the same database."""
    opened = Database(database_url)
    yield opened
    await opened.close()


async def hang_up(database: Database) -> None:
    """End every other connection of the program, as a server does that is stopped."""
    async with database.beside() as session:
        await session.execute(text(HANG_UP))


async def test_of_two_processes_one_decides_at_a_time(database: Database, other: Database) -> None:
    told: list[str] = []

    async def decide(where: Database, name: str) -> None:
        async with where.begin() as session:
            told.append(f"{name} begins")
            await asyncio.sleep(0.05)
            await session.execute(select(1))
            told.append(f"{name} ends")

    await asyncio.gather(decide(database, "one"), decide(other, "two"))
    assert sorted(told[:2]) in (["one begins", "one ends"], ["two begins", "two ends"])
    assert len(told) == 4


async def test_what_is_beside_the_turn_does_not_wait_for_it(
    database: Database, other: Database
) -> None:
    async with database.begin(), asyncio.timeout(5), other.beside() as session:
        session.add(Cursor(channel="telegram", next_offset=7))
    assert len(await rows(database, Cursor)) == 1


async def test_a_connection_that_was_cut_is_a_fault_once_and_then_replaced(
    database: Database, other: Database
) -> None:
    async def write() -> None:
        async with database.begin() as session:
            session.add(Cursor(channel="telegram", next_offset=7))
            await session.flush()
            await hang_up(other)
            await session.execute(select(1))

    with pytest.raises(DBAPIError):
        await write()
    async with database.begin() as session:
        session.add(Cursor(channel="telegram", next_offset=8))
    assert [row.next_offset for row in await rows(database, Cursor)] == [8]


async def test_a_connection_that_was_cut_while_nobody_used_it_is_no_fault_at_all(
    database: Database, other: Database
) -> None:
    for _ in range(3):
        assert await rows(database, Cursor) == []
        await hang_up(other)


async def test_the_turn_of_whoever_was_cut_off_is_free(database: Database, other: Database) -> None:
    async def decide() -> None:
        async with database.begin():
            await hang_up(other)
            async with asyncio.timeout(5), other.begin() as session:
                session.add(Cursor(channel="telegram", next_offset=7))

    with pytest.raises(DBAPIError):
        await decide()
    assert len(await rows(other, Cursor)) == 1


async def test_a_server_that_is_not_there_is_one_line_for_the_operator(database_url: str) -> None:
    url = make_url(database_url)
    for wrong in (url.set(port=1), url.set(password="wrong"), url.set(database="nowhere")):
        away = Database(wrong.render_as_string(hide_password=False))
        with pytest.raises(OperationalError) as raised:
            async with away.begin():
                pass
        assert (line_for(raised.value) or "").startswith("LOKET_DATABASE_URL is wrong, or")
        await away.close()


async def test_the_server_knows_the_program_and_takes_back_what_a_frozen_one_holds(
    database: Database,
) -> None:
    async with database.beside() as session:
        shown = {
            name: await session.scalar(text(f"SHOW {name}"))
            for name in (
                "application_name",
                "idle_in_transaction_session_timeout",
                "transaction_isolation",
                "synchronous_commit",
            )
        }
    assert shown == {
        "application_name": "loket",
        "idle_in_transaction_session_timeout": f"{IDLE_MILLISECONDS // 1000}s",
        "transaction_isolation": "read committed",
        "synchronous_commit": "on",
    }


async def test_two_processes_that_start_at_once_migrate_once(bare_url: str) -> None:
    both = [Database(bare_url) for _ in range(2)]
    await asyncio.gather(*(migrate(each) for each in both))
    for each in both:
        assert await is_current(each)
        await each.close()


async def test_a_process_goes_on_after_tables_changed_under_it(
    database: Database, other: Database
) -> None:
    async with database.begin() as session:
        session.add(Cursor(channel="telegram", next_offset=7))
    assert [row.next_offset for row in await rows(database, Cursor)] == [7]
    async with other.begin() as session:
        await session.execute(text("ALTER TABLE cursor ALTER next_offset TYPE numeric"))
        await session.execute(text("ALTER TABLE cursor ADD more text"))
    with pytest.raises(DBAPIError, match="cached statement"):
        await rows(database, Cursor)
    assert [row.next_offset for row in await rows(database, Cursor)] == [7]
