"""Erasing somebody: their key is destroyed, and every row that was theirs goes with it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.tables import (
    Consent,
    Contact,
    ConversationRow,
    EntryRow,
    Held,
    Outbox,
    Person,
    Posted,
    Speaking,
    Ticket,
    VaultKey,
)


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
    await session.execute(
        update(Outbox)
        .where(
            Outbox.person_id.in_(holders)
            | Outbox.contact_id.in_(holders)
            | Outbox.ticket_id.in_(tickets)
        )
        .where(Outbox.state.in_(("queued", "sending", "held")))
        .values(state="cancelled", body=None, address=None)
        .execution_options(synchronize_session=False)
    )
    await session.execute(
        update(Contact)
        .where(Contact.answering.in_(tickets))
        .values(answering=None)
        .execution_options(synchronize_session=False)
    )
    for table, mine in (
        (EntryRow, EntryRow.person_id.in_(holders)),
        (Posted, Posted.ticket_id.in_(tickets) | Posted.contact_id.in_(holders)),
        (Held, Held.contact_id.in_(holders)),
        (Ticket, Ticket.person_id.in_(holders)),
        (ConversationRow, ConversationRow.person_id.in_(holders)),
        (Consent, Consent.person_id.in_(holders)),
        (Speaking, Speaking.person_id.in_(holders) | Speaking.contact_id.in_(holders)),
        (Contact, Contact.id.in_(holders)),
        (Person, Person.id.in_(holders)),
        (VaultKey, VaultKey.holder.in_(holders)),
    ):
        statement = delete(table).where(mine)
        await session.execute(statement.execution_options(synchronize_session=False))
