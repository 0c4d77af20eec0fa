"""A ring of keys that is not the one that sealed the database is noticed at the start."""

from __future__ import annotations

import pytest

from bot.clock import SystemClock
from bot.people.known import People
from bot.post.actions import Send
from bot.post.inbox import InboxStore
from bot.post.outbox import OutboxStore, Recipient
from bot.privacy.keycheck import WrongKeys, check_keys
from bot.privacy.keyring import KeyRing, RingKey
from bot.privacy.vault import Vault
from bot.store.database import Database
from bot.store.tables import KeyCheck
from tests.databases import CHANNEL, NEW_KEY, NOON, OLD_KEY, rows
from tests.post.telegraph import update


async def check(database: Database, *keys: RingKey) -> None:
    """Start with a ring."""
    async with database.begin() as session:
        await check_keys(session, Vault(KeyRing(keys)), tuple(key.name for key in keys))


async def refused(database: Database, *keys: RingKey) -> str:
    with pytest.raises(WrongKeys) as raised:
        await check(database, *keys)
    return str(raised.value)


LACKS = (
    "LOKET_SECRET_KEYS lacks the key '2025', which sealed what is in the database: "
    "add it behind the newest one"
)


async def test_the_first_start_remembers_the_ring_and_the_next_ones_find_it(
    database: Database,
) -> None:
    await check(database, OLD_KEY)
    await check(database, OLD_KEY)
    await check(database, NEW_KEY, OLD_KEY)
    assert {row.ring_key for row in await rows(database, KeyCheck)} == {"2025", "2026"}


async def test_another_key_under_the_same_name_is_refused(database: Database) -> None:
    await check(database, OLD_KEY)
    said = await refused(database, RingKey("2025", b"x" * 32))
    assert said == (
        "LOKET_SECRET_KEYS has another key called '2025' than the one that sealed the database: "
        "use that one, or another database"
    )


async def test_a_ring_without_a_key_that_wraps_somebodys_is_refused(
    database: Database, people: People
) -> None:
    async with database.begin() as session:
        people.make(session, "5000000001", NOON)
    assert await refused(database, NEW_KEY) == LACKS
    assert await rows(database, KeyCheck) == []
    await check(database, NEW_KEY, OLD_KEY)


async def test_a_ring_without_a_key_that_sealed_what_waits_to_be_sent_is_refused(
    database: Database, outbox: OutboxStore
) -> None:
    async with database.begin() as session:
        outbox.put(session, Recipient(CHANNEL, "5000000001"), Send("hello"))
    assert await refused(database, NEW_KEY) == LACKS


async def test_a_ring_without_a_key_that_sealed_what_came_in_is_refused(
    database: Database, vault: Vault, outbox: OutboxStore
) -> None:
    inbox = InboxStore(CHANNEL, database, vault, SystemClock())
    await inbox.keep([update(1, "a")])
    assert await refused(database, NEW_KEY) == LACKS
    async with database.begin() as session:
        (taken,) = await inbox.look(session, 5)
        await inbox.done(session, [taken.number])
    await check(database, NEW_KEY)


async def test_a_key_that_sealed_nothing_may_be_left_out(database: Database) -> None:
    await check(database, OLD_KEY)
    await check(database, NEW_KEY)
