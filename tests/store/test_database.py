"""What a transaction is: all or nothing, one at a time, for good."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from bot.store.database import Database, pragmas
from bot.store.tables import Contact, Cursor, MovedGroup, Person, Speaking
from tests.databases import NOON, SQLITE, rows


async def count_up(database: Database) -> None:
    """Read a number, wait, and write one more."""
    async with database.begin() as session:
        cursor = await session.get(Cursor, "telegram")
        assert cursor is not None
        await asyncio.sleep(0)
        cursor.next_offset += 1


@pytest.fixture
async def others(database: Database, database_url: str) -> AsyncIterator[list[Database]]:
    """Two more processes' worth of connections to the same database."""
    async with database.begin() as session:
        session.add(Cursor(channel="telegram", next_offset=0))
    async with AsyncExitStack() as stack:
        opened = [Database(database_url) for _ in range(2)]
        for each in opened:
            stack.push_async_callback(each.close)
        yield opened


async def test_what_is_written_is_there_after_the_transaction_and_not_before(
    database: Database, database_url: str
) -> None:
    async with database.begin() as session:
        session.add(Cursor(channel="telegram", next_offset=7))
    assert [row.next_offset for row in await rows(database, Cursor)] == [7]
    again = Database(database_url)
    assert [row.next_offset for row in await rows(again, Cursor)] == [7]
    await again.close()


async def test_an_error_takes_everything_back(database: Database) -> None:
    async def fail() -> None:
        async with database.begin() as session:
            session.add(Cursor(channel="telegram", next_offset=7))
            await session.flush()
            raise RuntimeError("half-way")

    with pytest.raises(RuntimeError, match="half-way"):
        await fail()
    assert await rows(database, Cursor) == []


async def test_no_increment_is_lost_between_writers_that_read_first(
    database: Database, others: list[Database]
) -> None:
    writers = [database, *others]
    await asyncio.gather(*(count_up(writers[n % 3]) for n in range(30)))
    assert [row.next_offset for row in await rows(database, Cursor)] == [30]


@SQLITE
async def test_a_transaction_takes_the_write_lock_before_it_reads(
    migrated: Path, database: Database
) -> None:
    assert database.file is not None
    assert database.file != migrated
    async with database.begin() as session:
        await session.scalars(select(Cursor))
        other = sqlite3.connect(database.file, timeout=0, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


@pytest.mark.parametrize("steps", range(1, 24, 2))
async def test_a_transaction_that_is_cancelled_anywhere_leaves_the_database_free(
    database: Database, steps: int
) -> None:
    async def write() -> None:
        async with database.begin() as session:
            session.add(Cursor(channel="telegram", next_offset=1))

    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(write())
        for _ in range(steps):
            await asyncio.sleep(0.0005)
        task.cancel()
    async with asyncio.timeout(5), database.begin() as session:
        await session.merge(Cursor(channel="telegram", next_offset=2))
    assert [row.next_offset for row in await rows(database, Cursor)] == [2]


@SQLITE
async def test_a_connection_is_set_to_lose_and_to_leave_nothing(database: Database) -> None:
    journal = "wal" if sqlite3.sqlite_version_info >= (3, 51, 3) else "truncate"
    wanted = {
        "journal_mode": journal,
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "busy_timeout": 10_000,
    }
    async with database.begin() as session:
        for name, value in wanted.items():
            assert await session.scalar(text(f"PRAGMA {name}")) == value, name


@pytest.mark.parametrize(
    ("version", "journal"),
    [((3, 40, 1), "TRUNCATE"), ((3, 51, 2), "TRUNCATE"), ((3, 51, 3), "WAL"), ((4, 0, 0), "WAL")],
)
def test_the_write_ahead_log_is_used_from_the_version_in_which_it_is_sound(
    version: tuple[int, int, int], journal: str
) -> None:
    assert f"journal_mode={journal}" in pragmas(version)


def test_every_version_loses_nothing_and_leaves_nothing() -> None:
    for version in ((3, 40, 1), (3, 51, 3)):
        assert {"synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"} <= set(pragmas(version))


@SQLITE
async def test_what_was_deleted_is_nowhere_in_the_file(database: Database) -> None:
    async with database.begin() as session:
        session.add(MovedGroup(old_address="-100secret", new_address="-1"))
    assert database.file is not None
    assert b"-100secret" in database.file.read_bytes()
    async with database.begin() as session:
        await session.execute(text("DELETE FROM moved_group"))
    for file in database.file.parent.iterdir():
        assert b"-100secret" not in file.read_bytes(), file.name


async def test_rows_of_one_transaction_come_in_any_order_and_belong_to_somebody_at_its_end(
    database: Database,
) -> None:
    def speaking(contact: UUID, person: UUID) -> Speaking:
        return Speaking(contact_id=contact, person_id=person, since=NOON)

    with pytest.raises(IntegrityError):
        async with database.begin() as session:
            session.add(speaking(uuid4(), uuid4()))
    contact, person = uuid4(), uuid4()
    async with database.begin() as session:
        session.add(speaking(contact, person))
        await session.flush()
        session.add(Contact(
            id=contact, channel="telegram", address_index="x", address=b"", person_id=person,
            reachable=True, created_at=NOON,
        ))  # fmt: skip
        session.add(Person(id=person, reference="ABC-DEF", created_at=NOON))
    assert len(await rows(database, Speaking)) == 1


async def test_an_error_does_not_tell_what_was_to_be_written(database: Database) -> None:
    async def write() -> None:
        async with database.begin() as session:
            insert = text("INSERT INTO moved_group VALUES (:old, :new)")
            await session.execute(insert, {"old": "-100777", "new": "what somebody wrote"})

    await write()
    with pytest.raises(IntegrityError) as raised:
        await write()
    assert "what somebody wrote" not in str(raised.value)
    assert "-100777" not in str(raised.value)
