"""Rounds of what falls due: all of it, some in each transaction, and one failure is not the end."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import MovableClock
from bot.rounds import EVERY, Rounds
from bot.store.database import Database
from tests.databases import SQLITE

pytestmark = SQLITE


class Work:
    """So much that is due; `failing` rounds end in an error first."""

    def __init__(self, *portions: int, failing: int = 0) -> None:
        self.left, self.failing = list(portions), failing
        self.sessions: list[AsyncSession] = []
        self.woken = 0

    async def due(self, session: AsyncSession) -> int:
        self.sessions.append(session)
        if self.failing:
            self.failing -= 1
            raise OperationalError("", {}, Exception("the disk is full"))
        return self.left.pop(0) if self.left else 0

    def wake(self) -> None:
        self.woken += 1


async def test_a_round_does_all_that_is_due_some_at_a_time(
    database: Database, clock: MovableClock
) -> None:
    work = Work(50, 50, 3)
    rounds = Rounds(database, clock, work.due, work.wake)
    assert await rounds.round() == 103
    assert len({id(session) for session in work.sessions}) == 4
    assert work.woken == 3
    assert await rounds.round() == 0
    assert work.woken == 3


async def test_after_a_failure_the_next_round_does_it_and_then_it_stops(
    database: Database, clock: MovableClock
) -> None:
    work = Work(1, failing=1)
    rounds = Rounds(database, clock, work.due, work.wake)
    async with asyncio.TaskGroup() as tasks, asyncio.timeout(30):
        tasks.create_task(rounds.run())
        while not work.sessions:  # noqa: ASYNC110 - nothing tells of a failed round
            await asyncio.sleep(0.01)
        assert work.woken == 0
        clock.move(timedelta(seconds=EVERY))
        while not work.woken:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        rounds.stop()
    assert work.left == []


async def test_what_falls_due_during_a_round_is_done_in_the_next_one(
    database: Database, clock: MovableClock
) -> None:
    done = asyncio.Event()
    looked: list[float] = []

    async def due(_: AsyncSession) -> int:
        looked.append(clock.monotonic())
        if len(looked) == 1:  # it finds nothing, and hours pass before it has ended
            clock.move(timedelta(hours=2))
        else:
            done.set()
        return 0

    rounds = Rounds(database, clock, due, lambda: None)
    async with asyncio.TaskGroup() as tasks, asyncio.timeout(30):
        tasks.create_task(rounds.run())
        await done.wait()
        rounds.stop()
    assert looked == [0.0, 7200.0]
