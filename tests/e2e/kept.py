"""What an installation keeps, read from its database with its own key, beside the process."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, inspect, select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool

from bot.engine import Entry, Recorded
from bot.people.words import entry_from_json
from bot.privacy.keyring import parse
from bot.privacy.vault import Vault, WrappedKey
from bot.store.tables import Base, EntryRow, Ticket, VaultKey
from bot.tickets.entries import answers_of, open_entry
from tests.e2e.installation import Installation

Row = TypeVar("Row", bound=Base)


@dataclass(frozen=True)
class Kept:
    """One ticket, open."""

    person: UUID
    contact: UUID
    service: str
    topic: str
    urgent: bool
    state: str
    language: str
    answers: dict[str, str]
    entries: list[Entry]

    @property
    def words(self) -> list[str]:
        """Everything that was written, in order."""
        return [entry.text for entry in self.entries if entry.text]

    @property
    def kinds(self) -> list[str]:
        """Voice, photo, text …, in order."""
        return [entry.kind for entry in self.entries]


def rows(loket: Installation, table: type[Row], *where: ColumnElement[bool]) -> Sequence[Row]:
    """Rows of a table, in the order of its key; nothing is changed. The story waits meanwhile."""
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(asyncio.run, _rows(loket.url, table, where)).result()


async def _rows(
    url: str, table: type[Row], where: tuple[ColumnElement[bool], ...]
) -> Sequence[Row]:
    engine = create_async_engine(url, poolclass=NullPool)
    async with AsyncSession(engine) as session:
        query = select(table).where(*where).order_by(*inspect(table).primary_key)
        return (await session.scalars(query)).all()


def ticket(loket: Installation, reference: str) -> Kept:
    """The ticket of a reference."""
    (row,) = rows(loket, Ticket, Ticket.reference == reference)
    bodies = list(_bodies(loket, row))
    recorded = [a for kind, body in bodies if kind == "answers" for a in answers_of(body)]
    assert row.contact_id is not None
    return Kept(
        row.person_id,
        row.contact_id,
        row.service,
        row.topic,
        row.urgent,
        row.state,
        row.language,
        {each.step: each.value for each in recorded},
        [entry for kind, body in bodies for entry in _entries(kind, body)],
    )


def _bodies(loket: Installation, ticket: Ticket) -> Iterator[tuple[str, dict[str, Any]]]:
    vault = Vault(parse(loket.key))
    (kept,) = rows(loket, VaultKey, VaultKey.holder == ticket.person_id)
    key = vault.unwrap(kept.holder, WrappedKey(kept.ring_key, kept.wrapped))
    for row in rows(loket, EntryRow, EntryRow.ticket_id == ticket.id):
        yield row.kind, open_entry(row, key)


def _entries(kind: str, body: dict[str, Any]) -> list[Entry]:
    if kind != "answers":
        return [entry_from_json(body["entry"])]
    recorded: list[Recorded] = answers_of(body)
    return [entry for each in recorded for entry in each.entries]
