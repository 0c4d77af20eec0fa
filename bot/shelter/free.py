"""Free places as the order of the list sees them, and who is proposed for others meanwhile."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.office import Office
from bot.shelter import policy
from bot.shelter.times import window
from bot.store.tables import Listing, Offer, Vacancy

HOLDS = timedelta(hours=1)
"""So long people of a proposal that waits for approval are not proposed for other places: one that
was forgotten may keep nobody from their turn.
"""


async def free_places(session: AsyncSession, office: Office, vacancy: Vacancy) -> policy.Free:
    """The places as the order of the list sees them."""
    given = (
        select(Offer.accessible, func.count())
        .join(Vacancy, Vacancy.id == Offer.vacancy_id)
        .where(Vacancy.list == vacancy.list, Vacancy.id != vacancy.id)
        .where(or_(Offer.offered_at.is_not(None), _holding(office.now())))
        .group_by(Offer.accessible)
    )
    before = {row[0]: row[1] for row in await session.execute(given)}
    return policy.Free(
        vacancy.list,
        vacancy.places,
        vacancy.size,
        vacancy.cots,
        vacancy.accessible,
        before.get(False, 0),
        is_tonight(vacancy.starts_at, office.now(), office.catalogues.zone),
        before.get(True, 0),
    )


def is_tonight(starts_at: datetime, now: datetime, zone: ZoneInfo) -> bool:
    """Whether the usual time to answer would not be over when the place is free: it is then only
    for people who want to be asked at short notice.
    """
    return window(now, zone, tonight=False).until > starts_at


def suits(vacancy: Vacancy, offer: Offer, listing: Listing) -> bool:
    """Whether what somebody needs today is what was proposed for them."""
    return (
        listing.list == vacancy.list
        and listing.size is not None
        and listing.size <= vacancy.size
        and listing.cots <= vacancy.cots
        and (offer.accessible or not listing.accessible)
    )


async def held(session: AsyncSession, now: datetime, but: Collection[UUID] = ()) -> set[UUID]:
    """The listings that other proposals hold at the moment; `but`: vacancies that do not count."""
    query = select(Offer.listing_id).join(Vacancy, Vacancy.id == Offer.vacancy_id)
    return set(await session.scalars(query.where(_holding(now), Vacancy.id.not_in(but))))


def _holding(now: datetime) -> ColumnElement[bool]:
    fresh = Vacancy.made_at > now - HOLDS
    return (Offer.state == "proposed") & (Vacancy.state == "proposed") & fresh
