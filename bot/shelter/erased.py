"""Somebody who was offered a place erases everything: the place is free again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import _
from bot.office import Office
from bot.shelter import life
from bot.shelter.ends import ended, nights_are_over
from bot.store.tables import Listing, Offer, Vacancy
from bot.tickets.cards import current_group
from bot.tickets.coordinators import coordinators

# Translators: coordinators read it. Nobody is named, since they are erased.
FREE_AGAIN = _("🛏 Places that are free again, since somebody erased everything: %(n)s. /list")


async def give_places_back(
    session: AsyncSession, office: Office, persons: Collection[UUID]
) -> None:
    """Before their rows go: what they were offered ends, and whoever coordinates reads a number.
    The bed of somebody who sleeps in a house is not free because they are forgotten.
    """
    now, count = office.now(), 0
    await _keep_beds(session, persons, now)
    theirs = select(Offer).where(
        Offer.person_id.in_(persons), Offer.state.in_(("open", "accepted"))
    )
    for offer in (await session.scalars(theirs)).all():
        count += await life.change(
            session, offer, ["open", "accepted"], "withdrawn", now, due=None, due_at=None
        )
        listing = await session.get_one(Listing, offer.listing_id)
        await ended(session, office, offer, listing, now)
    if count:
        group = await current_group(session, office.groups["centre"])
        for each in await coordinators(session, office, {group}):
            each.tell(session, office, FREE_AGAIN.with_values(n=count))


async def _keep_beds(session: AsyncSession, persons: Collection[UUID], now: datetime) -> None:
    there = select(Offer.vacancy_id).where(Offer.person_id.in_(persons), Offer.state == "came")
    for vacancy_id in (await session.scalars(there)).all():
        vacancy = await session.get_one(Vacancy, vacancy_id)
        if not nights_are_over(vacancy, now):
            vacancy.places -= 1
