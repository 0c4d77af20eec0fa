"""Presses whose answer came too late: whoever pressed reads it in the private chat instead.

Telegram takes an answer for a short time only. What the press did has been done all the same, once.
"""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.office import Office
from bot.post.actions import AnswerPress, Send
from bot.post.due import opened
from bot.post.outbox import STAFF
from bot.post.settling import Verdict
from bot.store.tables import Outbox


class Unanswered:
    """Listens to the outbox."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def heard(self, session: AsyncSession, row: Outbox, verdict: Verdict) -> None:
        """Send what a press would have been answered with."""
        if verdict.state not in ("failed", "cancelled") or row.contact_id is None or not row.body:
            return
        job = opened(row, self._office.vault)
        if job is None or not isinstance(job.action, AnswerPress) or not job.action.text:
            return
        known = await self._office.people.by_contact(session, row.contact_id)
        if known is not None:
            self._office.outbox.put(session, known.recipient, Send(job.action.text), rank=STAFF)
