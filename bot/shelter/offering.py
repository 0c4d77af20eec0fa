"""What can be done with offers, for whoever uses this room."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.shelter.answering import How, answer
from bot.shelter.arriving import arrived
from bot.shelter.aside import leave, restore, set_aside, still_needed
from bot.shelter.ending import withdraw
from bot.shelter.opening import open_offers
from bot.store.tables import Listing, Offer, Speaking

__all__ = [
    "How",
    "answer",
    "arrived",
    "leave",
    "newest_offers",
    "open_offer_of",
    "open_offers",
    "restore",
    "set_aside",
    "still_needed",
    "withdraw",
]


async def open_offer_of(session: AsyncSession, contact_id: UUID) -> list[Offer]:
    """The offers that can be answered through a contact now, oldest first."""
    query = (
        select(Offer)
        .join(Speaking, Speaking.person_id == Offer.person_id)
        .where(Speaking.contact_id == contact_id, Offer.state == "open")
        .order_by(Offer.offered_at, Offer.id)
    )
    return list(await session.scalars(query))


async def newest_offers(session: AsyncSession, contact_id: UUID) -> Sequence[Offer]:
    """For each listing of a contact the offer that was made last, whatever became of it; the newest
    first.
    """
    query = (
        select(Offer)
        .join(Speaking, Speaking.person_id == Offer.person_id)
        .join(Listing, Listing.id == Offer.listing_id)
        .where(Speaking.contact_id == contact_id, Offer.state != "proposed")
        .where(Offer.offered_at.is_not(None))
        .order_by(Offer.offered_at.desc(), Offer.id)
    )
    found: dict[UUID, Offer] = {}
    for offer in await session.scalars(query):
        found.setdefault(offer.listing_id, offer)
    return list(found.values())
