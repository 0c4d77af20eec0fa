"""Keeping nothing longer than it is needed. Doing it twice does no harm."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.tables import (
    Contact,
    ConversationRow,
    EntryRow,
    Held,
    Inbox,
    Notice,
    NoticeCopy,
    Outbox,
    Posted,
    Spoken,
    Ticket,
)

MESSAGE_IDS = timedelta(hours=48)
"""As long as a bot may delete messages (https://core.telegram.org/bots/api#deletemessage)."""

UPDATE_KEYS = timedelta(hours=72)
"""Longer than Telegram redelivers (24 hours), shorter than its ids take to jump (a week)."""

SENT = timedelta(hours=48)
UNFINISHED = timedelta(hours=72)
CLOSED_WORDS = timedelta(days=30)
UNDELIVERED = timedelta(days=30)
NOTICES = timedelta(days=30)
"""After its end: until then a coordinator can be asked what people were told."""


async def forget_old(session: AsyncSession, now: datetime) -> dict[str, int]:
    """Delete what is past its time; how many rows of each table."""
    unclosed = select(Ticket.id).where(Ticket.state != "closed")
    closed = select(Ticket.id).where(Ticket.closed_at < now - CLOSED_WORDS)
    asked = select(Contact.asked_outbox).where(Contact.asked_outbox.is_not(None))
    held = Outbox.state == "held"
    over = (Notice.until < now - NOTICES) | (
        Notice.put_up_at.is_(None) & (Notice.made_at < now - UNFINISHED)
    )
    old = {
        Posted: (Posted.at < now - MESSAGE_IDS)
        & (Posted.ticket_id.is_(None) | Posted.ticket_id.not_in(unclosed)),
        Inbox: (Inbox.received_at < now - UPDATE_KEYS) & (Inbox.state != "waiting"),
        Outbox: (Outbox.state.in_(("sent", "cancelled")) & (Outbox.created_at < now - SENT))
        | ((held | (Outbox.state == "failed")) & (Outbox.created_at < now - UNDELIVERED)),
        ConversationRow: ConversationRow.updated_at < now - UNFINISHED,
        Held: Held.at < now - UNFINISHED,
        EntryRow: EntryRow.ticket_id.in_(closed),
        NoticeCopy: NoticeCopy.notice_id.in_(select(Notice.id).where(over)),
        Notice: over,
        Spoken: Spoken.ticket_id.in_(closed),
    }
    old[Outbox] &= Outbox.id.not_in(asked)
    gone: dict[str, int] = {}
    for table, past in old.items():
        statement = delete(table).where(past).execution_options(synchronize_session=False)
        result = await session.execute(statement)
        gone[table.__tablename__] = getattr(result, "rowcount", 0)
    return gone
