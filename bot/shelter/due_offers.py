"""What falls due of an offer. Each step is one conditional update: of several processes, and of a
process and an answer, one comes first.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import Text
from bot.office import Office
from bot.shelter import offer_words as say
from bot.shelter.calls import call_to_make
from bot.shelter.each_alone import each_alone
from bot.shelter.ending import nights_passed, unanswered
from bot.shelter.ends import nights_are_over
from bot.shelter.opening import AFTER, END, HALF, LAST, LEFT, SEND, at_short_notice, tell_offer
from bot.shelter.rules import RULES
from bot.shelter.stays import ask_what_follows, over_at, stay_is_over
from bot.shelter.times import after_daytime, next_daytime, window
from bot.store.tables import Listing, Offer, Vacancy


async def offers_due(session: AsyncSession, office: Office, limit: int) -> int:
    """Do what is due of some offers; how many they were."""
    return await each_alone(session, office, Offer, _do, limit)


async def _do(session: AsyncSession, office: Office, offer: Offer) -> None:
    now, was = office.now(), offer.due
    vacancy = await session.get_one(Vacancy, offer.vacancy_id)
    soon = await at_short_notice(session, office, offer)
    morning = next_daytime(now, office.catalogues.zone)
    over = offer.state == "open" and nights_are_over(vacancy, now)
    if morning > now and (over or not (soon and offer.state == "open")):
        await _turn(session, offer, was, morning)  # nobody is woken, and nothing ends
    elif over:
        await nights_passed(session, office, offer)
    elif was == SEND:
        await _first(session, office, offer)
    elif was in (HALF, LAST):
        await _remind(session, office, offer, soon)
    elif was == END:
        await unanswered(session, office, offer)
    elif was == AFTER:
        if await _turn(session, offer, LEFT, await over_at(session, office, offer)):
            await ask_what_follows(session, office, offer)
    else:
        await stay_is_over(session, office, offer)


async def _first(session: AsyncSession, office: Office, offer: Offer) -> None:
    """It is morning: what was offered in the night is told now."""
    times = window(offer.offered_at or office.now(), office.catalogues.zone, tonight=False)
    if await _turn(session, offer, HALF, times.half):
        await _tell(session, office, offer)


async def _remind(session: AsyncSession, office: Office, offer: Offer, soon: bool) -> None:
    """At half-time; and before the end, when a human is asked to call as well. If nobody could be
    reminded in time (the bot was not running), the end waits: it is not their fault.
    """
    now, zone = office.now(), office.catalogues.zone
    times = window(offer.offered_at or now, zone, tonight=soon)
    if now < times.last:
        if await _turn(session, offer, LAST, times.last):
            await _tell(session, office, offer, say.HALF)
        return
    until = offer.until or now
    if until - now < RULES.last_call / 2:
        short = now + RULES.last_call
        until = short if soon else after_daytime(now, RULES.last_call, zone)
    if await _turn(session, offer, END, until, until=until):
        await _tell(session, office, offer, say.LAST)
        listing = await session.get_one(Listing, offer.listing_id)
        await call_to_make(session, office, offer, listing, "silent", urgent=soon)


async def _tell(session: AsyncSession, office: Office, offer: Offer, *before: Text) -> None:
    listing = await session.get_one(Listing, offer.listing_id)
    await tell_offer(session, office, offer, listing, *before)


async def _turn(
    session: AsyncSession, offer: Offer, due: str | None, at: datetime, **values: object
) -> bool:
    """What is due next, if nobody else has done what was due; whether this call did."""
    await session.flush()
    done = await session.scalars(
        update(Offer)
        .where(Offer.id == offer.id, Offer.state == offer.state)
        .where(Offer.due == offer.due, Offer.due_at == offer.due_at)
        .values(due=due, due_at=at, **values)
        .returning(Offer.id)
        .execution_options(synchronize_session=False)
    )
    turned = done.one_or_none() is not None
    await session.refresh(offer)
    return turned
