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
            picks = await _instead(session, office, vacancy, offer)
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
    """The next in order for whom the place of an offer would do: nobody who is or was in this
    proposal, or is in another.
    """
    free = await free_places(session, office, vacancy)
    free = replace(free, accessible=await _stepless_left(session, vacancy, offer))
    without = await _left_out(session, office, vacancy)
    without |= {each.listing_id for each in await proposed(session, vacancy)}
    waiting = [each for each in await units(session, vacancy.list) if each.id not in without]
    line = policy.in_order(waiting)
    return [unit for unit in line if policy.hindrance(unit, free) is None][:SHOWN_NEXT]


async def passed_over(
    session: AsyncSession, office: Office, vacancy: Vacancy
) -> Sequence[policy.Passed]:
    """Who would have been in a proposal, and why these places do not suit them."""
    return (await _anew(session, office, vacancy)).passed


async def _anew(session: AsyncSession, office: Office, vacancy: Vacancy) -> policy.Proposal:
    """The proposal as the order makes it now, without whom a human has left out."""
    free = await free_places(session, office, vacancy)
    without = await _left_out(session, office, vacancy)
    return policy.propose(await units(session, vacancy.list), free, without=without)


async def _instead(
    session: AsyncSession, office: Office, vacancy: Vacancy, offer: Offer
) -> list[policy.Pick]:
    """Whose turn it is now that somebody was left out: everybody else keeps theirs."""
    here = {each.listing_id for each in await proposed(session, vacancy)}
    stepless = await _stepless_left(session, vacancy, offer)
    new = [
        pick
        for pick in (await _anew(session, office, vacancy)).picks
        if pick.unit.id not in here and (stepless > 0 or not pick.accessible)
    ]
    # After a swap more than one may be new: the place goes on for the reason that it had.
    new.sort(key=lambda pick: (pick.accessible != offer.accessible, pick.why != offer.why))
    return new[:1]


async def _stepless_left(session: AsyncSession, vacancy: Vacancy, offer: Offer) -> int:
    """Places without steps that nobody has in a proposal, but for whoever has this one."""
    others = [each for each in await proposed(session, vacancy) if each.id != offer.id]
    return max(0, vacancy.accessible - sum(each.accessible for each in others))


async def _left_out(session: AsyncSession, office: Office, vacancy: Vacancy) -> set[UUID]:
    """Whom a human has taken out of a proposal, and who is in another."""
    out = select(Offer.listing_id).where(Offer.vacancy_id == vacancy.id, Offer.state == "withdrawn")
    elsewhere = await held(session, office.now(), but=[vacancy.id])
    return set(await session.scalars(out)) | elsewhere


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
