"""What became of a helper's answer, shown on the helper's own message."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import Text, _
from bot.failpoints import Point, reach
from bot.office import Office
from bot.post.actions import React, Send
from bot.post.outbox import STAFF
from bot.post.settling import Verdict
from bot.store.tables import EntryRow, Outbox, Ticket, Volunteer
from bot.tickets.owner import close_view, owner_of

BLOCKED = _(
    "❗ %(reference)s: not delivered. The person has blocked me. "
    "If they come back, they get it then."
)
FAILED = _("❗ %(reference)s: not delivered. The person cannot be reached here any more.")
PERHAPS = _(
    "❔ %(reference)s: perhaps not delivered. I sent it several times and got no answer. "
    "If it matters, reply once more."
)


class DeliveryReports:
    """Listens to the outbox: 👍 on what arrived, words on what did not."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def heard(self, session: AsyncSession, row: Outbox, verdict: Verdict) -> None:
        """Report on a row that carried a helper's answer; take back what came to somebody of the
        staff after the ticket had gone to another.
        """
        if row.rank == STAFF and row.ticket_id is not None and verdict.state == "sent":
            return await self._take_back(session, row, row.ticket_id)
        if row.entry_id is None or verdict.state not in ("sent", "held", "failed"):
            return None
        query = select(EntryRow).where(EntryRow.id == row.entry_id, EntryRow.kind == "answer")
        entry = (await session.scalars(query)).one_or_none()
        if entry is None or entry.source is None or row.contact_id is None:
            return None
        ticket = await session.get_one(Ticket, entry.ticket_id)
        if row.contact_id == ticket.contact_id and await self._is_last(session, row, verdict):
            await self._report(session, ticket, entry, verdict)
        return None

    async def _is_last(self, session: AsyncSession, row: Outbox, verdict: Verdict) -> bool:
        """A long answer goes out in parts: it is delivered with the last of them, if none failed;
        that it is not is told once.
        """
        await session.flush()
        others = select(Outbox.state).where(
            Outbox.entry_id == row.entry_id,
            Outbox.contact_id == row.contact_id,
            Outbox.id != row.id,
        )
        states = set(await session.scalars(others))
        if verdict.state == "sent":
            return states <= {"sent"}
        return not states & {"held", "failed"}

    async def _take_back(self, session: AsyncSession, row: Outbox, ticket_id: UUID) -> None:
        ticket = await session.get_one(Ticket, ticket_id)
        owner = await owner_of(session, self._office, ticket)
        if row.contact_id is None or (owner and owner[1].contact_id == row.contact_id):
            return
        reader = await self._office.people.by_contact(session, row.contact_id)
        if reader is not None:
            await session.flush()
            await close_view(session, self._office, ticket, reader.recipient)

    async def _report(
        self, session: AsyncSession, ticket: Ticket, entry: EntryRow, verdict: Verdict
    ) -> None:
        volunteer = await session.get(Volunteer, entry.volunteer_id)
        known = (
            await self._office.people.by_contact(session, volunteer.contact_id)
            if volunteer
            else None
        )
        if volunteer is None or known is None or entry.source is None:
            return
        if verdict.state == "sent":
            action: React | Send = React(entry.source, "👍")
        else:
            said = self._said(verdict, ticket, volunteer.language)
            action = Send(said, reply_to=entry.source)
        self._office.outbox.put(session, known.recipient, action, rank=STAFF)
        if verdict.state == "sent":
            reach(Point.ANSWER_ARRIVED)

    def _said(self, verdict: Verdict, ticket: Ticket, language: str) -> str:
        text: Text = PERHAPS if verdict.perhaps else FAILED
        if verdict.state == "held":
            text = BLOCKED
        return self._office.catalogues.say(text.with_values(reference=ticket.reference), language)
