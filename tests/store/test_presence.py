"""Presence: who serves one database, who is first, and how others learn that somebody is gone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from uuid import uuid4

import pytest
from sqlalchemy import delete

from bot.store.database import Database
from bot.store.presence import JOINING, Presence
from bot.store.tables import Process
from tests.databases import BACKENDS, POSTGRESQL, SQLITE, rows

EVERY, LASTS = 0.2, 1.2


@pytest.fixture
async def three(database_url: str) -> AsyncIterator[list[Presence]]:
    """Three processes, each with connections of its own, in the order in which they come."""
    async with AsyncExitStack() as stack:
        databases = [Database(database_url) for _ in range(3)]
        for each in databases:
            stack.push_async_callback(each.close)
        yield [Presence(each, uuid4(), every=EVERY, lasts=LASTS) for each in databases]


async def signs(*processes: Presence, for_seconds: float) -> None:
    """Each gives signs of life for a while, and is then heard of no more."""
    async with asyncio.timeout(for_seconds + 5), asyncio.TaskGroup() as tasks:
        running = [tasks.create_task(each.run()) for each in processes]
        await asyncio.sleep(for_seconds)
        for task in running:
            task.cancel()


@SQLITE
async def test_on_sqlite_a_process_is_alone_and_first_without_a_sign(database: Database) -> None:
    only = Presence(database, uuid4())
    assert only.is_first()
    assert only.known() == (only.me,)
    await only.run()
    assert await rows(database, Process) == []


@POSTGRESQL
async def test_whoever_is_alone_begins_at_once_and_nobody_before_a_sign(
    three: list[Presence],
) -> None:
    one, *_ = three
    assert not one.is_first()
    assert one.known() == ()
    await one.sign()
    assert one.is_first()
    assert one.known() == (one.me,)


@POSTGRESQL
async def test_of_all_who_come_at_once_exactly_one_is_first(three: list[Presence]) -> None:
    for _ in range(3):
        await asyncio.gather(*(each.sign() for each in three))
        assert sum(each.is_first() for each in three) == 1


@POSTGRESQL
async def test_somebody_new_takes_part_when_everybody_knows_of_them(three: list[Presence]) -> None:
    one, two, _ = three
    await one.sign()
    await two.sign()
    assert two.known() == ()
    assert not two.is_first()
    await signs(one, two, for_seconds=EVERY * (JOINING + 2))
    assert one.known() == two.known() == (one.me, two.me)


@POSTGRESQL
async def test_whoever_gives_no_sign_is_replaced_and_knows_it_before(three: list[Presence]) -> None:
    one, two, three_ = three
    for each in three:
        await each.sign()
    await one.sign()  # again: on a busy machine its sign may have grown old by now
    seen: list[tuple[bool, bool]] = []

    async def watch() -> None:
        while not two.is_first():
            seen.append((one.is_first(), two.is_first()))
            await asyncio.sleep(0.005)

    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        others = [tasks.create_task(each.run()) for each in (two, three_)]
        await watch()
        for task in others:
            task.cancel()
    assert seen[0] == (True, False)
    assert seen[-1] == (False, False)
    assert one.known() == ()
    assert two.known() == (two.me, three_.me)
    await one.sign()
    assert not one.is_first()


@POSTGRESQL
async def test_whoever_was_replaced_within_a_sign_learns_of_the_gap(database: Database) -> None:
    """Frozen between its own clock and the server, it would think that there was none."""
    one = Presence(database, uuid4(), lasts=60)  # so that no busy machine makes the gap
    await one.sign()
    since = one.since
    await one.sign()
    assert one.since == since
    async with database.begin() as session:
        await session.execute(delete(Process))  # as somebody does who misses it
    await one.sign()
    assert one.since > since


@POSTGRESQL
async def test_whoever_is_asked_to_stop_is_not_waited_for(three: list[Presence]) -> None:
    one, two, _ = three
    await one.sign()
    await two.sign()
    one.stop()
    await one.run()
    assert not one.is_first()
    await two.sign()
    assert two.is_first()


@POSTGRESQL
async def test_work_for_the_first_goes_on_as_long_as_it_is_the_first(three: list[Presence]) -> None:
    one, two, _ = three
    begun, ended = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()

    await two.sign()
    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        working = tasks.create_task(one.while_first(work))
        running = tasks.create_task(one.run())
        await asyncio.sleep(EVERY)
        assert not begun.is_set()
        await begun.wait()
        running.cancel()
        await ended.wait()
        working.cancel()


@pytest.mark.parametrize("backend", BACKENDS, indirect=True)
async def test_work_for_the_first_that_ends_by_itself_is_not_begun_again(
    database: Database,
) -> None:
    only, begun = Presence(database, uuid4(), lasts=60), 0

    async def work() -> None:
        nonlocal begun
        begun += 1

    await only.sign()
    async with asyncio.timeout(5):
        await only.while_first(work)
    assert begun == 1
