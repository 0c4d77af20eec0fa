"""Nothing is kept longer than it is needed, and nothing goes before its time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from bot.clock import MovableClock
from bot.housekeeping import Housekeeping
from bot.people.known import People
from bot.post.outbox import OutboxStore
from bot.privacy.retention import (
    CLOSED_WORDS,
    MESSAGE_IDS,
    NOTICES,
    SENT,
    UNDELIVERED,
    UNFINISHED,
    UPDATE_KEYS,
    forget_old,
)
from bot.store.database import Database
from bot.store.tables import (
    Audit,
    Base,
    Contact,
    ConversationRow,
    EntryRow,
    Held,
    Inbox,
    Notice,
    Outbox,
    Person,
    Posted,
    Ticket,
    VaultKey,
)
from tests.databases import NOON, rows
from tests.privacy.lives import Life, live

MOMENT = timedelta(microseconds=1)


@pytest.fixture
async def amina(database: Database, people: People, outbox: OutboxStore) -> Life:
    return await live(database, people, outbox, "5000000001")


async def forget(database: Database, now: datetime) -> dict[str, int]:
    async with database.begin() as session:
        return await forget_old(session, now)


async def put(database: Database, *made: Base) -> None:
    async with database.begin() as session:
        session.add_all(made)


def posted(**values: object) -> Posted:
    return Posted(chat="x", message="1", ours=True, at=NOON, **values)


def inbox(state: str) -> Inbox:
    return Inbox(
        id=uuid4(), channel="telegram", key=state, conversation="x", payload=None, post_key="2025",
        received_at=NOON, state=state, attempts=0, next_attempt_at=NOON,
    )  # fmt: skip


def outgoing(state: str) -> Outbox:
    return Outbox(
        id=uuid4(), channel="telegram", chat="x", group=False, post_key="2025", rank=10,
        state=state, attempts=0, created_at=NOON, next_attempt_at=NOON,
    )  # fmt: skip


def notice(**values: object) -> Notice:
    return Notice(
        id=uuid4(), template="scam", written="{}", made_by=uuid4(), made_at=NOON, **values
    )


@pytest.mark.parametrize(
    ("make", "age"),
    [
        (posted, MESSAGE_IDS),
        (lambda: inbox("done"), UPDATE_KEYS),
        (lambda: inbox("dead"), UPDATE_KEYS),
        (lambda: outgoing("sent"), SENT),
        (lambda: outgoing("cancelled"), SENT),
        (lambda: outgoing("held"), UNDELIVERED),
        (lambda: outgoing("failed"), UNDELIVERED),
        (notice, UNFINISHED),
        (lambda: notice(put_up_at=NOON, until=NOON), NOTICES),
    ],
)
async def test_a_row_is_kept_to_the_last_moment_and_not_longer(
    database: Database, make: Callable[[], Base], age: timedelta
) -> None:
    row = make()
    await put(database, row)
    await forget(database, NOON + age)
    assert len(await rows(database, type(row))) == 1
    gone = await forget(database, NOON + age + MOMENT)
    assert gone[row.__tablename__] == 1
    assert await rows(database, type(row)) == []
    assert set((await forget(database, NOON + age + MOMENT)).values()) == {0}


@pytest.mark.parametrize(
    "make", [lambda: inbox("waiting"), lambda: outgoing("queued"), lambda: outgoing("sending")]
)
async def test_what_still_has_to_happen_is_never_forgotten(
    database: Database, make: Callable[[], Base]
) -> None:
    row = make()
    await put(database, row)
    await forget(database, NOON + timedelta(days=1000))
    assert len(await rows(database, type(row))) == 1


@pytest.mark.parametrize("table", [ConversationRow, Held])
async def test_what_was_left_unfinished_goes_after_three_days(
    database: Database, amina: Life, table: type[Base]
) -> None:
    await forget(database, NOON + UNFINISHED)
    assert len(await rows(database, table)) == 1
    await forget(database, NOON + UNFINISHED + MOMENT)
    assert await rows(database, table) == []


async def test_the_words_of_a_ticket_go_some_time_after_it_was_closed(
    database: Database, amina: Life
) -> None:
    await forget(database, NOON + timedelta(days=1000))
    assert len(await rows(database, EntryRow)) == 1
    async with database.begin() as session:
        ticket = await session.get_one(Ticket, amina.ticket)
        ticket.state, ticket.closed_at = "closed", NOON
    await forget(database, NOON + CLOSED_WORDS)
    assert len(await rows(database, EntryRow)) == 1
    await forget(database, NOON + CLOSED_WORDS + MOMENT)
    assert await rows(database, EntryRow) == []
    assert len(await rows(database, Ticket)) == 1


async def test_replies_find_an_unclosed_ticket_however_old_it_is(
    database: Database, amina: Life
) -> None:
    await forget(database, NOON + timedelta(days=1000))
    assert len(await rows(database, Posted)) == 1
    async with database.begin() as session:
        (await session.get_one(Ticket, amina.ticket)).state = "closed"
    await forget(database, NOON + MESSAGE_IDS + MOMENT)
    assert await rows(database, Posted) == []


async def test_the_question_that_was_asked_last_is_remembered(
    database: Database, amina: Life
) -> None:
    asked = next(row.id for row in await rows(database, Outbox) if row.state == "sent")
    async with database.begin() as session:
        (await session.get_one(Contact, amina.contact)).asked_outbox = asked
    await forget(database, NOON + timedelta(days=1000))
    assert asked in {row.id for row in await rows(database, Outbox)}


async def test_people_and_their_keys_are_not_forgotten_by_the_way(
    database: Database, amina: Life
) -> None:
    await forget(database, NOON + timedelta(days=1000))
    assert len(await rows(database, Person)) == len(await rows(database, Contact)) == 1
    assert len(await rows(database, VaultKey)) == 2


async def test_a_round_of_housekeeping_forgets_and_chains(
    database: Database, amina: Life, clock: MovableClock
) -> None:
    clock.move(UNFINISHED + MOMENT)
    for _ in range(2):
        await Housekeeping(database, clock).round()
    assert await rows(database, Held) == []
    assert all(line.chain for line in await rows(database, Audit))
