"""Offers begin: a human has approved them, and now people are told."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import Text
from bot.office import Office
from bot.shelter import life
from bot.shelter.calls import call_to_make
from bot.shelter.free import is_tonight, suits
from bot.shelter.pushed_words import OFFERED
from bot.shelter.times import next_daytime, window
from bot.shelter.ways import push, way_to
from bot.shelter.wording import wording
from bot.store.tables import Listing, Offer, Vacancy

SEND, HALF, LAST, END, AFTER, LEFT = "send", "half", "last", "end", "after", "left"
"""What falls due of an offer: telling it in the morning, two reminders, the end of the time to
answer; of a stay: the question before the last night, and that it is over.
"""


async def open_offers(session: AsyncSession, office: Office, vacancy: Vacancy, by: UUID) -> int:
    """Open the offers of an approved proposal and tell people; how many. Who does not wait any
    more is left out, and the place stays free.
    """
    if vacancy.state != "approved":
        return 0
    proposed = select(Offer).where(Offer.vacancy_id == vacancy.id, Offer.state == "proposed")
    opened = 0
    for offer in (await session.scalars(proposed.order_by(Offer.place))).all():
        opened += await _open(session, office, vacancy, offer, by)
    return opened


async def _open(
    session: AsyncSession, office: Office, vacancy: Vacancy, offer: Offer, by: UUID
) -> bool:
    now = office.now()
    listing = await session.get_one(Listing, offer.listing_id)
    if not await life.change(session, listing, ["waiting"], "offered", now, by=by):
        await life.change(session, offer, ["proposed"], "withdrawn", now, by=by)
        return False
    if not suits(vacancy, offer, listing):  # they said something else meanwhile
        await life.change(session, listing, ["offered"], "waiting", now, by=by)
        await life.change(session, offer, ["proposed"], "withdrawn", now, by=by)
        return False
    zone = office.catalogues.zone
    soon = is_tonight(vacancy.starts_at, now, zone)
    times = window(now, zone, tonight=soon)
    morning = next_daytime(now, zone)
    waits = morning > now and not soon
    values = {
        "offered_at": now,
        "until": times.until,
        "due": SEND if waits else HALF,
        "due_at": morning if waits else times.half,
    }
    await life.change(session, offer, ["proposed"], "open", now, by=by, **values)
    if not waits:
        await tell_offer(session, office, offer, listing, quietly=morning > now)
    return True


async def tell_offer(
    session: AsyncSession,
    office: Office,
    offer: Offer,
    listing: Listing,
    *before: Text,
    quietly: bool = False,
) -> None:
    """Send an offer, or remind of it; where that is not possible somebody has a call to make.
    `quietly`: it is night, and only who asked for that is written to.
    """
    way = await way_to(session, office, listing)
    if way is not None and not (quietly and not listing.tonight):
        said = await wording(session, office, offer, way.language)
        lasts = offer.until - office.now() if offer.until else None
        push(session, office, way, said.question(*before), OFFERED, offer=offer.id, lasts=lasts)
        if way.works:
            return
    urgent = await at_short_notice(session, office, offer)
    await call_to_make(session, office, offer, listing, "no way", urgent=urgent)


async def at_short_notice(session: AsyncSession, office: Office, offer: Offer) -> bool:
    """Whether the place was offered for the same night."""
    vacancy = await session.get_one(Vacancy, offer.vacancy_id)
    return is_tonight(vacancy.starts_at, offer.offered_at or office.now(), office.catalogues.zone)
