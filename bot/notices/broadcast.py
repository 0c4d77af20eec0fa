"""Telling a notice to those who asked: a few at a time, and behind everything else."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import structlog
from sqlalchemy import Select, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import joined
from bot.failpoints import Point, reach
from bot.logs import place_of
from bot.notices.pushed_words import OF_NEWS
from bot.notices.ways import careful, language_of, push
from bot.notices.wishes import to_tell
from bot.notices.wording import told
from bot.notices.words import YOU_ASKED
from bot.office import Office
from bot.post.due import chats_waiting
from bot.post.waking import Wakeful
from bot.store.database import Database
from bot.store.tables import Notice, NoticeCopy

AT_ONCE = 25
"""So many are queued in one transaction: less than a second of what Telegram takes, so that who
writes meanwhile does not wait behind a copy of their own.
"""

FEW = 10
"""While so many chats wait for something, no more are queued."""

PAUSE, EVERY = 0.5, 20.0
"""Seconds after which it is looked again: while a notice is being told, and else."""

log = structlog.get_logger()


class Broadcast(Wakeful):
    """Tells notices. Every process may: each copy is made once, in the transaction that queues
    its message.
    """

    def __init__(self, office: Office, database: Database, on_effect: Callable[[], None]) -> None:
        """`on_effect` is called when something was committed for sending."""
        super().__init__()
        self._office, self._database = office, database
        self._on_effect = on_effect

    async def run(self) -> None:
        """Tell until stopped."""
        while not self._stopping:
            rest = EVERY
            try:
                while not self._stopping and await self._unfinished() and await self.some():
                    self._on_effect()
                rest = PAUSE if await self._unfinished() else EVERY
            except (SQLAlchemyError, OSError) as fault:
                log.error("a notice could not be told", fault=type(fault).__name__)
            await self._until_woken(rest)
            self._woken.clear()

    async def some(self) -> bool:
        """Queue some copies of one notice, in one transaction. False where there is none to tell,
        another process has it in hand, or others come first.
        """
        async with self._database.begin() as session:
            query = _unfinished().with_for_update(skip_locked=True)
            notice = (await session.scalars(query)).one_or_none()
            if notice is None:
                return False
            now = self._office.now()
            over = notice.taken_down_at is not None or notice.until is None or notice.until <= now
            if not over and await chats_waiting(session, now) >= FEW:
                return False
            if over or not await self._queue(session, notice):
                notice.told_at = now
                log.info("a notice has been told")
        return True

    async def _queue(self, session: AsyncSession, notice: Notice) -> int:
        """To the next few; how many they were. Where it fails for one of them, the others get it
        all the same.
        """
        contacts = (await session.scalars(to_tell(notice.id).limit(AT_ONCE))).all()
        shared, now = (await careful(session, contacts)).shared, self._office.now()
        session.add_all(
            NoticeCopy(notice_id=notice.id, contact_id=each, at=now) for each in contacts
        )
        await session.flush()
        for contact in contacts:
            try:
                async with session.begin_nested():
                    await self._tell(session, notice, contact, shared=contact in shared)
            except Exception as fault:
                # The fault's own text may hold an address: only its class and place are told.
                log.error(
                    "a notice could not be told to somebody",
                    fault=type(fault).__name__,
                    where=place_of(fault),
                )
        await session.flush()
        reach(Point.TELLING_SOME)
        return len(contacts)

    async def _tell(
        self, session: AsyncSession, notice: Notice, contact: UUID, *, shared: bool
    ) -> None:
        office = self._office
        known = await office.people.by_contact(session, contact)
        if known is None or notice.until is None:
            return
        words = told(office.catalogues, notice, language_of(office, known))
        push(
            session,
            office,
            known,
            joined(words, YOU_ASKED),
            OF_NEWS,
            shared=shared,
            lasts=notice.until - office.now(),
            belongs=notice.id,
        )
        await session.flush()

    async def _unfinished(self) -> bool:
        async with self._database.beside() as session:
            return (await session.scalars(_unfinished())).one_or_none() is not None


def _unfinished() -> Select[Notice]:
    """The notice that has waited longest for being told to everybody who asked."""
    to_be_told = Notice.tell_at.is_not(None) & Notice.told_at.is_(None)
    return select(Notice).where(to_be_told).order_by(Notice.tell_at, Notice.id).limit(1)
