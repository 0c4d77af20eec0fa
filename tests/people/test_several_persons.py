"""A person is not a chat: several through one phone, one on a new phone, one without any."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest
from sqlalchemy import select

from bot.people.known import Known, People
from bot.post.actions import Send
from bot.post.outbox import About, OutboxStore
from bot.privacy.erasure import erase, whose
from bot.privacy.vault import Vault
from bot.store.database import Database
from bot.store.tables import (
    Contact,
    EntryRow,
    Outbox,
    Person,
    Posted,
    Speaking,
    Ticket,
    VaultKey,
)
from bot.tickets.entries import add_entry, entries_of, open_entry
from bot.tickets.life import open_ticket
from tests.databases import NOON, rows

PHONE, NEW_PHONE = "5000000001", "5000000002"


@dataclass(frozen=True)
class Family:
    """Maryam, whose phone it is, and her brother, who has none."""

    maryam: UUID
    brother: UUID
    phone: UUID


async def person_on(database: Database, people: People, address: str) -> Known:
    """Whoever is behind an address now."""
    async with database.begin() as session:
        return (await people.find(session, [address]))[address]


@pytest.fixture
async def family(database: Database, people: People) -> Family:
    """One phone, two persons, a ticket with one entry for each."""
    async with database.begin() as session:
        known = people.make(session, PHONE, NOON)
        brother, key = people.make_person(session, NOON, "ar")
        people.speak_for(session, known.contact, brother, NOON)
        for person, sealing in ((known.person, known.person_key), (brother, key)):
            ticket = open_ticket(
                session, person, known.contact, "legal", "status", False, "ar", NOON
            )
            add_entry(session, ticket, sealing, "words", {"of": person.reference}, NOON)
    return Family(known.person.id, brother.id, known.contact.id)


async def test_two_people_through_one_phone_have_each_their_reference_key_and_requests(
    database: Database, people: People, family: Family
) -> None:
    persons = {person.id: person for person in await rows(database, Person)}
    assert persons.keys() == {family.maryam, family.brother}
    assert len({person.reference for person in persons.values()}) == 2
    async with database.begin() as session:
        for ticket in await session.scalars(select(Ticket)):
            key = await people.key_of(session, ticket.person_id)
            (entry,) = await entries_of(session, ticket)
            assert open_entry(entry, key) == {"of": persons[ticket.person_id].reference}
            assert ticket.contact_id == family.phone
    known = await person_on(database, people, PHONE)
    assert known.person.id == family.maryam


async def test_erasing_the_phone_erases_everybody_for_whom_only_it_speaks(
    database: Database, family: Family
) -> None:
    async with database.begin() as session:
        gone = await whose(session, family.phone)
        assert set(gone.persons) == {family.maryam, family.brother}
        await erase(session, gone.holders)
    for table in (Contact, Person, Ticket, EntryRow, Speaking, VaultKey):
        assert await rows(database, table) == [], table


async def test_who_also_has_another_contact_stays_and_is_answered_there(
    database: Database, people: People, family: Family
) -> None:
    async with database.begin() as session:
        friend = people.make(session, NEW_PHONE, NOON)
        brother = await session.get(Person, family.brother)
        assert brother is not None
        people.speak_for(session, friend.contact, brother, NOON)
    async with database.begin() as session:
        gone = await whose(session, family.phone)
        assert gone.persons == (family.maryam,)
        await erase(session, gone.holders)
    assert {p.id for p in await rows(database, Person)} == {family.brother, friend.person.id}
    (ticket,) = await rows(database, Ticket)
    assert (ticket.person_id, ticket.contact_id) == (family.brother, friend.contact.id)
    async with database.begin() as session:
        key = await people.key_of(session, family.brother)
        (entry,) = await entries_of(session, ticket)
        assert open_entry(entry, key) == {"of": brother.reference}


async def move(database: Database, people: People, family: Family, to: str) -> None:
    """Maryam has a new phone."""
    async with database.begin() as session:
        new = people.make(session, to, NOON)
        maryam = await session.get(Person, family.maryam)
        assert maryam is not None
        await people.move(session, maryam, new.contact, NOON)


async def test_who_moved_to_a_new_phone_keeps_reference_key_and_tickets(
    database: Database, people: People, family: Family
) -> None:
    before = await person_on(database, people, PHONE)
    await move(database, people, family, NEW_PHONE)
    after = await person_on(database, people, NEW_PHONE)
    assert after.person.id == before.person.id
    assert after.person.reference == before.person.reference
    assert after.person_key == before.person_key
    by_person = {ticket.person_id: ticket.contact_id for ticket in await rows(database, Ticket)}
    assert by_person == {family.maryam: after.contact.id, family.brother: family.phone}


async def test_whoever_holds_the_old_phone_is_a_stranger(
    database: Database, people: People, family: Family
) -> None:
    async with database.begin() as session:
        known = (await people.find(session, [PHONE]))[PHONE]
        known.contact.asked_flow, known.contact.asked_step = "status", "paper"
        tickets = (await session.scalars(select(Ticket))).all()
        known.contact.answering = next(t.id for t in tickets if t.person_id == family.maryam)
        for number, ticket in enumerate(tickets):
            session.add(
                Posted(
                    chat="x",
                    message=str(number),
                    ours=True,
                    at=NOON,
                    contact_id=family.phone,
                    ticket_id=ticket.id,
                )
            )
    await move(database, people, family, NEW_PHONE)
    stranger = await person_on(database, people, PHONE)
    assert stranger.person.id not in (family.maryam, family.brother)
    assert stranger.person.language is None
    contact = stranger.contact
    assert (contact.asked_flow, contact.asked_step, contact.answering) == (None, None, None)
    async with database.begin() as session:
        spoken = select(Speaking.person_id).where(Speaking.contact_id == family.phone)
        assert set(await session.scalars(spoken)) == {family.brother, stranger.person.id}
    replied = {posted.ticket_id for posted in await rows(database, Posted)}
    brothers = {t.id for t in await rows(database, Ticket) if t.person_id == family.brother}
    assert replied == {None, *brothers}


async def test_what_was_on_its_way_to_the_old_phone_goes_to_the_new_one(
    database: Database, people: People, family: Family, outbox: OutboxStore, vault: Vault
) -> None:
    async with database.begin() as session:
        known = (await people.find(session, [PHONE]))[PHONE]
        outbox.put(session, known.recipient, Send("for Maryam"), About(family.maryam))
        outbox.put(session, known.recipient, Send("for him"), About(family.brother))
        await session.flush()
        (row, _) = await session.scalars(select(Outbox).order_by(Outbox.number))
        row.state = "held"
    await move(database, people, family, NEW_PHONE)
    async with database.begin() as session:
        jobs = await outbox.take(session, 10, set())
    assert {(job.address, job.action) for job in jobs} == {
        (NEW_PHONE, Send("for Maryam")),
        (PHONE, Send("for him")),
    }
    assert {job.chat for job in jobs} == {vault.index(PHONE), vault.index(NEW_PHONE)}


async def test_moving_twice_and_back_leaves_one_way_to_reach_the_person(
    database: Database, people: People, family: Family
) -> None:
    await move(database, people, family, NEW_PHONE)
    async with database.begin() as session:
        maryam = await session.get(Person, family.maryam)
        phone = await session.get(Contact, family.phone)
        assert maryam is not None
        assert phone is not None
        for _ in range(2):
            await people.move(session, maryam, phone, NOON)
    speaking = [s.contact_id for s in await rows(database, Speaking) if s.person_id == maryam.id]
    assert speaking == [family.phone]
    assert (await person_on(database, people, PHONE)).person.id == family.maryam


async def test_a_person_without_any_contact_has_a_reference_a_key_and_requests(
    database: Database, people: People
) -> None:
    async with database.begin() as session:
        person, key = people.make_person(session, NOON, "fr")
        ticket = open_ticket(session, person, None, "centre", "sleep", True, "fr", NOON)
        add_entry(session, ticket, key, "words", {"said": "at the desk"}, NOON)
    async with database.begin() as session:
        (kept,) = await session.scalars(select(Ticket))
        (entry,) = await entries_of(session, kept)
        assert kept.contact_id is None
        opened = open_entry(entry, await people.key_of(session, person.id))
        assert opened == {"said": "at the desk"}
        await erase(session, [person.id])
    assert await rows(database, VaultKey) == []
