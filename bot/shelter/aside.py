"""Staying on the list, resting, coming back, leaving. Nothing but time is ever lost by a rest."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import Text, joined
from bot.office import Office
from bot.shelter import aside_words as say
from bot.shelter import life
from bot.shelter.arriving import arrived
from bot.shelter.ends import ended, heard
from bot.shelter.offer_words import nights
from bot.shelter.rules import RULES
from bot.shelter.words import NOT_FEDASIL
from bot.store.tables import Listing, Offer, Vacancy

Why = Literal["asked", "silent", "silences", "misses", "stay"]
"""Why somebody rests; "stay": after a stay so long that the date is a new one when they come back.
"""

UNDO = timedelta(days=1)
"""So long one tap takes back that no place is needed: it was one tap as well."""


async def set_aside(
    session: AsyncSession,
    office: Office,
    listing: Listing,
    why: Why,
    now: datetime,
    *,
    by: UUID | None = None,
) -> Text:
    """The listing rests until one tap; an offer that is open goes to somebody else. What to say."""
    await _let_go(session, office, listing, now, by)
    if listing.state == "placed" and await date_after_stay(session, listing, now) == now:
        why = "stay"
    come_from = [state for state in life.LISTED if state != "set_aside"]
    values = {"aside_why": why, "asked_at": None, "due_at": None}
    await life.change(session, listing, come_from, "set_aside", now, by=by, **values)
    if listing.state != "set_aside":
        return joined(say.NOT_LISTED, NOT_FEDASIL)
    if why == "stay":
        return joined(say.STILL_NEEDED, NOT_FEDASIL)
    return joined(say.SILENT if why == "silent" else say.RESTS, NOT_FEDASIL)


async def restore(
    session: AsyncSession,
    office: Office,
    listing: Listing,
    now: datetime,
    *,
    by: UUID | None = None,
) -> Text:
    """Back from a rest, or from having left a moment ago, with the first date; what to say."""
    settled = listing.list is not None and listing.size is not None
    to = "waiting" if settled else "draft"
    since = now if listing.aside_why == "stay" else listing.since
    come_from = ["set_aside", "withdrawn"] if can_undo(listing, now) else ["set_aside"]
    values = {"aside_why": None, "silences": 0, "misses": 0, "since": since, "ended_at": None}
    if await life.change(session, listing, come_from, to, now, by=by, **values):
        heard(listing, now)
        return joined(_new_date() if since == now else say.BACK, NOT_FEDASIL)
    if listing.state == "withdrawn":
        return joined(say.NOT_LISTED, NOT_FEDASIL)
    return joined(say.THANKS, NOT_FEDASIL)


async def still_needed(
    session: AsyncSession, office: Office, listing: Listing, needed: bool, now: datetime
) -> Text:
    """The answer to the weekly question; what to say."""
    if not needed:
        return await leave(session, office, listing, now)
    if listing.state in ("set_aside", "withdrawn"):
        return await restore(session, office, listing, now)
    if listing.state in ("draft", "waiting"):
        heard(listing, now)
    return joined(say.THANKS, NOT_FEDASIL)


async def leave(
    session: AsyncSession,
    office: Office,
    listing: Listing,
    now: datetime,
    *,
    by: UUID | None = None,
) -> Text:
    """Off the list; what is kept of it is deleted some days later. What to say."""
    await _let_go(session, office, listing, now, by)
    until = now + timedelta(days=RULES.kept_days)
    values = {"ended_at": now, "due_at": until, "aside_why": None, "asked_at": None, "number": None}
    left = await life.change(session, listing, life.LISTED, "withdrawn", now, by=by, **values)
    return joined(say.LEFT if left else say.NOT_LISTED, NOT_FEDASIL)


async def after_stay(
    session: AsyncSession, office: Office, listing: Listing, needed: bool, now: datetime
) -> Text:
    """The answer to whether a place is needed after this one. Whoever stayed some nights only waits
    with the first date; after a longer stay the date is a new one.
    """
    await _has_come(session, office, listing, now)
    if listing.state != "placed":
        return await still_needed(session, office, listing, needed, now)
    await _stay_is_settled(session, listing)
    if not needed:
        await leave(session, office, listing, now)
        return joined(say.ENOUGH, NOT_FEDASIL)
    since = await date_after_stay(session, listing, now)
    await life.change(session, listing, ["placed"], "waiting", now, since=since)
    heard(listing, now)
    if since == now:
        return joined(_new_date(), NOT_FEDASIL)
    return joined(say.BACK, NOT_FEDASIL)


def can_undo(listing: Listing, now: datetime) -> bool:
    """Whether somebody left so shortly ago that it may have been a slip of the finger."""
    return listing.state == "withdrawn" and now - (listing.ended_at or now) < UNDO


def _new_date() -> Text:
    return say.NEW_DATE.with_values(nights=nights(RULES.keeps_date_nights))


async def _has_come(session: AsyncSession, office: Office, listing: Listing, now: datetime) -> None:
    """Nobody has ticked the sheet, and they answer from there."""
    query = select(Offer).where(Offer.listing_id == listing.id, Offer.state == "accepted")
    offer = (await session.scalars(query)).one_or_none()
    vacancy = await session.get_one(Vacancy, offer.vacancy_id) if offer else None
    if offer is not None and vacancy is not None and vacancy.starts_at <= now:
        await arrived(session, office, offer, came=True, by=None)


async def date_after_stay(session: AsyncSession, listing: Listing, now: datetime) -> datetime:
    """The date that counts after the stay that somebody has now."""
    stay = await last_stay(session, listing)
    vacancy = await session.get(Vacancy, stay.vacancy_id) if stay else None
    short = vacancy is None or vacancy.nights <= RULES.keeps_date_nights
    return listing.since if short else now


async def last_stay(session: AsyncSession, listing: Listing) -> Offer | None:
    """The place that somebody came to last."""
    query = (
        select(Offer)
        .where(Offer.listing_id == listing.id, Offer.state == "came")
        .order_by(Offer.offered_at.desc())
        .limit(1)
    )
    return (await session.scalars(query)).one_or_none()


async def _stay_is_settled(session: AsyncSession, listing: Listing) -> None:
    """Nothing more is asked about it."""
    stay = await last_stay(session, listing)
    if stay is not None:
        stay.due = stay.due_at = None


async def _let_go(
    session: AsyncSession, office: Office, listing: Listing, now: datetime, by: UUID | None
) -> None:
    """Somebody else may have the place that they were offered."""
    mine = select(Offer).where(
        Offer.listing_id == listing.id, Offer.state.in_(("open", "accepted"))
    )
    over = {"answered_at": now, "answered_by": by, "due": None, "due_at": None}
    for offer in (await session.scalars(mine)).all():
        if await life.change(session, offer, ["open", "accepted"], "declined", now, by=by, **over):
            await ended(session, office, offer, listing, now)
