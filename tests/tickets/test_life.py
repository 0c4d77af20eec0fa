"""Of any number of simultaneous claims exactly one wins; the rest only where it is allowed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.people.known import People
from bot.privacy.vault import Key
from bot.store.database import Database
from bot.store.tables import Audit, Ticket
from bot.tickets.life import (
    answered,
    bring_back,
    by_reference,
    claim,
    close,
    open_ticket,
    release,
    unclosed_of,
)
from tests.databases import NOON, rows

Opened = tuple[Ticket, Key]
Act = Callable[[AsyncSession, Ticket, UUID, datetime], Awaitable[bool]]
LATER = NOON + timedelta(hours=1)


async def do(database: Database, act: Act, ticket: Ticket, volunteer: UUID) -> bool:
    """One volunteer does something, in a transaction of their own."""
    async with database.begin() as session:
        kept = await session.get(Ticket, ticket.id)
        assert kept is not None
        return await act(session, kept, volunteer, LATER)


async def now(database: Database, ticket: Ticket) -> Ticket:
    """The ticket as it is committed."""
    return next(each for each in await rows(database, Ticket) if each.id == ticket.id)


async def test_of_many_claims_in_one_process_exactly_one_wins(
    database: Database, opened: Opened, volunteers: list[UUID]
) -> None:
    ticket, _ = opened
    won = await asyncio.gather(*(do(database, claim, ticket, each) for each in volunteers))
    assert won.count(True) == 1
    kept = await now(database, ticket)
    assert kept.owner_id == volunteers[won.index(True)]
    assert (kept.state, kept.claimed_at) == ("claimed", LATER)


async def test_of_many_claims_on_connections_of_their_own_exactly_one_wins(
    database_url: str, database: Database, opened: Opened, volunteers: list[UUID]
) -> None:
    ticket, _ = opened
    others = [Database(database_url) for _ in range(4)]
    tries = (do(others[n % 4], claim, ticket, each) for n, each in enumerate(volunteers))
    won = await asyncio.gather(*tries)
    for each in others:
        await each.close()
    assert won.count(True) == 1
    assert (await now(database, ticket)).owner_id == volunteers[won.index(True)]
    claims = [line.actor for line in await rows(database, Audit) if line.action == "claimed"]
    assert claims == [volunteers[won.index(True)]]


async def test_whoever_read_the_ticket_before_the_claim_loses_and_learns_who_has_it(
    database: Database, opened: Opened, volunteers: list[UUID]
) -> None:
    ticket, _ = opened
    stale = await now(database, ticket)
    ada, bob, *_ = volunteers
    assert await do(database, claim, ticket, ada)
    async with database.begin() as session:
        mine = await session.merge(stale, load=False)
        assert not await claim(session, mine, bob, LATER)
        assert mine.owner_id == ada


ACTS: dict[str, Act] = {
    "claim": claim,
    "release": release,
    "answered": answered,
    "close": close,
}
BY_OWNER = {
    ("claimed", "release"): "open",
    ("answered", "release"): "open",
    ("claimed", "answered"): "answered",
    ("answered", "answered"): "answered",
    ("claimed", "close"): "closed",
    ("answered", "close"): "closed",
}


@pytest.mark.parametrize("state", ["open", "claimed", "answered", "closed"])
@pytest.mark.parametrize("act", ACTS)
async def test_each_change_is_for_the_owner_in_the_right_state_and_for_nobody_else(
    database: Database, opened: Opened, volunteers: list[UUID], state: str, act: str
) -> None:
    ada, bob, *_ = volunteers
    async with database.begin() as session:
        ticket = await session.get_one(Ticket, opened[0].id)
        ticket.state, ticket.owner_id = state, None if state == "open" else ada
    free = state == "open" and act == "claim"
    assert await do(database, ACTS[act], ticket, bob) is free
    if free:
        return
    assert (await now(database, ticket)).state == state
    becomes = BY_OWNER.get((state, act))
    assert await do(database, ACTS[act], ticket, ada) is (becomes is not None)
    kept = await now(database, ticket)
    assert kept.state == (becomes or state)
    assert kept.owner_id == (None if "open" in (becomes, state) else ada)
    assert (kept.closed_at == LATER) is (becomes == "closed")


@pytest.mark.parametrize(
    ("state", "owned", "becomes"),
    [
        ("open", False, None),
        ("claimed", True, None),
        ("answered", True, "claimed"),
        ("closed", True, "claimed"),
        ("closed", False, "open"),
    ],
)
async def test_new_words_bring_it_back_to_its_owner_or_to_everybody(
    database: Database,
    opened: Opened,
    volunteers: list[UUID],
    state: str,
    owned: bool,
    becomes: str | None,
) -> None:
    async with database.begin() as session:
        ticket = await session.get_one(Ticket, opened[0].id)
        ticket.state, ticket.owner_id = state, volunteers[0] if owned else None
        ticket.closed_at = NOON if state == "closed" else None
    async with database.begin() as session:
        ticket = await session.get_one(Ticket, ticket.id)
        assert await bring_back(session, ticket, LATER) is (becomes is not None)
    kept = await now(database, ticket)
    assert kept.state == (becomes or state)
    assert kept.owner_id == (volunteers[0] if owned else None)
    assert kept.closed_at is None


async def test_every_change_is_in_the_audit_log_by_random_ids(
    database: Database, opened: Opened, volunteers: list[UUID]
) -> None:
    ticket, ada = opened[0], volunteers[0]
    for act in (claim, answered, close, claim):
        await do(database, act, ticket, ada)
    lines = [(line.action, line.actor, line.subject) for line in await rows(database, Audit)]
    assert lines == [
        ("opened", None, ticket.id),
        ("claimed", ada, ticket.id),
        ("answered", ada, ticket.id),
        ("closed", ada, ticket.id),
    ]


async def test_tickets_are_found_by_contact_by_reference_and_counted(
    database: Database, people: People, opened: Opened
) -> None:
    first, _ = opened
    async with database.begin() as session:
        known = (await people.find(session, ["5000000001"]))["5000000001"]
        for minutes, urgent, state in ((1, True, "open"), (2, False, "closed")):
            each = open_ticket(
                session, known.person, known.contact, "centre", "sleep", urgent, "ar",
                NOON + timedelta(minutes=minutes),
            )  # fmt: skip
            each.state = state
    async with database.begin() as session:
        found = await unclosed_of(session, [known.contact.id])
        assert [ticket.topic for ticket in found] == ["status", "sleep"]
        assert await unclosed_of(session, [uuid4()]) == []
        again = await by_reference(session, first.reference)
        assert again is not None
        assert again.id == first.id
        assert await by_reference(session, "AAA-AAA") is None
