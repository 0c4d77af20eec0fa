"""One phone through which two persons ask for help."""

from __future__ import annotations

import pytest

from bot.people.known import People
from bot.store.database import Database
from bot.tickets.entries import add_entry
from bot.tickets.life import open_ticket
from tests.databases import NOON
from tests.people.family import PHONE, Family


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
