"""Whether a contact can be written to: somebody may block the bot, and come back."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.people.known import Known
from bot.post.outbox import OutboxStore


async def set_reachable(
    session: AsyncSession, outbox: OutboxStore, known: Known, *, reachable: bool
) -> None:
    """Note it; what was held for somebody who is back goes out now."""
    if known.contact.reachable == reachable:
        return
    known.contact.reachable = reachable
    if reachable:
        await outbox.resume(session, known.contact.id)
