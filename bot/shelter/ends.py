"""What every end of an offer has in common: what became of it is kept, without anybody's id."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.office import Office
from bot.shelter.calls import no_call
from bot.shelter.rules import RULES
from bot.shelter.times import next_daytime
from bot.store.tables import Listing, Offer, Outcome, Vacancy

TAKEN = ("open", "accepted", "came")
"""Offers in these states have a place."""

MORNING = timedelta(hours=1)
"""After the day has begun: when it is asked what comes after the stay."""

HALF_A_DAY = timedelta(hours=12)
"""So long before the end of a stay there is still a night to sleep there."""


async def ended(
    session: AsyncSession, office: Office, offer: Offer, listing: Listing, now: datetime
) -> None:
    """Keep what became of an offer, and let nobody call about it any more."""
    vacancy = await session.get_one(Vacancy, offer.vacancy_id)
    session.add(
        Outcome(
            at=now,
            list=vacancy.list,
            tier=offer.tier,
            language=listing.language,
            result=offer.state,
            waited=offer.waited,
        )
    )
    await no_call(session, office, offer, now)


async def forget_outcome(session: AsyncSession, offer: Offer, listing: Listing, was: str) -> None:
    """A tap on the sheet was corrected: one outcome of that kind less. They are nobody's, so any
    that says the same is the right one.
    """
    vacancy = await session.get_one(Vacancy, offer.vacancy_id)
    same = (
        select(Outcome)
        .where(Outcome.list == vacancy.list, Outcome.tier == offer.tier, Outcome.result == was)
        .where(Outcome.language == listing.language, Outcome.waited == offer.waited)
        .order_by(Outcome.number.desc())
        .limit(1)
    )
    found = (await session.scalars(same)).one_or_none()
    if found is not None:
        await session.delete(found)


async def places_left(session: AsyncSession, vacancy: Vacancy) -> int:
    """How many of the places nobody has, and nobody has been offered."""
    await session.flush()
    taken = select(func.count()).where(Offer.vacancy_id == vacancy.id, Offer.state.in_(TAKEN))
    return vacancy.places - (await session.scalar(taken) or 0)


def stay_ends(vacancy: Vacancy) -> datetime:
    """The morning after the last night, at the hour at which the stay began."""
    return vacancy.starts_at + timedelta(days=vacancy.nights)


def nights_are_over(vacancy: Vacancy, now: datetime) -> bool:
    """Whether there is no night left to sleep there."""
    return now >= stay_ends(vacancy) - HALF_A_DAY


def asks_after(vacancy: Vacancy, office: Office) -> datetime:
    """When it is asked what comes after a stay: by day, before the last night; after it where there
    is only one.
    """
    zone = office.catalogues.zone
    last = stay_ends(vacancy) - timedelta(days=1 if vacancy.nights > 1 else 0)
    midnight = last.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return next_daytime(midnight, zone) + MORNING


def heard(listing: Listing, now: datetime) -> None:
    """They have said something: they are asked again a week later."""
    listing.heard_at, listing.asked_at = now, None
    listing.due_at = now + timedelta(days=RULES.check_days)
