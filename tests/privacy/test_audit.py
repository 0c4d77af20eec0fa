"""The audit log: a line that was changed or taken out shows."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest
from sqlalchemy import text

from bot.privacy.audit import CHAINED_AT_ONCE, chain, first_broken, note
from bot.store.database import Database
from bot.store.tables import Audit
from tests.databases import NOON, rows


async def write(database: Database, count: int) -> None:
    async with database.begin() as session:
        for _ in range(count):
            note(session, "claimed", NOON, actor=uuid4(), subject=uuid4())


async def chained(database: Database) -> int:
    async with database.begin() as session:
        return await chain(session)


async def broken(database: Database) -> int | None:
    async with database.begin() as session:
        return await first_broken(session)


async def test_lines_are_chained_by_a_job_and_not_by_whoever_writes_them(
    database: Database,
) -> None:
    await write(database, 3)
    assert {line.chain for line in await rows(database, Audit)} == {None}
    assert await chained(database) == 3
    assert await chained(database) == 0
    links = {line.chain for line in await rows(database, Audit)}
    assert len(links) == 3
    assert {len(link or b"") for link in links} == {32}


async def test_a_chain_goes_on_where_it_ended(database: Database) -> None:
    for _ in range(3):
        await write(database, 2)
        assert await chained(database) == 2
    assert await broken(database) is None


async def test_many_lines_are_chained_in_portions(database: Database) -> None:
    await write(database, CHAINED_AT_ONCE + 1)
    assert [await chained(database), await chained(database)] == [CHAINED_AT_ONCE, 1]
    assert await broken(database) is None


async def test_an_empty_log_is_whole(database: Database) -> None:
    assert await chained(database) == 0
    assert await broken(database) is None


@pytest.mark.parametrize(
    ("tampering", "first"),
    [
        ("UPDATE audit SET action = 'released' WHERE number = 3", 3),
        ("UPDATE audit SET actor = NULL WHERE number = 3", 3),
        ("UPDATE audit SET at = '2026-03-04 12:00:00.000000' WHERE number = 3", 3),
        ("UPDATE audit SET chain = CAST('0' AS {bytes}) WHERE number = 3", 3),
        ("DELETE FROM audit WHERE number = 3", 4),
        ("DELETE FROM audit WHERE number = 1", 2),
        ("UPDATE audit SET number = 99 WHERE number = 3", 4),
    ],
)
async def test_a_line_that_was_changed_or_taken_out_shows(
    database: Database, tampering: str, first: int
) -> None:
    await write(database, 5)
    await chained(database)
    kind = "BLOB" if database.is_sqlite else "BYTEA"
    async with database.begin() as session:
        await session.execute(text(tampering.format(bytes=kind)))
    assert await broken(database) == first


async def test_lines_hold_random_ids_and_words_of_ours_only(database: Database) -> None:
    columns = {column.name for column in Audit.__table__.columns}
    assert columns == {"number", "at", "action", "actor", "subject", "chain"}


async def test_lines_of_several_processes_make_one_chain(
    database: Database, database_url: str
) -> None:
    others = [Database(database_url) for _ in range(2)]

    async def work(where: Database) -> None:
        for _ in range(8):
            await write(where, 2)
            await chained(where)

    await asyncio.gather(*(work(each) for each in others))
    assert await chained(database) == 0
    assert await broken(database) is None
    assert len(await rows(database, Audit)) == 32
    for each in others:
        await each.close()
