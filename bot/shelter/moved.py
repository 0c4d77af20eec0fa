"""A new phone: what was told to the old one and still counts is told to the new one."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.office import Office
from bot.shelter.news import news
from bot.shelter.ways import push, way_to
from bot.store.tables import Listing, Outbox, Person


async def moved(session: AsyncSession, office: Office, person: Person) -> None:
    """Somebody has a new contact (`People.move`): an open offer or an address is sent there. Who
    wanted nothing on the old phone reads on the new one that there is a message, and no more.
    """
    mine = select(Listing).where(Listing.person_id == person.id)
    listing = (await session.scalars(mine)).one_or_none()
    if listing is None:
        return
    if listing.phone == "not_here":
        listing.phone = "shared"
    way = await way_to(session, office, listing)
    told = await news(session, office, listing, way.language) if way else None
    if way is None or told is None:
        return
    if told.offer is not None:
        # What has not left yet went along: it would be told twice.
        again = update(Outbox).where(
            Outbox.person_id == person.id,
            Outbox.entry_id == told.offer,
            Outbox.state.in_(("queued", "held")),
        )
        cancelled = again.values(state="cancelled", body=None, address=None)
        await session.execute(cancelled.execution_options(synchronize_session=False))
    push(session, office, way, told.text, told.keys, offer=told.offer)
