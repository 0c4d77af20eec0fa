"""A person is not a chat: several through one phone, one through several, one without any."""

from __future__ import annotations

from sqlalchemy import select

from bot.people.known import People
from bot.privacy.erasure import erase, whose
from bot.store.database import Database
from bot.store.tables import Contact, EntryRow, Person, Speaking, Ticket, VaultKey
from bot.tickets.entries import add_entry, entries_of, open_entry
from bot.tickets.life import open_ticket
from tests.databases import NOON, rows
from tests.people.family import NEW_PHONE, PHONE, Family, person_on


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
