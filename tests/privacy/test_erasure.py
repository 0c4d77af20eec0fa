"""Whoever is erased is nowhere, and nobody else notices."""

from __future__ import annotations

from collections import Counter
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from bot.people.known import People
from bot.post.outbox import OutboxStore
from bot.privacy.erasure import erase, erase_again, whose
from bot.privacy.vault import Vault
from bot.store.database import Database
from bot.store.tables import (
    Card,
    Contact,
    EntryRow,
    Membership,
    Outbox,
    Recording,
    Ticket,
    VaultKey,
    Volunteer,
)
from tests.databases import NOON, rows
from tests.privacy.lives import Life, live, mentions, volunteer

AMINA, BILAL, ADA, EVA = "5000000001", "5000000002", "70", "71"


@pytest.fixture
async def amina(database: Database, people: People, outbox: OutboxStore) -> Life:
    return await live(database, people, outbox, AMINA)


@pytest.fixture
async def bilal(database: Database, people: People, outbox: OutboxStore) -> Life:
    return await live(database, people, outbox, BILAL)


async def gone(database: Database, contact: UUID) -> None:
    """Erase a contact and everybody who goes with it."""
    async with database.begin() as session:
        await erase(session, (await whose(session, contact)).holders)


async def where(database: Database, life: Life) -> Counter[tuple[str, str]]:
    return Counter([place async for place in mentions(database, life.ids)])


async def test_no_row_of_any_table_names_whoever_was_erased(
    database: Database, amina: Life
) -> None:
    before = await where(database, amina)
    assert {table for table, _ in before} >= {
        "contact", "person", "speaking", "consent", "conversation", "held", "ticket", "entry",
        "posted", "outbox", "vault_key", "audit", "spoken",
    }  # fmt: skip
    await gone(database, amina.contact)
    # What was done stays in the audit log, about an id that leads nowhere any more.
    assert set(await where(database, amina)) == {("audit", "subject")}
    assert [place async for place in mentions(database, {amina.contact, amina.person})] == []


async def test_nobody_else_loses_anything(database: Database, amina: Life, bilal: Life) -> None:
    before = await where(database, bilal)
    states = Counter(r.state for r in await rows(database, Outbox) if r.person_id == bilal.person)
    await gone(database, amina.contact)
    assert await where(database, bilal) == before
    left = [row for row in await rows(database, Outbox) if row.person_id == bilal.person]
    assert Counter(row.state for row in left) == states
    assert all(row.body for row in left)


async def test_what_waits_for_them_is_cancelled_and_emptied(
    database: Database, amina: Life
) -> None:
    await gone(database, amina.contact)
    by_state: dict[str, list[Outbox]] = {}
    for row in await rows(database, Outbox):
        by_state.setdefault(row.state, []).append(row)
    assert {state: len(found) for state, found in by_state.items()} == {
        "cancelled": 3,
        "sent": 1,
        "failed": 1,
    }
    assert all(row.body is None and row.address is None for row in by_state["cancelled"])


async def test_erasing_twice_or_nobody_does_no_harm(
    database: Database, amina: Life, bilal: Life
) -> None:
    holders = (amina.contact, amina.person)
    for each in (holders, holders, ()):
        async with database.begin() as session:
            await erase(session, each)
    assert {contact.id for contact in await rows(database, Contact)} == {bilal.contact}


async def test_nothing_of_what_they_wrote_is_left_in_the_file(
    database: Database, amina: Life
) -> None:
    bodies = [row.body for row in await rows(database, EntryRow)]
    addresses = [row.address for row in await rows(database, Contact)]
    await gone(database, amina.contact)
    if database.file:
        for file in database.file.parent.iterdir():
            stored = file.read_bytes()
            assert not any(sealed in stored for sealed in (*bodies, *addresses)), file.name


async def test_a_person_alone_can_be_erased_again_at_the_start(
    database: Database, amina: Life, bilal: Life
) -> None:
    # The list of erased ids holds contacts and persons, in any order, and all at once.
    async with database.begin() as session:
        await erase(session, [amina.person, bilal.person, bilal.contact, amina.contact])
    assert await rows(database, Ticket) == []


async def test_a_long_list_of_erased_ids_is_replayed_and_finds_whoever_came_back(
    database: Database, amina: Life, bilal: Life
) -> None:
    long = [uuid4() for _ in range(1200)]
    erased = [*long[:600], amina.contact, *long[600:], amina.person]
    async with database.begin() as session:
        assert await erase_again(session, erased) == 2
    async with database.begin() as session:
        assert await erase_again(session, erased) == 0
    assert [ticket.id for ticket in await rows(database, Ticket)] == [bilal.ticket]


async def test_whose_answer_was_waited_for_no_longer_matters(
    database: Database, amina: Life, bilal: Life
) -> None:
    async with database.begin() as session:
        contact = await session.get_one(Contact, bilal.contact)
        contact.answering = amina.ticket
    await gone(database, amina.contact)
    assert [contact.answering for contact in await rows(database, Contact)] == [None]


async def test_a_volunteer_who_is_erased_gives_their_tickets_back(
    database: Database, people: People, amina: Life, bilal: Life
) -> None:
    ada = await volunteer(database, people, ADA, amina.ticket, bilal.ticket)
    async with database.begin() as session:
        ticket = await session.get_one(Ticket, bilal.ticket)
        ticket.state = "closed"
    before = {card.id: card.wanted for card in await rows(database, Card)}
    await gone(database, ada.contact)
    assert await rows(database, Volunteer) == []
    assert await rows(database, Membership) == []
    tickets = {ticket.id: ticket for ticket in await rows(database, Ticket)}
    assert {t.owner_id for t in tickets.values()} == {None}
    assert tickets[amina.ticket].state == "open"
    assert tickets[bilal.ticket].state == "closed"
    assert {c.id: c.wanted for c in await rows(database, Card)} == {
        card: wanted + 1 for card, wanted in before.items()
    }


async def test_a_volunteer_who_is_erased_takes_their_voice_along(
    database: Database, people: People, vault: Vault
) -> None:
    ada, eva = [await volunteer(database, people, each) for each in (ADA, EVA)]
    for each in (ada, eva):
        async with database.begin() as session:
            read = Recording(
                id=uuid4(), language="en", text="t", state="accepted", file=b"",
                volunteer_id=each.ticket, at=NOON,
            )  # fmt: skip
            _key, kept = vault.new_key(read.id)
            session.add(read)
            session.add(VaultKey(holder=read.id, ring_key=kept.ring_key, wrapped=kept.wrapped))
    await gone(database, ada.contact)
    (left,) = await rows(database, Recording)
    assert left.volunteer_id == eva.ticket
    holders = {key.holder for key in await rows(database, VaultKey)}
    assert holders == {left.id, eva.contact, eva.person}


async def test_a_ticket_of_an_erased_person_is_nobodys(
    database: Database, people: People, amina: Life
) -> None:
    await volunteer(database, people, ADA, amina.ticket)
    await gone(database, amina.contact)
    async with database.begin() as session:
        assert (await session.scalars(select(Ticket))).all() == []
    assert len(await rows(database, Volunteer)) == 1
