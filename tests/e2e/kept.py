"""What an installation keeps, read from its database with its own key, beside the process."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bot.engine import Entry, Recorded
from bot.people.words import entry_from_json
from bot.privacy.keyring import parse
from bot.privacy.vault import Vault, WrappedKey
from bot.store.tables import EntryRow
from bot.tickets.entries import answers_of, open_entry
from tests.e2e.installation import Installation


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


def rows(loket: Installation, query: str, *values: object) -> list[sqlite3.Row]:
    """The rows of a query; nothing is changed."""
    address = f"file:{loket.database}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=10)) as database:
        database.row_factory = sqlite3.Row
        return database.execute(query, values).fetchall()


def ticket(loket: Installation, reference: str) -> Kept:
    """The ticket of a reference."""
    (row,) = rows(loket, "SELECT * FROM ticket WHERE reference = ?", reference)
    person = UUID(row["person_id"])
    bodies = list(_bodies(loket, row["id"], person))
    recorded = [a for kind, body in bodies if kind == "answers" for a in answers_of(body)]
    return Kept(
        person,
        UUID(row["contact_id"]),
        row["service"],
        row["topic"],
        bool(row["urgent"]),
        row["state"],
        row["language"],
        {each.step: each.value for each in recorded},
        [entry for kind, body in bodies for entry in _entries(kind, body)],
    )


def _bodies(
    loket: Installation, ticket_id: str, person: UUID
) -> Iterator[tuple[str, dict[str, Any]]]:
    vault = Vault(parse(loket.key))
    (kept,) = rows(loket, "SELECT * FROM vault_key WHERE holder = ?", person.hex)
    key = vault.unwrap(person, WrappedKey(kept["ring_key"], kept["wrapped"]))
    for row in rows(loket, "SELECT * FROM entry WHERE ticket_id = ? ORDER BY number", ticket_id):
        entry = EntryRow(id=UUID(row["id"]), body=row["body"])
        yield row["kind"], open_entry(entry, key)


def _entries(kind: str, body: dict[str, Any]) -> list[Entry]:
    if kind != "answers":
        return [entry_from_json(body["entry"])]
    recorded: list[Recorded] = answers_of(body)
    return [entry for each in recorded for entry in each.entries]
