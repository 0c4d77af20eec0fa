"""Who is expected in which house tonight, and who has an offer that waits for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.office import Office
from bot.shelter.houses import read_house
from bot.store.tables import House, Listing, Offer, Person, Vacancy

UNTIL_NOON = timedelta(hours=12)
"""A night is the last one's until noon: who came is often written down in the morning."""

SMALL_HOURS = timedelta(hours=6)
"""Somebody who may come before six in the morning comes for the night before."""

EXPECTED = ("accepted", "came", "missed")


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is expected in a house for a night. `night` of `nights`, counted from 1."""

    offer: Offer
    house: UUID
    reference: str
    list: str
    size: int
    cots: int
    night: int
    nights: int

    @property
    def may_be_marked(self) -> bool:
        """Whether it can be said now that they came: on their first night, and later on where
        nobody has said it yet.
        """
        return self.night == 1 or self.offer.state == "accepted"


@dataclass(frozen=True, slots=True)
class Expected:
    """The night, and the houses by name with whoever is expected there."""

    night: date
    houses: Sequence[tuple[str, Sequence[Guest]]]


async def offered_now(session: AsyncSession) -> list[str]:
    """The references with an open offer, in their order."""
    query = (
        select(Person.reference)
        .join(Offer, Offer.person_id == Person.id)
        .where(Offer.state == "open")
    )
    return sorted(set(await session.scalars(query)))


async def expected_tonight(session: AsyncSession, office: Office) -> Expected:
    """Who said yes to a place for this night, or is there for longer already."""
    zone = office.catalogues.zone
    night = night_of(office.now(), zone, UNTIL_NOON)
    by_house: dict[UUID, list[Guest]] = {}
    for guest in await _guests(session, night, zone):
        by_house.setdefault(guest.house, []).append(guest)
    named = [
        ((await read_house(session, office, await session.get_one(House, house))).name, guests)
        for house, guests in by_house.items()
    ]
    return Expected(night, sorted(named, key=lambda each: each[0].casefold()))


def night_of(at: datetime, zone: ZoneInfo, begins: timedelta) -> date:
    """The day on which a night began, for a moment in it. `begins`: so long after midnight it is
    still the night of the day before.
    """
    return (at.astimezone(zone).replace(tzinfo=None) - begins).date()


async def _guests(session: AsyncSession, night: date, zone: ZoneInfo) -> list[Guest]:
    query = (
        select(Offer, Vacancy, Listing, Person.reference)
        .join(Vacancy, Vacancy.id == Offer.vacancy_id)
        .join(Listing, Listing.id == Offer.listing_id)
        .join(Person, Person.id == Offer.person_id)
        .where(Offer.state.in_(EXPECTED))
        .order_by(Vacancy.list, Person.reference)
    )
    found = []
    for offer, vacancy, listing, reference in await session.execute(query):
        number = (night - night_of(vacancy.starts_at, zone, SMALL_HOURS)).days + 1
        gone = offer.state == "missed" and number > 1
        if 1 <= number <= vacancy.nights and not gone:
            size = listing.size or 1
            found.append(
                Guest(
                    offer,
                    vacancy.house_id,
                    reference,
                    vacancy.list,
                    size,
                    listing.cots,
                    number,
                    vacancy.nights,
                )
            )
    return found
