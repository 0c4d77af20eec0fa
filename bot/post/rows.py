"""What is written of an outbox row when it is done with."""

from __future__ import annotations

from datetime import datetime

from bot.store.tables import Outbox, Posted


def posted(row: Outbox, message: str, now: datetime) -> Posted:
    """That a message of the chat came from a row."""
    return Posted(
        chat=row.chat,
        message=message,
        ours=True,
        at=now,
        contact_id=row.contact_id,
        ticket_id=row.ticket_id,
        entry_id=row.entry_id,
    )


def empty(row: Outbox) -> None:
    """Keep neither words nor address."""
    row.address = row.body = None
