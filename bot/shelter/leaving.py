"""What somebody does with their place by themselves: rest, come back, leave."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot.office import Office
from bot.shelter.life import change
from bot.shelter.rules import RULES
from bot.shelter.times import next_daytime
from bot.store.tables import Listing

Wish = Literal["pause", "return", "withdraw"]

UNDER_WAY = ("offered", "accepted")
"""States in which an offer has to be answered first."""


async def wish(
    session: AsyncSession,
    office: Office,
    listing: Listing,
    to: Wish,
    now: datetime,
    *,
    by: UUID | None = None,
) -> bool:
    """Do what somebody wishes with their place; False where an offer has to be answered first, or
    it is so already.
    """
    match to:
        case "pause":
            return await change(
                session,
                listing,
                ("draft", "waiting", "placed"),
                "set_aside",
                now,
                by=by,
                aside_why="asked",
                due_at=None,
                asked_at=None,
            )
        case "return":
            return await _return(session, office, listing, now, by)
        case "withdraw":
            return await change(
                session,
                listing,
                ("draft", "waiting", "placed", "set_aside"),
                "withdrawn",
                now,
                by=by,
                aside_why=None,
                due_at=None,
                asked_at=None,
                talk_by=None,
                number=None,
                ended_at=now,
            )


async def _return(
    session: AsyncSession, office: Office, listing: Listing, now: datetime, by: UUID | None
) -> bool:
    """Back with the date that they had, and what was not answered before is forgotten."""
    settled = listing.list is not None and listing.size is not None
    due = next_daytime(now + timedelta(days=RULES.check_days), office.catalogues.zone)
    return await change(
        session,
        listing,
        ("set_aside",),
        "waiting" if settled else "draft",
        now,
        by=by,
        aside_why=None,
        silences=0,
        misses=0,
        heard_at=now,
        asked_at=None,
        due_at=due,
    )
