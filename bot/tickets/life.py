"""What can happen to a ticket. Each change is one conditional UPDATE: of many, one wins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.people.references import new_reference
from bot.privacy.audit import note
from bot.store.tables import Contact, Person, Ticket

UNCLOSED = ("open", "claimed", "answered")


def open_ticket(
    session: AsyncSession,
    person: Person,
    contact: Contact | None,
    service: str,
    topic: str,
    urgent: bool,
    language: str,
    now: datetime,
) -> Ticket:
    """A new ticket, waiting for whoever claims it."""
    ticket = Ticket(
        id=uuid4(),
        reference=new_reference(),
        service=service,
        topic=topic,
        person_id=person.id,
        contact_id=contact.id if contact else None,
        language=language,
        urgent=urgent,
        state="open",
        opened_at=now,
    )
    session.add(ticket)
    note(session, "opened", now, subject=ticket.id)
    return ticket


async def unclosed_of(session: AsyncSession, contacts: Sequence[UUID]) -> Sequence[Ticket]:
    """The tickets that are not closed and answered through some contacts, oldest first."""
    query = (
        select(Ticket)
        .where(Ticket.contact_id.in_(contacts), Ticket.state.in_(UNCLOSED))
        .order_by(Ticket.opened_at)
    )
    return (await session.scalars(query)).all()


async def claim(session: AsyncSession, ticket: Ticket, volunteer: UUID, now: datetime) -> bool:
    """Take a ticket that has no owner. Of any number who try at once, one gets True."""
    taken = await _change(
        session,
        ticket,
        (Ticket.owner_id.is_(None), Ticket.state == "open"),
        owner_id=volunteer,
        state="claimed",
        claimed_at=now,
    )
    if taken:
        note(session, "claimed", now, actor=volunteer, subject=ticket.id)
    return taken


async def release(session: AsyncSession, ticket: Ticket, volunteer: UUID, now: datetime) -> bool:
    """Give a ticket back, so that somebody else can take it. False where it is not theirs."""
    given = await _change(
        session,
        ticket,
        (Ticket.owner_id == volunteer, Ticket.state.in_(("claimed", "answered"))),
        owner_id=None,
        state="open",
        claimed_at=None,
    )
    if given:
        note(session, "released", now, actor=volunteer, subject=ticket.id)
    return given


async def answered(session: AsyncSession, ticket: Ticket, volunteer: UUID, now: datetime) -> bool:
    """The owner has written. False where it is not theirs, or closed."""
    done = await _change(
        session,
        ticket,
        (Ticket.owner_id == volunteer, Ticket.state.in_(("claimed", "answered"))),
        state="answered",
        answered_at=now,
    )
    if done:
        note(session, "answered", now, actor=volunteer, subject=ticket.id)
    return done


async def close(session: AsyncSession, ticket: Ticket, volunteer: UUID, now: datetime) -> bool:
    """The owner is done with it; the owner stays, should the person write again."""
    done = await _change(
        session,
        ticket,
        (Ticket.owner_id == volunteer, Ticket.state.in_(("claimed", "answered"))),
        state="closed",
        closed_at=now,
    )
    if done:
        note(session, "closed", now, actor=volunteer, subject=ticket.id)
    return done


async def bring_back(session: AsyncSession, ticket: Ticket, now: datetime) -> bool:
    """The person wrote again: back to the same owner, or to everybody where there is none."""
    state = "claimed" if ticket.owner_id else "open"
    back = await _change(
        session, ticket, (Ticket.state.in_(("answered", "closed")),), state=state, closed_at=None
    )
    if back:
        note(session, "brought_back", now, subject=ticket.id)
    return back


async def by_reference(session: AsyncSession, reference: str) -> Ticket | None:
    """The ticket of a reference."""
    found = await session.scalars(select(Ticket).where(Ticket.reference == reference))
    return found.one_or_none()


async def _change(
    session: AsyncSession, ticket: Ticket, only_if: tuple[ColumnElement[bool], ...], **to: object
) -> bool:
    await session.flush()
    done = await session.scalars(
        update(Ticket)
        .where(Ticket.id == ticket.id, *only_if)
        .values(**to)
        .returning(Ticket.id)
        .execution_options(synchronize_session=False)
    )
    changed = done.one_or_none() is not None
    await session.refresh(ticket)
    return changed
