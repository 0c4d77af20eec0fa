"""Places that somebody gave back, or did not come to, are proposed to the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.office import Office
from bot.shelter.ends import TAKEN
from bot.shelter.proposing import Places, propose_for
from bot.store.tables import Offer, Vacancy

STILL_TONIGHT = timedelta(hours=5)
"""So long after the hour of arrival a place can be taken in the same night."""


async def taken(session: AsyncSession, vacancy: Vacancy) -> Sequence[Offer]:
    """The offers that have a place."""
    query = select(Offer).where(Offer.vacancy_id == vacancy.id, Offer.state.in_(TAKEN))
    return (await session.scalars(query)).all()


def remains(
    starts_at: datetime, nights: int, now: datetime, zone: ZoneInfo
) -> tuple[datetime, int] | None:
    """From when and for how many nights a place can still be had; None when its time is over."""
    if now < starts_at:
        return starts_at, nights
    local = starts_at.astimezone(zone)
    gone = (now.astimezone(zone).date() - local.date()).days
    today = local + timedelta(days=gone)
    if now < today:
        return (today, nights - gone) if nights > gone else None
    if now - today < STILL_TONIGHT and nights > gone:
        hour = now.astimezone(zone).replace(minute=0, second=0, microsecond=0)
        return hour + timedelta(hours=1), nights - gone
    return (today + timedelta(days=1), nights - gone - 1) if nights > gone + 1 else None


async def give_on(
    session: AsyncSession, office: Office, vacancy: Vacancy, by: UUID
) -> Vacancy | None:
    """A new proposal for the places of a vacancy that nobody has; None where there are none, or
    somebody else has just proposed them. The first vacancy keeps only the places that are taken, so
    that a late yes and the new proposal never meet in one place.
    """
    have = await taken(session, vacancy)
    left, accessible = vacancy.places - len(have), sum(offer.accessible for offer in have)
    zone = office.catalogues.zone
    rest = remains(vacancy.starts_at, vacancy.nights, office.now(), zone)
    if left <= 0 or rest is None or not await _shrink(session, vacancy, len(have), accessible):
        return None
    places = Places(
        house=vacancy.house_id,
        list=vacancy.list,
        places=left,
        starts_at=rest[0],
        nights=rest[1],
        size=vacancy.size,
        cots=vacancy.cots,
        accessible=max(0, min(left, vacancy.accessible - accessible)),
    )
    return await propose_for(session, office, places, by)


async def _shrink(session: AsyncSession, vacancy: Vacancy, places: int, accessible: int) -> bool:
    await session.flush()
    done = await session.scalars(
        update(Vacancy)
        .where(Vacancy.id == vacancy.id, Vacancy.state == "approved")
        .where(Vacancy.places == vacancy.places)
        .values(places=places, accessible=accessible)
        .returning(Vacancy.id)
        .execution_options(synchronize_session=False)
    )
    return done.one_or_none() is not None
