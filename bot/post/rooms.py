"""What a room does with what came in: people's messages, staff's messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from bot.post.events import Incoming

LOOK_AGAIN = timedelta(milliseconds=150)
"""How long something waits that is about a message on its way, whose id is not known yet."""


@dataclass(slots=True)
class Item:
    """One thing that came in, to be decided now.

    A room sets `wait` where it cannot be decided yet (the question before it is being sent), but
    not for one of a `crowd`: others of the same conversation stand behind it in the list.
    """

    incoming: Incoming
    received_at: datetime
    crowd: bool = False
    wait: timedelta | None = None


class Room(Protocol):
    """Decides what follows from items, inside one transaction and without the network."""

    async def prepare(self, items: Sequence[Item]) -> None:
        """Before the transaction: fetch what the decision needs from the network, and keep it."""

    async def receive(self, session: AsyncSession, items: Sequence[Item]) -> list[Item]:
        """Take effect, and return the items that are not this room's."""

    async def give_up(self, session: AsyncSession, item: Item) -> bool:
        """It failed too often: tell whoever wrote it. False where it is not this room's."""
