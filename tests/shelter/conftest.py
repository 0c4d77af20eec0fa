"""An office that keeps a list, and a household that joins it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import MovableClock
from bot.hours import parse
from bot.office import SERVICES, Office
from bot.people.known import Known, People
from bot.post.outbox import OutboxStore
from bot.privacy.erasures import ErasureList
from bot.privacy.vault import Vault
from bot.shelter.declared import Declared
from bot.shelter.joining import join
from bot.speech.catalogues import Catalogues
from bot.store.database import Database
from bot.store.tables import Listing
from flows import FLOWS
from tests.databases import CHANNEL
from tests.shelter.offers import Shelter
from tests.shelter.phone import Phone

GROUP = "-1002000000001"
ZONE = ZoneInfo("Europe/Brussels")

Joins = Callable[..., Awaitable[tuple[Known, Listing]]]
"""Joins the list: `await joins(session, "5000000001", Declared("men", 1))`."""


@pytest.fixture(scope="session")
def catalogues() -> Catalogues:
    """English, French and Arabic, read once: that takes a tenth of a second."""
    return Catalogues(("en", "fr", "ar"), ZONE)


@pytest.fixture
def office(
    tmp_path: Path,
    clock: MovableClock,
    vault: Vault,
    people: People,
    outbox: OutboxStore,
    catalogues: Catalogues,
) -> Office:
    """An installation in English, French and Arabic that reads on weekdays, one group for all."""
    return Office(
        channel=CHANNEL,
        organisation="Helpdesk Brussels",
        catalogues=catalogues,
        flows=FLOWS,
        hours={service: parse("Mon-Fri 09:00-17:00", ZONE) for service in SERVICES},
        groups=dict.fromkeys(SERVICES, GROUP),
        clock=clock,
        vault=vault,
        people=people,
        outbox=outbox,
        erasures=ErasureList(tmp_path / "erased.txt"),
    )


@pytest.fixture
def phone(office: Office, database: Database) -> Phone:
    """Somebody's phone, in English."""
    return Phone(office, database)


@pytest.fixture
def shelter(database: Database, office: Office, clock: MovableClock) -> Shelter:
    """People of the list, and houses with places for them."""
    return Shelter(database, office, clock)


@pytest.fixture
def joins(office: Office) -> Joins:
    """Somebody with a phone, and their household's place on the list."""

    async def joined(
        session: AsyncSession,
        address: str = "5000000001",
        declared: Declared = Declared("men", 1),  # noqa: B008 - frozen
        language: str = "en",
    ) -> tuple[Known, Listing]:
        known = office.people.make(session, address, office.now())
        known.person.language = language
        await session.flush()
        listing = await join(session, office, known.person, language, declared, None, office.now())
        return known, listing

    return joined
