"""Offers that end without an answer: their time is over, or the place is gone."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import Text, joined
from bot.office import Office
from bot.shelter import life
from bot.shelter import offer_words as say
from bot.shelter.calls import Reason, call_to_make
from bot.shelter.ends import ended, heard
from bot.shelter.opening import at_short_notice
from bot.shelter.pushed_words import RESTS
from bot.shelter.rules import RULES
from bot.shelter.ways import push, way_to
from bot.shelter.words import NOT_FEDASIL
from bot.store.tables import Listing, Offer


async def unanswered(session: AsyncSession, office: Office, offer: Offer) -> bool:
    """The time to answer is over; False where an answer came first. The first silences cost
    nothing; after the next the listing rests, and one tap brings it back with its date.
    """
    now = office.now()
    if not await life.change(session, offer, ["open"], "unanswered", now, due=None, due_at=None):
        return False
    listing = await session.get_one(Listing, offer.listing_id)
    silences = listing.silences + 1
    rests = silences > RULES.forgiven
    to = "set_aside" if rests else "waiting"
    await life.change(session, listing, ["offered"], to, now, silences=silences)
    if rests:
        listing.aside_why, listing.due_at = "silences", None
    await ended(session, office, offer, listing, now)
    way = await way_to(session, office, listing)
    if way is not None:
        text, keys = (say.RESTS, RESTS) if rests else (say.OVER, ("yes",))
        push(session, office, way, joined(text, NOT_FEDASIL), keys, offer=offer.id)
    return True


async def withdraw(session: AsyncSession, office: Office, offer: Offer, by: UUID) -> bool:
    """The place is not there any more. Who had said yes is called as well: they may be on their
    way. False where there was nothing to withdraw.
    """
    had_said_yes = offer.state == "accepted"
    listing = await take_back(session, office, offer, by)
    if listing is None:
        return False
    way = await way_to(session, office, listing)
    more: tuple[Text, ...] = ()  # a call is announced only where there is a number to call
    if had_said_yes or way is None:
        urgent = await at_short_notice(session, office, offer)
        why: Reason = "withdrawn" if had_said_yes and way else "withdrawn unseen"
        await call_to_make(session, office, offer, listing, why, urgent=urgent)
        more = (say.TEAM_CALLS,) if listing.number else ()
    if way is not None:
        push(session, office, way, joined(say.WITHDRAWN, *more, NOT_FEDASIL), offer=offer.id)
    return True


async def nights_passed(session: AsyncSession, office: Office, offer: Offer) -> None:
    """Nobody could be reminded while there were nights left (the bot was not running): that is no
    silence of theirs.
    """
    listing = await take_back(session, office, offer, None)
    way = await way_to(session, office, listing) if listing else None
    if way is not None:
        push(session, office, way, joined(say.WITHDRAWN, NOT_FEDASIL), offer=offer.id)


async def take_back(
    session: AsyncSession, office: Office, offer: Offer, by: UUID | None
) -> Listing | None:
    """End an offer without a word; whose it was, who waits again. None where it had ended."""
    now, over = office.now(), {"due": None, "due_at": None}
    if not await life.change(session, offer, ["open", "accepted"], "withdrawn", now, by=by, **over):
        return None
    listing = await session.get_one(Listing, offer.listing_id)
    await life.change(session, listing, ["offered", "accepted"], "waiting", now, by=by)
    heard(listing, now)
    await ended(session, office, offer, listing, now)
    return listing
