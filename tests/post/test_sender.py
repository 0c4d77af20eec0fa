"""The sender: paced, in order, and stopped by no chat, no fault and no single message."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from sqlalchemy import text

from bot.clock import SystemClock
from bot.post import sender as sending
from bot.post.actions import React, Send
from bot.post.channel import Limits
from bot.post.errors import Revoked, TooMany, Unreachable
from bot.post.outbox import OutboxStore, Recipient
from bot.post.pacing import Pacer
from bot.post.sender import Sender
from bot.post.sharing import ALL, Share, Sharing
from bot.post.tally import Tally
from bot.privacy.vault import Vault
from bot.store.database import Database
from bot.store.tables import Outbox
from tests.databases import CHANNEL, rows
from tests.post.telegraph import Telegraph

Put = Callable[..., AbstractAsyncContextManager[None]]


@pytest.fixture
def queue(vault: Vault) -> OutboxStore:
    """An outbox on the clock that the sender sleeps by."""
    return OutboxStore(CHANNEL, vault, SystemClock())


@pytest.fixture
def pacer(telegraph: Telegraph) -> Pacer:
    return Pacer(telegraph.limits, SystemClock())


@pytest.fixture
def tally() -> Tally:
    return Tally()


@pytest.fixture
def sender(
    database: Database, telegraph: Telegraph, queue: OutboxStore, pacer: Pacer, tally: Tally
) -> Sender:
    return Sender(database, telegraph, [queue], pacer, tally=tally)


class Told:
    """A process is told its share."""

    def __init__(self, now: Share | None) -> None:
        self.now = now
        self.asked = 0

    def share(self) -> Share | None:
        self.asked += 1
        return self.now


def beside(
    database: Database, queue: OutboxStore, telegraph: Telegraph, sharing: Sharing | None = None
) -> Sender:
    """The sender of another process."""
    pacer = Pacer(telegraph.limits, SystemClock())
    return Sender(database, telegraph, [queue], pacer, sharing=sharing)


async def put(database: Database, queue: OutboxStore, *messages: tuple[str, str]) -> None:
    async with database.begin() as session:
        for address, words in messages:
            queue.put(session, Recipient(CHANNEL, address), Send(words))
            await session.flush()


@asynccontextmanager
async def running(sender: Sender) -> AsyncIterator[None]:
    """The sender at work, and stopped at the end."""
    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        tasks.create_task(sender.run())
        yield
        sender.stop()


async def until(true: Callable[[], bool]) -> None:
    while not true():  # noqa: ASYNC110 - it waits for work that another task does
        await asyncio.sleep(0.01)


async def state_counts(database: Database) -> Counter[str]:
    return Counter(row.state for row in await rows(database, Outbox))


async def test_everything_committed_is_sent_and_its_result_kept(
    database: Database, queue: OutboxStore, sender: Sender, telegraph: Telegraph
) -> None:
    telegraph.delay = 0.1
    await put(database, queue, *((f"p{n}", "hello") for n in range(20)))
    async with running(sender):
        await until(lambda: len(telegraph.arrived) == 20)
    assert await state_counts(database) == {"sent": 20}
    assert telegraph.most_at_once > 1


async def test_one_chats_messages_arrive_in_order_one_at_a_time(
    database: Database, queue: OutboxStore, sender: Sender, telegraph: Telegraph
) -> None:
    telegraph.delay = 0.02
    await put(database, queue, ("a", "1"), ("a", "2"), ("a", "3"))
    async with running(sender):
        await until(lambda: len(telegraph.arrived) == 3)
    assert telegraph.read_by("a") == ["1", "2", "3"]
    assert telegraph.most_at_once == 1


async def test_a_chat_that_must_wait_delays_no_other(
    database: Database,
    queue: OutboxStore,
    sender: Sender,
    telegraph: Telegraph,
    pacer: Pacer,
    tally: Tally,
) -> None:
    def refused() -> int:
        return tally.sends["message", "person", "too_many"]

    telegraph.faults = lambda address, words: TooMany(60) if address == "full" else None
    await put(database, queue, ("full", "1"), *((f"p{n}", "hello") for n in range(10)))
    async with running(sender):
        await until(lambda: len(telegraph.arrived) == 10 and refused() == 1)
        waiting = pacer.waiting()
        await put(database, queue, ("p0", "again"))
        sender.wake()
        await until(lambda: len(telegraph.arrived) == 11)
    assert await state_counts(database) == {"sent": 11, "queued": 1}
    assert refused() == 1
    assert {row.chat for row in await rows(database, Outbox) if row.state == "queued"} <= waiting


async def test_a_channel_that_explodes_stops_neither_the_sender_nor_another_chat(
    database: Database, queue: OutboxStore, sender: Sender, telegraph: Telegraph
) -> None:
    def faults(address: str, words: str) -> Exception | None:
        return {"a": ZeroDivisionError("boom"), "b": Unreachable("blocked")}.get(address)

    telegraph.faults = faults
    await put(database, queue, ("a", "1"), ("b", "2"), ("c", "3"))
    async with running(sender):
        await until(lambda: len(telegraph.arrived) == 1)
        await put(database, queue, ("d", "4"))
        sender.wake()
        await until(lambda: len(telegraph.arrived) == 2)
    exploded = (await rows(database, Outbox))[0]
    assert (exploded.state, exploded.fault, exploded.attempts) == ("queued", "uncertain", 1)


async def test_the_bots_budget_is_kept(
    database: Database, queue: OutboxStore, sender: Sender, telegraph: Telegraph
) -> None:
    await put(database, queue, *((f"p{n}", "hello") for n in range(60)))
    async with running(sender):
        await asyncio.sleep(0.8)
        within = len(telegraph.arrived)
    assert 0 < within <= telegraph.limits.messages_per_second


async def test_a_process_that_comes_after_another_keeps_the_limits_that_are_used_up(
    database: Database, queue: OutboxStore, sender: Sender, telegraph: Telegraph
) -> None:
    await put(database, queue, *(("a", str(n)) for n in range(3)), ("b", "1"))
    async with running(sender):
        await until(lambda: len(telegraph.arrived) == 4)
    after = beside(database, queue, telegraph)
    await put(database, queue, ("a", "too soon"), ("b", "2"), ("b", "3"))
    async with running(after):
        await until(lambda: len(telegraph.read_by("b")) == 3)
        assert telegraph.read_by("a") == ["0", "1", "2"]
        await until(lambda: telegraph.read_by("a") == ["0", "1", "2", "too soon"])


async def test_a_chat_that_comes_back_from_another_process_keeps_its_pace(
    database: Database, queue: OutboxStore, telegraph: Telegraph
) -> None:
    telegraph.limits = Limits(per_chat_per_second=0.25)  # seconds in which a machine may be busy
    told = Told(ALL)
    sender, other = beside(database, queue, telegraph, told), beside(database, queue, telegraph)
    async with running(sender):
        await put(database, queue, ("a", "0"))
        await until(lambda: len(telegraph.arrived) == 1)
        told.now, asked = None, told.asked  # it was not heard of for a while
        sender.wake()
        await until(lambda: told.asked > asked + 2)
        await put(database, queue, ("a", "1"), ("a", "2"))
        async with running(other):
            await until(lambda: len(telegraph.arrived) == 3)
        told.now = ALL
        await put(database, queue, ("a", "too soon"), ("b", "1"))
        await until(lambda: telegraph.read_by("b") == ["1"])
        assert telegraph.read_by("a") == ["0", "1", "2"]
        await until(lambda: telegraph.read_by("a") == ["0", "1", "2", "too soon"])


async def becomes(database: Database, state: str) -> None:
    """Wait until the only row has this state."""
    while await state_counts(database) != {state: 1}:  # noqa: ASYNC110 - another task's work
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("now", [None, Share(0, 2, lease=2.0)], ids=["not heard of", "anew"])
async def test_what_waits_for_its_moment_when_a_share_ends_is_given_back_and_not_sent(
    database: Database,
    queue: OutboxStore,
    telegraph: Telegraph,
    vault: Vault,
    now: Share | None,
) -> None:
    telegraph.limits = Limits(per_chat_per_second=0.5, chat_burst=1)
    told = Told(Share(lease=1.0))
    sender = beside(database, queue, telegraph, told)
    place = Send("come here", media="50.85,4.35", media_kind="location")  # it counts as two
    others = (each for each in "abcdefghij" if not Share(0, 2).has(vault.index(CHANNEL, each)))
    async with database.begin() as session:
        queue.put(session, Recipient(CHANNEL, next(others)), place)
    async with running(sender):
        await becomes(database, "sending")
        told.now = now  # frozen, replaced and thawed: the chat is another's
        await becomes(database, "queued")
    (row,) = await rows(database, Outbox)
    assert (row.state, row.attempts, row.doubts) == ("queued", 0, 0)
    assert telegraph.arrived == []


async def test_what_was_on_its_way_when_a_process_died_counts_as_sent(
    database: Database, queue: OutboxStore, pacer: Pacer
) -> None:
    await put(database, queue, ("a", "1"), ("b", "1"))
    async with database.begin() as session:
        (job,) = await queue.take(session, 1, set())
        for _ in range(2):
            (earlier,) = await queue.earlier(session, pacer.earliest())
            assert (earlier.chat, earlier.often) == (job.chat, 2)  # words, and a place after them
            await queue.recover(session)


async def test_signs_cost_nothing_of_the_chats_budget(
    database: Database, queue: OutboxStore, sender: Sender, telegraph: Telegraph
) -> None:
    async with database.begin() as session:
        for n in range(8):
            queue.put(session, Recipient(CHANNEL, "a"), React(str(n), "👍"))
            await session.flush()
    async with running(sender):
        async with asyncio.timeout(2):
            await until(lambda: len(telegraph.arrived) == 8)


async def test_stopping_waits_for_what_is_on_its_way_and_starts_nothing_new(
    database: Database, queue: OutboxStore, sender: Sender, telegraph: Telegraph
) -> None:
    telegraph.delay = 0.2
    await put(database, queue, ("a", "1"), ("a", "2"), ("b", "1"))
    async with running(sender):
        await until(lambda: telegraph.at_once == 2)
    assert sorted(telegraph.arrived) == [("a", "1"), ("b", "1")]
    assert await state_counts(database) == {"sent": 2, "queued": 1}


async def test_stopping_waits_no_longer_than_that_and_what_was_cut_off_may_have_arrived(
    database: Database,
    queue: OutboxStore,
    sender: Sender,
    telegraph: Telegraph,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sending, "PARTING", 0.2)
    telegraph.delay = 60
    await put(database, queue, ("a", "1"))
    async with running(sender):
        await until(lambda: telegraph.at_once == 1)
        began = time.monotonic()
    assert time.monotonic() - began < 2
    (row,) = await rows(database, Outbox)
    assert (row.state, row.fault, row.attempts) == ("queued", "uncertain", 1)


async def test_what_still_waits_for_its_moment_when_it_is_time_to_stop_did_not_go_out(
    database: Database,
    queue: OutboxStore,
    telegraph: Telegraph,
    tally: Tally,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sending, "PARTING", 0.2)
    telegraph.limits = Limits(per_chat_per_second=1 / 60, chat_burst=1)
    pacer = Pacer(telegraph.limits, SystemClock())
    sender = Sender(database, telegraph, [queue], pacer, tally=tally)
    place = Send("come here", media="50.85,4.35", media_kind="location")  # it counts as two
    async with database.begin() as session:
        queue.put(session, Recipient(CHANNEL, "a"), place)
    async with running(sender):
        await until(lambda: bool(pacer.waiting()))
    (row,) = await rows(database, Outbox)
    assert (row.state, row.fault, row.doubts) == ("queued", "not_sent", 0)
    assert telegraph.arrived == []
    assert not tally.sends


async def test_a_token_that_is_no_longer_valid_ends_the_work_and_loses_nothing(
    database: Database, queue: OutboxStore, sender: Sender, telegraph: Telegraph
) -> None:
    telegraph.faults = lambda address, words: Revoked()
    await put(database, queue, ("a", "1"))
    with pytest.raises(ExceptionGroup) as raised:
        await sender.run()
    assert raised.group_contains(Revoked)
    async with database.begin() as session:
        await queue.recover(session)
    assert await state_counts(database) == {"queued": 1}


async def test_a_database_that_does_not_answer_for_a_while_loses_no_result(
    database: Database, telegraph: Telegraph, queue: OutboxStore, sender: Sender
) -> None:
    await put(database, queue, ("a", "before"))
    telegraph.delay = 0.1
    async with running(sender):
        await until(lambda: telegraph.at_once == 1)
        async with database.begin() as session:
            await session.execute(text("ALTER TABLE outbox RENAME TO away"))
        await until(lambda: telegraph.read_by("a") == ["before"])
        async with database.begin() as session:
            await session.execute(text("ALTER TABLE away RENAME TO outbox"))
        await put(database, queue, ("a", "after"))
        await until(lambda: telegraph.read_by("a")[1:] == ["after"])
    assert telegraph.read_by("a") == ["before", "after"]
    assert await state_counts(database) == {"sent": 2}
