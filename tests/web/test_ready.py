"""Ready: 200 where the work can be done, else 503 and one word that says why."""

from __future__ import annotations

import asyncio
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from bot.channels.telegram import poller as polling
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.poller import Poller
from bot.clock import MovableClock
from bot.demo.bot_api import ApiError, World, serve
from bot.fetching import Fetching
from bot.running import WayIn
from bot.store.database import Database
from bot.store.presence import Presence
from bot.web.pages import Seen
from tests.channels.telegram.ledger import Ledger
from tests.web.asking import get


async def test_a_database_with_todays_tables_is_enough_where_nothing_is_fetched(
    database: Database, clock: MovableClock
) -> None:
    answer = await get(Seen(database, clock), "ready")
    assert (answer.status_code, answer.text) == (200, "ready\n")


async def test_a_database_that_does_not_answer_is_the_word_database(
    broken: Database, clock: MovableClock
) -> None:
    answer = await get(Seen(broken, clock), "ready")
    assert (answer.status_code, answer.text) == (503, "database\n")


@pytest.mark.parametrize(
    "changes",
    [
        ["DROP TABLE alembic_version"],
        # The column makes tests.postgres see that this database is not to be used again.
        [
            "ALTER TABLE alembic_version ADD odd INTEGER",
            "UPDATE alembic_version SET version_num = '0000'",
        ],
    ],
)
async def test_tables_of_another_day_are_the_word_tables(
    database: Database, clock: MovableClock, changes: list[str]
) -> None:
    async with database.begin() as session:
        for change in changes:
            await session.execute(text(change))
    answer = await get(Seen(database, clock), "ready")
    assert (answer.status_code, answer.text) == (503, "tables\n")


async def test_fetching_that_does_not_work_is_the_word_polling_until_it_does(
    database: Database, clock: MovableClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "_FIRST_PAUSE", 0.01)
    monkeypatch.setattr(polling, "_LONGEST_PAUSE", 0.01)
    monkeypatch.setattr(polling, "STALE", 1.5)
    world = World()
    async with serve(world) as root, TelegramChannel(world.bot.token, root) as channel:
        poller = Poller(channel, Ledger(tmp_path / "inbox.db"), lambda: None, wait=1)
        presence = Presence(database, uuid4(), lasts=60)
        seen = Seen(database, clock, blocked=WayIn(Fetching(poller, presence)).blocked)
        if not database.is_sqlite:
            assert (await get(seen, "ready")).text == "ready\n"  # somebody else fetches
        await presence.sign()
        assert (await get(seen, "ready")).text == "polling\n"
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(poller.run())
            await world.wait_for(lambda: world.polling.is_open)
            assert (await get(seen, "ready")).status_code == 200
            world.fail_next("getUpdates", *[ApiError(502, "Bad Gateway")] * 200)
            await asyncio.sleep(2.6)
            answer = await get(seen, "ready")
            assert (answer.status_code, answer.text) == (503, "polling\n")
            running.cancel()
