"""The notices above the menu, read once for all who are answered together."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.notices.standing import ON_THE_MENU, standing
from bot.notices.wording import told
from bot.office import Office
from bot.reception.visit import Visit
from bot.store.tables import Notice


class Board:
    """What stands now. Nothing is read before the first menu."""

    def __init__(self, session: AsyncSession, office: Office) -> None:
        self._session, self._office = session, office
        self._notices: Sequence[Notice] | None = None

    async def say(self, visit: Visit) -> None:
        """Say it above the menu, and above no other question."""
        if visit.ask is None or visit.ask[0] != "menu":
            return
        if self._notices is None:
            self._notices = await standing(self._session, self._office.now(), ON_THE_MENU)
        visit.say(*(told(self._office.catalogues, each, visit.language) for each in self._notices))
