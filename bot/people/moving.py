"""A person who has a new contact: a phone is lost, sold, replaced."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.privacy.vault import Place, Vault
from bot.store.tables import (
    Contact,
    LettersReminder,
    NoticeCopy,
    NoticeWish,
    Outbox,
    Person,
    Posted,
    Speaking,
    Ticket,
)


async def old_ways(session: AsyncSession, person: Person, to: Contact) -> Sequence[Contact]:
    """The other contacts that speak for a person now."""
    speaking = select(Speaking.contact_id).where(Speaking.person_id == person.id)
    query = select(Contact).where(Contact.id.in_(speaking), Contact.id != to.id)
    return (await session.scalars(query)).all()


async def cut(session: AsyncSession, person: Person, old: Sequence[Contact], to: Contact) -> None:
    """Old contacts know nothing of a person any more: whoever holds that phone today does not
    write into their tickets.
    """
    tickets = set(await session.scalars(select(Ticket.id).where(Ticket.person_id == person.id)))
    for contact in old:
        if contact.answering in tickets:
            contact.answering = contact.answering_outbox = None
        if contact.person_id == person.id:
            contact.asked_flow = contact.asked_step = contact.asked_language = None
            contact.asked_outbox = contact.after_consent = None
    mine = Posted.contact_id.in_(_ids(old)) & Posted.ticket_id.in_(tickets)
    forget = update(Posted).where(mine).values(ticket_id=None, entry_id=None)
    await session.execute(forget.execution_options(synchronize_session=False))
    speaking = select(Speaking).where(Speaking.person_id == person.id)
    for each in await session.scalars(speaking.where(Speaking.contact_id != to.id)):
        await session.delete(each)


async def bring_along(
    session: AsyncSession,
    vault: Vault,
    person: Person,
    old: Sequence[Contact],
    to: Contact,
    address: str,
) -> None:
    """Tickets are answered through the new contact, and what waits to be sent goes there."""
    await session.execute(
        update(Ticket)
        .where(Ticket.person_id == person.id)
        .values(contact_id=to.id)
        .execution_options(synchronize_session=False)
    )
    await _bring_wishes(session, person, old, to)
    waiting = select(Outbox).where(
        Outbox.person_id == person.id,
        Outbox.contact_id.in_(_ids(old)),
        Outbox.state.in_(("queued", "held")),
    )
    for row in await session.scalars(waiting):
        place = Place("outbox", "address", row.id)
        row.address = vault.post(row.post_key).seal(address.encode(), place)
        row.chat, row.contact_id, row.state = vault.index(to.channel, address), to.id, "queued"


async def _bring_wishes(
    session: AsyncSession, person: Person, old: Sequence[Contact], to: Contact
) -> None:
    """What they asked to be sent goes to the new contact, and no notice that they have had. A phone
    that is reminded already is not reminded twice a week.
    """
    there = select(LettersReminder).where(
        LettersReminder.contact_id == to.id, LettersReminder.person_id != person.id
    )
    own = select(LettersReminder).where(LettersReminder.person_id == person.id)
    has_own = (await session.scalars(own)).one_or_none() is not None
    for each in (await session.scalars(there)).all():
        if has_own:
            await session.delete(each)
        else:
            each.person_id, has_own = person.id, True
    await session.flush()
    for wish in (NoticeWish, LettersReminder):
        theirs = update(wish).where(wish.person_id == person.id).values(contact_id=to.id)
        await session.execute(theirs.execution_options(synchronize_session=False))
    had = select(NoticeCopy).where(NoticeCopy.contact_id.in_(_ids(old)))
    for copy in (await session.scalars(had)).all():
        await session.merge(NoticeCopy(notice_id=copy.notice_id, contact_id=to.id, at=copy.at))


def _ids(contacts: Sequence[Contact]) -> list[UUID]:
    return [contact.id for contact in contacts]
