"""What a volunteer writes reaches the person of the ticket; what a person writes its owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid4

from bot.engine import Entry
from bot.office import Office
from bot.post.actions import Remove, Send
from bot.post.sending import Job
from bot.privacy.vault import Key
from bot.store.database import Database
from bot.store.tables import Contact, Outbox, Posted, Ticket
from bot.tickets.entries import add_entry
from bot.tickets.life import claim, close
from bot.tickets.owner import take_from_owner, tell_owner
from bot.tickets.person import tell_closed, tell_person
from bot.tickets.topics import topic_name
from tests.databases import CHANNEL, NOON, rows

Opened = tuple[Ticket, Key]
PERSON, ADA = "5000000001", "70"
HELLO = Entry("text", text="Your appeal is possible.")


async def sent(database: Database, office: Office) -> Sequence[Job]:
    """What would go out now."""
    async with database.begin() as session:
        return await office.outbox.take(session, 50, set())


def said(job: Job) -> Send:
    assert isinstance(job.action, Send)
    return job.action


async def test_an_answer_goes_to_the_person_and_the_next_words_are_for_the_helper(
    database: Database, office: Office, opened: Opened
) -> None:
    entry = uuid4()
    async with database.begin() as session:
        ticket = await session.get_one(Ticket, opened[0].id)
        assert await tell_person(session, office, ticket, HELLO, entry)
    (job,) = await sent(database, office)
    assert job.address == PERSON
    assert said(job).text.endswith(HELLO.text)
    (row,) = await rows(database, Outbox)
    assert (row.person_id, row.ticket_id, row.entry_id) == (ticket.person_id, ticket.id, entry)
    contact = next(c for c in await rows(database, Contact) if c.id == ticket.contact_id)
    assert (contact.answering, contact.answering_outbox) == (ticket.id, row.id)


async def test_somebody_without_a_contact_cannot_be_told(
    database: Database, office: Office, opened: Opened
) -> None:
    async with database.begin() as session:
        ticket = await session.get_one(Ticket, opened[0].id)
        ticket.contact_id = None
        assert not await tell_person(session, office, ticket, HELLO, uuid4())
        assert not await tell_closed(session, office, ticket)
    assert await rows(database, Outbox) == []


async def test_a_long_answer_is_several_messages_of_one_entry_and_each_copy_says_what_it_is(
    database: Database, office: Office, opened: Opened
) -> None:
    long, entry = replace(HELLO, text="many words " * 800), uuid4()
    async with database.begin() as session:
        ticket = await session.get_one(Ticket, opened[0].id)
        await tell_person(session, office, ticket, long, entry)
    parts = await rows(database, Outbox)
    assert len(parts) > 1
    assert {row.entry_id for row in parts} == {entry}
    (first,) = await sent(database, office)
    assert said(first).again


async def claimed(database: Database, opened: Opened, owner: UUID) -> None:
    """The first volunteer has the ticket."""
    async with database.begin() as session:
        ticket = await session.get_one(Ticket, opened[0].id)
        assert await claim(session, ticket, owner, NOON)


async def test_new_words_go_to_the_owner_and_bring_a_closed_ticket_back(
    database: Database, office: Office, opened: Opened, volunteers: list[UUID]
) -> None:
    await claimed(database, opened, volunteers[0])
    async with database.begin() as session:
        ticket = await session.get_one(Ticket, opened[0].id)
        await close(session, ticket, volunteers[0], NOON)
        await tell_owner(session, office, ticket, Entry("text", text="one more thing"), uuid4())
    (job,) = await sent(database, office)
    assert job.address == ADA
    assert "one more thing" in said(job).text
    assert said(job).protected
    (kept,) = await rows(database, Ticket)
    assert (kept.state, kept.owner_id) == ("claimed", volunteers[0])


async def test_words_for_nobody_wait_in_the_ticket(
    database: Database, office: Office, opened: Opened
) -> None:
    async with database.begin() as session:
        ticket = await session.get_one(Ticket, opened[0].id)
        await tell_owner(session, office, ticket, HELLO, uuid4())
    assert await sent(database, office) == []


async def test_what_the_owner_still_sees_of_an_erased_person_is_removed(
    database: Database, office: Office, opened: Opened, volunteers: list[UUID]
) -> None:
    await claimed(database, opened, volunteers[0])
    async with database.begin() as session:
        ticket = await session.get_one(Ticket, opened[0].id)
        for chat, message in ((ADA, "11"), (PERSON, "12")):
            session.add(
                Posted(
                    chat=office.vault.index(CHANNEL, chat),
                    message=message,
                    ours=True,
                    at=NOON,
                    ticket_id=ticket.id,
                )
            )
        written = {"entry": {"kind": "text", "text": "come at ten"}}
        source = (office.vault.index(CHANNEL, ADA), "13")
        add_entry(session, ticket, opened[1], "answer", written, NOON, source=source)
        await session.flush()
        await take_from_owner(session, office, ticket)
    (job,) = await sent(database, office)
    assert job.address == ADA
    assert job.action == Remove(("11", "13")), "what was shown, and what the owner wrote"
    assert len(await rows(database, Outbox)) == 2


def test_a_topic_that_is_no_longer_used_still_has_a_name(office: Office) -> None:
    assert office.catalogues.say(topic_name("status"), "en") == "papers or status"
    assert office.catalogues.say(topic_name("long_gone"), "en") == "long_gone"
