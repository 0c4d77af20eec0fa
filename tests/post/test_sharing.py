"""Several processes share the sending: each chat has one, and nothing is sent by two."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.clock import MovableClock
from bot.post.actions import Send
from bot.post.channel import Limits
from bot.post.outbox import OutboxStore, Recipient
from bot.post.pacing import Pacer
from bot.post.sending import Done, Job
from bot.post.sharing import ALL, Alone, Share
from bot.privacy.vault import Vault
from bot.store.database import Database
from bot.store.tables import Outbox, Posted
from tests.databases import CHANNEL, rows

PEOPLE = [f"50000000{n:02}" for n in range(40)]


@pytest.fixture
def other(vault: Vault, clock: MovableClock) -> OutboxStore:
    """The outbox as another process has it."""
    return OutboxStore(CHANNEL, vault, clock)


async def put(database: Database, outbox: OutboxStore, *people: str) -> None:
    async with database.begin() as session:
        for person in people:
            outbox.put(session, Recipient(CHANNEL, person), Send("hello"))


async def take(database: Database, outbox: OutboxStore, share: Share = ALL) -> list[Job]:
    async with database.begin() as session:
        return await outbox.take(session, 100, set(), share)


async def settle(database: Database, outbox: OutboxStore, job: Job, message: str) -> None:
    async with database.begin() as session:
        await outbox.settle(session, [Done(job, (message,))])


@pytest.mark.parametrize("of", range(1, 6))
def test_every_chat_is_in_exactly_one_share(of: int) -> None:
    shares = [Share(rank, of) for rank in range(of)]
    for person in PEOPLE:
        assert sum(share.has(person) for share in shares) == 1


def test_whoever_is_alone_has_every_chat() -> None:
    assert Alone().share() == ALL
    assert all(ALL.has(person) for person in PEOPLE)


async def test_each_process_takes_its_chats_and_together_they_take_all(
    database: Database, outbox: OutboxStore, other: OutboxStore
) -> None:
    await put(database, outbox, *PEOPLE)
    alive = (outbox.holder, other.holder)
    first = await take(database, outbox, Share(0, 2, alive))
    second = await take(database, other, Share(1, 2, alive))
    assert all(Share(0, 2).has(job.chat) for job in first)
    assert 10 < len(first) < 30
    assert sorted(job.address for job in first + second) == PEOPLE


async def test_what_one_is_sending_no_other_takes_as_long_as_it_lives(
    database: Database, outbox: OutboxStore, other: OutboxStore
) -> None:
    await put(database, outbox, PEOPLE[0])
    (job,) = await take(database, outbox)
    both = (outbox.holder, other.holder)
    assert await take(database, other, Share(0, 1, both)) == []
    assert await take(database, other, Share(0, 1, (other.holder,))) == [job]
    assert await take(database, other, Share(0, 1, (other.holder,))) == []


async def test_whoever_was_thought_dead_does_not_settle_what_another_sends_again(
    database: Database, outbox: OutboxStore, other: OutboxStore
) -> None:
    await put(database, outbox, PEOPLE[0])
    (job,) = await take(database, outbox)
    (again,) = await take(database, other, Share(0, 1, (other.holder,)))
    await settle(database, outbox, job, "7")
    (row,) = await rows(database, Outbox)
    assert (row.state, row.taken_by) == ("sending", other.holder)
    await settle(database, other, again, "8")
    (row,) = await rows(database, Outbox)
    assert (row.state, row.message) == ("sent", "8")
    assert {each.message for each in await rows(database, Posted)} == {"7", "8"}


def test_a_share_follows_only_one_of_the_same_lease() -> None:
    share = Share(0, 2, lease=7.0)
    assert Share(1, 3, lease=7.0).follows(share)
    assert not Share(0, 2, lease=8.0).follows(share)
    assert not share.follows(None)


def test_what_the_bot_may_send_is_divided(clock: MovableClock) -> None:
    pacer = Pacer(Limits(), clock)
    for processes in (1, 2, 5):
        pacer.shared_by(processes)
        clock.move(timedelta(seconds=2))
        moments = [pacer.sent("a", group=False) for _ in range(30 // processes + 1)]
        assert 1.0 < moments[-1] < 1.1
    pacer.shared_by(40)
    clock.move(timedelta(seconds=2))
    assert pacer.room() == 1
