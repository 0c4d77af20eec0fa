"""Erasing somebody: their key is destroyed, and every row that was theirs goes with it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import case, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.tables import (
    Assessment,
    Card,
    Consent,
    Contact,
    ConversationRow,
    EntryRow,
    Held,
    LettersReminder,
    Listing,
    Membership,
    NoticeCopy,
    NoticeWish,
    Offer,
    Outbox,
    Override,
    PaperCard,
    Person,
    Posted,
    Recording,
    Speaking,
    Spoken,
    Ticket,
    VaultKey,
    Volunteer,
)

AT_ONCE = 500
"""Ids in one statement: databases take only so many values."""


@dataclass(frozen=True, slots=True)
class Whose:
    """A contact and the persons for whom nobody else speaks."""

    contact_id: UUID
    persons: tuple[UUID, ...]

    @property
    def holders(self) -> tuple[UUID, ...]:
        """Everybody whose key is destroyed."""
        return (self.contact_id, *self.persons)


async def whose(session: AsyncSession, contact_id: UUID) -> Whose:
    """Who goes with a contact: its own person, and others who have no other contact."""
    own = set(
        await session.scalars(select(Speaking.person_id).where(Speaking.contact_id == contact_id))
    )
    shared = set(
        await session.scalars(
            select(Speaking.person_id).where(
                Speaking.person_id.in_(own), Speaking.contact_id != contact_id
            )
        )
    )
    return Whose(contact_id, tuple(sorted(own - shared)))


async def erase(session: AsyncSession, holders: Collection[UUID]) -> None:
    """Destroy the keys and rows of contacts and persons (GDPR art. 17). Twice does no harm."""
    tickets = list(await session.scalars(select(Ticket.id).where(Ticket.person_id.in_(holders))))
    await _cancel(session, holders, tickets)
    await _leave_the_desk(session, holders)
    await _answer_elsewhere(session, holders)
    await session.execute(
        update(Contact)
        .where(Contact.answering.in_(tickets))
        .values(answering=None)
        .execution_options(synchronize_session=False)
    )
    listings = select(Listing.id).where(Listing.person_id.in_(holders))
    overrides = update(Override).where(Override.listing_id.in_(listings)).values(listing_id=None)
    await session.execute(overrides.execution_options(synchronize_session=False))
    for table, mine in (
        (Assessment, Assessment.listing_id.in_(listings)),
        (Offer, Offer.person_id.in_(holders)),
        (Listing, Listing.person_id.in_(holders)),
        (PaperCard, PaperCard.person_id.in_(holders)),
        (EntryRow, EntryRow.person_id.in_(holders)),
        (Spoken, Spoken.person_id.in_(holders)),
        (Posted, Posted.ticket_id.in_(tickets) | Posted.contact_id.in_(holders)),
        (Held, Held.contact_id.in_(holders)),
        (Ticket, Ticket.person_id.in_(holders)),
        (ConversationRow, ConversationRow.person_id.in_(holders)),
        (Consent, Consent.person_id.in_(holders)),
        (NoticeCopy, NoticeCopy.contact_id.in_(holders)),
        *(
            (wish, wish.person_id.in_(holders) | wish.contact_id.in_(holders))
            for wish in (NoticeWish, LettersReminder)
        ),
        (Speaking, Speaking.person_id.in_(holders) | Speaking.contact_id.in_(holders)),
        (Contact, Contact.id.in_(holders)),
        (Person, Person.id.in_(holders)),
        (VaultKey, VaultKey.holder.in_(holders)),
    ):
        statement = delete(table).where(mine)
        await session.execute(statement.execution_options(synchronize_session=False))


async def still_here(session: AsyncSession, erased: Sequence[UUID]) -> list[UUID]:
    """Who of the erased is here all the same: a restored backup has brought them back, or their
    erasure was not committed. Those who are gone for good cost one look-up in hundreds.
    """
    back: set[UUID] = set()
    for start in range(0, len(erased), AT_ONCE):
        some = erased[start : start + AT_ONCE]
        for holder in (VaultKey.holder, Contact.id, Person.id):
            back.update(await session.scalars(select(holder).where(holder.in_(some))))
    return sorted(back)


async def erase_again(session: AsyncSession, erased: Sequence[UUID]) -> int:
    """Erase whoever of the erased is still here; how many holders that were."""
    back = await still_here(session, erased)
    for start in range(0, len(back), AT_ONCE):
        await erase(session, back[start : start + AT_ONCE])
    return len(back)


async def _cancel(
    session: AsyncSession, holders: Collection[UUID], tickets: Collection[UUID]
) -> None:
    """What waits for them is not sent, and what was sent is nobody's."""
    theirs = (
        Outbox.person_id.in_(holders)
        | Outbox.contact_id.in_(holders)
        | Outbox.ticket_id.in_(tickets)
    )
    unsent = Outbox.state.in_(("queued", "sending", "held"))
    for statement in (
        update(Outbox).where(theirs, unsent).values(state="cancelled", body=None, address=None),
        update(Outbox)
        .where(theirs)
        .values(contact_id=None, person_id=None, ticket_id=None, entry_id=None),
    ):
        await session.execute(statement.execution_options(synchronize_session=False))


async def _leave_the_desk(session: AsyncSession, holders: Collection[UUID]) -> None:
    """A volunteer who is erased gives their tickets back; the cards show it. Their voice goes."""
    gone = list(
        await session.scalars(select(Volunteer.id).where(Volunteer.contact_id.in_(holders)))
    )
    voice = select(Recording.id).where(Recording.volunteer_id.in_(gone))
    shown = select(Ticket.card_id).where(Ticket.owner_id.in_(gone))
    state = case((Ticket.state == "closed", "closed"), else_="open")
    for statement in (
        update(Card).where(Card.id.in_(shown)).values(wanted=Card.wanted + 1),
        update(Ticket)
        .where(Ticket.owner_id.in_(gone))
        .values(owner_id=None, claimed_at=None, state=state),
        delete(VaultKey).where(VaultKey.holder.in_(voice)),
        delete(Recording).where(Recording.volunteer_id.in_(gone)),
        delete(Membership).where(Membership.volunteer_id.in_(gone)),
        delete(Volunteer).where(Volunteer.id.in_(gone)),
    ):
        await session.execute(statement.execution_options(synchronize_session=False))


async def _answer_elsewhere(session: AsyncSession, holders: Collection[UUID]) -> None:
    """The tickets of persons who stay are answered through whoever still speaks for them."""
    another = (
        select(Speaking.contact_id)
        .where(Speaking.person_id == Ticket.person_id, Speaking.contact_id.not_in(holders))
        .order_by(Speaking.since.desc())
        .limit(1)
        .scalar_subquery()
    )
    moved = (
        update(Ticket)
        .where(Ticket.contact_id.in_(holders), Ticket.person_id.not_in(holders))
        .values(contact_id=another)
    )
    await session.execute(moved.execution_options(synchronize_session=False))
