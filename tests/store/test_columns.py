"""A moment is stored with its zone, and comes back as the same moment."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import StatementError

from bot.store.database import Database
from bot.store.tables import Audit
from tests.databases import NOON, rows

BRUSSELS = ZoneInfo("Europe/Brussels")


async def keep(database: Database, *moments: datetime) -> None:
    """Write one line for each moment."""
    async with database.begin() as session:
        session.add_all(Audit(at=moment, action="x") for moment in moments)


@pytest.fixture
def far_away(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine that is set to another zone."""
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    "moment",
    [
        NOON,
        NOON.replace(microsecond=1),
        datetime(2026, 10, 25, 2, 30, tzinfo=BRUSSELS),
        datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BRUSSELS),
        datetime(2026, 7, 1, tzinfo=timezone(timedelta(hours=-5))),
    ],
)
async def test_a_moment_comes_back_in_utc_whatever_zone_it_was_in(
    database: Database, moment: datetime, far_away: None
) -> None:
    await keep(database, moment)
    kept = (await rows(database, Audit))[0].at
    assert kept == moment.astimezone(UTC)
    assert kept.tzinfo is UTC
    async with database.begin() as session:
        written = str(await session.scalar(text("SELECT at FROM audit")))
    assert written.startswith(moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"))


async def test_the_two_half_past_twos_of_the_change_of_hour_stay_an_hour_apart(
    database: Database,
) -> None:
    half_past_two = datetime(2026, 10, 25, 2, 30, tzinfo=BRUSSELS)
    await keep(database, half_past_two, half_past_two.replace(fold=1))
    first, second = (row.at for row in await rows(database, Audit))
    assert second - first == timedelta(hours=1)


async def test_moments_are_compared_as_moments(database: Database) -> None:
    await keep(database, NOON)
    earlier = NOON.astimezone(timezone(timedelta(hours=5))) - timedelta(seconds=1)
    async with database.begin() as session:
        later = await session.scalars(select(Audit).where(Audit.at > earlier))
        assert len(later.all()) == 1


async def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="a moment is stored with its zone"):
        await keep(database, datetime(2026, 3, 3, 12))  # noqa: DTZ001
    assert await rows(database, Audit) == []
