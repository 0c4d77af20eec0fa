"""Words and answers as JSON, and words that wait for a decision."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import Answer, Answers, Entry
from bot.people.known import Known
from bot.privacy.vault import Place
from bot.store.tables import Held


def entry_to_json(entry: Entry) -> dict[str, str]:
    """Only what is there."""
    return {name: value for name, value in asdict(entry).items() if value}


def entry_from_json(written: Mapping[str, Any]) -> Entry:
    """The entry that was written."""
    return Entry(**written)


def answers_to_json(answers: Answers) -> bytes:
    """Answers as UTF-8 JSON: a value is a string, an open answer a list."""
    written = {
        step: answer if isinstance(answer, str) else [entry_to_json(e) for e in answer]
        for step, answer in answers.items()
    }
    return json.dumps(written, ensure_ascii=False).encode()


def answers_from_json(written: bytes) -> dict[str, Answer]:
    """The answers that were written."""
    read: dict[str, Any] = json.loads(written)
    return {
        step: answer if isinstance(answer, str) else tuple(entry_from_json(e) for e in answer)
        for step, answer in read.items()
    }


def _written(entry: Entry) -> bytes:
    return json.dumps(entry_to_json(entry), ensure_ascii=False).encode()


def hold(
    session: AsyncSession, known: Known, entry: Entry, waiting_for: str, now: datetime
) -> UUID:
    """Keep words, sealed for this contact, until whoever wrote them decides; their id."""
    row = uuid4()
    sealed = known.contact_key.seal(_written(entry), Place("held", "body", row))
    session.add(
        Held(id=row, contact_id=known.contact.id, waiting_for=waiting_for, body=sealed, at=now)
    )
    return row


async def held_rows(session: AsyncSession, known: Known, waiting_for: str) -> Sequence[Held]:
    """The words of a contact that wait for a decision, oldest first."""
    query = (
        select(Held)
        .where(Held.contact_id == known.contact.id, Held.waiting_for == waiting_for)
        .order_by(Held.at)
    )
    return (await session.scalars(query)).all()


async def all_held(session: AsyncSession, known: Known) -> Sequence[Held]:
    """The words of a contact that wait for whatever decision."""
    return (await session.scalars(select(Held).where(Held.contact_id == known.contact.id))).all()


def change_held(known: Known, row: Held, entry: Entry) -> None:
    """Other words in their place."""
    row.body = known.contact_key.seal(_written(entry), Place("held", "body", row.id))


def open_held(known: Known, row: Held) -> Entry:
    """The words that are held."""
    written = known.contact_key.open(row.body, Place("held", "body", row.id))
    return entry_from_json(json.loads(written))
