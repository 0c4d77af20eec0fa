"""The outbox: what is committed is sent, held, failed or cancelled; in order; then emptied."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.clock import MovableClock
from bot.people.known import Known, People
from bot.post.actions import AnswerPress, Send
from bot.post.errors import NotDone, NotSent, Rejected, TooMany, Unreachable
from bot.post.outbox import ANSWER, AT_ONCE, NOTICE, STAFF, About, OutboxStore, Recipient
from bot.post.sending import Done, Job
from bot.store.database import Database
from bot.store.tables import Contact, Outbox, Posted
from tests.databases import CHANNEL, NOON, rows


def to(address: str) -> Recipient:
    return Recipient(CHANNEL, address)


async def put(database: Database, outbox: OutboxStore, address: str, *texts: str) -> None:
    async with database.begin() as session:
        for words in texts:
            outbox.put(session, to(address), Send(words))
            await session.flush()


async def take(
    database: Database,
    outbox: OutboxStore,
    limit: int = 10,
    waiting: AbstractSet[str] = frozenset(),
) -> list[Job]:
    async with database.begin() as session:
        return await outbox.take(session, limit, waiting)


async def settle(
    database: Database, outbox: OutboxStore, job: Job, fault: NotDone | None = None
) -> Outbox:
    """Keep one result; the row as it is afterwards."""
    messages = () if fault else ("7",)
    async with database.begin() as session:
        await outbox.settle(session, [Done(job, messages, fault)])
    return next(row for row in await rows(database, Outbox) if row.id == job.id)


def texts(jobs: list[Job]) -> list[str]:
    return [job.action.text for job in jobs if isinstance(job.action, Send)]


async def test_a_chats_messages_go_out_one_after_the_other(
    database: Database, outbox: OutboxStore
) -> None:
    await put(database, outbox, "a", "a1", "a2")
    await put(database, outbox, "b", "b1")
    jobs = await take(database, outbox)
    assert texts(jobs) == ["a1", "b1"]
    assert await take(database, outbox) == []
    await settle(database, outbox, jobs[0])
    assert texts(await take(database, outbox)) == ["a2"]


async def test_what_failed_or_waits_keeps_its_place_before_the_chats_next(
    database: Database, outbox: OutboxStore, clock: MovableClock
) -> None:
    await put(database, outbox, "a", "a1", "a2")
    (job,) = await take(database, outbox)
    row = await settle(database, outbox, job, TooMany(5))
    assert (row.state, row.attempts, row.next_attempt_at) == (
        "queued",
        0,
        NOON + timedelta(seconds=5),
    )
    assert await take(database, outbox) == []
    clock.move(timedelta(seconds=5))
    (job,) = await take(database, outbox)
    row = await settle(database, outbox, job, NotSent())
    assert (row.state, row.attempts) == ("queued", 1)
    clock.move(timedelta(seconds=1))
    (job,) = await take(database, outbox)
    assert (await settle(database, outbox, job, Rejected())).state == "failed"
    assert texts(await take(database, outbox)) == ["a2"]


async def test_the_smaller_rank_goes_first_and_then_whoever_waited_longest(
    database: Database, outbox: OutboxStore
) -> None:
    async with database.begin() as session:
        for n, rank in enumerate((NOTICE, STAFF, ANSWER, AT_ONCE, ANSWER)):
            outbox.put(session, to(str(n)), Send(f"{rank}"), rank=rank)
            await session.flush()
    assert [job.chat for job in await take(database, outbox, limit=3)] == [
        row.chat for n in (3, 2, 4) for row in [(await rows(database, Outbox))[n]]
    ]
    assert texts(await take(database, outbox)) == ["20", "90"]


async def test_chats_that_have_to_wait_do_not_keep_others_from_their_turn(
    database: Database, outbox: OutboxStore
) -> None:
    for n in range(6):
        await put(database, outbox, f"busy {n}", "later")
    await put(database, outbox, "free", "now")
    busy = {row.chat for row in (await rows(database, Outbox))[:6]}
    assert texts(await take(database, outbox, 1, busy)) == ["now"]


async def test_an_answer_to_a_press_that_nobody_waits_for_any_more_is_cancelled(
    database: Database, outbox: OutboxStore, clock: MovableClock
) -> None:
    async with database.begin() as session:
        for n, seconds in enumerate((10, 11)):
            press = AnswerPress("press", "taken")
            outbox.put(session, to(str(n)), press, lasts=timedelta(seconds=seconds))
    clock.move(timedelta(seconds=10))
    assert len(await take(database, outbox)) == 1
    late, sending = await rows(database, Outbox)
    assert (late.state, late.body, late.address) == ("cancelled", None, None)
    assert sending.state == "sending"


async def test_what_was_sent_is_emptied_and_its_messages_belong_to_the_ticket(
    database: Database, outbox: OutboxStore
) -> None:
    about = About(uuid4(), uuid4(), uuid4())
    contact = uuid4()
    async with database.begin() as session:
        outbox.put(session, Recipient(CHANNEL, "5000000001", contact), Send("my words"), about)
    if database.file:
        assert b"my words" not in database.file.read_bytes()
    (job,) = await take(database, outbox)
    assert (job.address, job.action) == ("5000000001", Send("my words"))
    async with database.begin() as session:
        await outbox.settle(session, [Done(job, ("7", "8"))])
    (row,) = await rows(database, Outbox)
    assert (row.state, row.body, row.address, row.message) == ("sent", None, None, "8")
    assert row.sent_at == NOON
    posted = await rows(database, Posted)
    assert [each.message for each in posted] == ["7", "8"]
    for each in posted:
        assert (each.chat, each.ours, each.contact_id) == (job.chat, True, contact)
        assert (each.ticket_id, each.entry_id) == (about.ticket_id, about.entry_id)


@pytest.fixture
async def known(database: Database, people: People) -> Known:
    async with database.begin() as session:
        return people.make(session, "5000000001", NOON)


async def test_what_cannot_be_delivered_is_held_until_somebody_is_back(
    database: Database, outbox: OutboxStore, known: Known
) -> None:
    async with database.begin() as session:
        for words in ("1", "2"):
            outbox.put(session, known.recipient, Send(words))
            await session.flush()
    for _ in range(2):
        (job,) = await take(database, outbox)
        row = await settle(database, outbox, job, Unreachable("blocked"))
        assert (row.state, row.fault) == ("held", "blocked")
        assert row.body is not None
    assert [contact.reachable for contact in await rows(database, Contact)] == [False]
    assert await take(database, outbox) == []
    async with database.begin() as session:
        await outbox.resume(session, known.contact.id)
    (job,) = await take(database, outbox)
    await settle(database, outbox, job)
    assert texts([job, *await take(database, outbox)]) == ["1", "2"]


async def test_nothing_is_held_for_nobody(database: Database, outbox: OutboxStore) -> None:
    # The last words to somebody who was erased, and who has blocked the bot.
    await put(database, outbox, "5000000001", "Everything is erased.")
    (job,) = await take(database, outbox)
    row = await settle(database, outbox, job, Unreachable("blocked"))
    assert (row.state, row.fault, row.body, row.address) == ("failed", "blocked", None, None)
