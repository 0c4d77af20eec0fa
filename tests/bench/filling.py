"""A database with tickets in it, as years of use leave it: each row is made and sealed by the
product's own code, and stored many at a time. Run in a process of its own: FILE TICKETS KEY.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import Connection, create_engine, insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import Entry, Recorded, Text
from bot.people.consent import record_consent
from bot.people.known import Known, People
from bot.people.references import new_reference
from bot.privacy.audit import note
from bot.privacy.keyring import parse
from bot.privacy.retention import CLOSED_WORDS
from bot.privacy.vault import Key, Place, Vault
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.tables import Card, Ticket, Volunteer
from bot.tickets.entries import add_entry, answers_body, words_body
from bot.tickets.life import open_ticket
from tests.bench.scripts import TAPS, WORDS

YEARS = timedelta(days=3 * 365)
AT_ONCE = 2000
OPEN_OF = 500
"""One of so many tickets is still open; the others are closed."""


class Collector(AsyncSession):
    """Collects what is added to it: bound to nothing, it never writes."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[object] = []

    def add(self, instance: object, _warn: bool = True) -> None:
        """Keep one row."""
        self.rows.append(instance)

    def add_all(self, instances: Iterable[object]) -> None:
        """Keep some."""
        self.rows.extend(instances)


def make(
    people: People, session: AsyncSession, number: int, owner: UUID, at: datetime, taken: set[str]
) -> None:
    """One person with one request, answered and closed (or still open). Its reference is none of
    those that are taken: the bot would decide the message again, with another one. The words of
    what was closed long ago are forgotten, as they are in a database that was in use.
    """
    known = people.make(session, str(6_000_000_000 + number), at)
    known.person.language = "en"
    record_consent(session, known.person, "keep_messages", True, at)
    ticket = open_ticket(
        session, known.person, known.contact, "legal", "status", number % 5 == 0, "en", at
    )
    while ticket.reference in taken:
        ticket.reference = new_reference(len(ticket.reference.replace("-", "")))
    taken.add(ticket.reference)
    card = Card(
        id=uuid4(), channel="telegram", group_address="-1", message=str(number), wanted=2, shown=2,
        attempts=0, next_attempt_at=at, created_at=at,
    )  # fmt: skip
    session.add(card)
    ticket.card_id = card.id
    if number % OPEN_OF:
        _close(session, ticket, owner, at)
    if ticket.closed_at is None or ticket.closed_at > datetime.now(UTC) - CLOSED_WORDS:
        _entries(session, ticket, known.person_key, owner, at)


def _entries(session: AsyncSession, ticket: Ticket, key: Key, owner: UUID, at: datetime) -> None:
    chosen = [
        Recorded(step=step, value=value, question=Text(f"{step}?" * 8), label=Text(value))
        for flow, step, value in TAPS
        if flow == "status" and value
    ]
    add_entry(session, ticket, key, "answers", answers_body(chosen), at)
    words = words_body(Entry("text", text=WORDS))
    add_entry(session, ticket, key, "words", words, at, source=(ticket.reference, "1"))
    add_entry(session, ticket, key, "answer", words, at, volunteer_id=owner)


def _close(session: AsyncSession, ticket: Ticket, owner: UUID, at: datetime) -> None:
    ticket.state, ticket.owner_id = "closed", owner
    ticket.claimed_at = ticket.answered_at = ticket.closed_at = at + timedelta(hours=1)
    for action in ("claimed", "answered", "closed"):
        note(session, action, at + timedelta(hours=1), actor=owner, subject=ticket.id)


def _volunteer(session: AsyncSession, known: Known, at: datetime) -> UUID:
    row = uuid4()
    name = known.contact_key.seal(b"Ada", Place("volunteer", "name", row))
    session.add(
        Volunteer(id=row, contact_id=known.contact.id, name=name, language="en", as_person=False,
                  created_at=at)
    )  # fmt: skip
    return row


def store(connection: Connection, collected: Collector) -> None:
    """Write all rows that were made, a table at a time, and forget them."""
    by_table: dict[type[object], list[dict[str, object]]] = {}
    for row in collected.rows:
        given = {name: value for name, value in vars(row).items() if name[0] != "_"}
        by_table.setdefault(type(row), []).append(given)
    collected.rows.clear()
    for table, rows in by_table.items():
        every = {name for row in rows for name in row}
        connection.execute(insert(table), [{name: row.get(name) for name in every} for row in rows])


def fill(file: Path, tickets: int, key: str) -> None:
    """A database with today's tables and so many tickets of the last three years."""
    asyncio.run(_empty(file))
    people = People("telegram", Vault(parse(key)))
    session = Collector()
    engine = create_engine(f"sqlite:///{file}")
    first, taken = datetime.now(UTC) - YEARS, set[str]()
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA synchronous=OFF")
        owner = _volunteer(session, people.make(session, "5999999999", first), first)
        for number in range(tickets):
            make(people, session, number, owner, first + YEARS * (number / tickets), taken)
            if number % AT_ONCE == 0:
                store(connection, session)
        store(connection, session)
        connection.commit()
    engine.dispose()


async def _empty(file: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{file}")
    await migrate(database)
    await database.close()


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
