"""Who came and who did not. It costs nothing twice; a tap on the sheet can be corrected."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import joined
from bot.office import Office
from bot.shelter import life
from bot.shelter.aside_words import RESTS as RESTING
from bot.shelter.ends import asks_after, ended, forget_outcome, heard
from bot.shelter.opening import AFTER
from bot.shelter.pushed_words import RESTS
from bot.shelter.rules import RULES
from bot.shelter.ways import push, way_to
from bot.shelter.words import NOT_FEDASIL
from bot.store.tables import Listing, Offer, Vacancy


async def arrived(
    session: AsyncSession, office: Office, offer: Offer, came: bool, by: UUID | None
) -> bool:
    """Somebody came to the place that they had said yes to, or did not; False where that was known
    already.
    """
    now, was = office.now(), offer.state
    to, other = ("came", "missed") if came else ("missed", "came")
    due = await _due(session, office, offer, came=came)
    if not await life.change(session, offer, ["accepted", other], to, now, by=by, **due):
        return False
    listing = await session.get_one(Listing, offer.listing_id)
    if was == other:
        await forget_outcome(session, offer, listing, was)
    if came:
        await _is_there(session, listing, was, office, by)
    else:
        await _is_not(session, listing, office, by)
    await ended(session, office, offer, listing, now)
    return True


async def _due(
    session: AsyncSession, office: Office, offer: Offer, *, came: bool
) -> dict[str, object]:
    """What falls due of the stay now: nothing for who did not come; and for who was found there
    after all, the question that was taken away.
    """
    if not came:
        return {"due": None, "due_at": None}
    if offer.state != "missed":
        return {}
    vacancy = await session.get_one(Vacancy, offer.vacancy_id)
    return {"due": AFTER, "due_at": asks_after(vacancy, office)}


async def _is_there(
    session: AsyncSession, listing: Listing, was: str, office: Office, by: UUID | None
) -> None:
    now = office.now()
    if was == "missed":
        await _undo_missed(session, listing, office, by)
    if await life.change(session, listing, ["accepted"], "placed", now, by=by):
        heard(listing, now)
        listing.misses, listing.due_at = 0, None


async def _undo_missed(
    session: AsyncSession, listing: Listing, office: Office, by: UUID | None
) -> None:
    """Back on the way to the place, unless another place has been offered meanwhile."""
    now = office.now()
    if listing.state == "set_aside" and listing.aside_why == "misses":
        await life.change(session, listing, ["set_aside"], "waiting", now, by=by, aside_why=None)
    listing.misses = max(0, listing.misses - 1)
    if await life.change(session, listing, ["waiting"], "offered", now, by=by):
        await life.change(session, listing, ["offered"], "accepted", now, by=by)


async def _is_not(session: AsyncSession, listing: Listing, office: Office, by: UUID | None) -> None:
    """They wait again with their date; after the third time the listing rests."""
    now, misses = office.now(), listing.misses + 1
    rests = misses > RULES.forgiven
    to = "set_aside" if rests else "waiting"
    why = {"aside_why": "misses"} if rests else {}
    if await life.change(
        session, listing, ["accepted", "placed"], to, now, by=by, misses=misses, **why
    ):
        heard(listing, now)
        if rests:
            await _tell_it_rests(session, office, listing)


async def _tell_it_rests(session: AsyncSession, office: Office, listing: Listing) -> None:
    listing.due_at = None
    way = await way_to(session, office, listing)
    if way is not None:
        push(session, office, way, joined(RESTING, NOT_FEDASIL), RESTS)
