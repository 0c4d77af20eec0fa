"""The inbox: each update once, each conversation in its order, sealed and then emptied."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy import update as change

from bot.clock import MovableClock
from bot.post.inbox import BACK_OFF, CROWD, IN_CROWD, InboxStore, Taken
from bot.privacy.keyring import KeyRing
from bot.privacy.vault import Vault
from bot.store.database import Database
from bot.store.tables import Cursor, Inbox
from tests.databases import CHANNEL, NEW_KEY, NOON, OLD_KEY, rows
from tests.post.telegraph import update


async def look(database: Database, inbox: InboxStore, limit: int = 25) -> list[Taken]:
    async with database.begin() as session:
        return await inbox.look(session, limit)


async def finish(database: Database, inbox: InboxStore, *taken: Taken) -> None:
    async with database.begin() as session:
        await inbox.done(session, [each.number for each in taken])


def words(taken: list[Taken]) -> list[str]:
    return [each.raw.decode() for each in taken]


async def test_an_update_that_comes_twice_is_kept_once(
    database: Database, inbox: InboxStore
) -> None:
    assert await inbox.keep([update(1, "a"), update(2, "b")]) == 2
    assert await inbox.keep([update(2, "b"), update(3, "c"), update(3, "c")]) == 1
    assert [row.key for row in await rows(database, Inbox)] == ["1", "2", "3"]


async def test_an_update_that_was_dealt_with_does_not_come_back(
    database: Database, inbox: InboxStore
) -> None:
    await inbox.keep([update(1, "a")])
    await finish(database, inbox, *await look(database, inbox))
    assert await inbox.keep([update(1, "a", "again")]) == 0
    assert await look(database, inbox) == []


async def test_numbers_that_jump_down_are_new_updates_and_come_after(
    database: Database, inbox: InboxStore
) -> None:
    # After a quiet week Telegram's ids go on anywhere, also lower.
    await inbox.keep([update(900_000, "a", "first")], next_offset=900_001)
    assert await inbox.keep([update(17, "a", "second")], next_offset=18) == 1
    assert await inbox.offset() == 18
    (taken,) = await look(database, inbox)
    assert taken.raw == b"a: first"


async def test_the_offset_is_committed_with_the_updates_that_it_acknowledges(
    database: Database, inbox: InboxStore
) -> None:
    assert await inbox.offset() is None
    async with database.begin() as session:
        await session.execute(text("DROP TABLE cursor"))
    with pytest.raises(Exception, match=r"no such table|does not exist"):
        await inbox.keep([update(1, "a")], next_offset=2)
    assert await rows(database, Inbox) == []


async def test_the_offset_is_kept_for_the_next_process(
    database: Database, inbox: InboxStore
) -> None:
    await inbox.keep([], next_offset=5)
    await inbox.keep([update(5, "a")], next_offset=6)
    assert await inbox.offset() == 6
    assert len(await rows(database, Cursor)) == 1


async def test_only_the_oldest_of_each_conversation_is_handed_out(
    database: Database, inbox: InboxStore
) -> None:
    await inbox.keep([update(1, "a", "1"), update(2, "b", "1"), update(3, "a", "2")])
    taken = await look(database, inbox)
    assert words(taken) == ["a: 1", "b: 1"]
    await finish(database, inbox, taken[0])
    assert words(await look(database, inbox)) == ["b: 1", "a: 2"]
    assert words(await look(database, inbox, limit=1)) == ["b: 1"]


async def test_a_message_that_was_put_off_waits_and_nothing_younger_overtakes_it(
    database: Database, inbox: InboxStore, clock: MovableClock
) -> None:
    await inbox.keep([update(1, "a", "1"), update(2, "a", "2")])
    (taken,) = await look(database, inbox)
    async with database.begin() as session:
        await inbox.later(session, taken.number, timedelta(seconds=3))
    assert await look(database, inbox) == []
    async with database.begin() as session:
        assert await inbox.next_attempt(session) == NOON + timedelta(seconds=3)
    clock.move(timedelta(seconds=3))
    (again,) = await look(database, inbox)
    assert (again.raw, again.attempts) == (b"a: 1", 0)


async def test_what_fails_is_tried_again_ever_later_and_then_given_up(
    database: Database, inbox: InboxStore, clock: MovableClock
) -> None:
    await inbox.keep([update(1, "a", "1"), update(2, "a", "2")])
    for attempt, wait in enumerate(BACK_OFF):
        (taken,) = await look(database, inbox)
        assert (taken.raw, taken.attempts) == (b"a: 1", attempt)
        async with database.begin() as session:
            assert not await inbox.failed(session, taken, "KeyError")
        clock.move(wait - timedelta(milliseconds=1))
        assert await look(database, inbox) == []
        clock.move(timedelta(milliseconds=1))
    (taken,) = await look(database, inbox)
    async with database.begin() as session:
        assert await inbox.failed(session, taken, "K" * 200)
    assert words(await look(database, inbox)) == ["a: 2"]
    dead = (await rows(database, Inbox))[0]
    assert (dead.state, dead.fault) == ("dead", "K" * 64)


async def test_a_list_holds_only_what_is_still_to_be_decided(
    database: Database, inbox: InboxStore
) -> None:
    await inbox.keep([update(1, "a", "1"), update(2, "a", "2"), update(3, "b")])
    numbers = [row.number for row in await rows(database, Inbox)]
    async with database.begin() as session:
        assert await inbox.hold(session, numbers) == set(numbers)
        assert await inbox.hold(session, numbers[1:]) == {numbers[2]}
        await inbox.done(session, [numbers[2]])
        assert await inbox.hold(session, numbers) == set(numbers[:2])


async def test_of_a_conversation_with_very_many_messages_several_are_handed_out(
    database: Database, inbox: InboxStore, clock: MovableClock
) -> None:
    await inbox.keep([update(n, "a", str(n)) for n in range(CROWD)])
    await inbox.keep([update("b1", "b", "1"), update("b2", "b", "2")])
    assert words(await look(database, inbox)) == ["a: 0", "b: 1"]
    await inbox.keep([update(n, "a", str(n)) for n in range(CROWD, 3 * CROWD)])
    taken = await look(database, inbox)
    assert words(taken) == [*(f"a: {n}" for n in range(CROWD)), "b: 1", *_next_ten()]
    assert [each.crowd for each in taken] == [b"a:" in each.raw for each in taken]
    clock.move(timedelta(minutes=1))
    assert words(await look(database, inbox)) == words(taken)
    for _ in range(2):
        await finish(database, inbox, *await look(database, inbox))
    assert words(await look(database, inbox)) == [f"a: {2 * IN_CROWD}"]


def _next_ten() -> list[str]:
    return [f"a: {n}" for n in range(CROWD, IN_CROWD)]


async def test_several_crowds_share_what_is_decided_at_once(
    database: Database, inbox: InboxStore
) -> None:
    for address in ("a", "b"):
        await inbox.keep([update(f"{address}{n}", address, str(n)) for n in range(2 * CROWD)])
    taken = words(await look(database, inbox))
    assert len(taken) == IN_CROWD
    assert (taken[0], taken[-1]) == ("a: 0", f"b: {IN_CROWD // 2 - 1}")


async def test_what_came_is_sealed_and_emptied_when_it_is_done(
    database: Database, inbox: InboxStore
) -> None:
    await inbox.keep([update(1, "5000000001", "my secret")])
    (row,) = await rows(database, Inbox)
    assert row.payload is not None
    if database.file:
        stored = database.file.read_bytes()
        assert b"my secret" not in stored
        assert b"5000000001" not in stored
    await finish(database, inbox, *await look(database, inbox))
    (row,) = await rows(database, Inbox)
    assert (row.state, row.payload, row.fault) == ("done", None, None)


async def test_after_a_rotation_what_came_before_still_opens(
    database: Database, inbox: InboxStore, clock: MovableClock
) -> None:
    await inbox.keep([update(1, "a")])
    rotated = InboxStore(CHANNEL, database, Vault(KeyRing((NEW_KEY, OLD_KEY))), clock)
    assert words(await look(database, rotated)) == ["a: hello"]


@pytest.mark.parametrize("damage", [{"payload": b"\x01" * 60}, {"post_key": "lost"}])
async def test_what_does_not_open_is_handed_out_empty_and_stops_nobody(
    database: Database, inbox: InboxStore, damage: dict[str, object]
) -> None:
    await inbox.keep([update(1, "a"), update(2, "b")])
    async with database.begin() as session:
        await session.execute(change(Inbox).where(Inbox.key == "1").values(**damage))
    assert words(await look(database, inbox)) == ["", "b: hello"]
