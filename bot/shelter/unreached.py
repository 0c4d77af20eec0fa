"""An offer that did not arrive: somebody has blocked the bot, or their phone is gone."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.office import Office
from bot.post.settling import Verdict
from bot.shelter.calls import call_to_make
from bot.shelter.opening import at_short_notice
from bot.shelter.ways import way_to
from bot.store.tables import Listing, Offer, Outbox


class Unreached:
    """Listens to the outbox."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def heard(self, session: AsyncSession, row: Outbox, verdict: Verdict) -> None:
        """Somebody has a call to make. The time to answer goes on: whoever comes back finds the
        offer, which waits to be sent.
        """
        if verdict.state not in ("held", "failed") or row.entry_id is None:
            return
        offer = await session.get(Offer, row.entry_id)
        if offer is None or offer.state not in ("open", "accepted"):
            return
        listing = await session.get_one(Listing, offer.listing_id)
        way = await way_to(session, self._office, listing)
        if way is not None and way.known.contact.id != row.contact_id:
            return  # they have another phone by now
        urgent = await at_short_notice(session, self._office, offer)
        await call_to_make(session, self._office, offer, listing, "no way", urgent=urgent)
