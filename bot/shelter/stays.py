"""The end of a stay: what follows it is asked by day before the last night."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.office import Office
from bot.shelter import life
from bot.shelter.arriving import arrived
from bot.shelter.aside import date_after_stay, set_aside
from bot.shelter.ends import heard, stay_ends
from bot.shelter.news import last_night_question, still_needed_question
from bot.shelter.pushed_words import LAST_NIGHT, RESTS
from bot.shelter.times import next_daytime
from bot.shelter.ways import push, way_to
from bot.shelter.wording import wording
from bot.store.tables import Listing, Offer, Vacancy

A_DAY = timedelta(days=1)


async def ask_what_follows(session: AsyncSession, office: Office, offer: Offer) -> None:
    """Ask whoever is there whether they need a place after this one."""
    listing = await session.get_one(Listing, offer.listing_id)
    way = await way_to(session, office, listing)
    if way is not None and listing.state in ("accepted", "placed"):
        said = await wording(session, office, offer, way.language)
        push(session, office, way, last_night_question(said), LAST_NIGHT, offer=offer.id)


async def over_at(session: AsyncSession, office: Office, offer: Offer) -> datetime:
    """By day, when the last night is over; whoever is asked now has a day to answer in."""
    vacancy = await session.get_one(Vacancy, offer.vacancy_id)
    listing = await session.get_one(Listing, offer.listing_id)
    ends = stay_ends(vacancy)
    if await way_to(session, office, listing) is not None:
        ends = max(ends, office.now() + A_DAY)
    return next_daytime(ends, office.catalogues.zone)


async def stay_is_over(session: AsyncSession, office: Office, offer: Offer) -> None:
    """The stay has ended and nothing was answered: the listing rests, and one tap brings it back.
    Who could not be asked is not silent, and waits again. Nobody ticked the sheet? Then they came:
    the doubt is theirs.
    """
    now = office.now()
    if offer.state == "accepted":
        await arrived(session, office, offer, came=True, by=None)
    offer.due = offer.due_at = None
    listing = await session.get_one(Listing, offer.listing_id)
    way = await way_to(session, office, listing)
    if way is None or not way.works:
        since = await date_after_stay(session, listing, now)
        if await life.change(session, listing, ["placed"], "waiting", now, since=since):
            heard(listing, now)
    elif listing.state == "placed":
        await set_aside(session, office, listing, "silent", now)
        push(session, office, way, still_needed_question(), RESTS)
