"""What somebody answers to an offer: once, in time or late, by themselves or through staff.

Of an answer and the end of its time one comes first. Whoever says yes too late still gets the place
while it is free: somebody who found a phone to charge is not punished for it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import Text, joined
from bot.office import Office
from bot.shelter import life
from bot.shelter import offer_words as say
from bot.shelter.calls import call_to_make
from bot.shelter.ending import take_back
from bot.shelter.ends import asks_after, ended, heard, nights_are_over, places_left
from bot.shelter.opening import AFTER, at_short_notice
from bot.shelter.pushed_words import ACCEPTED
from bot.shelter.ways import push, way_to
from bot.shelter.wording import Wording, wording
from bot.shelter.words import NOT_FEDASIL
from bot.store.tables import Listing, Offer, Vacancy

How = Literal["yes", "no", "call"]


async def answer(
    session: AsyncSession,
    office: Office,
    offer: Offer,
    how: How,
    now: datetime,
    *,
    by: UUID | None = None,
    language: str = "",
) -> Text:
    """Let an answer count, and say what follows from it, with moments in a language (usually their
    own). `by`: a volunteer answers for somebody, who then reads it on their phone as well.
    """
    listing = await session.get_one(Listing, offer.listing_id)
    said = await wording(session, office, offer, language or listing.language)
    match how:
        case "yes":
            told = await _yes(session, said, listing, now, by)
        case "no":
            told = await _no(session, said, listing, now, by)
        case "call":
            told = await _call(session, said, listing)
    if by is not None and how != "call":
        await _tell_too(session, office, offer, listing, told)
    return told


async def _yes(
    session: AsyncSession, said: Wording, listing: Listing, now: datetime, by: UUID | None
) -> Text:
    offer, vacancy = said.offer, said.vacancy
    if offer.state == "open" and nights_are_over(vacancy, now):
        await take_back(session, said.office, offer, by)
        return _not_now(offer)
    at = {
        "answered_at": now,
        "answered_by": by,
        "due": AFTER,
        "due_at": asks_after(said.vacancy, said.office),
    }
    if await life.change(session, offer, ["open"], "accepted", now, by=by, **at):
        await life.change(session, listing, ["offered"], "accepted", now, by=by)
    elif offer.state == "accepted":
        return said.address()
    elif offer.state != "unanswered" or not await _still_free(session, vacancy, now):
        return _not_now(offer)
    elif await _comes_back(session, listing, now, by):
        await life.change(session, offer, ["unanswered"], "accepted", now, by=by, **at)
    else:
        return _not_now(offer)
    await _counts(session, said.office, offer, listing, now)
    return said.address()


async def _still_free(session: AsyncSession, vacancy: Vacancy, now: datetime) -> bool:
    """Nobody else takes one of the places meanwhile: the vacancy is locked."""
    locked = select(Vacancy).where(Vacancy.id == vacancy.id).with_for_update()
    await session.scalars(locked.execution_options(populate_existing=True))
    if vacancy.state != "approved" or nights_are_over(vacancy, now):
        return False
    return await places_left(session, vacancy) > 0


async def _comes_back(
    session: AsyncSession, listing: Listing, now: datetime, by: UUID | None
) -> bool:
    """From waiting, or from where three silences have put them, to this place."""
    if listing.state == "set_aside":
        await life.change(session, listing, ["set_aside"], "waiting", now, by=by, aside_why=None)
    if not await life.change(session, listing, ["waiting"], "offered", now, by=by):
        return False
    return await life.change(session, listing, ["offered"], "accepted", now, by=by)


async def _no(
    session: AsyncSession, said: Wording, listing: Listing, now: datetime, by: UUID | None
) -> Text:
    """No costs nothing, before and after a yes."""
    offer, was = said.offer, said.offer.state
    at = {"answered_at": now, "answered_by": by, "due": None, "due_at": None}
    if await life.change(session, offer, ["open", "accepted"], "declined", now, by=by, **at):
        await life.change(session, listing, ["offered", "accepted"], "waiting", now, by=by)
        await _counts(session, said.office, offer, listing, now)
        return joined(say.GIVEN_BACK if was == "accepted" else say.NOT_THIS, NOT_FEDASIL)
    if offer.state == "unanswered":
        heard(listing, now)
        return joined(say.NOT_THIS, NOT_FEDASIL)
    return _not_now(offer)


async def _call(session: AsyncSession, said: Wording, listing: Listing) -> Text:
    offer = said.offer
    if offer.state not in ("open", "accepted"):
        return _not_now(offer)
    urgent = await at_short_notice(session, said.office, offer)
    await call_to_make(session, said.office, offer, listing, "asked", urgent=urgent)
    if offer.state == "accepted":
        return joined(say.TEAM_KNOWS, NOT_FEDASIL)
    return joined(said.until(say.WILL_CALL if listing.number else say.WILL_WRITE), NOT_FEDASIL)


def _not_now(offer: Offer) -> Text:
    """Kind words for whoever answers what is over."""
    told = {
        "unanswered": say.GONE,
        "withdrawn": say.WITHDRAWN,
        "came": say.YOU_ARE_THERE,
        "declined": say.NO_OFFER,
    }
    return joined(told.get(offer.state, say.NO_OFFER), NOT_FEDASIL)


async def _counts(
    session: AsyncSession, office: Office, offer: Offer, listing: Listing, now: datetime
) -> None:
    """They have answered: silences before are forgotten."""
    heard(listing, now)
    listing.silences = 0
    if offer.state == "accepted":
        listing.due_at = None
    await ended(session, office, offer, listing, now)


async def _tell_too(
    session: AsyncSession, office: Office, offer: Offer, listing: Listing, told: Text
) -> None:
    """A volunteer answered for somebody: it is on their phone as well, if they have one."""
    way = await way_to(session, office, listing)
    if way is None:
        return
    keys = ACCEPTED if offer.state == "accepted" else ()
    push(session, office, way, told, keys, offer=offer.id)
