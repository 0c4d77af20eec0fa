"""Maryam, her brother, and her phones."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from bot.people.known import Known, People
from bot.store.database import Database

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
