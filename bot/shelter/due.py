"""What falls due on the list: rows with a due time, so that nothing is lost in a restart."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.office import Office
from bot.shelter.due_listings import listings_due
from bot.shelter.due_offers import offers_due

AT_ONCE = 50
"""So many offers and so many listings in one transaction: nobody waits long for their answer."""


class Due:
    """Falls due at any moment."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def round(self, session: AsyncSession) -> int:
        """Do some of what is due; how many things that were, 0 when nothing is left."""
        offers = await offers_due(session, self._office, AT_ONCE)
        return offers + await listings_due(session, self._office, AT_ONCE)
