"""After more than a day away: people who may have written are told, a few at a time.

Behind everything else: only when nearly nothing waits to go out do the next few follow, so that
nobody's answer stands behind such a message.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, Select, false, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.away import KEPT, WERE_TOLD, between
from bot.desk.staff import service_groups
from bot.engine import _
from bot.office import Office
from bot.post.actions import Send
from bot.post.due import chats_waiting
from bot.post.outbox import NOTICE, About
from bot.post.waking import Wakeful
from bot.store.database import Database
from bot.store.tables import Absence, Contact, Outbox, Ticket, Volunteer
from bot.tickets.coordinators import coordinators
from bot.tickets.life import UNCLOSED

# Translators: %(since)s and %(until)s are like "14:05", or "Tuesday 3 March, 14:05, afternoon".
WRITE_AGAIN = _(
    "Sorry: what you wrote to us between %(since)s and %(until)s may not have arrived. "
    "Please write it again. 🆘 works at any time."
)

LATELY = timedelta(days=7)
"""Whoever was asked something in so many days before may have written: it was their turn."""

BITS = 12
PARTS = 1 << BITS
"""All contacts, by the first bits of their random ids: one part is told in one transaction, so
that how far it got can be kept without keeping anybody's id.
"""

FEW = 10
"""While so many chats wait for something, nobody is told."""

PAUSE = 0.5
"""Seconds after which it is looked again."""

log = structlog.get_logger()


class Telling(Wakeful):
    """Tells people whenever there is an absence of which they have not been told."""

    def __init__(self, office: Office, database: Database, on_effect: Callable[[], None]) -> None:
        """`on_effect` is called when something was committed for sending."""
        super().__init__()
        self._office, self._database = office, database
        self._on_effect = on_effect

    async def run(self) -> None:
        """Tell until stopped. Nothing is looked at until it is woken."""
        rest: float | None = None
        while not self._stopping:
            await self._until_woken(rest)
            self._woken.clear()
            rest = PAUSE
            with contextlib.suppress(SQLAlchemyError):
                while not self._stopping and await self.tell_some():
                    self._on_effect()
                rest = PAUSE if await self._unfinished() else None

    async def tell_some(self) -> bool:
        """Tell one part of the people, in one transaction. False where there is nobody to tell, or
        others come first.
        """
        async with self._database.begin() as session:
            absence = await _absence(session)
            if absence is None or await chats_waiting(session, self._office.now()) >= FEW:
                return False
            first = await session.scalar(_whom(absence, _from(absence.part)).limit(1))
            if first is None:
                await self._finish(session, absence)
                return False
            part = first.int >> (128 - BITS)
            for contact in await session.scalars(_whom(absence, _from(part), ~_from(part + 1))):
                absence.told += await self._tell(session, absence, contact)
            absence.part = part + 1
        return True

    async def _unfinished(self) -> bool:
        async with self._database.beside() as session:
            return await _absence(session) is not None

    async def _tell(self, session: AsyncSession, absence: Absence, contact: UUID) -> bool:
        known = await self._office.people.by_contact(session, contact)
        if known is None:
            return False
        office = self._office
        language = known.person.language or known.contact.asked_language or office.first_language
        times = between(office, absence.since, absence.until - KEPT, language)
        said = office.catalogues.say(WRITE_AGAIN.with_values(**times), language)
        office.outbox.put(session, known.recipient, Send(said), About(known.person.id), NOTICE)
        return True

    async def _finish(self, session: AsyncSession, absence: Absence) -> None:
        office = self._office
        absence.done_at = office.now()
        log.info("told after an absence", count=absence.told)
        groups = set((await service_groups(session, office)).values())
        for each in await coordinators(session, office, groups):
            times = between(office, absence.since, absence.until, each.language)
            each.tell(session, office, WERE_TOLD.with_values(**times, n=absence.told))


async def _absence(session: AsyncSession) -> Absence | None:
    """The one of which not everybody has been told."""
    query = select(Absence).where(Absence.done_at.is_(None)).order_by(Absence.number).limit(1)
    return (await session.scalars(query)).one_or_none()


def _whom(absence: Absence, *among: ColumnElement[bool]) -> Select[UUID]:
    """People whose turn it was to write, or who have a request that is not closed. What the bot
    asked last stays in the outbox, however long the absence was (`forget_old`).
    """
    asked = select(Outbox.id).where(Outbox.created_at > absence.since - LATELY)
    requests = select(Ticket.contact_id).where(Ticket.state.in_(UNCLOSED))
    staff = select(Volunteer.contact_id)
    return (
        select(Contact.id)
        .where(Contact.reachable, Contact.created_at < absence.until, *among)
        .where(Contact.asked_outbox.in_(asked) | Contact.id.in_(requests))
        .where(Contact.id.not_in(staff))
        .order_by(Contact.id)
    )


def _from(part: int) -> ColumnElement[bool]:
    return Contact.id >= UUID(int=part << (128 - BITS)) if part < PARTS else false()
