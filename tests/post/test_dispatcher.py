"""The dispatcher: lists of different conversations, where nobody's failure is another's."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import MovableClock
from bot.post.dispatcher import OFTEN, Dispatcher, unbroken
from bot.post.inbox import BACK_OFF, InboxStore, Taken
from bot.post.rooms import Item
from bot.store.database import Database
from bot.store.tables import Audit, Inbox
from tests.databases import NOON, POSTGRESQL, rows
from tests.post.scribe import Scribe
from tests.post.telegraph import Telegraph, update


class Effects:
    """How often something may have been committed for sending."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> None:
        self.count += 1


@pytest.fixture
def scribe() -> Scribe:
    return Scribe()


@pytest.fixture
def effects() -> Effects:
    return Effects()


@pytest.fixture
def dispatcher(
    database: Database,
    inbox: InboxStore,
    telegraph: Telegraph,
    scribe: Scribe,
    clock: MovableClock,
    effects: Effects,
) -> Dispatcher:
    return Dispatcher(database, inbox, telegraph, [scribe], clock, effects)


class Cut:
    """A room whose connection is cut while it decides, so many times; then it leaves everything."""

    def __init__(self, times: int) -> None:
        self.times = times

    async def prepare(self, items: Sequence[Item]) -> None:
        """Nothing."""

    async def receive(self, session: AsyncSession, items: Sequence[Item]) -> list[Item]:
        if self.times and items:
            self.times -= 1
            await session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        return list(items)

    async def give_up(self, session: AsyncSession, item: Item) -> bool:
        return False


def of(conversation: str, number: int) -> tuple[Taken, Item]:
    """One of a list, as it was taken and read."""
    said = Telegraph().read(f"{conversation}: {number}".encode())
    return Taken(number, b"", NOON, 0, conversation), Item(said, NOON)


def test_behind_what_another_process_has_in_hand_a_conversation_waits() -> None:
    pairs = [of("a", 1), of("b", 2), of("a", 3), of("b", 4), of("a", 5)]
    assert [taken.number for taken, _ in unbroken(pairs, {1, 4, 5})] == [1]
    assert [taken.number for taken, _ in unbroken(pairs, {1, 2, 3, 4})] == [1, 2, 3, 4]


async def written(database: Database) -> list[str]:
    return [line.action for line in await rows(database, Audit)]


async def states(database: Database) -> list[str]:
    return [row.state for row in await rows(database, Inbox)]


async def test_many_conversations_are_decided_in_one_transaction(
    database: Database, inbox: InboxStore, dispatcher: Dispatcher, scribe: Scribe, effects: Effects
) -> None:
    await inbox.keep([update(n, f"p{n}", f"w{n}") for n in range(30)])
    assert [await dispatcher.work_off() for _ in range(3)] == [25, 5, 0]
    assert scribe.lists == [25, 5]
    assert await written(database) == [f"w{n}" for n in range(30)]
    assert set(await states(database)) == {"done"}
    assert effects.count == 2


async def test_a_conversation_keeps_its_order_over_many_lists(
    database: Database, inbox: InboxStore, dispatcher: Dispatcher
) -> None:
    order = [(p, n) for n in range(6) for p in "abc"]
    await inbox.keep([update(key, p, f"{p}{n}") for key, (p, n) in enumerate(order)])
    while await dispatcher.work_off():
        pass
    told = await written(database)
    for person in "abc":
        assert [w for w in told if w[0] == person] == [f"{person}{n}" for n in range(6)]


async def test_one_conversations_failure_does_not_undo_the_others(
    database: Database, inbox: InboxStore, dispatcher: Dispatcher
) -> None:
    words = ["1", "2", "boom", "3"]
    await inbox.keep([update(n, f"p{n}", each) for n, each in enumerate(words)])
    assert await dispatcher.work_off() == 3
    assert await written(database) == ["1", "2", "3"]
    assert await states(database) == ["done", "done", "waiting", "done"]
    failed = (await rows(database, Inbox))[2]
    assert (failed.attempts, failed.fault) == (1, "RuntimeError")


async def test_what_a_room_needs_from_the_network_can_fail_for_one_only(
    database: Database, inbox: InboxStore, dispatcher: Dispatcher, scribe: Scribe
) -> None:
    def before(words: str) -> None:
        if words == "x":
            raise ConnectionError

    scribe.before = before
    await inbox.keep([update(1, "a", "x"), update(2, "b", "y")])
    assert await dispatcher.work_off() == 1
    assert await written(database) == ["y"]


async def test_an_update_that_nobody_can_read_is_set_aside_at_once(
    database: Database, inbox: InboxStore, dispatcher: Dispatcher, telegraph: Telegraph
) -> None:
    unreadable = replace(update(1, "a"), raw=b"no colon")
    strange = replace(update(2, "b"), raw=b"strange")
    await inbox.keep([unreadable, strange, update(3, "a", "next"), update(4, "c", "other")])
    assert await dispatcher.work_off() == 1
    assert await dispatcher.work_off() == 1
    assert await written(database) == ["other", "next"]
    assert await states(database) == ["dead", "dead", "done", "done"]


@pytest.mark.parametrize("telling_fails", [False, True])
async def test_what_fails_to_the_end_is_given_up_told_and_in_nobodys_way(
    database: Database,
    inbox: InboxStore,
    dispatcher: Dispatcher,
    scribe: Scribe,
    clock: MovableClock,
    telling_fails: bool,
) -> None:
    def told(words: str) -> None:
        if telling_fails:
            raise RuntimeError(words)

    scribe.told = told
    await inbox.keep([update(1, "a", "boom"), update(2, "a", "next")])
    for wait in BACK_OFF:
        await dispatcher.work_off()
        assert scribe.gave_up == []
        clock.move(wait)
    await dispatcher.work_off()
    assert scribe.gave_up == ["boom"]
    assert await states(database) == ["dead", "waiting"]
    await dispatcher.work_off()
    assert await written(database) == (["next"] if telling_fails else ["told", "next"])


async def test_what_cannot_be_decided_yet_waits_without_a_fault(
    database: Database,
    inbox: InboxStore,
    dispatcher: Dispatcher,
    scribe: Scribe,
    clock: MovableClock,
) -> None:
    scribe.waits = ["early"]
    await inbox.keep([update(1, "a", "early"), update(2, "a", "after"), update(3, "b", "other")])
    assert await dispatcher.work_off() == 1
    assert await dispatcher.work_off() == 0
    clock.move(timedelta(seconds=1))
    assert [await dispatcher.work_off(), await dispatcher.work_off()] == [1, 1]
    assert await written(database) == ["other", "early", "after"]
    assert {row.attempts for row in await rows(database, Inbox)} == {0}


async def test_a_wait_of_a_try_that_was_rolled_back_does_not_make_an_effect_happen_twice(
    database: Database,
    inbox: InboxStore,
    dispatcher: Dispatcher,
    scribe: Scribe,
    clock: MovableClock,
) -> None:
    # The first try puts "early" off and then fails; in the second, alone, it can be decided.
    scribe.waits = ["early"]
    await inbox.keep([update(1, "a", "early"), update(2, "b", "boom")])
    assert await dispatcher.work_off() == 1
    clock.move(timedelta(seconds=1))
    await dispatcher.work_off()
    assert await written(database) == ["early"]


async def test_it_runs_when_it_is_woken_and_until_it_is_stopped(
    database: Database, inbox: InboxStore, dispatcher: Dispatcher, scribe: Scribe
) -> None:
    done = asyncio.Event()
    scribe.after = lambda words: done.set()
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        tasks.create_task(dispatcher.run())
        await asyncio.sleep(0)
        await inbox.keep([update(1, "a", "hello")])
        dispatcher.wake()
        await done.wait()
        dispatcher.stop()
    assert await written(database) == ["hello"]
    assert await states(database) == ["done"]


@POSTGRESQL
async def test_a_connection_that_is_cut_is_nobodys_fault(
    database: Database,
    inbox: InboxStore,
    telegraph: Telegraph,
    scribe: Scribe,
    clock: MovableClock,
    effects: Effects,
) -> None:
    cut = Cut(2)
    dispatcher = Dispatcher(database, inbox, telegraph, [cut, scribe], clock, effects)
    await inbox.keep([update(n, f"p{n}", f"w{n}") for n in range(3)])
    for _ in range(2):
        with pytest.raises(DBAPIError):
            await dispatcher.work_off()
    assert [row.attempts for row in await rows(database, Inbox)] == [0, 0, 0]
    assert await dispatcher.work_off() == 3
    assert await written(database) == ["w0", "w1", "w2"]


@POSTGRESQL
async def test_a_message_that_cuts_every_connection_is_given_up_in_the_end(
    database: Database,
    inbox: InboxStore,
    telegraph: Telegraph,
    clock: MovableClock,
    effects: Effects,
) -> None:
    dispatcher = Dispatcher(database, inbox, telegraph, [Cut(100)], clock, effects)
    await inbox.keep([update(1, "a")])
    for _ in range(OFTEN):
        with pytest.raises(DBAPIError):
            await dispatcher.work_off()
    assert await dispatcher.work_off() == 0
    (row,) = await rows(database, Inbox)
    assert (row.attempts, row.state) == (1, "waiting")
