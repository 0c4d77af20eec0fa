"""A human looks at what somebody declared: a tier counts only then. Drafts are settled as well."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.privacy.audit import note
from bot.shelter import life
from bot.shelter.rules import FIRST_TIER, LISTS, STANDARD
from bot.store.tables import Assessment, Listing

TIERS = range(FIRST_TIER, STANDARD + 1)


async def assess(
    session: AsyncSession,
    listing: Listing,
    before: int,
    after: int,
    reason: str,
    by: UUID,
    now: datetime,
) -> bool:
    """Raise, confirm or lower; False where another helper has decided since `before` was seen. No
    talk is due any more. Raises ValueError for a tier that there is not.
    """
    if after not in TIERS:
        raise ValueError("there is no such tier")
    await session.flush()
    done = await session.scalars(
        update(Listing)
        .where(Listing.id == listing.id, Listing.tier == before)
        .values(tier=after, talk_by=None)
        .returning(Listing.id)
        .execution_options(synchronize_session=False)
    )
    changed = done.one_or_none() is not None
    await session.refresh(listing)
    if changed:
        session.add(
            Assessment(
                at=now,
                listing_id=listing.id,
                volunteer_id=by,
                before=before,
                after=after,
                reason=reason,
            )
        )
        note(session, "listing assessed", now, actor=by, subject=listing.id)
        await session.flush()
    return changed


async def settle(
    session: AsyncSession,
    listing: Listing,
    by: UUID,
    now: datetime,
    *,
    list_name: str | None = None,
    size: int | None = None,
    cots: int | None = None,
    accessible: bool | None = None,
) -> bool:
    """Enter what a human found out. A draft of which list and size are known then waits, with its
    date; whether it does by this. Only while no place is offered. Raises ValueError for a list that
    there is not.
    """
    if list_name is not None and list_name not in LISTS:
        raise ValueError("there is no such list")
    if listing.state not in ("draft", "waiting", "set_aside"):
        return False
    listing.list = list_name or listing.list
    listing.size = size or listing.size
    listing.cots = listing.cots if cots is None else cots
    listing.accessible = listing.accessible if accessible is None else accessible
    if listing.list in ("men", "women"):
        listing.size, listing.cots = 1, 0
    if listing.list == "couples":
        listing.size = listing.size or 2
    note(session, "listing settled", now, actor=by, subject=listing.id)
    if listing.list is None or listing.size is None:
        return False
    return await life.change(session, listing, ["draft"], "waiting", now, by=by)
