"""One person who moved to a new phone; the old one may be in anybody's hands."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.people.known import People
from bot.post.actions import Send
from bot.post.outbox import About, OutboxStore
from bot.privacy.vault import Vault
from bot.store.database import Database
from bot.store.tables import Contact, LettersReminder, Outbox, Person, Posted, Speaking, Ticket
from tests.databases import CHANNEL, NOON, rows
from tests.people.family import NEW_PHONE, PHONE, Family, person_on


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
    assert {job.chat for job in jobs} == {
        vault.index(CHANNEL, PHONE),
        vault.index(CHANNEL, NEW_PHONE),
    }


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


@pytest.mark.parametrize("both", [True, False])
async def test_a_phone_that_is_reminded_already_is_reminded_once(
    database: Database, people: People, family: Family, both: bool
) -> None:
    async with database.begin() as session:
        new = people.make(session, NEW_PHONE, NOON)
        asked = [(new.person.id, new.contact.id), (family.maryam, family.phone)]
        for person, contact in asked[: 1 + both]:
            session.add(LettersReminder(person_id=person, contact_id=contact, due_at=NOON))
        await session.flush()
        maryam = await session.get_one(Person, family.maryam)
        await people.move(session, maryam, new.contact, NOON)
    (reminder,) = await rows(database, LettersReminder)
    assert (reminder.person_id, reminder.contact_id) == (family.maryam, new.contact.id)
