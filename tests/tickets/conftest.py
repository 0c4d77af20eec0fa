"""A ticket, an office, and volunteers."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from bot.clock import MovableClock
from bot.office import SERVICES, Office
from bot.people.known import People
from bot.post.outbox import OutboxStore
from bot.privacy.erasures import ErasureList
from bot.privacy.vault import Key, Vault
from bot.speech.catalogues import Catalogues
from bot.store.database import Database
from bot.store.tables import Ticket, Volunteer
from bot.tickets.life import open_ticket
from flows import FLOWS
from tests.databases import CHANNEL, NOON

GROUP = "-1002000000001"


@pytest.fixture
def office(
    tmp_path: Path, clock: MovableClock, vault: Vault, people: People, outbox: OutboxStore
) -> Office:
    """An installation in English and Arabic, one group for all services."""
    return Office(
        channel=CHANNEL,
        organisation="Helpdesk Brussels",
        catalogues=Catalogues(("en", "ar"), ZoneInfo("Europe/Brussels")),
        flows=FLOWS,
        hours={},
        groups=dict.fromkeys(SERVICES, GROUP),
        clock=clock,
        vault=vault,
        people=people,
        outbox=outbox,
        erasures=ErasureList(tmp_path / "erased.txt"),
    )


@pytest.fixture
async def volunteers(database: Database, people: People) -> list[UUID]:
    """Ten people of the staff."""
    async with database.begin() as session:
        found = []
        for number in range(10):
            known = people.make(session, f"7{number}", NOON)
            volunteer = Volunteer(
                id=uuid4(),
                contact_id=known.contact.id,
                name=b"",
                language="en",
                as_person=False,
                created_at=NOON,
            )
            session.add(volunteer)
            found.append(volunteer.id)
    return found


@pytest.fixture
async def opened(database: Database, people: People) -> tuple[Ticket, Key]:
    """An open ticket, and the key of whom it is about."""
    async with database.begin() as session:
        known = people.make(session, "5000000001", NOON)
        ticket = open_ticket(
            session, known.person, known.contact, "legal", "status", False, "ar", NOON
        )
    return ticket, known.person_key
