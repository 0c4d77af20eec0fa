"""Which card in a staff group shows a ticket. How it looks is the desk's business."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.office import Office
from bot.store.tables import Card, MovedGroup, Ticket

ON_ONE_CARD = 8
"""Tickets that share a card when many arrive: each needs a row of buttons."""


async def show_on_card(session: AsyncSession, office: Office, ticket: Ticket) -> None:
    """Put a new ticket on a card of its service's group. While the group's budget keeps a card
    from being posted, new tickets join it.
    """
    group = await current_group(session, office.groups[ticket.service])
    await session.flush()
    card = await _unposted(session, group)
    if card is None:
        card = Card(
            id=uuid4(),
            channel=office.channel,
            group_address=group,
            wanted=1,
            shown=0,
            attempts=0,
            next_attempt_at=office.now(),
            created_at=office.now(),
        )
        session.add(card)
    card.wanted += 1
    ticket.card_id = card.id
    await session.flush()


async def refresh_card(session: AsyncSession, ticket: Ticket) -> None:
    """The ticket has changed: its card is to be brought up to date."""
    if ticket.card_id is None:
        return
    await session.execute(
        update(Card)
        .where(Card.id == ticket.card_id)
        .values(wanted=Card.wanted + 1)
        .execution_options(synchronize_session=False)
    )


async def take_off_card(session: AsyncSession, ticket: Ticket) -> None:
    """The ticket is no more: its card shows that without saying whose it was."""
    await refresh_card(session, ticket)
    ticket.card_id = None
    await session.flush()


async def current_group(session: AsyncSession, address: str) -> str:
    """Where a group is now, should it have moved since the settings were written."""
    for _ in range(8):
        moved = await session.get(MovedGroup, address)
        if moved is None:
            break
        address = moved.new_address
    return address


async def _unposted(session: AsyncSession, group: str) -> Card | None:
    # Counted for the few cards that are not posted: over all tickets of years it takes a second.
    on_it = select(func.count()).where(Ticket.card_id == Card.id).scalar_subquery()
    query = (
        select(Card)
        .where(Card.group_address == group, Card.message.is_(None), Card.shown == 0)
        .where(Card.attempts == 0, on_it < ON_ONE_CARD)
        .order_by(Card.created_at.desc())
        .limit(1)
    )
    return (await session.scalars(query)).one_or_none()
