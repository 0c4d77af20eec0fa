"""Who is told what became of a message, and what becomes of one that cannot be read."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import MovableClock
from bot.post.actions import Remove, Send
from bot.post.due import LEASE
from bot.post.errors import (
    NotDone,
    NotSent,
    Rejected,
    TooMany,
    Uncertain,
    Unexpected,
    Unreachable,
)
from bot.post.outbox import ANSWER, STAFF, About, OutboxStore, Recipient
from bot.post.sending import Done, Job
from bot.post.settling import AFTER_DOUBT, Verdict, judge
from bot.store.database import Database
from bot.store.tables import Outbox, Posted
from tests.databases import CHANNEL, rows


@pytest.fixture
def heard(outbox: OutboxStore) -> list[tuple[UUID, str]]:
    """What a listener was told."""
    told: list[tuple[UUID, str]] = []

    async def listen(_session: AsyncSession, row: Outbox, verdict: Verdict) -> None:
        told.append((row.id, verdict.state))

    outbox.listeners.append(listen)
    return told


async def start(database: Database, outbox: OutboxStore, *addresses: str) -> list[Job]:
    """Messages that are on their way."""
    async with database.begin() as session:
        for address in addresses:
            outbox.put(session, Recipient(CHANNEL, address), Send("hello"))
            await session.flush()
        return await outbox.take(session, 10, set())


async def test_listeners_are_told_what_became_of_each_row(
    database: Database, outbox: OutboxStore, heard: list[tuple[UUID, str]]
) -> None:
    one, two, three = await start(database, outbox, "a", "b", "c")
    done = [Done(one, ("1",)), Done(two, fault=Rejected()), Done(three, fault=NotSent())]
    async with database.begin() as session:
        await outbox.settle(session, done)
    assert heard == [(one.id, "sent"), (two.id, "failed"), (three.id, "queued")]


async def test_what_was_cancelled_while_it_was_on_its_way_is_taken_back_where_it_arrived(
    database: Database, outbox: OutboxStore, heard: list[tuple[UUID, str]]
) -> None:
    (arrived, lost) = await start(database, outbox, "a", "b")
    async with database.begin() as session:
        await session.execute(update(Outbox).values(state="cancelled", body=None))
    async with database.begin() as session:
        await outbox.settle(session, [Done(arrived, ("1",)), Done(lost, fault=NotSent())])
    assert [row.state for row in await rows(database, Outbox)] == ["cancelled"] * 2 + ["queued"]
    assert await rows(database, Posted) == []
    assert heard == []
    (job,) = await start(database, outbox)
    assert (job.address, job.action) == ("a", Remove(("1",)))


async def test_who_came_back_while_a_message_was_on_its_way_gets_it(
    database: Database, outbox: OutboxStore
) -> None:
    contact = uuid4()
    async with database.begin() as session:
        outbox.put(session, Recipient(CHANNEL, "a", contact), Send("hello"))
    for state in ("queued", "held"):
        (job,) = await start(database, outbox)
        async with database.begin() as session:
            if state == "queued":
                await outbox.resume(session, contact)
            await outbox.settle(session, [Done(job, fault=Unreachable("blocked"))])
        assert [row.state for row in await rows(database, Outbox)] == [state]


async def test_what_waits_of_a_ticket_for_somebody_of_the_staff_can_be_withdrawn(
    database: Database, outbox: OutboxStore
) -> None:
    ada, mine, other = uuid4(), uuid4(), uuid4()
    to = Recipient(CHANNEL, "70", ada)
    async with database.begin() as session:
        for ticket, rank in ((mine, STAFF), (other, STAFF), (mine, ANSWER)):
            outbox.put(session, to, Send("words"), About(ticket_id=ticket), rank)
        await outbox.withdraw(session, ada, mine)
    kept = {(row.ticket_id, row.rank): row for row in await rows(database, Outbox)}
    assert kept[mine, STAFF].state == "cancelled"
    assert kept[mine, STAFF].body is kept[mine, STAFF].address is None
    assert kept[other, STAFF].state == kept[mine, ANSWER].state == "queued"


@pytest.mark.parametrize(("doubts", "state"), [(0, "queued"), (2, "queued"), (3, "failed")])
def test_what_fails_as_nobody_foresaw_is_tried_some_times_and_then_failed(
    doubts: int, state: str
) -> None:
    job = Job(uuid4(), "x", "a", group=False, action=Send("hello"))
    assert judge(Done(job, fault=Unexpected()), 99, doubts).state == state


async def test_a_copy_of_what_may_have_arrived_says_so_and_no_other_message_does(
    database: Database, outbox: OutboxStore, clock: MovableClock
) -> None:
    async with database.begin() as session:
        for number in range(3):
            send = Send("words", again="You may have this already.")
            outbox.put(session, Recipient(CHANNEL, str(number)), send)
    faults: dict[str, NotDone] = {"0": Uncertain(), "1": NotSent(), "2": TooMany(1)}
    jobs = await start(database, outbox)
    assert [job.action.text for job in jobs if isinstance(job.action, Send)] == ["words"] * 3
    async with database.begin() as session:
        await outbox.settle(session, [Done(job, fault=faults[job.address]) for job in jobs])
    clock.move(AFTER_DOUBT[0])
    said = {job.address: job.action for job in await start(database, outbox)}
    marked = Send("You may have this already.\n\nwords", again="You may have this already.")
    assert said == {"0": marked, "1": send, "2": send}


@pytest.mark.parametrize("after", ["a crash", "another process's lease"])
async def test_what_was_being_sent_when_its_process_ended_may_have_arrived(
    database: Database, outbox: OutboxStore, clock: MovableClock, after: str
) -> None:
    await start(database, outbox, "a")
    if after == "a crash":
        async with database.begin() as session:
            await outbox.recover(session)
    clock.move(LEASE)
    assert len(await start(database, outbox)) == 1
    assert [row.doubts for row in await rows(database, Outbox)] == [1]


async def test_settling_twice_counts_once(
    database: Database, outbox: OutboxStore, heard: list[tuple[UUID, str]]
) -> None:
    (job,) = await start(database, outbox, "a")
    for _ in range(2):
        async with database.begin() as session:
            await outbox.settle(session, [Done(job, ("1",))])
    assert len(heard) == len(await rows(database, Posted)) == 1


@pytest.mark.parametrize("damage", [{"body": b"\x01" * 60}, {"post_key": "lost"}])
async def test_what_does_not_open_is_failed_for_a_human_to_see_and_stops_nobody(
    database: Database,
    outbox: OutboxStore,
    heard: list[tuple[UUID, str]],
    damage: dict[str, object],
) -> None:
    async with database.begin() as session:
        broken = outbox.put(session, Recipient(CHANNEL, "a"), Send("1"))
        await session.flush()
        outbox.put(session, Recipient(CHANNEL, "a"), Send("2"))
        outbox.put(session, Recipient(CHANNEL, "b"), Send("3"))
        await session.flush()
        await session.execute(update(Outbox).where(Outbox.id == broken).values(**damage))
        session.expire_all()
        first = await outbox.take(session, 10, set())
        second = await outbox.take(session, 10, set())
    assert [job.action for job in (*first, *second)] == [Send("3"), Send("2")]
    assert heard == [(broken, "failed")]
    row = next(each for each in await rows(database, Outbox) if each.id == broken)
    assert (row.state, row.body, row.address) == ("failed", None, None)


async def test_after_a_crash_what_was_being_sent_is_sent_again(
    database: Database, outbox: OutboxStore
) -> None:
    assert len(await start(database, outbox, "a", "a")) == 1
    async with database.begin() as session:
        await outbox.recover(session)
    assert len(await start(database, outbox)) == 1


async def test_what_another_process_left_is_taken_when_its_time_is_over(
    database: Database, outbox: OutboxStore, clock: MovableClock
) -> None:
    await start(database, outbox, "a")
    clock.move(LEASE - timedelta(seconds=1))
    assert await start(database, outbox) == []
    clock.move(timedelta(seconds=1))
    assert len(await start(database, outbox)) == 1
