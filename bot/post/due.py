"""Which rows of the outbox may go out now, what they say, and that a chat cannot be reached."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Select, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.post.actions import Action, Send
from bot.post.encoding import decode
from bot.post.sending import Earlier, Job
from bot.post.settling import Verdict
from bot.post.sharing import ALL, Share
from bot.privacy.vault import CannotOpen, Place, Vault
from bot.store.tables import Contact, Outbox

LEASE = timedelta(seconds=60)
"""After so long without a result, a row that was being sent is taken again."""

Listener = Callable[[AsyncSession, Outbox, Verdict], Awaitable[None]]


def due(channel: str, now: datetime, limit: int, share: Share = ALL) -> Select[Outbox]:
    """Rows that may go out: the oldest unsent one of each chat of a share, by rank. What a process
    was sending that is no longer alive may not have arrived: it is due at once.
    """
    ready = Outbox.next_attempt_at <= now
    if share.alive:
        lost = Outbox.taken_by.is_(None) | Outbox.taken_by.not_in(share.alive)
        ready |= (Outbox.state == "sending") & lost
    older = aliased(Outbox)
    none_older = ~exists().where(
        older.chat == Outbox.chat,
        older.state.in_(("queued", "sending")),
        older.number < Outbox.number,
    )
    return (
        select(Outbox)
        .where(Outbox.channel == channel, Outbox.state.in_(("queued", "sending")), none_older)
        .where(ready, Outbox.lane % share.of == share.rank)
        .order_by(Outbox.rank, Outbox.number)
        .limit(limit)
        .with_for_update(skip_locked=True, of=Outbox)
    )


def opened(row: Outbox, vault: Vault) -> Job | None:
    """What a row asks for; None where it does not open: altered, or its key is gone."""
    try:
        key = vault.post(row.post_key)
        address = key.open(row.address or b"", Place("outbox", "address", row.id))
        action = decode(key.open(row.body or b"", Place("outbox", "body", row.id)))
    except (CannotOpen, KeyError):
        return None
    return Job(row.id, row.chat, address.decode(), row.group, _marked(row, action))


def _marked(row: Outbox, action: Action) -> Action:
    """A copy of what may have arrived says so."""
    if row.doubts and isinstance(action, Send) and action.again:
        return replace(action, text=f"{action.again}\n\n{action.text}")
    return action


async def went_out(session: AsyncSession, channel: str, since: datetime) -> list[Earlier]:
    """The messages of a channel that went out since a moment, or may have: what is on its way was
    taken a lease before it falls due again. What only may have gone to somebody may have been two.
    """
    lately = (Outbox.sent_at > since) & (Outbox.message.is_not(None) | (Outbox.state != "sent"))
    flying = (Outbox.state == "sending") & (Outbox.next_attempt_at > since + LEASE)
    columns = (Outbox.chat, Outbox.group, Outbox.state, Outbox.sent_at, Outbox.next_attempt_at)
    found = await session.execute(
        select(*columns).where(Outbox.channel == channel, lately | flying)
    )
    return [_earlier(*row) for row in found]


def _earlier(
    chat: str, group: bool, state: str, sent_at: datetime | None, due_at: datetime
) -> Earlier:
    at = sent_at if sent_at and state != "sending" else due_at - LEASE
    return Earlier(chat, group, at, often=1 if group or state == "sent" else 2)


async def chats_waiting(session: AsyncSession, now: datetime) -> int:
    """How many chats wait for something that may go out now. Chats, not messages: one that is in
    trouble is only one.
    """
    ready = Outbox.next_attempt_at <= now
    waits = (Outbox.state == "sending") | ((Outbox.state == "queued") & ready)
    return await session.scalar(select(func.count(Outbox.chat.distinct())).where(waits)) or 0


async def tell(
    listeners: Iterable[Listener], session: AsyncSession, row: Outbox, verdict: Verdict
) -> None:
    """Tell, in the same transaction, what became of a row."""
    for listener in listeners:
        await listener(session, row, verdict)


async def note_unreachable(session: AsyncSession, row: Outbox) -> None:
    """The contact of a row cannot be written to now."""
    await session.execute(
        update(Contact)
        .where(Contact.id == row.contact_id)
        .values(reachable=False)
        .execution_options(synchronize_session=False)
    )
