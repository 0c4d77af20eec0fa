"""What falls due of a listing: the weekly question, the rest after silence, the end of keeping."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.office import Office
from bot.post.outbox import NOTICE
from bot.shelter.aside import set_aside
from bot.shelter.each_alone import each_alone
from bot.shelter.news import still_needed_question
from bot.shelter.pushed_words import ASKED, RESTS
from bot.shelter.rules import RULES
from bot.shelter.times import next_daytime
from bot.shelter.ways import Way, push, way_to
from bot.store.tables import Assessment, Listing, Offer, Override

WEEK = timedelta(days=RULES.check_days)
SILENCE = timedelta(days=RULES.aside_days)


async def listings_due(session: AsyncSession, office: Office, limit: int) -> int:
    """Do what is due of some listings; how many they were."""
    return await each_alone(session, office, Listing, _do, limit)


async def _do(session: AsyncSession, office: Office, listing: Listing) -> None:
    now = office.now()
    morning = next_daytime(now, office.catalogues.zone)
    if listing.state == "withdrawn":
        await _forget(session, listing)
    elif listing.state not in ("draft", "waiting"):
        listing.due_at = now + WEEK if listing.state in ("offered", "accepted") else None
    elif morning > now:
        listing.due_at = morning
    else:
        await _ask(session, office, listing, await way_to(session, office, listing))
    await session.flush()


async def _ask(session: AsyncSession, office: Office, listing: Listing, way: Way | None) -> None:
    """Ask once a week; after two weeks of silence the listing rests. Who cannot be asked is not
    silent: their place stays, and staff see them.
    """
    now = office.now()
    if way is None or not way.works:
        listing.asked_at, listing.due_at = None, now + WEEK
    elif listing.asked_at is not None and now - listing.asked_at >= SILENCE:
        text = await set_aside(session, office, listing, "silent", now)
        push(session, office, way, text, RESTS, rank=NOTICE)
    else:
        listing.asked_at, listing.due_at = listing.asked_at or now, now + WEEK
        push(session, office, way, still_needed_question(), ASKED, rank=NOTICE)


async def _forget(session: AsyncSession, listing: Listing) -> None:
    """It ended some days ago: what was offered is known as numbers, and the rest is deleted."""
    without = update(Override).where(Override.listing_id == listing.id).values(listing_id=None)
    await session.execute(without.execution_options(synchronize_session=False))
    for table in (Assessment, Offer):
        gone = delete(table).where(table.listing_id == listing.id)
        await session.execute(gone.execution_options(synchronize_session=False))
    await session.delete(listing)
