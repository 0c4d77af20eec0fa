"""Everything that the database keeps, opened with the installation's own keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.privacy.vault import Key, Place, Vault, WrappedKey
from bot.store.tables import (
    Audit,
    Base,
    Card,
    Contact,
    ConversationRow,
    EntryRow,
    Held,
    Inbox,
    Listing,
    Outbox,
    Person,
    Posted,
    Ticket,
    VaultKey,
    Volunteer,
)
from tests.soak.house import House

Row = TypeVar("Row", bound=Base)


@dataclass
class Kept:
    """The rows, and the sealed words of some of them, open."""

    tickets: Sequence[Ticket]
    contacts: Sequence[Contact]
    persons: Sequence[Person]
    volunteers: Sequence[Volunteer]
    inbox: Sequence[Inbox]
    outbox: Sequence[Outbox]
    posted: Sequence[Posted]
    cards: Sequence[Card]
    audit: Sequence[Audit]
    keys: dict[UUID, Key]
    entries: list[tuple[EntryRow, str]]
    held: list[tuple[Held, str]]
    answers: list[tuple[ConversationRow, str]]
    listed: list[str]
    post: list[str]
    user_by_contact: dict[UUID, int]

    @property
    def words(self) -> list[str]:
        """Everything of people's that is kept."""
        return [
            *(words for _, words in self.entries),
            *(words for _, words in self.held),
            *(words for _, words in self.answers),
        ]

    def volunteer_user(self, volunteer: UUID | None) -> int | None:
        """The user behind a volunteer's id."""
        found = next((v for v in self.volunteers if v.id == volunteer), None)
        return self.user_by_contact.get(found.contact_id) if found else None

    def owner_of(self, reference: str) -> int | None:
        """The user who has a ticket that is not closed."""
        ticket = next((t for t in self.tickets if t.reference == reference), None)
        return self.volunteer_user(ticket.owner_id) if ticket else None


async def look_into(house: House) -> Kept:
    """Read and open everything."""
    assert house.parts is not None
    vault = house.parts.office.vault
    async with house.parts.database.beside() as session:
        keys = {
            row.holder: vault.unwrap(row.holder, WrappedKey(row.ring_key, row.wrapped))
            for row in await _rows(session, VaultKey)
        }
        contacts = await _rows(session, Contact)
        inbox, outbox = await _rows(session, Inbox), await _rows(session, Outbox)
        by_index = {vault.index("telegram", str(u.user_id)): u.user_id for u in house.everybody}
        return Kept(
            await _rows(session, Ticket),
            contacts,
            await _rows(session, Person),
            await _rows(session, Volunteer),
            inbox,
            outbox,
            await _rows(session, Posted),
            await _rows(session, Card),
            await _rows(session, Audit),
            keys,
            [
                (row, _open(keys[row.person_id], row.body, "entry", "body", row.id))
                for row in await _rows(session, EntryRow)
            ],
            [
                (row, _open(keys[row.contact_id], row.body, "held", "body", row.id))
                for row in await _rows(session, Held)
            ],
            [
                (row, _open(keys[row.person_id], row.answers, "conversation", "answers", row.id))
                for row in await _rows(session, ConversationRow)
            ],
            [
                _open(keys[row.person_id], sealed, "listing", column, row.id)
                for row in await _rows(session, Listing)
                for column in ("declared", "number")
                if (sealed := getattr(row, column))
            ],
            [*_post(vault, "inbox", "payload", inbox), *_post(vault, "outbox", "body", outbox)],
            {c.id: by_index[c.address_index] for c in contacts if c.address_index in by_index},
        )


def _post(
    vault: Vault, table: str, column: str, rows: Sequence[Inbox] | Sequence[Outbox]
) -> list[str]:
    return [
        _open(vault.post(row.post_key), sealed, table, column, row.id)
        for row in rows
        if (sealed := getattr(row, column))
    ]


def _open(key: Key, sealed: bytes, table: str, column: str, row: UUID) -> str:
    return key.open(sealed, Place(table, column, row)).decode("utf-8", "surrogatepass")


async def _rows(session: AsyncSession, table: type[Row]) -> Sequence[Row]:
    key = inspect(table).primary_key
    return (await session.scalars(select(table).order_by(*key))).all()
