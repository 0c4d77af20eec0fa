"""What is in a ticket: answers, words, helpers' answers, notes; sealed for the person."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import ALSO, Answers, Entry, Flow, Recorded, Text, _, position, record
from bot.people.words import entry_from_json, entry_to_json
from bot.privacy.vault import Key, Place
from bot.store.tables import EntryRow, Ticket

# Translators: on a helper's screen, what somebody wrote between the questions.
ALSO_WRITTEN = _("Also written")


def add_entry(
    session: AsyncSession,
    ticket: Ticket,
    key: Key,
    kind: str,
    body: dict[str, Any],
    now: datetime,
    *,
    volunteer_id: UUID | None = None,
    source: tuple[str, str] | None = None,
) -> UUID:
    """Put something into a ticket; its id. `source`: the keyed chat and the message it came in."""
    row = uuid4()
    written = json.dumps(body, ensure_ascii=False).encode()
    session.add(
        EntryRow(
            id=row,
            ticket_id=ticket.id,
            person_id=ticket.person_id,
            kind=kind,
            volunteer_id=volunteer_id,
            body=key.seal(written, Place("entry", "body", row)),
            chat=source[0] if source else None,
            source=source[1] if source else None,
            at=now,
        )
    )
    return row


async def entries_of(session: AsyncSession, ticket: Ticket) -> Sequence[EntryRow]:
    """Everything in a ticket, in the order in which it came."""
    query = select(EntryRow).where(EntryRow.ticket_id == ticket.id).order_by(EntryRow.number)
    return (await session.scalars(query)).all()


def open_entry(row: EntryRow, key: Key) -> dict[str, Any]:
    """What an entry says."""
    body: dict[str, Any] = json.loads(key.open(row.body, Place("entry", "body", row.id)))
    return body


def words_body(entry: Entry) -> dict[str, Any]:
    """The body of words (or of a file) from somebody."""
    return {"entry": entry_to_json(entry)}


def words_of(body: dict[str, Any]) -> Entry:
    """The words in a body."""
    return entry_from_json(body["entry"])


def answers_body(recorded: Sequence[Recorded]) -> dict[str, Any]:
    """The body of a flow's answers: ids, and the msgids of question and label, so that they
    render in any language after the flow has changed.
    """
    return {"answers": [_answer(each) for each in recorded]}


def change_answers(row: EntryRow, key: Key, recorded: Sequence[Recorded]) -> None:
    """Other answers in the place of those of an entry."""
    written = json.dumps(answers_body(recorded), ensure_ascii=False).encode()
    row.body = key.seal(written, Place("entry", "body", row.id))


def recorded_with_words(flow: Flow, answers: Answers) -> tuple[Recorded, ...]:
    """The answers on the path, and behind them whatever was written or recorded off it."""
    on_path = position(flow, answers).answers
    others = [
        entry
        for step, answer in answers.items()
        if step not in on_path and not isinstance(answer, str)
        for entry in answer
    ]
    also = (Recorded(ALSO, "", ALSO_WRITTEN, entries=tuple(others)),) if others else ()
    return (*record(flow, answers), *also)


def answers_of(body: dict[str, Any]) -> list[Recorded]:
    """The answers in a body."""
    return [
        Recorded(
            step=written["step"],
            value=written["value"],
            question=_text(written["question"]),
            label=_text(written["label"]) if written["label"] else None,
            entries=tuple(entry_from_json(e) for e in written["entries"]),
        )
        for written in body["answers"]
    ]


def _answer(recorded: Recorded) -> dict[str, Any]:
    return {
        "step": recorded.step,
        "value": recorded.value,
        "question": _msgid(recorded.question),
        "label": _msgid(recorded.label) if recorded.label else None,
        "entries": [entry_to_json(e) for e in recorded.entries],
    }


def _msgid(text: Text) -> list[str | None]:
    return [text.msgid, text.context]


def _text(written: list[str | None]) -> Text:
    return Text(written[0] or "", context=written[1])
