"""A proposal: free places, and whose turn it is. Nothing is offered before a human approves it.

Each change of a proposal is conditional on the version that whoever decides has seen: of two
coordinators who decide at once, one does, and the other reads who it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.office import Office
from bot.privacy.audit import note
from bot.shelter import life, policy
from bot.shelter.free import free_places, held, suits
from bot.store.tables import Audit, Listing, Offer, Vacancy


@dataclass(frozen=True, slots=True)
class Places:
    """Free places of a house, as a human enters them. Each takes `size` people and `cots` cots;
    `accessible` of them are.
    """

    house: UUID
    list: str
    places: int
    starts_at: datetime
    nights: int
    size: int = 1
    cots: int = 0
    accessible: int = 0


async def units(session: AsyncSession, list_name: str) -> list[policy.Unit]:
    """Every household that waits on a list: columns only, since they can be thousands."""
    query = select(
        Listing.id,
        Listing.tier,
        Listing.since,
        Listing.lot,
        Listing.size,
        Listing.cots,
        Listing.accessible,
        Listing.tonight,
    ).where(Listing.state == "waiting", Listing.list == list_name, Listing.size.is_not(None))
    return [
        policy.Unit(row, list_name, tier, since, lot, size or 1, cots, accessible, tonight)
        for row, tier, since, lot, size, cots, accessible, tonight in await session.execute(query)
    ]


async def propose_for(session: AsyncSession, office: Office, places: Places, by: UUID) -> Vacancy:
    """Keep free places and the proposal for them, for a human to look at."""
    now = office.now()
    vacancy = Vacancy(
        id=uuid4(),
        house_id=places.house,
        list=places.list,
        places=places.places,
        size=places.size,
        cots=places.cots,
        accessible=places.accessible,
        starts_at=places.starts_at,
        nights=places.nights,
        state="proposed",
        version=1,
        made_by=by,
        made_at=now,
    )
    session.add(vacancy)
    note(session, "vacancy proposed", now, actor=by, subject=vacancy.id)
    await session.flush()
    free = await free_places(session, office, vacancy)
    without = await held(session, now)
    proposal = policy.propose(await units(session, places.list), free, without=without)
    await keep_picks(session, vacancy, proposal.picks, now)
    return vacancy


async def keep_picks(
    session: AsyncSession,
    vacancy: Vacancy,
    picks: Sequence[policy.Pick],
    now: datetime,
    *,
    place: int = 1,
    why: str = "",
) -> None:
    """Write whose turn it is as offers that nobody has approved, from a place on."""
    listings = select(Listing).where(Listing.id.in_([pick.unit.id for pick in picks]))
    found = {listing.id: listing for listing in await session.scalars(listings)}
    for number, pick in enumerate(picks, place):
        listing = found[pick.unit.id]
        offer = Offer(
            id=uuid4(),
            vacancy_id=vacancy.id,
            listing_id=listing.id,
            person_id=listing.person_id,
            place=number,
            accessible=pick.accessible,
            why=why or pick.why,
            tier=listing.tier,
            waited=(now - listing.since).days,
            state="proposed",
        )
        session.add(offer)
    await session.flush()


async def proposed(session: AsyncSession, vacancy: Vacancy) -> Sequence[Offer]:
    """The offers of a proposal that nobody has approved yet, in order."""
    query = select(Offer).where(Offer.vacancy_id == vacancy.id, Offer.state == "proposed")
    return (await session.scalars(query.order_by(Offer.place))).all()


async def approve(
    session: AsyncSession, vacancy: Vacancy, version: int, by: UUID, now: datetime
) -> bool:
    """A coordinator agrees to a proposal as they saw it; whether it was this call. Of two who
    approve at once, one gets True; `decided_by` tells the other who.
    """
    values = {"state": "approved", "approved_by": by, "approved_at": now}
    return await turn(session, vacancy, version, "vacancy approved", by, now, **values)


async def discard(
    session: AsyncSession, vacancy: Vacancy, version: int, by: UUID, now: datetime
) -> bool:
    """Nobody is offered these places; everybody keeps theirs on the list."""
    if not await turn(session, vacancy, version, "vacancy withdrawn", by, now, state="withdrawn"):
        return False
    for offer in await proposed(session, vacancy):
        await life.change(session, offer, ["proposed"], "withdrawn", now, by=by)
    return True


async def drop_gone(session: AsyncSession, vacancy: Vacancy, by: UUID, now: datetime) -> list[UUID]:
    """Take whoever does not wait for such a place any more out of a proposal: they withdrew or
    paused, have another offer, or need something else now. Their listings; the places stay free.
    """
    offers = {offer.listing_id: offer for offer in await proposed(session, vacancy)}
    waiting = select(Listing).where(Listing.id.in_(offers), Listing.state == "waiting")
    here = {each.id: each for each in await session.scalars(waiting)}
    gone = [
        offer
        for listing, offer in offers.items()
        if listing not in here or not suits(vacancy, offer, here[listing])
    ]
    for offer in gone:
        await life.change(session, offer, ["proposed"], "withdrawn", now, by=by)
    return [offer.listing_id for offer in gone]


async def decided_by(session: AsyncSession, vacancy: Vacancy) -> tuple[str, UUID | None]:
    """What happened to a proposal last, and which volunteer did it."""
    query = select(Audit).where(Audit.subject == vacancy.id).order_by(Audit.number.desc())
    last = (await session.scalars(query.limit(1))).one_or_none()
    return (last.action, last.actor) if last else ("", None)


async def turn(
    session: AsyncSession,
    vacancy: Vacancy,
    version: int,
    action: str,
    by: UUID,
    now: datetime,
    **values: object,
) -> bool:
    """Decide something about a proposal, if it still is what was seen."""
    await session.flush()
    done = await session.scalars(
        update(Vacancy)
        .where(Vacancy.id == vacancy.id, Vacancy.state == "proposed", Vacancy.version == version)
        .values(version=version + 1, **values)
        .returning(Vacancy.id)
        .execution_options(synchronize_session=False)
    )
    changed = done.one_or_none() is not None
    await session.refresh(vacancy)
    if changed:
        note(session, action, now, actor=by, subject=vacancy.id)
        await session.flush()
    return changed
