"""The moment of the last fetch: it outlives the process, and a gap is told once."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import MovableClock
from bot.post.heard import EVERY, GAP, Heard
from bot.store.database import Database
from bot.store.tables import Moment
from tests.databases import CHANNEL, NOON, rows

SECOND = timedelta(seconds=1)


class Ear:
    """A `Heard` and what it told."""

    def __init__(self, database: Database, clock: MovableClock) -> None:
        self.gaps: list[tuple[datetime, datetime]] = []
        self.backs = 0
        self.heard = Heard(database, CHANNEL, clock, self._gap, self._back)

    async def _gap(self, session: AsyncSession, since: datetime, until: datetime) -> None:
        self.gaps.append((since, until))

    def _back(self) -> None:
        self.backs += 1


async def kept(database: Database) -> Sequence[datetime]:
    return [row.at for row in await rows(database, Moment)]


async def test_a_gap_is_told_by_the_first_who_is_back_and_by_nobody_else(
    database: Database, clock: MovableClock
) -> None:
    first, second = Ear(database, clock), Ear(database, clock)
    await first.heard.heard(back=True)
    assert (first.gaps, first.backs) == ([], 1)  # the first start of all
    clock.move(GAP + SECOND)
    await asyncio.gather(first.heard.heard(back=True), second.heard.heard(back=True))
    assert first.gaps + second.gaps == [(NOON, clock.now())]
    assert (first.backs, second.backs) == (2, 1)
    clock.move(GAP)
    await first.heard.heard(back=True)
    assert len(first.gaps + second.gaps) == 1


async def test_as_long_as_fetching_goes_on_there_is_no_gap_however_the_clock_moves(
    database: Database, clock: MovableClock
) -> None:
    ear = Ear(database, clock)
    await ear.heard.heard(back=True)
    clock.move(timedelta(days=3))
    await ear.heard.heard(back=False)
    assert (ear.gaps, await kept(database)) == ([], [clock.now()])


async def test_it_is_written_now_and_then_and_not_at_each_fetch(
    database: Database, clock: MovableClock
) -> None:
    ear, begun = Ear(database, clock), 0

    def count(_: object) -> None:
        nonlocal begun
        begun += 1

    await ear.heard.heard(back=True)
    event.listen(database.engine.sync_engine, "begin", count)
    for _ in range(9):
        clock.move(EVERY / 10)
        await ear.heard.heard(back=False)
    assert begun == 0
    clock.move(EVERY / 10)
    await ear.heard.heard(back=False)
    assert begun == 1
    event.remove(database.engine.sync_engine, "begin", count)
    assert await kept(database) == [NOON + EVERY]


async def test_a_planned_end_counts_until_its_last_moment_and_another_way_not_at_all(
    database: Database, clock: MovableClock
) -> None:
    ear = Ear(database, clock)
    await ear.heard.heard(back=True)
    clock.move(GAP)
    await ear.heard.leave()
    clock.move(GAP)
    await ear.heard.heard(back=True)
    assert ear.gaps == []
    await ear.heard.forget()
    clock.move(timedelta(days=9))
    await ear.heard.heard(back=True)
    assert ear.gaps == []


async def test_where_the_telling_fails_the_gap_is_told_by_the_next_try(
    database: Database, clock: MovableClock
) -> None:
    ear = Ear(database, clock)
    await ear.heard.heard(back=True)
    clock.move(timedelta(hours=1))

    async def dies(session: AsyncSession, since: datetime, until: datetime) -> None:
        raise OSError

    broken = Heard(database, CHANNEL, clock, dies, lambda: None)
    try:
        await broken.heard(back=True)
    except OSError:
        clock.move(SECOND)
    await ear.heard.heard(back=True)
    assert ear.gaps == [(NOON, clock.now())]
