"""A SQLite file that cannot be written: nothing is lost, and no message is blamed for it."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from bot.clock import MovableClock
from bot.post.dispatcher import Dispatcher
from bot.post.inbox import InboxStore
from bot.store.database import Database
from bot.store.passing import is_passing
from bot.store.tables import Audit, Inbox
from tests.databases import SQLITE, rows
from tests.post.scribe import Scribe
from tests.post.telegraph import Telegraph, update

pytestmark = SQLITE
MOST = 1_073_741_823
"""Pages of a file that has no limit."""


@pytest.fixture
def dispatcher(
    database: Database, inbox: InboxStore, telegraph: Telegraph, clock: MovableClock
) -> Dispatcher:
    return Dispatcher(database, inbox, telegraph, [Scribe()], clock, lambda: None)


async def _set(database: Database, pragma: str) -> None:
    async with database.engine.connect() as connection:
        await connection.exec_driver_sql(f"PRAGMA {pragma}")


async def test_what_comes_when_the_disk_is_full_is_not_taken_for_kept(
    database: Database, inbox: InboxStore
) -> None:
    came = [update(number, "p", "x" * 5000) for number in range(1, 20)]
    await _set(database, "max_page_count=1")
    with pytest.raises(OperationalError, match="full"):
        await inbox.keep(came, 20)
    assert (await rows(database, Inbox), await inbox.offset()) == ([], None)
    await _set(database, f"max_page_count={MOST}")
    assert await inbox.keep(came, 20) == 19


async def test_a_full_disk_loses_nothing_and_is_no_messages_fault(
    database: Database, inbox: InboxStore, dispatcher: Dispatcher
) -> None:
    await inbox.keep([update(1, "p", "x" * 100_000), update(2, "q", "short")])
    await _set(database, "max_page_count=1")
    with pytest.raises(OperationalError, match="full") as raised:
        await dispatcher.work_off()
    assert is_passing(raised.value)
    assert await rows(database, Audit) == []
    await _set(database, f"max_page_count={MOST}")
    assert await dispatcher.work_off() == 2
    assert [(row.state, row.attempts) for row in await rows(database, Inbox)] == [("done", 0)] * 2


async def test_a_file_that_somebody_else_holds_is_no_messages_fault(
    database: Database, inbox: InboxStore, dispatcher: Dispatcher
) -> None:
    await inbox.keep([update(1, "p", "hello")])
    await _set(database, "busy_timeout=0")
    assert database.file is not None
    other = sqlite3.connect(database.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked") as raised:
        await dispatcher.work_off()
    assert is_passing(raised.value)
    other.rollback()
    other.close()
    assert await dispatcher.work_off() == 1
    assert [(row.state, row.attempts) for row in await rows(database, Inbox)] == [("done", 0)]
