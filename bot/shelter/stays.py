"""The end of a stay: what follows it is asked by day before the last night."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import joined
from bot.office import Office
from bot.shelter import life
from bot.shelter.arriving import arrived
from bot.shelter.aside import date_after_stay
from bot.shelter.aside_words import SILENT
from bot.shelter.ends import heard, stay_ends
from bot.shelter.news import last_night_question
from bot.shelter.pushed_words import LAST_NIGHT, RESTS
from bot.shelter.times import next_daytime
from bot.shelter.ways import push, way_to
from bot.shelter.wording import wording
from bot.shelter.words import NOT_FEDASIL
from bot.store.tables import Listing, Offer, Vacancy


async def ask_what_follows(session: AsyncSession, office: Office, offer: Offer) -> None:
    """Ask whoever is there whether they need a place after this one."""
    listing = await session.get_one(Listing, offer.listing_id)
    way = await way_to(session, office, listing)
    if way is not None and listing.state in ("accepted", "placed"):
        said = await wording(session, office, offer, way.language)
        push(session, office, way, last_night_question(said), LAST_NIGHT, offer=offer.id)


async def over_at(session: AsyncSession, office: Office, offer: Offer) -> datetime:
    """By day, when the last night is over."""
    vacancy = await session.get_one(Vacancy, offer.vacancy_id)
    return next_daytime(stay_ends(vacancy), office.catalogues.zone)


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
    since = await date_after_stay(session, listing, now)
    way = await way_to(session, office, listing)
    if way is None or not way.works:
        if await life.change(session, listing, ["placed"], "waiting", now, since=since):
            heard(listing, now)
    elif await life.change(
        session, listing, ["placed"], "set_aside", now, aside_why="silent", since=since
    ):
        push(session, office, way, joined(SILENT, NOT_FEDASIL), RESTS)
