"""A human decides otherwise than the order: somebody is left out, or another has the place. Each
time the reason is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.office import Office
from bot.shelter import life, policy
from bot.shelter.free import free_places, held
from bot.shelter.proposing import keep_picks, proposed, turn, units
from bot.store.tables import Offer, Override, Vacancy

Kind = Literal["skip", "except", "swap"]

SHOWN_NEXT = 8
"""So many who would be next can take the place of somebody in a proposal."""


async def leave_out(
    session: AsyncSession,
    office: Office,
    vacancy: Vacancy,
    version: int,
    offers: Sequence[Offer],
    reason: str,
    by: UUID,
    *,
    refill: bool,
) -> bool:
    """Take people out of a proposal; whether it still was what was seen. `refill`: the next in
    order have their places (skip), which otherwise stay free (except).
    """
    kind: Kind = "skip" if refill else "except"
    now = office.now()
    if not await turn(session, vacancy, version, f"vacancy {kind}", by, now):
        return False
    for offer in offers:
        await _take_out(session, vacancy, offer, kind, reason, by, now)
        if refill:
            waiting, free, without = await _place(session, office, vacancy, offer)
            picks = policy.propose(waiting, free, without=without).picks[:1]
            await keep_picks(session, vacancy, picks, now, place=offer.place)
    return True


async def swap(
    session: AsyncSession,
    office: Office,
    vacancy: Vacancy,
    version: int,
    offer: Offer,
    other: UUID,
    reason: str,
    by: UUID,
) -> bool:
    """Give a place in a proposal to another listing; False where the proposal has changed, or the
    other is not among the next any more.
    """
    now = office.now()
    line = {unit.id: unit for unit in await next_in_line(session, office, vacancy, offer)}
    if other not in line or not await turn(session, vacancy, version, "vacancy swap", by, now):
        return False
    await _take_out(session, vacancy, offer, "swap", reason, by, now)
    pick = policy.Pick(line[other], "next", line[other].accessible)
    await keep_picks(session, vacancy, [pick], now, place=offer.place, why="swap")
    return True


async def next_in_line(
    session: AsyncSession, office: Office, vacancy: Vacancy, offer: Offer
) -> list[policy.Unit]:
    """The next in order for whom the place of an offer would do."""
    waiting, free, without = await _place(session, office, vacancy, offer)
    line = policy.in_order([unit for unit in waiting if unit.id not in without])
    return [unit for unit in line if policy.hindrance(unit, free) is None][:SHOWN_NEXT]


async def passed_over(
    session: AsyncSession, office: Office, vacancy: Vacancy
) -> list[policy.Passed]:
    """Who stands in the order before the last of a proposal, and why these places do not suit."""
    waiting, free = await units(session, vacancy.list), await free_places(session, office, vacancy)
    picked = {offer.listing_id for offer in await proposed(session, vacancy)}
    line = policy.in_order(waiting)
    last = max((n for n, unit in enumerate(line) if unit.id in picked), default=len(line))
    found = ((unit, policy.hindrance(unit, free)) for unit in line[:last] if unit.id not in picked)
    return [policy.Passed(unit, why) for unit, why in found if why is not None]


async def _place(
    session: AsyncSession, office: Office, vacancy: Vacancy, offer: Offer
) -> tuple[list[policy.Unit], policy.Free, set[UUID]]:
    """Who waits; the one place of an offer; and who cannot have it now: whoever is or was in this
    proposal, or is in another.
    """
    free = await free_places(session, office, vacancy)
    others = [each for each in await proposed(session, vacancy) if each.id != offer.id]
    left = vacancy.accessible - sum(each.accessible for each in others)
    free = replace(
        free, places=1, accessible=min(1, max(0, left)), before=free.before + offer.place - 1
    )
    in_it = select(Offer.listing_id).where(Offer.vacancy_id == vacancy.id)
    without = set(await session.scalars(in_it)) | await held(session, office.now())
    return await units(session, vacancy.list), free, without


async def _take_out(
    session: AsyncSession,
    vacancy: Vacancy,
    offer: Offer,
    kind: Kind,
    reason: str,
    by: UUID,
    now: datetime,
) -> None:
    """One person of a proposal less, and why."""
    await life.change(session, offer, ["proposed"], "withdrawn", now, by=by)
    override = Override(
        at=now,
        kind=kind,
        reason=reason,
        list=vacancy.list,
        vacancy_id=vacancy.id,
        listing_id=offer.listing_id,
        volunteer_id=by,
    )
    session.add(override)
    await session.flush()
